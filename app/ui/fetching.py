"""Fetches pages of long tables, the one asked for last first. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.errors import AppError
from app.ui.rows import Row
from app.ui.ways import Asks

Fetch = Callable[[int, int], Sequence[Row]]
Came = Callable[[Sequence[Row]], None]

MOST_WAITING = 6


class Fetching:
    """A line of fetches in which none silences another.

    What was scrolled past long ago is dropped; the table asks again when it is looked at.
    """

    def __init__(self, asks: Asks, failed: Callable[[AppError], None]) -> None:
        self._asks = asks
        self._failed = failed
        self._waiting: list[tuple[Callable[[], Sequence[Row]], Came]] = []
        self._busy = False

    def fetch(self, fetch: Callable[[], Sequence[Row]], came: Came) -> None:
        """Work out rows beside the window and hand them to ``came``."""
        self._waiting.append((fetch, came))
        for _, dropped in self._waiting[:-MOST_WAITING]:
            dropped(())
        del self._waiting[:-MOST_WAITING]
        self._next()

    def forget(self) -> None:
        """Drop everything; other rows are shown now."""
        self._waiting.clear()
        self._asks.silence()
        self._busy = False

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        fetch, came = self._waiting.pop()
        self._busy = True

        def answered(rows: Sequence[Row]) -> None:
            self._busy = False
            came(rows)
            self._next()

        def failed(error: AppError) -> None:
            self._busy = False
            self._failed(error)
            self._next()

        self._asks.ask(fetch, answered, failed)
