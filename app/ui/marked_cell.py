"""A cell of a table in which found words are marked. No PySide6."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.spans import Span
from app.ui.rows import Cell


@dataclass(frozen=True, slots=True)
class MarkedCell(Cell):
    """A cell whose marks are drawn; they count in code points.

    Attributes:
        kept: stands before the text where its beginning is cut off.
    """

    marks: tuple[Span, ...] = ()
    kept: str = ""
