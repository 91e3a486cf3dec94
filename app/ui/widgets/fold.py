"""A group of fields that can be folded away; folded it says in one line what it holds."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.widgets.words import button, label


class Fold(QWidget):
    """A heading to press, and what belongs to it.

    Attributes:
        opened: the clerk opened it.

    Args:
        title: with its mnemonic.
        inside: shown while it is open.
    """

    opened = Signal()

    def __init__(self, title: str, inside: QWidget, *, is_open: bool = False) -> None:
        super().__init__()
        self._title = title
        self._inside = inside
        self._head = button("", self._turn, "fold")
        self._summary = label(role="small", wrap=True)
        self._summary.setContentsMargins(22, 0, 0, 4)
        inside.setContentsMargins(22, 2, 0, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for widget in (self._head, self._summary, inside):
            column.addWidget(widget)
        self.set_open(is_open=is_open)

    @property
    def is_open(self) -> bool:
        """Say whether the fields are shown."""
        return not self._inside.isHidden()

    def set_open(self, *, is_open: bool) -> None:
        """Open or fold it."""
        self._inside.setVisible(is_open)
        self._head.setText(f"{'▾' if is_open else '▸'}  {self._title}")
        name = self._title.replace("&", "")
        self._head.setAccessibleName(f"{name}, {'open' if is_open else 'folded'}")
        self._say()

    def say(self, summary: str) -> None:
        """Say in one line what the fields hold."""
        self._summary.setText(summary)
        self._head.setAccessibleDescription(summary)
        self._say()

    def _say(self) -> None:
        self._summary.setVisible(not self.is_open and bool(self._summary.text()))

    def _turn(self) -> None:
        self.set_open(is_open=not self.is_open)
        if self.is_open:
            self.opened.emit()
