"""That a cell shows its first found word, and says that it was recognised, however narrow it is."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics

from app.domain.spans import Span
from app.ui.widgets.marked import _fitting

TEXT = "papel.tiff, recognised: Declaración tomada en la estación. Era Begoña Peña Ibáñez y su hijo"
MARK = Span(TEXT.index("Peña"), TEXT.index("Peña") + 4)


@pytest.mark.parametrize("width", [150, 220, 300, 5_000])
def test_that_words_that_were_recognised_say_so_where_the_beginning_is_cut_off(qapp, width):
    shown, (mark,) = _fitting(TEXT, [MARK], "recognised: ", (QFontMetrics(QFont()), width))
    assert shown[mark.start : mark.end] in {"Peña", "Peñ", "Pe", "P"}
    assert shown.count("recognised: ") == 1
    assert shown == TEXT or shown.startswith("recognised: …")


def test_that_a_word_near_the_beginning_does_not_bring_it_twice(qapp):
    mark = Span(TEXT.index("Declaración"), TEXT.index("Declaración") + 11)
    shown, _ = _fitting(TEXT, [mark], "recognised: ", (QFontMetrics(QFont()), 160))
    assert shown.startswith("recognised: …Declaraci")


def test_that_other_words_stand_alone(qapp):
    shown, (mark,) = _fitting(TEXT, [MARK], "", (QFontMetrics(QFont()), 220))
    assert shown.startswith("…")
    assert shown[mark.start : mark.end] == "Peña"
