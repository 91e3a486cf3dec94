"""Keeps account of an export's members: media that records refer to, and what nobody asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from app.importers.base import Export, Ignored, Item, MemberUnreadable, ParsedAttachment, Unreadable
from app.importers.social.json_stream import Broken, Piece
from app.importers.text import clean

NOT_IN_EXPORT = (
    "The export refers to this file but does not hold it; "
    "it may lie in another part of the download."
)
ONLY_ADDRESS = "The export gives only a web address for this file, not the file."
NO_NAME = "The export does not say which file this was."
UNUSED = "No record refers to this file."

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|data:", re.IGNORECASE)
_HEAD = 1 << 16
_ARCHIVES = (".zip", ".tar", ".tgz", ".tar.gz")
_NUMBERS = re.compile(r"([0-9]+)")
_NAMELESS = frozenset({"", "[object Object]", "undefined", "null"})


class Account:
    """Which members of one export were read, used as attachments, or left."""

    def __init__(self, export: Export) -> None:
        self._export = export
        self._members = export.members()
        self._done: set[str] = set()

    def done(self, member: str) -> None:
        """Note that a member was read, or that an item says why it was not."""
        self._done.add(member)

    def is_done(self, member: str) -> bool:
        """Say whether a member is accounted for."""
        return member in self._done

    def holds(self, untrusted_reference: str) -> bool:
        """Say whether a reference inside the export means one of its members."""
        return bool(untrusted_reference.strip()) and (
            self._export.find(untrusted_reference.strip()) is not None
        )

    def attachment(self, untrusted_reference: str, name: str = "") -> ParsedAttachment:
        """Find what a reference inside the export means; where nothing is, say why."""
        reference = untrusted_reference.strip()
        shown = clean(name) or base_name(reference)
        if reference in _NAMELESS:
            return ParsedAttachment(shown or "file", None, NO_NAME)
        if _ADDRESS.match(reference):
            return ParsedAttachment(shown or "file", None, ONLY_ADDRESS)
        member = self._export.find(reference)
        if member is None:
            return ParsedAttachment(shown or "file", None, NOT_IN_EXPORT)
        return self.member(member, name)

    def member(self, member: str, name: str = "") -> ParsedAttachment:
        """Take a member as an attachment."""
        self._done.add(member)
        return ParsedAttachment(
            clean(name) or base_name(member),
            partial(self._export.open, member),
            size=self._export.size(member),
        )

    def used(self, member: str, pieces: Iterable[Piece], reason: str) -> Iterator[Item]:
        """Say of a member without records what it was used for, or why it could not be."""
        self._done.add(member)
        broken = next((piece for piece in pieces if isinstance(piece, Broken)), None)
        if broken is None:
            yield Ignored(member, reason)
        else:
            yield Unreadable(from_here(member, broken.number), broken.reason)

    def left(self) -> Iterator[Ignored | Unreadable]:
        """Give an item for every member that is not accounted for yet, and for rejected ones.

        An archive that no record refers to may hold an export of its own.
        """
        for member in self._members:
            if member not in self._done:
                packed = member.lower().endswith(_ARCHIVES)
                yield Ignored(member, UNUSED, foreign=packed)
        yield from self._export.rejected()

    def ignore(
        self, members: Iterable[str], reason: str, *, foreign: bool = False
    ) -> Iterator[Ignored | Unreadable]:
        """Leave members for a reason, unless it is that they could not be looked into."""
        for member in members:
            if member not in self._done:
                self._done.add(member)
                fault = self._fault(member)
                left = Ignored(member, reason, foreign=foreign)
                yield Unreadable(member, fault) if fault else left

    def _fault(self, member: str) -> str:
        """Say why a member's beginning, by which its kind is told, cannot be read."""
        if not self._export.size(member) or self._export.head(member, _HEAD):
            return ""
        try:
            with self._export.open(member) as file:
                file.read(_HEAD)
        except MemberUnreadable as error:
            return error.reason
        return ""


def base_name(reference: str) -> str:
    """Give the last part of a path or address, without what follows ``?``."""
    if _ADDRESS.match(reference):
        reference = reference.partition("?")[0].partition("#")[0]
    return clean(re.split(r"[\\/]", reference.rstrip("/\\"))[-1])[:255]


def place(member: str, number: int) -> str:
    """Give the locator of an entry of a member; one-based, 0 for the member itself."""
    return f"{member}#{number}" if number else member


def from_here(member: str, number: int) -> str:
    """Give the locator of all that follows from an entry on, which may itself be read in part."""
    return f"{place(member, number)} and after" if number else member


def natural(member: str) -> list[tuple[int, str]]:
    """Give a key that sorts numbers in names as numbers."""
    pieces = _NUMBERS.split(member)
    return [(int(piece), "") if at % 2 else (0, piece) for at, piece in enumerate(pieces)]


def or_nothing(items: Iterator[Item], member: str, reason: str) -> Iterator[Item]:
    """Say that a file holds nothing, where no item comes of it."""
    first = next(items, None)
    if first is None:
        yield Ignored(member, reason)
        return
    yield first
    yield from items
