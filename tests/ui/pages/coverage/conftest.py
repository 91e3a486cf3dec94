"""The page of coverage over a real small vault, as the tests of this folder share it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from coverage_window import CoverageDesk
from PySide6.QtWidgets import QApplication

from app.settings.values import Theme
from app.ui.pages.coverage.page import CoveragePage
from app.ui.theme import Look

Show = Callable[[Theme, int], CoveragePage]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CoverageDesk]:
    made = CoverageDesk(tmp_path)
    made.presenter.arrive()
    yield made
    made.vault.close()


@pytest.fixture
def shown(desk: CoverageDesk, qtbot) -> Show:
    """Show the page in a theme and with a size of text."""

    def show(theme: Theme, percent: int) -> CoveragePage:
        look = Look(QApplication.instance())
        look.wear(theme, percent)
        made = CoveragePage(desk.context, look)
        qtbot.addWidget(made.widget)
        made.widget.resize(1100, 700)
        made.widget.show()
        made.arrive("")
        return made

    return show


@pytest.fixture
def page(shown: Show) -> CoveragePage:
    return shown(Theme.LIGHT, 100)
