"""What tests of the window need beyond pytest-qt."""

from __future__ import annotations

from functools import partial

import pytest
from pytestqt.qtbot import QtBot

PATIENCE_MS = 60_000


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Wait long enough for a busy computer; a condition that comes true ends the wait at once."""
    qtbot.waitUntil = partial(qtbot.waitUntil, timeout=PATIENCE_MS)
    return qtbot
