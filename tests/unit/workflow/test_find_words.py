"""That literal words are found however they are written, and others are not."""

from __future__ import annotations

import pytest

from app.workflow.find_words import glued_pattern, pattern_of


@pytest.mark.parametrize(
    "text",
    [
        *("it was B l a c k w o o d again", "B-L-A-C-K-W-O-O-D", "b.l.a.c.k.w.o.o.d, he said"),
        *("Black\u200bwood", "B\u00a0l\u00a0a\u00a0c\u00a0k\u00a0w\u00a0o\u00a0o\u00a0d"),
    ],
)
def test_that_a_word_is_found_whose_letters_stand_apart(text: str) -> None:
    assert pattern_of("Blackwood").search(text)


def test_that_spaced_words_of_a_name_are_found_together() -> None:
    found = pattern_of("Marcus Blackwood").search("by M a r c u s  B l a c k w o o d.")
    assert found is not None
    assert found.group() == "M a r c u s  B l a c k w o o d"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        *(("Blackwood", "Black wood"), ("Blackwood", "B lackwood"), ("able", "a b l e")),
        *(("Stone", "S  t  o  n  e"), ("Stone", "to ne")),
    ],
)
def test_that_words_that_are_only_broken_are_not_found(words: str, text: str) -> None:
    assert not pattern_of(words).search(text)


def test_that_short_words_and_numbers_are_found_as_they_are() -> None:
    assert pattern_of("a").search("a")
    assert pattern_of("12345").search("1 2 3 4 5") is None


@pytest.mark.parametrize(
    ("words", "text"),
    [
        *(("Cole", "_Cole_"), ("Cole", "ColeSSN"), ("Cole", "SSNCole"), ("Cole", "Cole1970")),
        *(
            ("Cole", "\u7530Cole"),
            ("\u7530\u4e2d", "\u79c1\u306f\u7530\u4e2d\u3067\u3059"),
            ("Cole", "Cole's"),
        ),
        *(("Blackwood", "jblackwood@example.com"), ("Blackwood", "BLACKWOODSSN")),
        *(("Jordan Blackwood", "JordanBlackwood"), ("Jordan Blackwood", "jordan.blackwood@b")),
    ],
)
def test_that_words_are_found_that_are_glued_to_others(words: str, text: str) -> None:
    assert pattern_of(words).search(text)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        *(("Cole", "Coleman"), ("Cole", "chocolate"), ("Martin", "Martinez"), ("1704", "51704")),
        *(("Ann", "Annual"), ("at Main Street", "that Main Street"), ("ann", "Joann")),
    ],
)
def test_that_short_words_inside_others_are_other_words(words: str, text: str) -> None:
    assert not pattern_of(words).search(text)


def test_that_words_that_begin_or_end_a_longer_one_are_known_as_they_are_written() -> None:
    glued = glued_pattern("Cole")
    assert glued is not None
    assert [one.group() for one in glued.finditer("Colessn xCole chocolate cole Cole")] == [
        "Cole"
    ] * 2
    assert glued_pattern("1704") is None
