"""Documents of a production set made into records, each with its files and its attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.domain.parsed import Parsed, ParsedAttachment
from app.domain.people import Party, Role
from app.domain.provenance import Problem
from app.domain.records import Flag, Kind
from app.importers.base import Export, Ignored, Item, MemberUnreadable, Unreadable
from app.importers.chat.entries import NO_CONTENT
from app.importers.files.documents import ITS_OWN_DATE
from app.importers.legal import load_rows as f
from app.importers.legal.load_images import Pictured
from app.importers.legal.load_rows import LoadRow
from app.importers.legal.table_people import parties_of, people_in
from app.importers.legal.table_records import UNEVEN
from app.importers.legal.written_times import WrittenTimes
from app.importers.social.account import Account, base_name
from app.importers.social.taking import Entry, is_undecoded, leftover
from app.importers.text import clean, decode
from app.importers.times import Timed

EMAIL, DOCUMENT = "email", "document"
WORDS_READ = "Its words are the text of a document; they were read with it."
NOT_IN_SET = "The load file names this file, but the production set does not hold it."
NO_TEXT = Problem("text_missing", "The file with its words is not in the production set.")
ORPHAN = Problem("parent_missing", "The document to which it was attached is not in the set.")

_LARGEST = 32 << 20
_LONGEST_PATH = 260
_PATH = re.compile(r"[^\n]*\.(?:txt|text|html?)", re.IGNORECASE)
_FILE = re.compile(r"[^\n]+\.\w{1,8}")
_MAIL = re.compile(r"e-?mail|message|ipm\.note", re.IGNORECASE)
_MOST_PAGES = 20_000
_DATES = (
    (f.SENT, f.SENT_TIME), (f.RECEIVED, f.RECEIVED_TIME),
    (f.MODIFIED, f.MODIFIED_TIME), (f.CREATED, f.CREATED_TIME),
)  # fmt: skip
_PEOPLE = ((f.FROM, Role.FROM), (f.TO, Role.TO), (f.CC, Role.CC), (f.BCC, Role.BCC))
_NAMELESS = frozenset(f"column {number}" for number in range(1, 400))
_TAKEN = frozenset({
    *(f.FROM, f.TO, f.CC, f.BCC, f.SUBJECT, f.NATIVE, f.TEXT),
})  # fmt: skip


class SetFiles:
    """The natives, texts and page images of a production set.

    Attributes:
        pictures: pages by control number in small letters; each is taken out by its document.
    """

    def __init__(self, export: Export, account: Account) -> None:
        self.pictures: dict[str, Pictured] = {}
        self._export = export
        self._account = account
        self._texts: dict[str, str] = {}

    def find(self, reference: str) -> str | None:
        """Find a file by a path that may begin with the maker's own drive and folders."""
        parts = [part for part in re.split(r"[\\/]+", reference.strip()) if part not in {"", "."}]
        if not parts or len(reference) > 2_000 or ".." in parts:
            return self._export.find(reference.strip()) if parts else None
        for start in range(min(len(parts), 12)):
            found = self._export.find("/".join(parts[start:]))
            if found is not None:
                return found
        return None

    def attachment(self, reference: str, name: str = "") -> ParsedAttachment:
        """Give a file of the set; where it is not there, say so."""
        found = self.find(reference)
        if found is None:
            return ParsedAttachment(name or base_name(reference) or "file", None, NOT_IN_SET)
        return self._account.member(found, name)

    def text_of(self, told: str, own: str) -> tuple[str, bool]:
        """Give a document's words, and whether the file with them is missing.

        What is told may be the words themselves, or the path of a file.
        """
        if told and (len(told) >= _LONGEST_PATH or "\n" in told):
            return told, False
        found = self.find(told) if told else None
        if found is None and own and (not told or _PATH.fullmatch(told)):
            found = self._export.find(f"{own}.txt")
        if found is not None:
            return self._words(found), False
        if told and _PATH.fullmatch(told) and re.search(r"[\\/]|^\S+$", told):
            return "", True
        return told, False

    def pages(self, own: str) -> list[ParsedAttachment]:
        """Give the page images of a document."""
        pictured = self.pictures.pop(own.casefold(), None)
        return self.images(pictured) if pictured else []

    def images(self, pictured: Pictured) -> list[ParsedAttachment]:
        """Give the page images of a list's document."""
        return [self.attachment(path) for path in pictured.paths[:_MOST_PAGES]]

    def used(self) -> Iterator[Item]:
        """Say of each file that holds words of a document what was done with it."""
        for member, fault in self._texts.items():
            if not self._account.is_done(member):
                self._account.done(member)
                yield Unreadable(member, fault) if fault else Ignored(member, WORDS_READ)

    def _words(self, member: str) -> str:
        self._texts.setdefault(member, "")
        try:
            with self._export.open(member) as file:
                return decode(file.read(_LARGEST)).text
        except MemberUnreadable as fault:
            self._texts[member] = fault.reason
            return ""


