"""What an empty page says: what belongs there and how to get it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.rows import EmptyWords
from app.ui.widgets.words import button, label

WIDEST = 600


class EmptyPage(QWidget):
    """A title, a sentence and at most one button.

    Attributes:
        pressed: the clerk pressed the button.
    """

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label(role="heading", wrap=True)
        self._sentence = label(role="muted", wrap=True)
        self._button = button("", self.pressed.emit, "main")
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        column = QVBoxLayout(middle)
        column.setSpacing(10)
        column.addStretch(2)
        for widget in (self._title, self._sentence):
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)

    def show_words(self, words: EmptyWords) -> None:
        """Show what belongs here."""
        self._title.setText(words.title)
        self._sentence.setText(words.sentence)
        self._button.setText(words.button)
        self._button.setAccessibleName(words.button.replace("&", "").rstrip("…"))
        self._button.setVisible(bool(words.button))
