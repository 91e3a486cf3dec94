"""What a marked copy shows under its outlines: the only values for print that hold withheld words.

Only the workflow that makes a marked copy and the drawing of it may import this; nothing of the
released copy may.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from app.domain.content import Content, Run
from app.domain.redacted import (
    Bar,
    RedactedBlock,
    RedactedCell,
    RedactedRun,
    RedactedText,
    Visible,
)
from app.domain.redaction import Redaction, extent_of, redacted_spans
from app.domain.spans import Span


@dataclass(frozen=True, slots=True)
class Outlined(Bar):
    """A withheld stretch with its words; whoever does not know of them sees a plain bar."""

    text: str = field(default="", repr=False)


def uncover(source_text: str, redactions: Sequence[Redaction]) -> RedactedText:
    """Give the text with all its words; what the redactions withhold is outlined."""
    return RedactedText(
        tuple(
            piece
            if isinstance(piece, Visible)
            else Outlined(piece.codes, piece.extent, source_text[span.start : span.end])
            for span, piece in redacted_spans(source_text, redactions)
        )
    )


def outlined(text: str, codes: Sequence[str]) -> RedactedText:
    """Give a text that is withheld as a whole, in one outline; an empty text stays empty."""
    if not text:
        return RedactedText()
    return RedactedText((Outlined(tuple(sorted(set(codes))), extent_of(text), text),))


def uncover_content(content: Content, redactions: Sequence[Redaction]) -> tuple[RedactedBlock, ...]:
    """Give a document's blocks with all their words; what is withheld is outlined in each run.

    A redaction that reaches over several paragraphs or cells is outlined in each of them.
    """
    pieces = redacted_spans(content.text, redactions)
    starts = [span.start for span, _ in pieces]

    def cut(runs: Sequence[Run]) -> RedactedCell:
        return tuple(
            RedactedRun(RedactedText(tuple(_within(content.text, run.span, stretch))), run.look)
            for run in runs
            if (stretch := pieces[max(bisect_right(starts, run.span.start) - 1, 0) :])
        )

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


def _within(
    text: str, run: Span, pieces: Sequence[tuple[Span, Visible | Bar]]
) -> Iterator[Visible | Bar]:
    for span, piece in takewhile(lambda found: found[0].start < run.end, pieces):
        words = text[max(span.start, run.start) : min(span.end, run.end)]
        if words and isinstance(piece, Visible):
            yield Visible(words)
        elif words and isinstance(piece, Bar):
            yield Outlined(piece.codes, extent_of(words), words)
