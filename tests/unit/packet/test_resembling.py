"""That words read wrongly are known again, and others are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.packet.checks.resembling import SURE, Resembling, copied_wrongly, distance, nearest

LETTERS = st.text("abcdefg", max_size=12)


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("blackwood", "thedriverblackwoodleft", True),
        ("blackwood", "thedriverblackwoadleft", True),
        ("blackwood", "slackwood", True),
        ("blackwood", "blackwoo", False),
        ("blackwood", "slackwoad", False),
        ("cole", "thecoleleft", True),
        ("cole", "code", False),
        ("blackwood", "", False),
    ],
)
def test_that_one_letter_of_a_long_word_may_be_another(
    word: str, text: str, expected: bool
) -> None:
    assert nearest(word, text) is expected


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("photographs", "ph0t0graphs", True),
        ("property", "propcrtv", True),
        ("witnesses", "jordanblackwood", False),
        ("red", "rcd", True),
        ("red", "blue", False),
        ("", "anything", False),
    ],
)
def test_that_two_letters_in_five_may_be_misread(word: str, text: str, expected: bool) -> None:
    assert copied_wrongly(word, text) is expected


@given(LETTERS, LETTERS, LETTERS)
def test_that_a_text_that_holds_a_word_is_nearest(before: str, word: str, after: str) -> None:
    assert distance(word, before + word + after) == 0
    assert distance(word, before + after) <= len(word)
    assert distance(word + "z", before + word + after) <= 1


@given(
    words=st.lists(st.text("ab", min_size=SURE, max_size=10), max_size=6),
    text=st.text("ab", max_size=60),
)
def test_that_many_words_are_found_as_each_alone(words: list[str], text: str) -> None:
    expected = {word for word in words if nearest(word, text)}
    assert set(Resembling(words).found_in(text)) == expected


def test_that_of_many_words_those_that_are_nearly_there_are_found() -> None:
    words = [f"{number:04x}ghijkl" for number in range(20_000)]
    assert Resembling(words).found_in("as" + words[77][:-1] + "m is") == [words[77]]
