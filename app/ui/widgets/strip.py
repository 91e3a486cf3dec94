"""The strip of long work at the bottom: what runs, how far it is, and Stop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.ui.long_work import WorkState
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.words import button, label

ROWS = 3


class _WorkRow(QWidget):
    def __init__(self, position: int, strip: Strip) -> None:
        super().__init__()
        self._title = ElidedLabel("strong")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(220)
        self._amount = label(role="muted")
        self._stop = button("Stop", lambda: strip.stop_wished.emit(position))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._title, 1)
        row.addWidget(self._bar)
        row.addWidget(self._amount)
        row.addWidget(self._stop)

    def show_work(self, work: WorkState) -> None:
        self._title.set_whole(work.title)
        self._bar.setRange(0, 0 if work.parts is None else 1000)
        self._bar.setValue(work.parts or 0)
        self._bar.setAccessibleName(f"{work.title}, progress")
        self._amount.setText("stopping at the next safe place" if work.stopping else work.amount)
        self._stop.setEnabled(not work.stopping)
        self._stop.setAccessibleName(f"Stop {work.title}")


class Strip(QWidget):
    """Up to three rows; more pieces of work wait unseen.

    Attributes:
        stop_wished: position of the row whose work is to stop.
    """

    stop_wished = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Long work")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 7, 18, 7)
        column.setSpacing(5)
        self._rows = [_WorkRow(at, self) for at in range(ROWS)]
        for row in self._rows:
            column.addWidget(row)
        self._more = label(role="small")
        column.addWidget(self._more)
        self.hide()

    def show_work(self, works: tuple[WorkState, ...]) -> None:
        """Show what runs and waits, or nothing."""
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(works))
            if at < len(works):
                row.show_work(works[at])
        waiting = len(works) - ROWS
        self._more.setText(f"{waiting:,} more waiting")
        self._more.setVisible(waiting > 0)
        self.setVisible(bool(works))
