"""Writes the exemption log of a delivery as tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

from app.delivery.tables import Cell, CsvTable, SheetTable, Table
from app.domain.packets import LogLine

COLUMNS = (
    "Record",
    "Where",
    "File",
    "Page in file",
    "Page number",
    "Exemption",
    "Citation",
    "What it protects",
)


def row_of(line: LogLine, files: Mapping[int, str]) -> list[Cell]:
    """Give a line of the log.

    Args:
        line: of the packet's own log.
        files: number of a part to the name of its file; 0 for a packet of one file.
    """
    return [
        line.record,
        line.where,
        files.get(line.part, ""),
        line.page,
        line.bates,
        line.code,
        line.citation,
        line.plain,
    ]


class Logs:
    """The log in all formats that are wished.

    Args:
        formats: of ``csv`` and ``xlsx``.
        dated: the date of the letter.
        scratch: as of :class:`app.delivery.tables.SheetTable`.
    """

    def __init__(self, formats: Container[str], dated: dt.date, scratch: Path | None) -> None:
        self._tables: dict[str, Table] = {}
        if "csv" in formats:
            self._tables["exemption log.csv"] = CsvTable(COLUMNS)
        if "xlsx" in formats:
            self._tables["exemption log.xlsx"] = SheetTable(
                "Exemption log", COLUMNS, dated, scratch
            )

    def files(
        self, lines: Iterable[LogLine], files: Mapping[int, str]
    ) -> Iterator[tuple[str, bytes]]:
        """Give the finished files.

        Args:
            lines: of the packet's own log.
            files: as of :func:`row_of`.
        """
        for line in lines:
            for table in self._tables.values():
                table.row(row_of(line, files))
        for name, table in self._tables.items():
            yield name, table.finished()

    def close(self) -> None:
        """Let go of what lies on the drive."""
        for table in self._tables.values():
            table.close()
