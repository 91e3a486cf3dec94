"""Looks at the first rows of a table as a mapping would read them; imports nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice

from app.domain.columns import ColumnMapping
from app.domain.parsed import Parsed
from app.errors import ExportUnreadable
from app.importers.base import Export, ImportOptions, MemberUnreadable
from app.importers.legal.column_guess import guessed, is_of_messages
from app.importers.legal.delimited import Line
from app.importers.legal.table import Headed, headed, records_of
from app.importers.legal.table_files import named_as_table, tables_of
from app.importers.legal.written_times import ORDER_A_GUESS
from app.importers.social.account import Account, natural, place
from app.importers.times import wall_clock

LOOKED_AT = 200

_LONGEST_SAMPLE = 120
_CHOOSE = "Choose a CSV or Excel (XLSX) file with one row a message."


@dataclass(frozen=True, slots=True)
class Looked:
    """What the first rows of a table give.

    Attributes:
        samples: the first filled cell of each column.
        records: those of the first 200 rows.
        undated: how many of them have no date that is understood.
        guessed_order: whether day or month comes first cannot be told by them.
    """

    mapping: ColumnMapping
    headings: tuple[str, ...]
    samples: tuple[str, ...] = field(repr=False)
    records: tuple[Parsed, ...] = field(repr=False)
    undated: int
    guessed_order: bool

    @property
    def count(self) -> int:
        """Count the rows that were looked at."""
        return len(self.records)


def look(export: Export, mapping: ColumnMapping | None, zone: str) -> Looked:
    """Read the first rows of an export's table; without a mapping, or its columns, by a guess.

    Raises:
        ExportUnreadable: there is no table in it.
    """
    found = _best(_tables(export, mapping or ColumnMapping()), mapping)
    told = mapping or guessed([*found.headings.values()])
    if not told.columns:
        told = replace(told, columns=guessed([*found.headings.values()]).columns)
    lines = [
        line
        for line in islice(found.table.lines(export), found.row + LOOKED_AT)
        if isinstance(line, Line) and line.number > found.row and line.cells
    ]
    reader = records_of(export, found, told, ImportOptions(zone=zone), wall_clock)
    attach = Account(export).attachment
    records = tuple(
        reader.record(line, place(found.table.place, line.number), attach) for line in lines
    )
    return Looked(
        told,
        tuple(found.headings.values()),
        tuple(_sample(lines, at) for at in found.headings),
        records,
        sum(one.sent.utc is None for one in records),
        any(ORDER_A_GUESS in one.problems for one in records),
    )


def _tables(export: Export, told: ColumnMapping) -> list[Headed]:
    """Give the tables that have headings; the row of these must be in all the one that is told."""
    found: list[Headed] = []
    reason = "it holds no table."
    members = export.members()
    for member in sorted(members, key=natural):
        if len(members) > 1 and not named_as_table(member):
            continue
        try:
            tables = tables_of(export, member, told.encoding, told.delimiter)
        except MemberUnreadable as fault:
            reason = f"{fault.reason[:1].lower()}{fault.reason[1:]}"
            continue
        found += [one for table in tables if (one := headed(export, table, told.heading_row))]
    if not found:
        raise ExportUnreadable(f"{export.name} cannot be read as a table: {reason}", _CHOOSE)
    return found


def _best(tables: list[Headed], mapping: ColumnMapping | None) -> Headed:
    """Choose the table that is meant: with the columns that are told, else one of messages."""
    wanted = {name for name, _ in mapping.columns} if mapping else set()
    fitting = [one for one in tables if wanted and wanted <= set(one.headings.values())]
    telling = [one for one in tables if is_of_messages(guessed([*one.headings.values()]))]
    return (fitting or telling or tables)[0]


def _sample(lines: list[Line], at: int) -> str:
    text = next((line.cells[at] for line in lines if at in line.cells), "")
    return " ".join(text.split())[:_LONGEST_SAMPLE]
