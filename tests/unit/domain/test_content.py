"""A document's blocks lose exactly the withheld characters, whatever runs they lie in."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from app.domain.content import Block, Content, Run, redact_content
from app.domain.ids import DecisionId, RecordId
from app.domain.records import Attachment, reflows
from app.domain.redacted import Bar, Look, RedactedBlock, Role, Visible
from app.domain.redaction import Field, Place, Redaction, SpanTarget
from app.domain.spans import Span

PLACE = Place(Field.ATTACHMENT_TEXT, 0)


def withheld(start: int, end: int) -> Redaction:
    target = SpanTarget(Span(start, end), PLACE)
    return Redaction(DecisionId(1), RecordId(1), target, ("(b)(6)",))


def said(block: RedactedBlock) -> list[str]:
    cells = [block.runs, *(cell for row in block.rows for cell in row)]
    pieces = [piece for cell in cells for run in cell for piece in run.text.pieces]
    return [piece.text if isinstance(piece, Visible) else "|" for piece in pieces]


def test_that_a_bar_across_two_looks_stands_once() -> None:
    runs = (Run(Span(0, 6)), Run(Span(6, 11), Look.BOLD), Run(Span(11, 16)))
    content = Content("Dear Jordan Blake", (Block(runs=runs),))
    (block,) = redact_content(content, [withheld(5, 14)])
    assert said(block) == ["Dear ", "|", "ak"]
    assert [run.look for run in block.runs] == [Look.PLAIN, Look.PLAIN]


def test_that_a_bar_across_two_cells_stands_in_each() -> None:
    rows = (((Run(Span(0, 4)),), (Run(Span(5, 9)),)),)
    content = Content("left\tmore", (Block(Role.TABLE, rows=rows),))
    (block,) = redact_content(content, [withheld(2, 7)])
    assert said(block) == ["le", "|", "|", "re"]


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 39), st.integers(1, 9)), max_size=5))
def test_that_visible_characters_are_those_outside_the_spans(
    text: str, marks: list[tuple[int, int]]
) -> None:
    edges = sorted({0, len(text), *range(0, len(text), 7)})
    runs = tuple(Run(Span(a, b)) for a, b in itertools.pairwise(edges))
    redactions = [withheld(start, start + size) for start, size in marks]
    hidden = {at for start, size in marks for at in range(start, start + size)}
    content = Content(text, (Block(runs=runs),))
    blocks = redact_content(content, redactions)
    shown = "".join(p for p in said(blocks[0]) if p != "|" or "|" in text) if blocks else ""
    expected = "".join(sign for at, sign in enumerate(text) if at not in hidden)
    assert shown.replace("|", "") == expected.replace("|", "")
    pieces = [piece for run in blocks[0].runs for piece in run.text.pieces]
    assert not any(isinstance(a, Bar) and isinstance(b, Bar) for a, b in itertools.pairwise(pieces))


def test_that_texts_and_office_files_reflow_and_pictures_do_not() -> None:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert all(map(reflows, ("text/plain", "text/html", word, "application/rtf")))
    assert not any(map(reflows, ("application/pdf", "image/png", "audio/amr")))


def test_that_a_file_without_words_does_not_reflow() -> None:
    plain = Attachment(1, "a.txt", 3, "text/plain", "", "", text="abc")  # type: ignore[arg-type]
    empty = Attachment(1, "a.txt", 3, "text/plain", "", "", text="")  # type: ignore[arg-type]
    assert plain.reflows
    assert not empty.reflows
