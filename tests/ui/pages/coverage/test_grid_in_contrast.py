"""The picture of days under high contrast: every mark is another sign, and figures can be read."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from ui.test_theme import TABLE, contrast

from app.domain.coverage import Mark
from app.ui.contrast import ON_DARK, ON_LIGHT, in_contrast
from app.ui.pages.coverage.grid import FULL, paint_cell
from app.ui.pages.coverage.state import GridCell
from app.ui.theme import Colours

PLACE = QRect(0, 0, 48, 32)


def painted(marks, system, *, text="", degree=0) -> QImage:
    picture = QImage(PLACE.size(), QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    colours = Colours(in_contrast(TABLE["dark"], system))
    paint_cell(painter, PLACE, GridCell(text, degree, frozenset(marks), ""), colours)
    painter.end()
    return picture


@pytest.mark.parametrize("system", [ON_DARK, ON_LIGHT])
def test_that_no_two_marks_look_alike(qapp, system):
    cells = [painted((), system), *(painted((mark,), system) for mark in Mark)]
    assert all(one != other for one, other in combinations(cells, 2))


@pytest.mark.parametrize("system", [ON_DARK, ON_LIGHT])
def test_that_the_figure_of_the_fullest_cell_can_be_read(qapp, system):
    ground = QColor(painted((), system, degree=FULL).pixel(24, 16)).name()
    assert ground not in {system.ground, system.chosen}
    assert contrast(system.text, ground) >= 7
