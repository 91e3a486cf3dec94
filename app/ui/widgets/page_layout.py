"""Where pages stand under one another on a long strip, in pixels; pure arithmetic."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF

from app.domain.redacted import Box

GAP = 10.0


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The strip.

    Attributes:
        tops: of each page; ``sizes`` of each on the screen.
    """

    tops: tuple[float, ...] = field(default=(), repr=False)
    sizes: tuple[tuple[float, float], ...] = field(default=(), repr=False)
    width: float = 0.0
    height: float = 0.0

    def rect(self, page: int) -> QRectF:
        """Give where a page stands (one-based), in the middle of the strip."""
        width, height = self.sizes[page - 1]
        return QRectF((self.width - width) / 2, self.tops[page - 1], width, height)

    def page_at(self, y: float) -> int:
        """Give the page at a height, or the one above it."""
        return max(1, bisect_right(self.tops, y))

    def between(self, top: float, bottom: float) -> tuple[int, ...]:
        """Give the pages that are seen between two heights."""
        if not self.tops:
            return ()
        first = self.page_at(top)
        last = max(first, self.page_at(bottom))
        return tuple(range(first, last + 1))

    def placed(self, page: int, box: Box) -> QRectF:
        """Give where a box of a page stands."""
        rect = self.rect(page)
        left, top = rect.left() + box[0] * rect.width(), rect.top() + box[1] * rect.height()
        return QRectF(
            left, top, (box[2] - box[0]) * rect.width(), (box[3] - box[1]) * rect.height()
        )

    def within(self, page: int, point: QPointF) -> tuple[float, float]:
        """Give a point in fractions of a page."""
        rect = self.rect(page)
        return (point.x() - rect.left()) / rect.width(), (point.y() - rect.top()) / rect.height()


def laid_out(sizes: Sequence[tuple[float, float]], room: float, zoom: float) -> PageLayout:
    """Lay pages out so that the widest fills the room at a zoom of 1."""
    widest = max((width for width, _ in sizes), default=1.0) or 1.0
    scale = max(room - 2 * GAP, 40.0) * zoom / widest
    shown = tuple((max(w * scale, 1.0), max(h * scale, 1.0)) for w, h in sizes)
    tops: list[float] = []
    at = GAP
    for _, height in shown:
        tops.append(at)
        at += height + GAP
    wide = max((width for width, _ in shown), default=0.0) + 2 * GAP
    return PageLayout(tuple(tops), shown, max(wide, room), at)
