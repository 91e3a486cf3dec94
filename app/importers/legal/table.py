"""Tables of messages (CSV, XLSX) of archives that have no format of their own.

What the columns hold is guessed by their headings, or told by a mapping that the clerk sets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from app.domain.columns import ColumnMapping, Meaning
from app.domain.parsed import Parsed
from app.domain.people import normal_address
from app.errors import ExportUnreadable
from app.importers.base import (
    Cursor,
    Export,
    Ignored,
    ImportOptions,
    Item,
    MemberUnreadable,
    Unreadable,
    after_cursor,
)
from app.importers.legal.column_guess import guessed, heading_line, headings_of, is_of_messages
from app.importers.legal.delimited import Line, LostLine
from app.importers.legal.table_files import Table, named_as_table, tables_of
from app.importers.legal.table_records import RowRecords
from app.importers.legal.written_times import WrittenTimes
from app.importers.social.account import Account, from_here, natural, place
from app.importers.times import Clock, TimeReader, wall_clock

ABOVE = "The row stands above the headings of the table."
OTHER_TABLE = "A table whose columns are not those that are read."
EMPTY_TABLE = "A table without rows."
OTHERS = "No row of the table names this file."

_FIRST = 60
_WEIGHED = 5_000
_MOST_TABLES = 200


@dataclass(frozen=True, slots=True)
class Headed:
    """A table whose headings were found.

    Attributes:
        row: number of the row that names the columns.
        headings: by number of their column.
    """

    table: Table
    row: int
    headings: dict[int, str]


class TableImporter:
    """Reads tables through a mapping of columns; an :class:`app.importers.base.Importer`."""

    key = "table"
    label = "Table of messages (CSV, Excel)"
    needs_zone = True
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Look for a table whose headings leave no doubt; what lies beside must belong to it."""
        members = export.members()
        named = [member for member in members if named_as_table(member)]
        if not named or len(named) > _MOST_TABLES:
            return False
        heads = [headed for member in named for headed in _headed_in(export, member)]
        telling = [one for one in heads if is_of_messages(guessed([*one.headings.values()]))]
        if not telling:
            return False
        if len(named) == len(members):
            return len(telling) >= len(named)
        return len(named) == 1 and any(_names_files(export, one) for one in telling)

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the rows table by table, then what is left.

        Raises:
            ExportUnreadable: there is no table, or none with the columns of the mapping.
        """
        return after_cursor(_Reading(export, options, self._clock).items(), after)


def headed(export: Export, table: Table, wanted: int = 0) -> Headed | None:
    """Find the headings of a table; None of one without rows."""
    line = heading_line(table.first_lines(export, max(_FIRST, wanted)), wanted)
    return Headed(table, line.number, headings_of(line)) if line else None


def records_of(
    export: Export, found: Headed, mapping: ColumnMapping, options: ImportOptions, clock: Clock
) -> RowRecords:
    """Make what reads the rows of a table; its dates are weighed before the first is read."""
    own = frozenset(normal_address(one) for one in options.own_addresses if one)
    times = WrittenTimes(
        TimeReader(mapping.zone or options.zone, clock),
        mapping.order,
        from_1904=found.table.from_1904,
    )
    dated = [at for at, text in found.headings.items() if mapping.meaning_of(text) is Meaning.DATE]
    lines = islice(found.table.lines(export), _WEIGHED)
    rows = (line for line in lines if isinstance(line, Line) and line.number > found.row)
    times.weigh(line.cells.get(at, "") for line in rows for at in dated)
    return RowRecords(mapping, found.headings, times, own, export.name)


class _Reading:
    """One pass over one export."""

    def __init__(self, export: Export, options: ImportOptions, clock: Clock) -> None:
        self._export = export
        self._options = options
        self._clock = clock
        self._account = Account(export)
        self._told = options.mapping

    def items(self) -> Iterator[Item]:
        """Give all items in their fixed order."""
        members = sorted(self._export.members(), key=natural)
        asked = members if len(members) == 1 else [one for one in members if named_as_table(one)]
        read = False
        for member in asked:
            try:
                tables = self._tables(member)
            except MemberUnreadable as fault:
                if len(members) == 1:
                    raise _no_table(self._export, fault.reason) from fault
                continue
            readable = [self._readable(table) for table in tables]
            if any(readable):
                read = True
                self._account.done(member)
                for table, found in zip(tables, readable, strict=True):
                    yield from self._table(table, found)
                for one in tables[0].lost:
                    yield replace(one, locator=f"{member}!parts/{one.locator}")
        if not read:
            raise _no_table(self._export, "No table in it has columns that are told or known.")
        yield from self._account.ignore(self._export.members(), OTHERS, foreign=True)
        yield from self._export.rejected()

    def _tables(self, member: str) -> list[Table]:
        told = self._told or ColumnMapping()
        return tables_of(self._export, member, told.encoding, told.delimiter)

    def _readable(self, table: Table) -> Headed | None:
        """Give a table's headings where they are those that are read."""
        found = headed(self._export, table, self._told.heading_row if self._told else 0)
        if found is None:
            return None
        headings = set(found.headings.values())
        if self._told is not None:
            return found if {name for name, _ in self._told.columns} <= headings else None
        mapping = guessed([*found.headings.values()])
        alone = len(self._export.members()) == 1 and table.sheet is None and mapping.columns
        return found if alone or is_of_messages(mapping) else None

    def _table(self, table: Table, found: Headed | None) -> Iterator[Item]:
        if found is None:
            is_empty = not table.first_lines(self._export, _FIRST)
            yield Ignored(table.place, EMPTY_TABLE if is_empty else OTHER_TABLE)
            return
        mapping = self._told or guessed([*found.headings.values()])
        records = records_of(self._export, found, mapping, self._options, self._clock)
        attach = self._account.attachment
        is_empty = True
        for line in table.lines(self._export):
            for item in self._row(line, table, found.row):
                is_empty = False
                yield item
            if isinstance(line, Line) and line.number > found.row and line.cells:
                is_empty = False
                yield records.record(line, place(table.place, line.number), attach)
        if is_empty:
            yield Ignored(table.place, EMPTY_TABLE)

    def _row(self, line: Line | LostLine, table: Table, heading_row: int) -> Iterator[Item]:
        """Give an item of a row that is no record."""
        if isinstance(line, LostLine):
            at = from_here(table.place, line.number) if line.is_end else ""
            locator = at or f"{place(table.place, line.number)} damaged"
            yield Unreadable(locator, line.reason, line.untrusted)
        elif line.cells and line.number < heading_row:
            yield Ignored(place(table.place, line.number), ABOVE)


def _headed_in(export: Export, member: str) -> list[Headed]:
    try:
        tables = tables_of(export, member)
    except MemberUnreadable:
        return []
    return [found for table in tables if (found := headed(export, table)) is not None]


def _names_files(export: Export, found: Headed) -> bool:
    """Say whether one of the first rows names a file that lies beside the table."""
    mapping = guessed([*found.headings.values()])
    records = RowRecords(mapping, found.headings, WrittenTimes(TimeReader()), frozenset(), "")
    account = Account(export)
    for line in found.table.first_lines(export, _FIRST):
        if line.number > found.row:
            parsed: Parsed = records.record(line, "row", account.attachment)
            if any(one.open is not None for one in parsed.attachments):
                return True
    return False


def _no_table(export: Export, reason: str) -> ExportUnreadable:
    return ExportUnreadable(
        f"{export.name} cannot be read as a table: {reason[:1].lower()}{reason[1:]}",
        "Choose a CSV or Excel file with one row a message, or set its columns anew.",
    )
