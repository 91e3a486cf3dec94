"""Many words are found in one walk: exactly those that stand in the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.packet.checks.many import LONGEST, Finder
from app.packet.checks.needles import Needles, needles_of, present

FEW_LETTERS = st.text("abé中😀", max_size=120)
WORDS = st.lists(st.text("abé中😀", min_size=1, max_size=50), max_size=40)


@given(FEW_LETTERS, WORDS, st.lists(st.tuples(st.integers(0, 119), st.integers(1, 60))))
def test_that_exactly_the_words_that_stand_in_a_text_are_found(
    text: str, words: list[str], cuts: list[tuple[int, int]]
) -> None:
    words += [text[at : at + size] for at, size in cuts]
    assert Finder(words).found_in(text) == {word for word in words if word and word in text}


def test_that_words_are_found_where_portions_of_a_long_text_meet() -> None:
    text = "".join(f"{number:x}." for number in range(20_000))
    for size in (1, 4, LONGEST - 1, LONGEST, LONGEST + 1, 90):
        words = [text[at : at + size] for at in range((1 << 15) - 100, (1 << 15) + 5)]
        assert Finder([*words, "q" * size]).found_in(text) == set(words)


def test_that_nothing_is_found_where_there_is_nothing() -> None:
    assert Finder([]).found_in("text") == set()
    assert Finder([""]).found_in("text") == set()
    assert Finder(["word"]).found_in("") == set()


def test_that_half_a_character_is_no_hindrance() -> None:
    assert Finder(["ab\ud800c"]).found_in("x ab\ud800c") == {"ab\ud800c"}


def test_that_few_and_many_needles_are_found_alike() -> None:
    few = needles_of([f"Quorgle {number}" for number in range(10)])
    many = needles_of([f"Quorgle {number}" for number in range(2_000)])
    plain = "hequorgle7came"
    assert [one.raw for one in present(few, plain)] == ["Quorgle 7"]
    assert [one.raw for one in present(many, plain)] == ["Quorgle 7"]
    assert [one.raw for one in present(list(many), plain)] == ["Quorgle 7"]
    assert isinstance(many.lettered, Needles)
