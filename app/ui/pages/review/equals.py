"""Equal words elsewhere, and all suggestions of a kind, to be ticked. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.domain.decisions import Done
from app.domain.ids import RecordId
from app.domain.redaction import SpanTarget
from app.errors import AppError
from app.ui.pages.review.acts import Acts
from app.ui.pages.review.matching import MatchList
from app.ui.pages.review.work import Work, declined
from app.ui.ways import Asks
from app.workflow.decide import Decider


class Equals:
    """At most one list at a time."""

    def __init__(
        self, asks: Asks, show: Callable[[], None], failed: Callable[[AppError], None]
    ) -> None:
        self._asks = asks
        self._show = show
        self._failed = failed
        self._work: Work | None = None
        self.found: MatchList | None = None

    def look(
        self, work: Work, acts: Acts, where: tuple[RecordId, SpanTarget], codes: tuple[str, ...]
    ) -> None:
        """Find the words of a redaction elsewhere, once what was decided until now is written."""
        self._work = work
        acts.then(
            lambda: self._asks.ask(lambda: work.same_words(*where, codes), self._came, self._failed)
        )

    def list_kind(self, work: Work, kind: str, codes: tuple[str, ...]) -> None:
        """Find all suggestions of a kind."""
        self._work = work
        self._asks.ask(lambda: work.suggested(kind, codes), self._came, self._failed)

    def open(self) -> None:
        """Show the places one by one."""
        work, found = self._work, self.found
        if work is not None and found is not None and not found.open:
            self._asks.ask(lambda: work.described(found), self._came, self._failed)

    def tick(self, at: int) -> None:
        """Take a place in or leave it out."""
        if self.found is None or not 0 <= at < len(self.found.rows):
            return
        row = self.found.rows[at]
        ticked = replace(row, checked=not row.checked)
        rows = (*self.found.rows[:at], ticked, *self.found.rows[at + 1 :])
        self._came(replace(self.found, rows=rows))

    def leave(self) -> None:
        """Close the list."""
        self._asks.silence()
        if self.found is not None:
            self._came(None)

    def declining(self) -> Callable[[Decider], Done] | None:
        """Give the act that declines what is ticked, and close the list."""
        found = self.found
        if found is None or not found.kind or not found.checked:
            return None
        matches = found.checked
        self.leave()
        return declined(matches, found.kind)

    def _came(self, found: MatchList | None) -> None:
        self.found = found
        self._show()
