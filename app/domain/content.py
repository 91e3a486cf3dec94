"""A document's text with its structure, as it is read; and what of it may leave."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.domain.hidden import Hidden
from app.domain.redacted import (
    Bar,
    Look,
    RedactedBlock,
    RedactedCell,
    RedactedRun,
    RedactedText,
    Role,
    Visible,
)
from app.domain.redaction import Redaction, redacted_spans
from app.domain.spans import Span


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the document's text, in code points, in one look."""

    span: Span
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table; its runs lie in the text in order and never overlap.

    Attributes:
        level: 1 to 6 of a heading, 1 and more of a list item.
        rows: of a table: rows of cells of runs.
        head_rows: how many of them are its head.
    """

    role: Role = Role.PARAGRAPH
    runs: tuple[Run, ...] = ()
    level: int = 0
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    head_rows: int = 0


@dataclass(frozen=True, slots=True)
class Content:
    """A document as text.

    Attributes:
        text: what is searched, and what redactions count in.
        blocks: cover all of the text but the line ends and tabs between them.
        hidden: what hides in the file.
        note: one sentence on what is left out; may be empty.
    """

    text: str = field(default="", repr=False)
    blocks: tuple[Block, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    note: str = ""


def redact_content(content: Content, redactions: Sequence[Redaction]) -> tuple[RedactedBlock, ...]:
    """Give the blocks without what is withheld.

    A bar that reaches over several paragraphs or cells stands in each of them once.
    """
    pieces = redacted_spans(content.text, redactions)
    starts = [span.start for span, _ in pieces]

    def cut(runs: Sequence[Run]) -> RedactedCell:
        return tuple(_cut(runs, pieces, starts))

    return tuple(
        RedactedBlock(
            role=block.role,
            runs=cut(block.runs),
            level=block.level,
            rows=tuple(tuple(cut(cell) for cell in row) for row in block.rows),
            head_rows=block.head_rows,
        )
        for block in content.blocks
    )


def _cut(
    runs: Sequence[Run], pieces: Sequence[tuple[Span, Visible | Bar]], starts: Sequence[int]
) -> Iterator[RedactedRun]:
    last: Span | None = None
    for run in runs:
        found: list[Visible | Bar] = []
        at = max(bisect_right(starts, run.span.start) - 1, 0)
        while at < len(pieces) and pieces[at][0].start < run.span.end:
            span, piece = pieces[at]
            at += 1
            if isinstance(piece, Visible):
                start = max(span.start, run.span.start) - span.start
                end = min(span.end, run.span.end) - span.start
                found.append(Visible(piece.text[start:end]))
            elif span != last:
                found.append(piece)
                last = span
        if found:
            yield RedactedRun(RedactedText(tuple(found)), run.look)
