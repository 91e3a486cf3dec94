"""Takes how an export was collected: when, by whom, and which days it was asked for."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from app.ui.pages.coverage.state import CoverageState
from app.ui.pages.coverage.typed import NOTHING_KNOWN, Gathered
from app.ui.widgets.words import button, caption, let_shrink


class CollectedView(QWidget):
    """Two lines.

    Attributes:
        told: a :class:`Gathered`.
    """

    told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.source = QComboBox()
        self.on, self.by, self.first, self.last, self.account = (QLineEdit() for _ in range(5))
        self._fields = (self.on, self.by, self.first, self.last, self.account)
        self._known: dict[int, Gathered] = {}
        let_shrink(self.source)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        first = (("E&xport", self.source, 3), ("Account or device", self.account, 2))
        second = (
            ("Collected on", self.on, 1),
            ("Collected by", self.by, 1),
            ("Covers from", self.first, 1),
            ("Covers to", self.last, 1),
        )
        for row, fields in enumerate((first, second)):
            column = 0
            for words, field, wide in fields:
                grid.addWidget(caption(words, field), 2 * row, column, 1, wide)
                grid.addWidget(field, 2 * row + 1, column, 1, wide)
                column += wide
        grid.addWidget(button("Kee&p it", self._wish), 3, len(second))
        self.source.currentIndexChanged.connect(self._fill)

    def show_state(self, state: CoverageState) -> None:
        """Offer the sources, each with what is known of it."""
        known = {one.source: one for one in state.gathered}
        if known == self._known and self.source.count() == len(state.sources):
            return
        self._known, at = known, self.source.currentData()
        with QSignalBlocker(self.source):
            self.source.clear()
            for number, name in state.sources:
                self.source.addItem(name, number)
            self.source.setCurrentIndex(max(self.source.findData(at), 0))
        self._fill()

    def _fill(self) -> None:
        """Show what is known of the export, so that keeping it loses nothing."""
        known = self._known.get(self.source.currentData(), NOTHING_KNOWN)
        for field, words in zip(self._fields, known.words, strict=True):
            field.setText(words)

    def _wish(self) -> None:
        source = self.source.currentData()
        if source is not None:
            self.told.emit(Gathered(int(source), *(field.text() for field in self._fields)))
