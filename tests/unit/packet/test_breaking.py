"""Lines hold every character, fit their column, and bars tell nothing but their codes."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tries import tries
from unit.packet.made import B6, B7, FLORIDA, MANY_SCRIPTS, bar, text

from app.domain.redacted import Bar, Extent, RedactedText, Visible, released
from app.packet.breaking import Line, typeset
from app.packet.fonts import Faces, Style
from app.packet.normal import seen
from app.packet.reportlab_mends import BareCanvas
from app.packet.wording import mark

PLAIN = Style(10, 14)
FACES = Faces(BareCanvas(io.BytesIO(), invariant=1).document)
ALPHABET = st.sampled_from("ab c-.,\n\té你好 مرحبا שלום 42 क्षि 👍🏽‍👨 e\u0301ภาษา(]")


def _lines(said: RedactedText | str, width: float = 200) -> list[Line]:
    made = released(said) if isinstance(said, str) else said
    return typeset([(made, PLAIN)], width, FACES)


def _width(line: Line) -> float:
    return line.indent + sum(run.width for run in line.runs)


def _bag(said: str) -> list[str]:
    return sorted(sign for sign in said if not sign.isspace() and sign != "\u200d")


def _words(lines: list[Line]) -> list[str]:
    return ["".join(run.text for run in line.runs) for line in lines]


@tries(100)
@given(st.text(ALPHABET, max_size=120))
def test_that_no_character_is_lost_and_no_line_is_too_wide(said: str) -> None:
    lines = _lines(said, 90)
    assert _bag("".join(_words(lines))) == _bag(said)
    assert all(_width(line) <= 90.01 for line in lines)


@tries(60)
@given(st.lists(st.one_of(st.text(ALPHABET, max_size=20).map(Visible), st.just(bar())), max_size=6))
def test_that_every_bar_stands_once_and_in_order(pieces: list[Visible | Bar]) -> None:
    lines = _lines(RedactedText(tuple(pieces)), 120)
    assert len([found for line in lines for found in line.bars]) == pieces.count(bar())
    assert all(_width(line) <= 120.01 for line in lines)


def test_that_words_break_at_spaces_and_keep_their_indent() -> None:
    assert _words(_lines("one two three four five six seven", 60)) == [
        "one two",
        "three four",
        "five six",
        "seven",
    ]
    assert _words(_lines("  two in")) == ["  two in"]


def test_that_line_ends_are_kept_and_an_empty_text_has_no_line() -> None:
    assert _words(_lines("a\n\nb")) == ["a", "", "b"]
    assert _words(_lines("a\n")) == ["a"]
    assert typeset([], 100, FACES) == []
    assert _lines(RedactedText()) == []


def test_that_a_word_of_ten_thousand_letters_is_broken_anywhere() -> None:
    lines = _lines("x" * 10_000)
    assert "".join(_words(lines)) == "x" * 10_000
    assert all(_width(line) <= 200 for line in lines)


def test_that_spaces_beyond_number_make_no_wide_line() -> None:
    assert all(_width(line) <= 200 for line in _lines("a" + " " * 5_000 + "b"))


@pytest.mark.parametrize("hidden", ["", "x" * 40])
def test_that_the_width_of_a_bar_comes_from_its_codes_alone(hidden: str) -> None:
    (line,) = _lines(text("a ", bar(B6, B7), " b"))
    (label,) = [run for run in line.runs if run.bar]
    (other,) = [run for run in _lines(text(bar(B6, B7), hidden), 400)[0].runs if run.bar]
    assert label.text == mark((B6, B7))
    assert label.width == other.width


def test_that_a_bar_for_lines_takes_a_line_of_its_own() -> None:
    lines = _lines(text("before ", bar(extent=Extent.LINES), "\nafter\n", bar(extent=Extent.LINES)))
    assert [line.band for line in lines] == [False, True, False, True]
    assert _words(lines)[2] == "after"


def test_that_a_label_wider_than_the_column_is_broken_and_begins_once() -> None:
    codes = tuple(f"Minn. Stat. 13.{at} (subd. {at})" for at in range(6))
    lines = _lines(text("a ", bar(*codes), " b"), 150)
    assert seen("".join(_words(lines))) == seen(f"a{mark(codes)}b")
    assert sum(len(line.bars) for line in lines) == 1
    assert all(_width(line) <= 150 for line in lines)


def test_that_a_bar_without_codes_says_that_it_is_one() -> None:
    (line,) = _lines(text(Bar(())))
    assert _words([line]) == ["[REDACTED]"]


def test_that_a_right_to_left_paragraph_stands_at_the_right() -> None:
    (line,) = _lines(text("שלום ", bar(FLORIDA), " עולם"))
    assert line.indent > 0
    assert _width(line) == pytest.approx(200)
    assert line.bars == (bar(FLORIDA),)


def test_that_chinese_breaks_between_characters_but_not_before_a_full_stop() -> None:
    lines = _words(_lines("世界你好。" * 12, 90))
    assert len(lines) > 1
    assert not any(line.startswith("。") for line in lines)


def test_that_many_scripts_fit_any_column() -> None:
    for width in (30, 80, 200):
        assert all(_width(line) <= width + 0.01 for line in _lines(MANY_SCRIPTS, width))
