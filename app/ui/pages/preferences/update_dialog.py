"""Asks once before the window closes for an update."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.ui.widgets.asking import AskingDialog
from app.ui.widgets.words import label


class UpdateDialog(AskingDialog):
    """Says what will happen."""

    def __init__(self, parent: QWidget, words: str, go: Callable[[], None]) -> None:
        super().__init__(parent, "Install the update", "&Install it", self._go)
        self._then = go
        column = self._column(62)
        column.addWidget(label(words, wrap=True))
        column.addLayout(self._keys())

    def _go(self) -> None:
        self.accept()
        self._then()
