"""A box to tick with one line of plain words below it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.ui.widgets.words import label


class CheckLine(QWidget):
    """One thing that is wanted or not.

    Attributes:
        ticked: the clerk ticked it, or took the tick away.
    """

    ticked = Signal()

    def __init__(self, text: str, words: str = "") -> None:
        super().__init__()
        self.box = QCheckBox(text)
        self.box.setAccessibleDescription(words)
        self.box.clicked.connect(lambda _: self.ticked.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.box)
        self._words = label(words, "small", wrap=True)
        self._words.setContentsMargins(26, 0, 0, 2)
        column.addWidget(self._words)
        self._words.setVisible(bool(words))
        self.setFocusProxy(self.box)

    @property
    def on(self) -> bool:
        """Say whether it is wanted."""
        return self.box.isChecked()

    def set_on(self, *, on: bool) -> None:
        """Tick it or not, without telling."""
        self.box.setChecked(on)
