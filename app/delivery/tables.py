"""Writes tables as CSV and XLSX, row by row; the same rows give the same bytes."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import xlsxwriter

from app.delivery.plain import clean

Cell = str | int
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
_MOST_CHARACTERS = 32_767
_MOST_ROWS = 1_048_576


class Table(Protocol):
    """A table that is written row by row."""

    def row(self, cells: Sequence[Cell]) -> None:
        """Write the next row."""

    def finished(self) -> bytes:
        """Give the whole file; no row may follow."""

    def close(self) -> None:
        """Let go of what lies on the drive; nothing is lost of a file that is finished."""


def defused(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula when it opens a CSV.

    A mark is set before what begins like one (OWASP, CSV injection); after a BOM and blanks too.
    """
    plain = clean(text)
    return f"'{plain}" if plain.lstrip(" ").startswith(_DANGEROUS) else plain


class CsvTable:
    """RFC 4180 in UTF-8 with a byte order mark, by which spreadsheets know the encoding."""

    def __init__(self, headings: Sequence[str]) -> None:
        self._bytes = io.BytesIO()
        self._text = io.TextIOWrapper(self._bytes, encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._text, lineterminator="\r\n")
        self.row(headings)

    def row(self, cells: Sequence[Cell]) -> None:
        """Write the next row."""
        self._writer.writerow([defused(one) if isinstance(one, str) else one for one in cells])

    def finished(self) -> bytes:
        """Give the whole file."""
        self._text.flush()
        return self._bytes.getvalue()

    def close(self) -> None:
        """Do nothing, since nothing lies on the drive."""


class SheetTable:
    """A workbook of one sheet (ECMA-376); every text is a text, whatever it begins with.

    Args:
        title: of the sheet.
        headings: of its columns; they stay in sight.
        dated: when it is said to be made; the clock is not asked.
        scratch: a folder for rows that were written, which are taken away at the end; without
            one they are held in memory.
    """

    def __init__(
        self, title: str, headings: Sequence[str], dated: dt.date, scratch: Path | None = None
    ) -> None:
        self._target = io.BytesIO()
        options: dict[str, object] = {"strings_to_formulas": False, "strings_to_urls": False}
        if scratch is None:
            options["in_memory"] = True
        else:
            options |= {"constant_memory": True, "tmpdir": str(scratch)}
        self._book = xlsxwriter.Workbook(self._target, options)
        at = dt.datetime(dated.year, dated.month, dated.day)  # noqa: DTZ001 - a workbook has no zones
        self._book.set_properties({"created": at, "title": title})
        self._sheet = self._book.add_worksheet(title)
        self._sheet.freeze_panes(1, 1)
        self._sheet.set_column(0, len(headings) - 1, 22)
        self._bold = self._book.add_format({"bold": True, "bottom": 1})
        self._rows = 0
        self._write(headings, self._bold)

    def row(self, cells: Sequence[Cell]) -> None:
        """Write the next row; what is beyond a sheet's last row stands in the CSV alone."""
        if self._rows < _MOST_ROWS:
            self._write(cells)

    def finished(self) -> bytes:
        """Give the whole file."""
        self._book.close()
        return self._target.getvalue()

    def close(self) -> None:
        """Let go of the rows on the drive: Windows takes no open file away."""
        rows = self._sheet.row_data_fh
        if rows is not None:
            rows.close()

    def _write(self, cells: Sequence[Cell], look: object = None) -> None:
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                self._sheet.write_number(self._rows, column, cell, look)
            elif cell:
                text = clean(cell)[:_MOST_CHARACTERS]
                self._sheet.write_string(self._rows, column, text, look)
        self._rows += 1
