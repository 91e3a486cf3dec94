"""Where each run of a sheet stands in the document on the screen, in UTF-16 units. No PySide6."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.redaction import SpanTarget
from app.domain.spans import Span
from app.ui.sheet import Ink, Run
from app.ui.utf16 import Units

_ONE_UNIT = {
    **dict.fromkeys((*range(9), *range(14, 32), 127, 0xFFFC, 0xFFFE, 0xFFFF), "\ufffd"),
    **dict.fromkeys(range(0xFDD0, 0xFDF0), "\ufffd"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85), " "),
    0x2028: "\n",
    0x2029: "\n",
}


def shown_text(text: str) -> str:
    """Give a text in which each character is as long in a Qt document as it is here."""
    return text.translate(_ONE_UNIT)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run and the units ``[start, end)`` that it takes in the document."""

    start: int
    end: int
    run: Run


class SheetMap:
    """Turns what is selected on the screen into targets in the record's own texts, and back."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._stretches = [one for one in stretches if one.run.spot is not None]
        self._units = [Units(one.run.text) for one in self._stretches]
        self._texts = [one.run.text for one in self._stretches]

    def targets(self, start: int, end: int) -> tuple[SpanTarget, ...]:
        """Give what a selection means, a target for each place; blanks at its ends are left out.

        A selection that touches a bar means the whole of what is under it.
        """
        found: list[SpanTarget] = []
        for at, stretch in enumerate(self._stretches):
            target = self._target(at, stretch, start, end)
            if target is None:
                continue
            if found and _joins(found[-1], target):
                target = SpanTarget(Span(found.pop().span.start, target.span.end), target.place)
            found.append(target)
        return tuple(found)

    def units_of(self, target: SpanTarget) -> tuple[int, int] | None:
        """Give the units that a target takes on the screen; None where it is not shown."""
        ends: list[int] = []
        for at, stretch in enumerate(self._stretches):
            spot = stretch.run.spot
            if spot is None or spot.place != target.place or not spot.span.overlaps(target.span):
                continue
            ends += self._within(at, stretch, target.span)
        return (min(ends), max(ends)) if ends else None

    def _target(self, at: int, stretch: Stretch, start: int, end: int) -> SpanTarget | None:
        spot = stretch.run.spot
        first, last = max(start, stretch.start), min(end, stretch.end)
        if spot is None or first >= last:
            return None
        if stretch.run.ink is Ink.BAR:
            return SpanTarget(spot.span, spot.place)
        inside = self._units[at].span(first - stretch.start, last - stretch.start)
        if inside is None:
            return None
        trimmed = _trimmed(self._texts[at], inside)
        return SpanTarget(trimmed.shifted(spot.span.start), spot.place) if trimmed else None

    def _within(self, at: int, stretch: Stretch, span: Span) -> tuple[int, int]:
        spot = stretch.run.spot
        if spot is None or stretch.run.ink is Ink.BAR:
            return stretch.start, stretch.end
        first = max(span.start, spot.span.start) - spot.span.start
        last = min(span.end, spot.span.end) - spot.span.start
        units = self._units[at]
        return stretch.start + units.unit(first), stretch.start + units.unit(last)


def _joins(before: SpanTarget, after: SpanTarget) -> bool:
    """Say whether two stretches of one text follow each other with at most a blank between."""
    return before.place == after.place and 0 <= after.span.start - before.span.end <= 2


def _trimmed(text: str, span: Span) -> Span | None:
    inside = text[span.start : span.end]
    start = span.start + len(inside) - len(inside.lstrip())
    end = span.end - (len(inside) - len(inside.rstrip()))
    return Span(start, end) if start < end else None
