"""Spans, regions and what lies between them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.spans import Region, Span, gaps, merged

SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda p: Span(p[0], p[0] + p[1])),
    max_size=8,
)


def points(spans: list[Span] | tuple[Span, ...]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


@given(SPANS)
def test_that_joined_spans_cover_the_same_and_lie_apart(spans: list[Span]) -> None:
    joined = merged(spans)
    assert points(joined) == points(spans)
    assert all(one.end < two.start for one, two in itertools.pairwise(joined))
    assert merged(joined) == joined


@given(SPANS, st.integers(0, 40))
def test_that_gaps_are_what_no_span_covers(spans: list[Span], length: int) -> None:
    between = gaps(spans, length)
    assert points(between) == set(range(length)) - points(spans)


@given(SPANS)
def test_that_overlap_means_a_shared_character(spans: list[Span]) -> None:
    for one, two in itertools.product(spans, spans):
        assert one.overlaps(two) == bool(points((one,)) & points((two,)))


def test_that_a_span_has_a_length_and_can_be_moved() -> None:
    assert len(Span(2, 5)) == 3
    assert Span(2, 5).shifted(3) == Span(5, 8)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2)])
def test_that_what_is_no_stretch_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


@pytest.mark.parametrize(
    "sides",
    [
        (0, 0, 0, 1, 1),
        (1, 0.5, 0, 0.5, 1),
        (1, 0, 0, 1.1, 1),
        (1, -0.1, 0, 1, 1),
        (1, 0, 1, 1, 1),
        (1, 0, 0, float("nan"), 1),
    ],
)
def test_that_what_is_no_rectangle_of_a_page_is_refused(
    sides: tuple[int, float, float, float, float],
) -> None:
    with pytest.raises(ValueError, match="not a region"):
        Region(*sides)
