"""The picture of coverage for those who do not see it as others do: keys, speech, dark, grey."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from app.settings.values import Theme

SMALL = (816, 500)
"""What is left for a page in a window of 1280 x 720 whose text is a quarter larger."""


def test_that_a_screen_reader_meets_a_table_with_heads_and_whole_sentences(shown) -> None:
    page = shown(Theme.LIGHT, 100)
    met = QAccessible.queryAccessibleInterface(page.view.grid)
    assert met.role() is QAccessible.Role.Table
    with_heads = 1 + page.view.grid.model_of.columnCount()

    def spoken(row: int, column: int) -> str:
        return met.child((row + 1) * with_heads + column + 1).text(QAccessible.Text.Name)

    assert met.childCount() == (1 + 5) * with_heads
    assert spoken(2, 0) == (
        "Ofc. Diaz · sms · 850-555-0101, 12 Jan 2026 to 18 Jan 2026: 0 records; no export covers "
        "some of these days, and nobody answered why."
    )
    assert "silent for days on which the channel usually has records" in spoken(2, 9)
    assert spoken(-1, 0) == "12 Jan 2026 to 18 Jan 2026"
    assert spoken(1, -1).startswith("Ofc. Diaz · facebook · diaz.millbrook")


def test_that_the_arrow_keys_reach_every_cell_and_tab_leaves(shown, qtbot) -> None:
    page = shown(Theme.LIGHT, 100)
    grid = page.view.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.model_of.index(0, 0))
    for key, (row, column) in (
        (Qt.Key.Key_Down, (1, 0)),
        (Qt.Key.Key_Right, (1, 1)),
        (Qt.Key.Key_End, (1, 12)),
        (Qt.Key.Key_Home, (1, 0)),
        (Qt.Key.Key_Up, (0, 0)),
    ):
        qtbot.keyClick(grid, key)
        assert (grid.currentIndex().row(), grid.currentIndex().column()) == (row, column)
        assert page.presenter.state.chosen.line == row
    qtbot.keyClick(grid, Qt.Key.Key_Tab)
    assert not grid.hasFocus()


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("percent", [100, 125])
def test_that_the_signs_differ_without_their_colours(shown, theme: Theme, percent: int) -> None:
    page = shown(theme, percent)
    grid = page.view.grid
    page.widget.resize(2400, 900)
    picture = grid.viewport().grab().toImage()

    def greys(line: int, part: int) -> tuple[tuple[int, ...], ...]:
        place = grid.visualRect(grid.model_of.index(line, part))
        rows = range(place.top() + 2, place.top() + 18)
        columns = range(place.left() + 1, place.left() + 17)
        return tuple(
            tuple(picture.pixelColor(x, y).lightness() // 24 for x in columns) for y in rows
        )

    gap, settled, silent, covered, cut = (
        greys(1, 0), greys(3, 12), greys(2, 9), greys(1, 4), greys(3, 6),
    )  # fmt: skip
    assert len({gap, settled, silent, covered, cut}) == 5
    for drawn in (gap, settled, silent, cut):
        assert len({one for row in drawn for one in row}) > 1
    assert len({one for row in covered for one in row}) == 1


def mnemonics(widget: QWidget) -> list[str]:
    spoken = [one for one in widget.findChildren(QWidget) if one.isVisible()]
    texts = [one.text() for one in spoken if isinstance(one, (QAbstractButton, QLabel))]
    return [found[1].casefold() for text in texts if (found := re.search(r"&(\w)", text))]


@pytest.mark.parametrize("opened", [None, 0, 1, 2])
def test_that_each_letter_leads_to_one_field(shown, opened: int | None) -> None:
    page = shown(Theme.LIGHT, 100)
    if opened is not None:
        page.view.folds[opened]._turn()
        assert [fold.is_open for fold in page.view.folds].count(True) == 1
    letters = mnemonics(page.widget)
    assert sorted(set(letters)) == sorted(letters)


@pytest.mark.parametrize("opened", [0, 1, 2])
def test_that_nothing_is_cut_off_where_text_is_large_and_the_window_small(
    shown, qtbot, opened: int
) -> None:
    page = shown(Theme.DARK, 125)
    page.widget.resize(*SMALL)
    page.view.folds[opened]._turn()
    qtbot.waitUntil(lambda: not page.view.folds[opened].visibleRegion().isEmpty())
    assert page.view._scroll.horizontalScrollBar().maximum() == 0
    last = page.view.folds[opened].findChildren(QAbstractButton)[-1]
    page.view._scroll.ensureWidgetVisible(last)
    assert not last.visibleRegion().isEmpty()
