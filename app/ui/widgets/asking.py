"""A small dialog that asks for one thing and says what is wrong with it; knows no packet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.rows import Tone
from app.ui.widgets.words import button, label, set_tone


class AskingDialog(QDialog):
    """Words and fields, a sentence where they are wrong, a way out and a way on.

    Attributes:
        go: the button that goes on.
    """

    def __init__(self, parent: QWidget, title: str, go: str, wish: Callable[[], None]) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._wrong = label(wrap=True)
        set_tone(self._wrong, Tone.BAD)
        self._wrong.hide()
        self.go = button(go, wish, "main")

    def _say_wrong(self, wrong: str) -> bool:
        """Show what is wrong, if anything is, and tell whether it is."""
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        return bool(wrong)

    def _column(self, wide: int) -> QVBoxLayout:
        """Begin the column of a dialog that is so many letters wide."""
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(10)
        self.setMinimumWidth(round(self.fontMetrics().averageCharWidth() * wide))
        return column

    def _keys(self) -> QHBoxLayout:
        """Give the last line."""
        keys = QHBoxLayout()
        keys.addStretch(1)
        keys.addWidget(button("Cancel", self.reject))
        keys.addWidget(self.go)
        return keys
