"""What tests of the window need beyond pytest-qt."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

PATIENCE_MS = 60_000


@pytest.fixture(autouse=True)
def usual_text(qapp: QApplication) -> None:
    """Begin with the system's own size of text, whatever an earlier window wore."""
    usual = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if qapp.font() != usual:
        qapp.setFont(usual)


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Wait long enough for a busy computer; a condition that comes true ends the wait at once."""
    qtbot.waitUntil = partial(qtbot.waitUntil, timeout=PATIENCE_MS)
    return qtbot
