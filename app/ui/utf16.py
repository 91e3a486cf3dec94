"""Between Python's code points and Qt's UTF-16 units; the only place that converts."""

from __future__ import annotations

from bisect import bisect_left

from app.domain.spans import Span


class Units:
    """One text, and how its code points lie in UTF-16 units.

    Characters outside the Basic Multilingual Plane take two units. Built once for a text of n
    characters in O(n); each conversion is O(log k) for the k such characters.
    """

    def __init__(self, text: str) -> None:
        self._wide = [at for at, character in enumerate(text) if ord(character) > 0xFFFF]
        self._wide_units = [at + before for before, at in enumerate(self._wide)]
        self._points = len(text)

    @property
    def length(self) -> int:
        """Give the length of the text in units."""
        return self._points + len(self._wide)

    def unit(self, point: int) -> int:
        """Give the unit at which the code point begins."""
        return point + bisect_left(self._wide, point)

    def point(self, unit: int) -> int:
        """Give the code point that holds the unit; a low surrogate belongs to its character."""
        before = bisect_left(self._wide_units, unit)
        if before and self._wide_units[before - 1] + 1 == unit:
            return self._wide[before - 1]
        return unit - before

    def units(self, span: Span) -> tuple[int, int]:
        """Give start and end of a span in units."""
        return self.unit(span.start), self.unit(span.end)

    def span(self, start: int, end: int) -> Span | None:
        """Give the span of whole characters that touches the units; None where it is empty."""
        first = self.point(start)
        last = self.point(end)
        if end > self.unit(last):
            last += 1
        return Span(first, last) if first < last else None
