"""The words of a redaction elsewhere: the same and alike ones, to be ticked. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.domain.ids import RecordId
from app.domain.redaction import SpanTarget
from app.errors import AppError
from app.ui.pages.review.acts import Acts
from app.ui.pages.review.matching import MatchList
from app.ui.pages.review.work import Work
from app.ui.ways import Asks

NOWHERE = "These words stand nowhere else in the request where they can be read."


class Equals:
    """At most one list at a time."""

    def __init__(
        self, asks: Asks, show: Callable[[], None], failed: Callable[[AppError], None]
    ) -> None:
        self._asks = asks
        self._show = show
        self._failed = failed
        self._more: Callable[[bool], MatchList | None] | None = None
        self.found: MatchList | None = None

    def look(
        self, work: Work, acts: Acts, where: tuple[RecordId, SpanTarget], codes: tuple[str, ...]
    ) -> None:
        """Find the words of a redaction elsewhere, once what was decided until now is written."""
        self._more = lambda pages: work.elsewhere_listed(*where, codes, pages=pages)
        acts.then(
            lambda: self._asks.ask(lambda: work.elsewhere(*where, codes), self._came, self._failed)
        )

    def show(
        self,
        work: Work,
        acts: Acts,
        where: tuple[RecordId, SpanTarget],
        codes: tuple[str, ...],
        say: Callable[[str], None],
    ) -> None:
        """Find words elsewhere and show the places at once; says so where there are none."""
        self._more = lambda pages: work.elsewhere_listed(*where, codes, pages=pages)
        acts.then(lambda: self._list(say))

    def open(self) -> None:
        """Show the places one by one; pages of attachments are looked at too."""
        if self.found is not None and not self.found.open:
            self._list(lambda _: None)

    def _list(self, say: Callable[[str], None]) -> None:
        more = self._more
        if more is None:
            return

        def came(found: MatchList | None) -> None:
            self._came(found if found is None else replace(found, looks=True))
            self._asks.ask(lambda: more(True), deeper, self._failed)  # noqa: FBT003 - with pages

        def deeper(found: MatchList | None) -> None:
            self._came(_with_ticks(found, self.found))
            if self.found is None:
                say(NOWHERE)

        self._asks.ask(lambda: more(False), came, self._failed)  # noqa: FBT003 - texts first

    def tick(self, at: int) -> None:
        """Take a place in or leave it out."""
        if self.found is None or not 0 <= at < len(self.found.rows):
            return
        row = self.found.rows[at]
        ticked = replace(row, checked=not row.checked)
        rows = (*self.found.rows[:at], ticked, *self.found.rows[at + 1 :])
        self._came(replace(self.found, rows=rows))

    def tick_all(self) -> None:
        """Take all places in, or none where all are in already."""
        if self.found is not None:
            wanted = not all(row.checked for row in self.found.rows)
            rows = tuple(replace(row, checked=wanted) for row in self.found.rows)
            self._came(replace(self.found, rows=rows))

    def leave(self) -> None:
        """Close the list."""
        self._asks.silence()
        if self.found is not None:
            self._came(None)

    def _came(self, found: MatchList | None) -> None:
        self.found = found
        self._show()


def _with_ticks(found: MatchList | None, before: MatchList | None) -> MatchList | None:
    """Let places that were ticked or left out meanwhile stay so."""
    if found is None or before is None:
        return found
    ticks = {hit: row.checked for hit, row in zip(before.hits, before.rows, strict=True)}
    rows = (
        replace(row, checked=ticks.get(hit, row.checked))
        for hit, row in zip(found.hits, found.rows, strict=True)
    )
    return replace(found, rows=tuple(rows))
