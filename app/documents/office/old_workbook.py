"""Reads binary workbooks (XLS, XLSB) through calamine: the values of all sheets, no more."""

from __future__ import annotations

import datetime as dt
import io

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from app.documents.office import inventory
from app.documents.office.number_formats import plain_number
from app.documents.office.outline import Outline
from app.documents.office.refused import DAMAGED, LOCKED, TOO_LARGE, Refused
from app.documents.office.workbook import set_tables
from app.documents.office.workbook_cells import MOST_CELLS, Rich
from app.domain.redacted import Look, Role

_ONLY_VALUES = (
    "Only the values of its cells are shown: no comments, headers, drawings, formulas or "
    "formats, and not which rows and columns are hidden."
)
_PANIC = "PanicException"
"""How a fault inside calamine, which is written in Rust, is called; it has no name to import."""

_Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read_old_workbook(untrusted: bytes, outline: Outline) -> None:
    """Set the values of every sheet; raises Refused."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(untrusted))
        _sheets(book, outline)
    except PasswordError as error:
        raise Refused(LOCKED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise Refused(DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ == _PANIC:
            raise Refused(DAMAGED) from error
        raise
    outline.note(_ONLY_VALUES)


def _sheets(book: CalamineWorkbook, outline: Outline) -> None:
    cells = 0
    for number, about in enumerate(book.sheets_metadata, start=1):
        hidden = about.visible != SheetVisibleEnum.Visible
        outline.inventory.add(inventory.HIDDEN_SHEET, hidden)
        state = " (hidden)" if hidden else ""
        outline.say(f"Sheet {number} “{about.name}”{state}", Role.PART)
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        look = Look.HIDDEN if hidden else Look.PLAIN
        sheet = book.get_sheet_by_index(number - 1)
        cells += sheet.height * sheet.width
        if cells > MOST_CELLS:
            raise Refused(TOO_LARGE)
        rows = (
            (at, [_cell(value, look) for value in row])
            for at, row in enumerate(sheet.iter_rows(), start=1)
        )
        set_tables(outline, rows)


def _cell(value: _Value, look: Look) -> Rich:
    text = shown(value)
    return ((text, look),) if text else ()


def shown(value: _Value) -> str:
    """Give a value as text."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return plain_number(float(value))
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="minutes" if not value.second else "seconds")
    return str(value)
