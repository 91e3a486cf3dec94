"""Uncovering: every word, and outlines exactly where the released copy has bars."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.content import Block, Content, Run, redact_content
from app.domain.ids import DecisionId, RecordId
from app.domain.marked import Outlined, outlined, uncover, uncover_blocks
from app.domain.redacted import Bar, Extent, RedactedText, Role, Visible
from app.domain.redaction import Redaction, SpanTarget, redact
from app.domain.spans import Span


def _redaction(start: int, end: int, *codes: str) -> Redaction:
    return Redaction(DecisionId(1), RecordId(1), SpanTarget(Span(start, end)), codes or ("a",))


def _words(text: RedactedText) -> str:
    pieces = text.pieces
    return "".join(p.text if isinstance(p, Visible | Outlined) else "?" for p in pieces)


spans = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda at: (at[0], at[0] + at[1]))


@given(st.text(max_size=30), st.lists(spans, max_size=4))
def test_that_all_words_are_there_and_outlines_stand_where_bars_do(
    text: str, found: list[tuple[int, int]]
) -> None:
    redactions = [_redaction(start, end) for start, end in found]
    shown, hidden = uncover(text, redactions), redact(text, redactions)
    assert _words(shown) == text
    assert [(bar.codes, bar.extent) for bar in shown.bars] == [
        (bar.codes, bar.extent) for bar in hidden.bars
    ]
    assert all(type(bar) is Outlined for bar in shown.bars)
    assert all(type(bar) is Bar for bar in hidden.bars)
    assert shown.visible == hidden.visible


def test_that_an_outline_says_nothing_of_its_words_when_it_is_logged() -> None:
    assert "Blackwood" not in repr(uncover("Jane Blackwood", [_redaction(0, 14)]))


def test_that_a_text_withheld_as_a_whole_stands_in_one_outline_with_each_code_once() -> None:
    assert outlined("one\ntwo", ["b", "a", "b"]) == RedactedText(
        (Outlined(("a", "b"), Extent.LINES, "one\ntwo"),)
    )
    assert outlined("", ["a"]) == RedactedText()


def test_that_a_redaction_over_paragraphs_and_cells_is_outlined_in_each() -> None:
    text = "one two\nthree\tfour"
    table = Block(Role.TABLE, rows=(((Run(Span(8, 13)),), (Run(Span(14, 18)),)),))
    content = Content(text, (Block(runs=(Run(Span(0, 4)), Run(Span(4, 7)))), table))
    blocks = uncover_blocks(text, redact_content(content, ()), [_redaction(2, 16)])
    first, second = blocks
    assert [run.text.pieces for run in first.runs] == [
        (Visible("on"), Outlined(("a",), Extent.WORDS, "e ")),
        (Outlined(("a",), Extent.WORDS, "two"),),
    ]
    ((left, right),) = second.rows
    assert left[0].text.pieces == (Outlined(("a",), Extent.WORDS, "three"),)
    assert right[0].text.pieces == (Outlined(("a",), Extent.WORDS, "fo"), Visible("ur"))
