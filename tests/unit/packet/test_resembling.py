"""That words read wrongly are known again, and others are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.packet.checks.resembling import copied_wrongly, distance, nearest

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
