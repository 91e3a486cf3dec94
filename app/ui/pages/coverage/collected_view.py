"""Takes how an export was collected: when, by whom, and which days it was asked for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from app.ui.pages.coverage.state import CoverageState, Gathered
from app.ui.widgets.words import button, caption


class CollectedView(QWidget):
    """One line.

    Attributes:
        told: a :class:`Gathered`.
    """

    told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.source = QComboBox()
        self.on, self.by, self.first, self.last = (QLineEdit() for _ in range(4))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        fields = (
            ("E&xport", self.source, 2),
            ("Collected on", self.on, 1),
            ("by", self.by, 1),
            ("Covers from", self.first, 1),
            ("to", self.last, 1),
        )
        for words, field, stretch in fields:
            row.addWidget(caption(words, field))
            row.addWidget(field, stretch)
        for field, name in ((self.by, "Collected by"), (self.last, "Covers to")):
            field.setAccessibleName(name)
        row.addWidget(button("Kee&p it", self._wish))

    def show_state(self, state: CoverageState) -> None:
        """Offer the sources."""
        if self.source.count() == len(state.sources):
            return
        self.source.clear()
        for number, name in state.sources:
            self.source.addItem(name, number)

    def _wish(self) -> None:
        source = self.source.currentData()
        words = (self.on.text(), self.by.text(), self.first.text(), self.last.text())
        if source is not None:
            self.told.emit(Gathered(int(source), *words))
