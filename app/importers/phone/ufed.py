"""Cellebrite reports of phones: ``report.xml`` with its files, alone or as ``.ufdr``, and Excel."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from app.importers.base import (
    Cursor,
    Export,
    Ignored,
    ImportOptions,
    Item,
    MemberUnreadable,
    after_cursor,
)
from app.importers.phone.ufed_reading import BookReading, XmlReading
from app.importers.phone.ufed_sheets import table_of
from app.importers.portion import open_nested
from app.importers.times import Clock, TimeReader, wall_clock
from app.importers.workbook import BOOK, Workbook

NOT_NAMED = "No message of the report names this file."
PARTS = "What the workbook is packed of; its sheets are listed by their names."

_NAMESPACE = b"pa.cellebrite.com/report"
_HEAD = 8_192
_MOST_ASKED = 500
_MOST_BOOKS = 50
_MOST_SHEETS = 100


class UfedImporter:
    """Reads Cellebrite reports; see :class:`app.importers.base.Importer`."""

    key = "ufed"
    label = "Cellebrite phone report (XML, UFDR, Excel)"
    needs_zone = True
    experimental = True

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a file in it begins as a report does, or is a workbook with its headings."""
        return any(True for _ in _reports(export)) or any(True for _ in _books(export))

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give messages, calls, mails and contacts report by report."""
        return after_cursor(_items(export, options, TimeReader(options.zone, self._clock)), after)


def _items(export: Export, options: ImportOptions, times: TimeReader) -> Iterator[Item]:
    yield from export.rejected()
    used = set(_reports(export))
    for member in sorted(used):
        report = XmlReading(export, member, options, times)
        yield from report.items()
        used |= report.files.used
    for member, parts in list(_books(export)):
        book = BookReading(export, parts, member, options, times)
        yield from book.items()
        used |= book.files.used | {member}
    if BOOK in export.members():
        yield Ignored(f"{export.name} parts", PARTS)
        return
    for member in export.members():
        if member not in used:
            yield Ignored(member, NOT_NAMED, foreign=True)


def _reports(export: Export) -> Iterator[str]:
    members = export.members()
    named = (
        member for member in members if len(members) == 1 or member.casefold().endswith(".xml")
    )
    for member in islice(named, _MOST_ASKED):
        head = export.head(member, _HEAD).replace(b"\0", b"")
        if _NAMESPACE in head and b"<" in head[:8]:
            yield member


def _books(export: Export) -> Iterator[tuple[str, Export]]:
    """Find workbooks that hold a report; the export itself may be one, without a name."""
    if BOOK in export.members():
        if _is_report(export):
            yield "", export
        return
    named = (member for member in export.members() if member.casefold().endswith(".xlsx"))
    for member in islice(named, _MOST_BOOKS):
        try:
            parts = open_nested(export, member)
        except MemberUnreadable:
            continue
        if _is_report(parts):
            yield member, parts


def _is_report(parts: Export) -> bool:
    if BOOK not in parts.members():
        return False
    book = Workbook(parts)
    try:
        tables = (table_of(book, sheet) for sheet in book.sheets()[:_MOST_SHEETS])
        return any(table is not None and table.is_telling for table in tables)
    except MemberUnreadable:
        return False
