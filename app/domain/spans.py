"""Stretches of a source text and rectangles on a page; offsets are code points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open stretch ``[start, end)`` of one text, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """Give the same stretch ``by`` characters later."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Region:
    """Rectangle on one page of an attachment, in fractions of the page, origin top left.

    Attributes:
        page: one-based page number.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float

    def __post_init__(self) -> None:
        inside = 0 <= self.left < self.right <= 1 and 0 <= self.top < self.bottom <= 1
        if self.page < 1 or not inside:
            raise ValueError("not a region of a page")


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join spans that touch or overlap, in order."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            last = result.pop()
            result.append(Span(last.start, max(last.end, span.end)))
        else:
            result.append(span)
    return tuple(result)


def clipped(spans: Iterable[Span], here: Span) -> list[Span]:
    """Give what of some spans lies in a stretch, counted from where that begins."""
    return [
        Span(max(one.start, here.start), min(one.end, here.end)).shifted(-here.start)
        for one in spans
        if one.overlaps(here)
    ]


def gaps(spans: Sequence[Span], length: int) -> tuple[Span, ...]:
    """Give the stretches of a text of ``length`` that no span covers."""
    result: list[Span] = []
    at = 0
    for span in merged(spans):
        if min(span.start, length) > at:
            result.append(Span(at, min(span.start, length)))
        at = max(at, span.end)
    if at < length:
        result.append(Span(at, length))
    return tuple(result)
