"""CSV tables of entries that a clerk keeps, taken in whole or not at all; knows no columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from typing import TypeVar

from app.errors import AppError

Entry = TypeVar("Entry")

_MOST = 50_000


def table_entries(text: str, read: Callable[[csv.DictReader[str]], Iterable[Entry]]) -> list[Entry]:
    """Read a CSV table by what makes entries of its rows; raises AppError for a bad table."""
    try:
        found = list(read(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))))
    except csv.Error as error:
        raise AppError(
            "The table cannot be read.", "Save it as CSV with commas, in UTF-8."
        ) from error
    if len(found) > _MOST:
        raise AppError(f"The table has more than {_MOST:,} rows.", "Take it in in parts.")
    return found
