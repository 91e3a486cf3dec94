"""The review page in a window that has the focus, with keys to press; over a real small vault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from review_desk import Bench

from app.ui.pages.review.page import ReviewPage
from app.ui.theme import Look


class ReviewWindow(Bench):
    """The page, shown.

    Args:
        more: as of :class:`Bench`.
    """

    SIZE = (1150, 640)

    def __init__(self, folder: Path, qtbot: QtBot, **more: Any) -> None:
        super().__init__(folder, **more)
        self.page = ReviewPage(self.context, Look(QApplication.instance()))
        self.view = self.page.view
        self.sheet = self.view.sheet
        self.presenter = self.page.presenter
        self._bot = qtbot
        qtbot.addWidget(self.view)
        self.view.resize(*self.SIZE)
        self.view.show()
        self.view.activateWindow()
        qtbot.waitUntil(self.view.isActiveWindow)
        self.page.arrive("")

    def press(
        self,
        key: Qt.Key | str,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        times: int = 1,
    ) -> None:
        """Press a key where the focus is."""
        for _ in range(times):
            self._bot.keyClick(QApplication.focusWidget() or self.sheet, key, modifiers)

    def type(self, text: str) -> None:
        """Press one key after another."""
        for letter in text:
            self.press(letter)

    def close(self) -> None:
        """Let everything be written and end every process."""
        finish = self.page.put_away()
        assert finish is not None
        finish()
        self.vault.close()
