"""Redactions and the pure function that applies them to one text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.ids import DecisionId, RecordId
from app.domain.redacted import Bar, Extent, RedactedText, Visible
from app.domain.spans import Region, Span


class Field(StrEnum):
    """A text of a record that can be printed and therefore redacted."""

    TEXT = "text"
    SUBJECT = "subject"
    PARTY = "party"
    TITLE = "title"
    ATTACHMENT_NAME = "attachment_name"
    ATTACHMENT_TEXT = "attachment_text"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One printable text of a record: which field, and which of several.

    Attributes:
        index: zero-based; position in ``Record.parties`` or ``Record.attachments``, else 0.
    """

    field: Field = Field.TEXT
    index: int = 0


SOURCE_TEXT = Place()


@dataclass(frozen=True, slots=True)
class SpanTarget:
    """A stretch of one printable text."""

    span: Span
    place: Place = SOURCE_TEXT


@dataclass(frozen=True, slots=True)
class RegionTarget:
    """A rectangle on a page of the attachment at a zero-based index."""

    attachment: int
    region: Region


@dataclass(frozen=True, slots=True)
class WholeTarget:
    """The whole attachment at a zero-based index."""

    attachment: int


Target = SpanTarget | RegionTarget | WholeTarget


@dataclass(frozen=True, slots=True)
class Redaction:
    """A part of a record that is withheld, why, by whom and since when."""

    id: DecisionId
    record: RecordId
    target: Target
    codes: tuple[str, ...]
    who: str = ""
    at: int = 0


def redact(source_text: str, redactions: Sequence[Redaction]) -> RedactedText:
    """Give the text without what the redactions withhold.

    Only span targets count; the caller hands over those of one place. The visible pieces are
    exactly the characters outside the spans, in order; touching spans become one bar that
    carries the codes of all.
    """
    return RedactedText(tuple(piece for _, piece in redacted_spans(source_text, redactions)))


def redacted_spans(
    source_text: str, redactions: Sequence[Redaction]
) -> list[tuple[Span, Visible | Bar]]:
    """Give the pieces of :func:`redact`, each with the stretch that it stands for."""
    pieces: list[tuple[Span, Visible | Bar]] = []
    at = 0
    for span, codes in _bars(redactions, len(source_text)):
        if span.start > at:
            between = Span(at, span.start)
            pieces.append((between, Visible(source_text[at : span.start])))
        pieces.append((span, Bar(codes, extent_of(source_text[span.start : span.end]))))
        at = span.end
    if at < len(source_text):
        pieces.append((Span(at, len(source_text)), Visible(source_text[at:])))
    return pieces


def extent_of(withheld: str) -> Extent:
    """Say coarsely how much is withheld, so that a bar never tells the length of a word."""
    return Extent.LINES if "\n" in withheld.strip() or len(withheld) > 240 else Extent.WORDS


def spans_of(redactions: Iterable[Redaction], place: Place) -> tuple[Redaction, ...]:
    """Pick the redactions that fall on one printable text."""
    return tuple(
        redaction
        for redaction in redactions
        if isinstance(redaction.target, SpanTarget) and redaction.target.place == place
    )


def _bars(redactions: Sequence[Redaction], length: int) -> list[tuple[Span, tuple[str, ...]]]:
    """Join touching spans; a bar carries each code once, in the order of the codes."""
    found = sorted(
        (redaction.target.span, redaction.codes)
        for redaction in redactions
        if isinstance(redaction.target, SpanTarget) and redaction.target.span.start < length
    )
    bars: list[tuple[Span, tuple[str, ...]]] = []
    for span, codes in found:
        if bars and span.start <= bars[-1][0].end:
            last, before = bars.pop()
            bars.append((Span(last.start, max(last.end, span.end)), (*before, *codes)))
        else:
            bars.append((span, codes))
    return [
        (Span(span.start, min(span.end, length)), tuple(sorted(set(codes)))) for span, codes in bars
    ]
