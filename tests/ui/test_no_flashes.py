"""That no part of a page flashes as a window of its own while the page is built."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from app.ui.pages.check.view import CheckView
from app.ui.pages.help.view import HelpView
from app.ui.pages.library.view import LibraryView
from app.ui.pages.packet.view import PacketView
from app.ui.pages.preferences.view import PreferencesView
from app.ui.pages.requests.view import RequestsView
from app.ui.pages.review.view import ReviewView
from app.ui.pages.search.view import SearchView
from app.ui.pages.sources.view import SourcesView
from app.ui.pages.vault.view import VaultView
from app.ui.pages.verify.view import VerifyView
from app.ui.theme import Look


class Windows(QObject):
    """Notes every window that is shown, however shortly."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[Windows]:
    noting = Windows()
    qapp.installEventFilter(noting)
    yield noting
    qapp.removeEventFilter(noting)


def no_rows(*_: object) -> None:
    """Fetch nothing."""


MADE: dict[str, Callable[[Look], QWidget]] = {
    "packet": PacketView,
    "check": lambda _: CheckView(),
    "vault": lambda _: VaultView(),
    "help": HelpView,
    "verify": VerifyView,
    "library": LibraryView,
    "sources": SourcesView,
    "requests": RequestsView,
    "preferences": lambda _: PreferencesView(),
    "review": lambda look: ReviewView(look, no_rows),
    "search": lambda look: SearchView(look, no_rows),
}


@pytest.mark.parametrize("name", MADE)
def test_that_no_part_shows_before_it_has_a_parent(name: str, windows: Windows, qtbot, qapp):
    """A part that is made visible too soon is a window, and takes the focus with it."""
    qtbot.addWidget(MADE[name](Look(qapp)))
    assert windows.shown == []


def test_that_such_a_part_would_be_noted(windows: Windows, qtbot):
    whole = QWidget()
    qtbot.addWidget(whole)
    part = QLabel("words")
    part.setVisible(True)
    QVBoxLayout(whole).addWidget(part)
    assert windows.shown == ["QLabel"]
