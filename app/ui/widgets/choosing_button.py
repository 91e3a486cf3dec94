"""A button that asks with a menu in which of a few ways a deed is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

Choices = Sequence[tuple[str, str]]
"""Of each choice its key and its words."""


class ChoosingButton(QPushButton):
    """Opens a menu of choices.

    Attributes:
        chosen: the key of the choice that the clerk took.
    """

    chosen = Signal(str)

    def __init__(self, text: str, tip: str) -> None:
        super().__init__(text)
        self.setToolTip(tip)
        self._choices: tuple[tuple[str, str], ...] = ()
        self._menu = QMenu(self)
        self._menu.triggered.connect(lambda action: self.chosen.emit(action.data()))
        self.setMenu(self._menu)

    def show_choices(self, text: str, choices: Choices) -> None:
        """Show what the button says and its menu; nothing at all where there is no choice."""
        self.setVisible(bool(choices))
        self.setText(text)
        self.setAccessibleName(text.replace("&", ""))
        if tuple(choices) == self._choices:
            return
        self._choices = tuple(choices)
        self._menu.clear()
        for key, words in choices:
            self._menu.addAction(words).setData(key)
