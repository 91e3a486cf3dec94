"""Documents of a production set made into records, each with its files and its attachments."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from app.domain.parsed import Ignored, Item, Parsed, ParsedAttachment
from app.domain.people import Party, Role
from app.domain.provenance import Problem
from app.domain.records import Flag, Kind
from app.importers.chat.entries import NO_CONTENT
from app.importers.files.documents import ITS_OWN_DATE
from app.importers.legal import load_rows as f
from app.importers.legal.listed import IMAGE_FILE, TEXT_FILE
from app.importers.legal.load_images import Pictured
from app.importers.legal.load_rows import LoadRow
from app.importers.legal.set_files import (
    NOT_IN_SET,
    WORDS_READ,
    Attachments,
    SetFiles,
    may_be_path,
    may_be_text,
)
from app.importers.legal.set_mails import IN_MAILBOX, SetMails
from app.importers.legal.table_people import parties_of, people_in
from app.importers.legal.table_records import UNEVEN
from app.importers.legal.written_times import WrittenTimes
from app.importers.social.taking import Entry, is_undecoded, leftover
from app.importers.text import clean, decode
from app.importers.times import Timed

EMAIL, DOCUMENT = "email", "document"
NO_TEXT = Problem("text_missing", "The file with its words is not in the production set.")
ORPHAN = Problem("parent_missing", "The document to which it was attached is not in the set.")
NATIVE_UNREADABLE = Problem(
    "native_unreadable", "Its native file could not be read as a mail; it is attached as it is."
)

LISTED_DATE = Problem(
    "listed_date", "The mail tells no time; the one that the list of the set gives stands for it."
)

_FILE = re.compile(r"[^\n]+\.\w{1,8}")
_MAIL = re.compile(r"e-?mail|message|ipm\.note", re.IGNORECASE)
_DATES = (
    (f.SENT, f.SENT_TIME), (f.RECEIVED, f.RECEIVED_TIME),
    (f.MODIFIED, f.MODIFIED_TIME), (f.CREATED, f.CREATED_TIME),
)  # fmt: skip
_PEOPLE = ((f.FROM, Role.FROM), (f.TO, Role.TO), (f.CC, Role.CC), (f.BCC, Role.BCC))
_NAMELESS = frozenset(f"column {number}" for number in range(1, 400))
_PLACES = frozenset({f.NATIVE, f.TEXT})
_TAKEN = _PLACES | {f.FROM, f.TO, f.CC, f.BCC, f.SUBJECT}


@dataclass(slots=True)
class _Taking:
    """What comes together of one family.

    Attributes:
        within: the attachments of the mail that was read; files that are among these stay there.
    """

    problems: list[Problem]
    within: Attachments = ()
    files: list[ParsedAttachment] = field(default_factory=list)


class SetRecords:
    """Makes families of rows into records."""

    def __init__(
        self, files: SetFiles, mails: SetMails, times: WrittenTimes, own: frozenset[str]
    ) -> None:
        self._files = files
        self._mails = mails
        self._times = times
        self._own = own

    def item(self, family: Sequence[LoadRow], locator: str, *, is_orphan: bool) -> Item:
        """Make the item of a document and of what was attached to it."""
        rows = [self._completed(row) for row in family]
        row = rows[0]
        if len(rows) == 1 and self._mails.is_mailbox(row):
            return Ignored(locator, IN_MAILBOX)
        taking = _Taking(self._problems(rows, is_orphan=is_orphan))
        text, is_missing = self._text(row)
        if row.listed.by_native or not text:
            mail = self._mails.read(row, locator)
            if isinstance(mail, Parsed):
                return self._of_mail(mail, rows, taking)
            taking.problems += [] if mail is None else [NATIVE_UNREADABLE]
        taking.problems += [NO_TEXT] if is_missing else []
        return self._record(rows, locator, text, taking)

    def _problems(self, rows: Sequence[LoadRow], *, is_orphan: bool) -> list[Problem]:
        problems = [UNEVEN] if any(one.doubtful for one in rows) else []
        problems += [ORPHAN] if is_orphan else []
        problems += [problem for row in rows for problem in row.listed.problems]
        named = (file for row in rows for file in row.listed.files)
        return problems + [one for file in named if (one := self._files.doubt(file))]

    def _record(self, rows: Sequence[LoadRow], locator: str, text: str, taking: _Taking) -> Parsed:
        row, *children = rows
        fields = row.fields
        own = fields.get(f.ID, "")
        self._take_own(row, taking)
        for child in children:
            self._take_attached(child, taking)
        timed = self._dated(fields)
        is_mail = _is_mail(fields)
        if not (text or taking.files or fields.get(f.SUBJECT)):
            taking.problems.append(NO_CONTENT)
        name = fields.get(f.NAME) or fields.get(f.TITLE) or own
        return Parsed(
            locator=locator,
            platform=EMAIL if is_mail else DOCUMENT,
            kind=Kind.EMAIL if is_mail else Kind.DOCUMENT,
            text=clean(text).strip(),
            sent=timed.moment,
            parties=self._parties(fields),
            platform_id=own,
            parent_id=fields.get(f.PARENT, "") if ORPHAN in taking.problems else row.listed.answers,
            subject=clean(fields.get(f.SUBJECT) or ("" if is_mail else name)),
            attachments=tuple(taking.files),
            flags=timed.flags | ({Flag.UNDECODABLE.value} if is_undecoded(text) else frozenset()),
            labels=row.listed.labels,
            problems=tuple(dict.fromkeys((*timed.problems, *taking.problems))),
            raw=leftover(_left(row, children)),
        )

    def _of_mail(self, mail: Parsed, rows: Sequence[LoadRow], taking: _Taking) -> Parsed:
        """Put beside a mail what its set tells of it, and what of its family it does not hold."""
        row, *children = rows
        taking.within = mail.attachments
        for image in row.listed.of(IMAGE_FILE):
            taking.files += self._files.named(image)
        taking.files += self._files.pages(row.fields.get(f.ID, ""))
        for child in children:
            self._take_attached(child, taking)
        mail = self._dated_by_list(mail, row)
        kept: Entry = json.loads(mail.raw) if mail.raw else {}
        kept["document"] = _left(row, children)
        return replace(
            mail,
            attachments=(*mail.attachments, *taking.files),
            labels=tuple(dict.fromkeys((*mail.labels, *row.listed.labels))),
            problems=tuple(dict.fromkeys((*mail.problems, *taking.problems))),
            raw=leftover(kept),
        )

    def _dated_by_list(self, mail: Parsed, row: LoadRow) -> Parsed:
        """Give a mail that tells no time the one that the list tells."""
        timed = self._dated(row.fields) if mail.sent.utc is None else self._times.read("")
        if timed.moment.utc is None:
            return mail
        others = tuple(one for one in mail.problems if not one.code.startswith("date_"))
        return replace(
            mail,
            sent=timed.moment,
            flags=(mail.flags - {Flag.DATE_DOUBTFUL.value}) | timed.flags,
            problems=(*others, *timed.problems, LISTED_DATE),
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
                found.setdefault(f.TEXT if may_be_text(text) else f.NATIVE, text)
        return replace(row, fields={**row.fields, **found})

    def _text(self, row: LoadRow) -> tuple[str, bool]:
        """Give a document's words, and whether the file with them is missing."""
        told = row.fields.get(f.TEXT, "")
        if not row.listed.files:
            return self._files.text_of(told, row.fields.get(f.ID, ""))
        words = [told] if told else []
        is_missing = False
        for file in row.listed.of(TEXT_FILE):
            found = self._files.first(file.paths) if file.inline is None else None
            is_missing |= file.inline is None and found is None
            words.append(decode(file.inline).text if file.inline is not None else "")
            words.append(self._files.words(found) if found is not None else "")
        text = "\n".join(filter(None, words))
        return text, is_missing and not text

    def _take_own(self, row: LoadRow, taking: _Taking) -> bool:
        """Take the natives and page images of a document; say whether it names any."""
        own_files = [one for one in row.listed.files if one.sort != TEXT_FILE]
        for file in own_files:
            taking.files += self._files.named(file, taking.within)
        native = row.fields.get(f.NATIVE, "") or ("" if own_files else self._by_path(row))
        if native:
            taking.files += self._files.attachment(native, within=taking.within)
        pages = self._files.pages(row.fields.get(f.ID, ""))
        taking.files += pages
        return bool(own_files or native or pages)

    def _by_path(self, row: LoadRow) -> str:
        """Give a path that may be one on the maker's computer, where it leads to a native."""
        path = row.fields.get(f.PATH, "")
        if not _FILE.fullmatch(path):
            return ""
        is_here = self._files.find(path) is not None
        is_native = path.startswith((".\\", "./")) or "native" in path.casefold()
        return path if is_here or is_native else ""

    def _take_attached(self, child: LoadRow, taking: _Taking) -> None:
        """Take the files of a document that was attached to another.

        One without a native that can be opened gives its words, as a file.
        """
        before = len(taking.files)
        is_named = self._take_own(child, taking)
        is_within = is_named and len(taking.files) == before
        texts = self._texts_of(child)
        if is_within or any(one.open for one in taking.files[before:]):
            for text in texts:
                self._files.use(text, WORDS_READ)
            return
        name = clean(child.fields.get(f.NAME) or child.fields.get(f.ID, "") or "file")
        for text in texts:
            taking.files += self._files.taken(text)
        words = "" if texts else self._text(child)[0]
        if words:
            held = partial(io.BytesIO, clean(words).encode())
            taking.files.append(ParsedAttachment(f"{name}.txt", held))
        if len(taking.files) == before:
            taking.files.append(ParsedAttachment(name, None, NOT_IN_SET))

    def _texts_of(self, row: LoadRow) -> list[str]:
        """Give the files with a document's words."""
        told = row.fields.get(f.TEXT, "")
        found = [self._files.find(told) if may_be_path(told) else None]
        found += [self._files.first(file.paths) for file in row.listed.of(TEXT_FILE)]
        return [one for one in found if one is not None]

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
    if told.casefold() == "message":
        return True
    return bool(fields.get(f.FROM)) and bool(
        told or fields.get(f.TO) or fields.get(f.SENT) or fields.get(f.CC)
    )


def _left(row: LoadRow, children: Sequence[LoadRow]) -> Entry:
    left: Entry = _told(row, _TAKEN)
    if children:
        left["attached documents"] = [_told(child, _PLACES) for child in children]
    return left


def _told(row: LoadRow, taken: frozenset[str]) -> Entry:
    """Give all that a row tells of a document but what was taken and where its files are."""
    known: Entry = {name: text for name, text in row.fields.items() if name not in taken}
    return {**known, **row.rest, **row.listed.more}