class SetRecords:
    """Makes families of rows into records."""

    def __init__(self, files: SetFiles, times: WrittenTimes, own: frozenset[str]) -> None:
        self._files = files
        self._times = times
        self._own = own

    def record(self, family: Sequence[LoadRow], locator: str, *, is_orphan: bool) -> Parsed:
        """Make a record of a document and of what was attached to it."""
        row, *children = map(self._completed, family)
        fields = row.fields
        own = fields.get(f.ID, "")
        text, is_missing = self._files.text_of(fields.get(f.TEXT, ""), own)
        files = [*self._own_files(row), *self._files.pages(own)]
        for child in children:
            files += self._attached(child)
        timed = self._dated(fields)
        is_mail = _is_mail(fields)
        problems = [*timed.problems]
        problems += [UNEVEN] if any(one.doubtful for one in family) else []
        problems += [NO_TEXT] if is_missing else []
        problems += [ORPHAN] if is_orphan else []
        if not (text or files or fields.get(f.SUBJECT)):
            problems.append(NO_CONTENT)
        name = fields.get(f.NAME) or fields.get(f.TITLE) or own
        return Parsed(
            locator=locator,
            platform=EMAIL if is_mail else DOCUMENT,
            kind=Kind.EMAIL if is_mail else Kind.DOCUMENT,
            text=clean(text).strip(),
            sent=timed.moment,
            parties=self._parties(fields),
            platform_id=own,
            parent_id=fields.get(f.PARENT, "") if is_orphan else "",
            subject=clean(fields.get(f.SUBJECT) or ("" if is_mail else name)),
            attachments=tuple(files),
            flags=timed.flags | ({Flag.UNDECODABLE.value} if is_undecoded(text) else frozenset()),
            problems=tuple(problems),
            raw=leftover(_left(row, children)),
        )

    def pictured(self, pictured: Pictured) -> Parsed:
        """Make a record of a document that only a list of images knows."""
        timed = self._times.read("")
        text, _ = self._files.text_of("", pictured.key)
        return Parsed(
            locator=pictured.place,
            platform=DOCUMENT,
            kind=Kind.DOCUMENT,
            text=clean(text).strip(),
            sent=timed.moment,
            platform_id=clean(pictured.key),
            subject=clean(pictured.key),
            attachments=tuple(self._files.images(pictured)),
            flags=timed.flags,
            problems=timed.problems,
        )

    def _completed(self, row: LoadRow) -> LoadRow:
        """Find the files of a row without headings by what in it leads to one."""
        if f.TEXT in row.fields or f.NATIVE in row.fields or not row.rest.keys() & _NAMELESS:
            return row
        found: dict[str, str] = {}
        for text in row.rest.values():
            if _FILE.fullmatch(text) and re.search(r"[\\/]", text) and self._files.find(text):
                found.setdefault(f.TEXT if _PATH.fullmatch(text) else f.NATIVE, text)
        return replace(row, fields={**row.fields, **found})

    def _own_files(self, row: LoadRow) -> list[ParsedAttachment]:
        fields = row.fields
        native = fields.get(f.NATIVE, "")
        if native:
            return [self._files.attachment(native)]
        path = fields.get(f.PATH, "")
        if path and _FILE.fullmatch(path):
            is_here = self._files.find(path) is not None
            if is_here or path.startswith((".\\", "./")) or "native" in path.casefold():
                return [self._files.attachment(path)]
        return []

    def _attached(self, child: LoadRow) -> list[ParsedAttachment]:
        """Give the files of a document that was attached to another."""
        own = child.fields.get(f.ID, "")
        found = [*self._own_files(child), *self._files.pages(own)]
        told = child.fields.get(f.TEXT, "")
        member = self._files.find(told) if told and len(told) < _LONGEST_PATH else None
        if member is not None and not any(one.open for one in found):
            found.append(self._files.attachment(told))
        elif member is not None:
            self._files.text_of(told, own)
        if not found:
            name = child.fields.get(f.NAME) or own or "file"
            found.append(ParsedAttachment(clean(name), None, NOT_IN_SET))
        return found

    def _dated(self, fields: f.Fields) -> Timed:
        for at, (day, clock) in enumerate(_DATES):
            timed = self._times.read(fields.get(day, ""), fields.get(clock, ""))
            if timed.moment.utc is not None or (timed.moment.raw and at < 2):
                its_own = (ITS_OWN_DATE,) if at > 1 else ()
                return Timed(timed.moment, (*timed.problems, *its_own))
        return self._times.read("")

    def _parties(self, fields: f.Fields) -> tuple[Party, ...]:
        named = ((role, one) for name, role in _PEOPLE for one in people_in(fields.get(name, "")))
        return parties_of(named, self._own)


def _is_mail(fields: f.Fields) -> bool:
    told = fields.get(f.CLASS, "")
    if told and not _MAIL.search(told):
        return False
    return bool(fields.get(f.FROM)) and bool(
        told or fields.get(f.TO) or fields.get(f.SENT) or fields.get(f.CC)
    )


def _left(row: LoadRow, children: Sequence[LoadRow]) -> Entry:
    left: Entry = {**_told(row)}
    if children:
        left["attached documents"] = [_told(child) for child in children]
    return left


def _told(row: LoadRow) -> Entry:
    """Give all that a row tells of a document but its words and where its files are."""
    known: Entry = {name: text for name, text in row.fields.items() if name not in _TAKEN}
    return {**known, **row.rest}
