"""Explains the patterns of the picture: a small cell and its word for each."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.coverage import Mark
from app.ui.pages.coverage.grid import paint_cell
from app.ui.pages.coverage.state import GridCell
from app.ui.theme import Look
from app.ui.widgets.words import label

_WORDS = (
    (Mark.GAP, "gap"),
    (Mark.SETTLED, "answered"),
    (Mark.SILENT, "silent"),
    (Mark.CUT, "begins or ends"),
    (Mark.UNREADABLE, "unreadable items"),
    (Mark.UNEXPECTED, "none by policy"),
)


class _Sample(QWidget):
    """One small cell."""

    def __init__(self, mark: Mark, look: Look) -> None:
        super().__init__()
        self._cell = GridCell("", 0, frozenset({mark}), "")
        self._look = look
        high = self.fontMetrics().height()
        self.setFixedSize(QSize(round(high * 1.4), high))
        look.changed.connect(self.update)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - it is small enough to draw whole
        """Draw it as the picture does."""
        painter = QPainter(self)
        paint_cell(
            painter, QRect(0, 0, self.width(), self.height()), self._cell, self._look.colours
        )
        painter.end()


class Legend(QWidget):
    """The patterns in a row."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for mark, words in _WORDS:
            row.addWidget(_Sample(mark, look))
            row.addWidget(label(words, "small"))
            row.addSpacing(8)
        row.addStretch(1)
