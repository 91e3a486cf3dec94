"""The words of a redaction elsewhere: the same and alike ones, to be ticked. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.domain.ids import RecordId
from app.domain.redaction import SpanTarget
from app.errors import AppError
from app.ui.pages.review.acts import Acts
from app.ui.pages.review.elsewhere_work import ElsewhereWork, Looked
from app.ui.pages.review.matching import MatchList, is_ticked
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
        self._work: ElsewhereWork | None = None
        self._looked: Looked | None = None
        self._say: Callable[[str], None] | None = None
        self.found: MatchList | None = None

    def look(
        self, work: Work, acts: Acts, where: tuple[RecordId, SpanTarget], codes: tuple[str, ...]
    ) -> None:
        """Find the words of a redaction elsewhere, once what was decided until now is written."""
        self._say = None
        acts.then(lambda: self._begin(work.elsewhere, where, codes))

    def show(
        self,
        work: Work,
        acts: Acts,
        where: tuple[RecordId, SpanTarget],
        codes: tuple[str, ...],
        say: Callable[[str], None],
    ) -> None:
        """Find words elsewhere and show the places at once; says so where there are none."""
        self._say = say
        acts.then(lambda: self._begin(work.elsewhere, where, codes))

    def open(self) -> None:
        """Show the places one by one; pages of attachments are looked at too."""
        if self.found is not None and not self.found.open and self._say is None:
            self._say = _silent
            if not self.found.left:
                self._list()

    def more(self) -> None:
        """Describe further places of the list."""
        work, looked = self._work, self._looked
        if work is not None and looked is not None and self.found is not None:
            shown = replace(looked, found=self.found)
            self._ask(lambda: work.describe(shown), self._told)

    def _begin(
        self, work: ElsewhereWork, where: tuple[RecordId, SpanTarget], codes: tuple[str, ...]
    ) -> None:
        self._work = work
        self._ask(lambda: work.begin(*where, codes), self._read_on)

    def _read_on(self, looked: Looked) -> None:
        """Show what was found until now, and read on; the list comes when all is read."""
        work = self._work
        self._told(looked)
        if looked.left and work is not None:
            self._ask(lambda: work.read_on(looked), self._read_on)
        elif self._say is not None:
            self._list()

    def _list(self) -> None:
        work, looked = self._work, self._looked
        if work is None or looked is None:
            return

        def came(described: Looked) -> None:
            self._told(described)
            if self.found is not None:
                self._came(replace(self.found, looks=True))
            self._ask(lambda: work.look_at_pages(looked), deeper)

        def deeper(whole: Looked) -> None:
            before, say = self.found, self._say
            self._told(replace(whole, found=_with_ticks(whole.found, before)))
            if self.found is None and say is not None:
                say(NOWHERE)

        self._ask(lambda: work.describe(looked), came)

    def _ask(self, question: Callable[[], Looked], came: Callable[[Looked], None]) -> None:
        self._asks.ask(question, came, self._failed)

    def _told(self, looked: Looked) -> None:
        self._looked = looked
        self._came(looked.found)

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
            wanted = len(self.found.checked) < len(self.found.hits)
            rows = tuple(replace(row, checked=wanted) for row in self.found.rows)
            self._came(replace(self.found, rows=rows, others=wanted))

    def leave(self) -> None:
        """Close the list."""
        self._asks.silence()
        self._say = None
        if self.found is not None:
            self._came(None)

    def _came(self, found: MatchList | None) -> None:
        self.found = found
        self._show()


def _silent(_: str) -> None:
    """Tell nothing: the clerk asked for a list of what is found already."""


def _with_ticks(found: MatchList | None, before: MatchList | None) -> MatchList | None:
    """Let places that were ticked or left out meanwhile stay so."""
    if found is None or before is None:
        return found
    ticks = {hit: row.checked for hit, row in zip(before.hits, before.rows, strict=False)}
    rows = (
        replace(row, checked=ticks.get(hit, is_ticked(hit, before.others)))
        for hit, row in zip(found.hits, found.rows, strict=False)
    )
    return replace(found, rows=tuple(rows), others=before.others)
