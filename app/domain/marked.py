"""What a marked copy shows under its outlines: the only values for print that hold withheld words.

Only the workflow that makes a marked copy and the drawing of it may import this; nothing of the
released copy may.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

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


def uncover_blocks(
    text: str, blocks: Sequence[RedactedBlock], redactions: Sequence[Redaction]
) -> tuple[RedactedBlock, ...]:
    """Outline what is withheld in a document's blocks; they come with all their words.

    A redaction that reaches over several paragraphs or cells is outlined in each of them.

    Args:
        text: what the redactions count in; the runs stand in it in order.
        blocks: as :func:`app.domain.content.redact_content` gives them without redactions.
        redactions: of that text.
    """
    pieces = redacted_spans(text, redactions)
    at = 0

    def cut(runs: RedactedCell) -> RedactedCell:
        nonlocal at
        done: list[RedactedRun] = []
        for run in runs:
            words = run.text.visible
            start = text.index(words, at)
            at = start + len(words)
            inside = tuple(_within(text, start, at, pieces))
            done.append(replace(run, text=RedactedText(inside)))
        return tuple(done)

    return tuple(
        replace(
            block,
            runs=cut(block.runs),
            rows=tuple(tuple(cut(cell) for cell in row) for row in block.rows),
        )
        for block in blocks
    )


def _within(
    text: str, start: int, end: int, pieces: Sequence[tuple[Span, Visible | Bar]]
) -> Iterator[Visible | Bar]:
    for span, piece in pieces:
        words = text[max(span.start, start) : min(span.end, end)]
        if words and isinstance(piece, Visible):
            yield Visible(words)
        elif words and isinstance(piece, Bar):
            yield Outlined(piece.codes, extent_of(words), words)
