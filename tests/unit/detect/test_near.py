"""Near-copies: how much is the same, what differs, and where withheld words stand in the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.detect.near import (
    LEAST_SHARE,
    Part,
    counted,
    differences,
    share,
    span_in,
    telling_words,
)
from app.domain.spans import Span

WORDS = st.lists(st.sampled_from(["stop", "the", "car", "at", "Lane", "é", "850-555"]), max_size=14)
TEXTS = WORDS.map(" ".join)
LOOSE = st.text(st.sampled_from("ab c,.\né"), max_size=30)


@given(TEXTS, TEXTS)
def test_that_share_is_even_and_whole_for_the_same_words_only(one: str, other: str) -> None:
    first, second = counted(one), counted(other)
    assert share(first, second) == share(second, first)
    assert 0 <= share(first, second) <= 1
    assert (share(first, second) == 1) == (first == second and bool(first))


@given(TEXTS, TEXTS, st.integers(0, 3))
def test_that_what_is_near_holds_a_telling_word(one: str, other: str, seed: int) -> None:
    first, second = counted(one), counted(other)
    telling = telling_words(first, lambda word: (len(word) * 7 + seed) % 5)
    if share(first, second) >= LEAST_SHARE:
        assert set(telling) & set(second)


@given(LOOSE | TEXTS, LOOSE | TEXTS)
def test_that_pieces_give_both_texts_back(one: str, other: str) -> None:
    pieces = differences(one, other)
    first = "".join(each.text for each in pieces if each.part is not Part.OTHER)
    assert first == (one if counted(one) else "")
    told = " ".join(each.text for each in pieces if each.part is not Part.FIRST)
    assert counted(told) == counted(other)


@given(TEXTS, TEXTS, st.data())
def test_that_words_are_found_in_the_other_only_as_they_stand(
    one: str, other: str, data: st.DataObject
) -> None:
    if not one:
        return
    start = data.draw(st.integers(0, len(one) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(one))))
    there = span_in(other, one, span)
    if there is not None:
        assert other[there.start : there.end] == one[span.start : span.end]
    if one == other and counted(one[span.start : span.end]):
        assert there == span


def test_that_what_differs_is_told_word_by_word() -> None:
    pieces = differences("meet at Cedar Lane at nine", "meet at Mill Lane at nine sharp")
    assert [(each.part, each.text.strip()) for each in pieces] == [
        (Part.BOTH, "meet at"),
        (Part.FIRST, "Cedar"),
        (Part.OTHER, "Mill"),
        (Part.BOTH, "Lane at nine"),
        (Part.OTHER, "sharp"),
    ]
    assert "Cedar" not in repr(pieces)


@pytest.mark.parametrize(
    ("words", "found"),
    [("Lane", "Lane"), ("at nine", "at nine"), ("Cedar", None), ("Cedar Lane", None), (" ", None)],
)
def test_that_a_stretch_that_changed_is_not_found(words: str, found: str | None) -> None:
    one, other = "go to Cedar Lane at nine", "please go to Mill Lane at nine"
    start = one.index(words)
    there = span_in(other, one, Span(start, start + len(words)))
    assert (there and other[there.start : there.end]) == found


def test_that_very_long_texts_are_compared_by_their_beginning() -> None:
    one = "same " * 4_000 + "left " * 4_000
    pieces = differences(one, "same " * 4_000 + "right " * 4_000)
    assert [each.part for each in pieces] == [Part.BOTH, Part.FIRST, Part.OTHER]
    assert [each.part for each in differences("a " * 7_000, "a " * 7_000)] == [Part.BOTH]
    assert [each.part for each in differences("b " * 7_000, "a")] == [Part.FIRST, Part.OTHER]
