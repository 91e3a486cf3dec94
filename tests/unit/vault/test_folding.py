"""How texts are cut into words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault.folding import clean, folded, has_words, shown, spaced


def test_that_latin_text_is_left_as_it_is() -> None:
    for text in ("Hello, it's 5 o'clock.", "José ate crème brûlée", "Привет мир"):
        assert spaced(text) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("東京tower", ["東", "京", "tower"]),
        ("สวัสดี", ["ส", "ว", "ั", "ส", "ด", "ี"]),
        ("학교에서", ["학", "교", "에", "서"]),
        ("カタカナ", ["カ", "タ", "カ", "ナ"]),
    ],
)
def test_that_scripts_without_gaps_are_spaced_out(text: str, words: list[str]) -> None:
    assert spaced(text).split() == words


@pytest.mark.parametrize("emoji", ["\U0001f600", "\u2764", "\U0001faff", "\u26a0"])
def test_that_an_emoji_is_a_word_and_shown_as_itself(emoji: str) -> None:
    word = spaced(f"hi{emoji}\ufe0f").split()[1]
    assert has_words(emoji)
    assert shown(word) == emoji


def test_that_common_words_are_shown_as_they_are() -> None:
    assert [shown(word) for word in ("a", "abc", "é")] == ["a", "abc", "é"]


@pytest.mark.parametrize(
    ("word", "index"), [("JOSÉ", "jose"), ("Jose\u0301", "jose"), ("ABC", "abc"), ("Über", "uber")]
)
def test_that_a_word_is_folded_as_the_index_folds_it(word: str, index: str) -> None:
    assert folded(word) == index


@pytest.mark.parametrize(
    ("text", "has"), [("", False), ("!? --", False), ("a!", True), ("é", True)]
)
def test_that_signs_are_no_words(text: str, has: bool) -> None:
    assert has_words(text) is has


@given(st.text(st.characters(exclude_categories=())))
def test_that_any_typed_text_can_be_given_to_a_database(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert "\0" not in cleaned
    assert clean(cleaned) == cleaned
