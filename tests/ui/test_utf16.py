"""Code points and UTF-16 units."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.spans import Span
from app.ui.utf16 import Units

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def units_of(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS)
def test_that_every_code_point_has_the_unit_that_qt_would_count(text):
    units = Units(text)
    assert units.length == units_of(text)
    for at in range(len(text) + 1):
        assert units.unit(at) == units_of(text[:at])
        assert units.point(units.unit(at)) == at


def test_that_half_of_an_emoji_takes_the_whole_emoji():
    units = Units("a😀b")
    assert units.point(2) == 1
    assert units.span(2, 3) == Span(1, 2)
    assert units.span(1, 2) == Span(1, 2)
    assert units.span(0, 2) == Span(0, 2)
    assert units.units(Span(1, 3)) == (1, 4)


def test_that_nothing_selected_is_no_span():
    assert Units("abc").span(1, 1) is None
