"""Goes on to what is still to do: the next undecided record, the next suggestion. No PySide6."""

from __future__ import annotations

from typing import Protocol

from app.domain.ids import RecordId
from app.errors import AppError
from app.ui.pages.review.standpoint import Standpoint
from app.ui.pages.review.state import ReviewState
from app.ui.pages.review.work import Work
from app.ui.ways import Asks

MOST_LOOKED_AT = 5_000


class Strides(Protocol):
    """Where the clerk stands, and how to go elsewhere."""

    @property
    def standpoint(self) -> Standpoint:
        """Give where the clerk stands."""

    @property
    def state(self) -> ReviewState:
        """Give what is shown now."""

    @property
    def work(self) -> Work | None:
        """Give the verbs of the request under review."""

    def go(self, record: RecordId) -> None:
        """Stand on a record."""

    def show_hint(self, at: int) -> None:
        """Let a suggestion wait for Enter or Del."""

    def say(self, sentence: str) -> None:
        """Tell something in the status line."""

    def trouble(self, error: AppError) -> None:
        """Tell what went wrong."""


class Striding:
    """Remembers on which record a suggestion is to wait once it is seen; else nothing."""

    def __init__(self, at: Strides, asks: Asks) -> None:
        self._at = at
        self._asks = asks
        self._awaited: RecordId | None = None

    def awaited(self, record: RecordId) -> int:
        """Give the suggestion that waits when a record comes into sight; -1 for none."""
        found, self._awaited = self._awaited == record, None
        return 0 if found else -1

    def next_undecided(self) -> None:
        """Go to the next record without a decision: of the queue, else of the whole request."""
        now = self._at.standpoint
        for ids in (now.ids, tuple(now.outcomes)):
            following = _after(ids, now.record)
            found = next((one for one in following if now.outcomes.get(one) is None), None)
            if found is not None:
                self._at.go(found)
                return
        this = now.record is not None and now.outcomes.get(now.record) is None
        self._at.say("This is the last one undecided." if this else "Every record has a decision.")

    def next_suggestion(self) -> None:
        """Let the next suggestion wait, in this record or in one that follows in the queue."""
        now, state, work = self._at.standpoint, self._at.state, self._at.work
        if state.sight is not None and state.hint + 1 < len(state.sight.hints):
            self._at.show_hint(state.hint + 1)
            return
        if work is None or now.record is None:
            return
        following = _after(now.ids, now.record)[:MOST_LOOKED_AT]
        self._asks.ask(lambda: work.first_suggested(following), self._came, self._at.trouble)

    def _came(self, record: RecordId | None) -> None:
        if record is None:
            self._at.say("No further suggestion in the records of this list.")
            return
        self._awaited = record
        self._at.go(record)


def _after(ids: tuple[RecordId, ...], record: RecordId | None) -> tuple[RecordId, ...]:
    """Give the records that follow, round to those before; the record itself is left out."""
    if record not in ids:
        return ids
    at = ids.index(record)
    return (*ids[at + 1 :], *ids[:at])
