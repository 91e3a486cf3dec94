"""The laws of redaction, each over every text and every set of spans."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import DecisionId, RecordId
from app.domain.redacted import Bar, Extent, RedactedText, Visible, released
from app.domain.redaction import (
    Field,
    Place,
    Redaction,
    RegionTarget,
    SpanTarget,
    WholeTarget,
    extent_of,
    redact,
    spans_of,
)
from app.domain.spans import Region, Span

TEXTS = st.text("ab é🔥\n\u0301", max_size=40)
CODES = st.lists(st.sampled_from(["(b)(6)", "(b)(7)(C)", "(b)(2)"]), max_size=2).map(tuple)


def redaction(start: int, end: int, codes: tuple[str, ...] = ("(b)(6)",)) -> Redaction:
    return Redaction(DecisionId(1), RecordId(1), SpanTarget(Span(start, end)), codes)


SPANS = st.tuples(st.integers(0, 45), st.integers(1, 12)).map(lambda p: (p[0], p[0] + p[1]))
REDACTIONS = st.lists(
    st.builds(lambda span, codes: redaction(*span, codes), SPANS, CODES), max_size=6
)


def covered(text: str, redactions: list[Redaction]) -> set[int]:
    return {
        at
        for one in redactions
        if isinstance(one.target, SpanTarget)
        for at in range(one.target.span.start, min(one.target.span.end, len(text)))
    }


@given(TEXTS)
def test_that_without_redactions_the_whole_text_is_released(text: str) -> None:
    assert redact(text, []) == released(text)


@given(TEXTS, REDACTIONS)
def test_that_the_visible_pieces_are_exactly_what_no_span_covers(
    text: str, redactions: list[Redaction]
) -> None:
    hidden = covered(text, redactions)
    expected = "".join(letter for at, letter in enumerate(text) if at not in hidden)
    assert redact(text, redactions).visible == expected


@given(TEXTS, REDACTIONS, st.randoms(use_true_random=False))
def test_that_the_order_of_redactions_does_not_matter(
    text: str, redactions: list[Redaction], chance: object
) -> None:
    mixed = list(redactions)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis hides Random's type
    assert redact(text, mixed) == redact(text, redactions)


@given(TEXTS, REDACTIONS)
def test_that_redacting_twice_with_the_same_changes_nothing(
    text: str, redactions: list[Redaction]
) -> None:
    assert redact(text, [*redactions, *redactions]) == redact(text, redactions)


@given(TEXTS, REDACTIONS)
def test_that_two_bars_never_touch_and_no_piece_is_empty(
    text: str, redactions: list[Redaction]
) -> None:
    pieces = redact(text, redactions).pieces
    assert all(type(one) is not type(two) for one, two in itertools.pairwise(pieces))
    assert all(piece.text for piece in pieces if isinstance(piece, Visible))


@given(TEXTS, REDACTIONS)
def test_that_each_bar_stands_where_something_is_hidden_with_all_its_codes(
    text: str, redactions: list[Redaction]
) -> None:
    hidden = covered(text, redactions)
    runs = [at for at in hidden if at - 1 not in hidden]
    bars = redact(text, redactions).bars
    assert len(bars) == len(runs)
    assert {code for bar in bars for code in bar.codes} == {
        code
        for one in redactions
        if isinstance(one.target, SpanTarget) and one.target.span.start < len(text)
        for code in one.codes
    }
    assert all(list(bar.codes) == sorted(set(bar.codes)) for bar in bars)


@given(st.text("abc é🔥", min_size=1, max_size=240))
def test_that_a_bar_does_not_tell_how_long_a_word_is(word: str) -> None:
    assert redact(word, [redaction(0, len(word))]).pieces == (Bar(("(b)(6)",), Extent.WORDS),)


def test_that_a_long_or_broken_stretch_is_told_as_lines() -> None:
    assert extent_of("a\nb") is Extent.LINES
    assert extent_of("a" * 241) is Extent.LINES
    assert extent_of(" a\n") is Extent.WORDS


@given(TEXTS, REDACTIONS)
def test_that_no_withheld_stretch_can_be_read_in_what_is_said_aloud(
    text: str, redactions: list[Redaction]
) -> None:
    spoken = redact(text, redactions).spoken(lambda _: "▮")
    hidden = covered(text, redactions)
    assert spoken.replace("▮", "") == "".join(
        letter for at, letter in enumerate(text) if at not in hidden
    )


def test_that_spans_behind_the_end_and_other_targets_change_nothing() -> None:
    other = Redaction(DecisionId(1), RecordId(1), WholeTarget(0), ("x",))
    region = RegionTarget(0, Region(1, 0, 0, 0.5, 0.5))
    further = Redaction(DecisionId(2), RecordId(1), region, ("x",))
    assert redact("abc", [redaction(3, 9), other, further]) == released("abc")
    assert redact("abc", [redaction(2, 9)]).pieces == (Visible("ab"), Bar(("(b)(6)",)))


def test_that_only_the_redactions_of_a_place_are_picked() -> None:
    subject = Redaction(
        DecisionId(1), RecordId(1), SpanTarget(Span(0, 1), Place(Field.SUBJECT)), ("x",)
    )
    second = Redaction(
        DecisionId(1), RecordId(1), SpanTarget(Span(0, 1), Place(Field.PARTY, 1)), ("x",)
    )
    text = redaction(0, 1)
    assert spans_of([subject, text, second], Place()) == (text,)
    assert spans_of([subject, text, second], Place(Field.PARTY, 1)) == (second,)
    assert spans_of([subject, text, second], Place(Field.PARTY, 0)) == ()


def test_that_an_empty_text_stays_empty() -> None:
    assert redact("", [redaction(0, 4)]) == RedactedText()
    assert released("") == RedactedText()
