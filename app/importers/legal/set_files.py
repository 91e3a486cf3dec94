"""The natives, texts and page images of a production set, found by the paths its lists name."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import partial

from app.domain.parsed import Ignored, Item, ParsedAttachment, Unreadable
from app.domain.provenance import Problem
from app.importers.base import Export, MemberUnreadable
from app.importers.legal.listed import NamedFile
from app.importers.legal.load_images import Pictured
from app.importers.legal.set_checks import doubt, is_among
from app.importers.social.account import Account, base_name
from app.importers.text import clean, decode

WORDS_READ = "Its words are the text of a document; they were read with it."
NOT_IN_SET = "The load file names this file, but the production set does not hold it."

WITHIN_MAIL = "The mail to which it was attached holds it as well."

Attachments = tuple[ParsedAttachment, ...]

_LARGEST = 32 << 20
_LONGEST_PATH = 260
_LONGEST_REFERENCE = 2_000
_DEEPEST = 12
_PATH = re.compile(r"[^\n]*\.(?:txt|text|html?)", re.IGNORECASE)
_MOST_PAGES = 20_000


def may_be_text(path: str) -> bool:
    """Say whether a path may be that of a file with words."""
    return bool(_PATH.fullmatch(path))


def may_be_path(told: str) -> bool:
    """Say whether what is told is short enough for a path."""
    return bool(told) and len(told) < _LONGEST_PATH and "\n" not in told


class SetFiles:
    """The files of one set, and what was done with them.

    Attributes:
        pictures: pages by control number in small letters; each is taken out by its document.
    """

    def __init__(self, export: Export, account: Account) -> None:
        self.pictures: dict[str, Pictured] = {}
        self.export = export
        self._account = account
        self._used: dict[str, tuple[str, str]] = {}

    def find(self, reference: str) -> str | None:
        """Find a file by a path that may begin with the maker's own drive and folders."""
        parts = [part for part in re.split(r"[\\/]+", reference.strip()) if part not in {"", "."}]
        if not parts or len(reference) > _LONGEST_REFERENCE or ".." in parts:
            return self.export.find(reference.strip()) if parts else None
        for start in range(min(len(parts), _DEEPEST)):
            found = self.export.find("/".join(parts[start:]))
            if found is not None:
                return found
        return None

    def first(self, references: tuple[str, ...]) -> str | None:
        """Find a file by the first of several paths that leads to one."""
        return next((one for path in references if (one := self.find(path)) is not None), None)

    def attachment(
        self, reference: str, name: str = "", within: Attachments = ()
    ) -> list[ParsedAttachment]:
        """Give a file of the set, unless ``within`` holds it too; one not there says so."""
        shown = name or base_name(reference) or "file"
        return self._taken(self.find(reference), shown, NOT_IN_SET, within)

    def named(self, file: NamedFile, within: Attachments = ()) -> list[ParsedAttachment]:
        """Give a file that a list names, unless ``within`` holds it too."""
        shown = clean(file.name) or next(filter(None, map(base_name, file.paths)), "file")
        if file.inline is None:
            return self._taken(self.first(file.paths), shown, file.fault or NOT_IN_SET, within)
        held = ParsedAttachment(shown, partial(io.BytesIO, file.inline), size=len(file.inline))
        return [] if is_among(held, within) else [held]

    def taken(self, member: str) -> list[ParsedAttachment]:
        """Give a file that was found."""
        return self._taken(member, base_name(member), "", ())

    def doubt(self, file: NamedFile) -> Problem | None:
        """Say what speaks against a file's being the one that a list names."""
        found = self.first(file.paths) if file.inline is None else None
        return None if found is None else doubt(self.export, found, file)

    def text_of(self, told: str, own: str) -> tuple[str, bool]:
        """Give a document's words, and whether the file with them is missing.

        What is told may be the words themselves, or the path of a file.
        """
        if told and not may_be_path(told):
            return told, False
        found = self.find(told) if told else None
        if found is None and own and (not told or may_be_text(told)):
            found = self.export.find(f"{own}.txt")
        if found is not None:
            return self.words(found), False
        if told and may_be_text(told) and re.search(r"[\\/]|^\S+$", told):
            return "", True
        return told, False

    def pages(self, own: str) -> list[ParsedAttachment]:
        """Give the page images of a document."""
        pictured = self.pictures.pop(own.casefold(), None)
        return self.images(pictured) if pictured else []

    def images(self, pictured: Pictured) -> list[ParsedAttachment]:
        """Give the page images of a list's document."""
        return [one for path in pictured.paths[:_MOST_PAGES] for one in self.attachment(path)]

    def words(self, member: str) -> str:
        """Read a file with words."""
        self.use(member, WORDS_READ)
        try:
            with self.export.open(member) as file:
                return decode(file.read(_LARGEST)).text
        except MemberUnreadable as fault:
            self.use(member, WORDS_READ, fault.reason)
            return ""

    def use(self, member: str, reason: str, fault: str = "") -> None:
        """Note what a file was used for that is no attachment, or why it could not be."""
        if fault or member not in self._used:
            self._used[member] = (reason, fault)

    def used(self) -> Iterator[Item]:
        """Say of each file that was used but is no attachment what was done with it."""
        for member, (reason, fault) in self._used.items():
            if not self._account.is_done(member):
                self._account.done(member)
                yield Unreadable(member, fault) if fault else Ignored(member, reason)

    def _taken(
        self, member: str | None, shown: str, missing: str, within: Attachments
    ) -> list[ParsedAttachment]:
        if member is None:
            held = ParsedAttachment(shown, None, missing)
            return [] if is_among(held, within) else [held]
        opened = partial(self.export.open, member)
        held = ParsedAttachment(shown, opened, size=self.export.size(member))
        if is_among(held, within):
            self.use(member, WITHIN_MAIL)
            return []
        self._account.done(member)
        return [held]
