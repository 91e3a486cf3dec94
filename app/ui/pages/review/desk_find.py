"""Finds words on all pages of an attachment, a few pages at a time. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.domain.records import Record
from app.domain.redaction import RegionTarget
from app.domain.spans import Region
from app.errors import AppError
from app.ui.ways import Asks
from app.workflow.show_pages import PagesOnScreen

AT_ONCE = 6


class FindOnPages:
    """What is looked for, and where it stands; a new search silences the one before.

    Attributes:
        words: what is looked for; empty for nothing.
        hits: where it stands, as far as the pages were looked at.
        at: the hit on which the clerk stands; -1 for none.
        done: pages that were looked at, of ``count``.
    """

    def __init__(
        self, asks: Asks, changed: Callable[[], None], failed: Callable[[AppError], None]
    ) -> None:
        self._asks = asks
        self._changed = changed
        self._failed = failed
        self.words = ""
        self.hits: list[Region] = []
        self.at = -1
        self.done = 0
        self.count = 0

    @property
    def looking(self) -> bool:
        """Say whether pages are still to be looked at."""
        return bool(self.words) and self.done < self.count

    @property
    def here(self) -> Region | None:
        """Give the hit on which the clerk stands."""
        return self.hits[self.at] if 0 <= self.at < len(self.hits) else None

    def begin(self, room: PagesOnScreen, of: tuple[Record, int], count: int, typed: str) -> None:
        """Look for words on pages 1 to ``count``; no words end the search."""
        self._asks.silence()
        self.words = " ".join(typed.split())
        self.hits, self.at, self.done, self.count = [], -1, 0, count
        self._changed()
        if self.words:
            self._go_on(room, of)

    def clear(self) -> None:
        """Look for nothing any more."""
        self._asks.silence()
        self.words, self.hits, self.at, self.done, self.count = "", [], -1, 0, 0

    def step(self, page: int) -> Region | None:
        """Go to the next hit; the first time to the first one from a page on."""
        if not self.hits:
            return None
        if self.at < 0:
            later = (at for at, one in enumerate(self.hits) if one.page >= page)
            self.at = next(later, 0)
        else:
            self.at = (self.at + 1) % len(self.hits)
        return self.hits[self.at]

    def targets(self, index: int, taken: Sequence[Region]) -> list[RegionTarget]:
        """Give every place as what a redaction would withhold, but those that are covered."""
        return [
            RegionTarget(index, hit)
            for hit in self.hits
            if not any(_inside(hit, other) for other in taken)
        ]

    def _go_on(self, room: PagesOnScreen, of: tuple[Record, int]) -> None:
        words = self.words
        pages = range(self.done + 1, min(self.done + AT_ONCE, self.count) + 1)

        def look() -> list[Region]:
            return [hit for page in pages for hit in room.hits(*of, page, words)]

        def came(hits: list[Region]) -> None:
            self.hits += hits
            self.done = pages[-1]
            self._changed()
            if self.looking:
                self._go_on(room, of)

        if pages:
            self._asks.ask(look, came, self._failed)


def _inside(one: Region, other: Region) -> bool:
    return (
        one.page == other.page
        and other.left <= one.left
        and one.right <= other.right
        and other.top <= one.top
        and one.bottom <= other.bottom
    )
