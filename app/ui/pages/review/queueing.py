"""Which records the queue shows: by outcome, or as a second reader reads them. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.domain.ids import RecordId
from app.domain.second_reading import Read
from app.ui.pages.review.showing import Outcomes, ids_of, ways_of
from app.ui.pages.review.state import Shown
from app.workflow.second_reading import Seconding

SENT_BACK = "sent_back"
HITS = "hits"
READING = "You are reading a second time: Y accepts, Q sends back. Press V to decide again."
_STATES = {
    "read_open": ("To read", Read.OPEN),
    "read_back": ("Sent back", Read.SENT_BACK),
    "read_accepted": ("Accepted", Read.ACCEPTED),
}
FIRST, EVERY = "read_open", "all"


class Queueing:
    """Remembers how the second reading stood when it was looked at last.

    Attributes:
        is_reading: the one who sits here reads, and does not decide.
        aside: why nothing is decided for everybody now; empty where it is.
        hits: the name of a search whose hits are being decided, and these; empty for none.
    """

    def __init__(self) -> None:
        self.seconding = Seconding()
        self.is_reading = False
        self.aside = ""
        self.hits: tuple[str, tuple[RecordId, ...]] = ("", ())
        self._counted: tuple[Outcomes, tuple[Shown, ...]] = ({}, ways_of({}))
        self._listed: tuple[Outcomes, str, tuple[RecordId, ...]] = ({}, "", ())

    def lets(self, say: Callable[[str], None], *, back: bool = False) -> bool:
        """Say whether something may be decided now, or taken back; tells the clerk where not."""
        why = READING if self.is_reading else "" if back else self.aside
        if why:
            say(why)
        return not why

    def ways(self, outcomes: Outcomes) -> tuple[Shown, ...]:
        """Give the ways to show the queue, with counts."""
        reading = self.seconding.reading
        if self.is_reading:
            if reading is None:
                return (Shown(EVERY, "All", len(outcomes)),)
            states = [
                Shown(key, name, len(reading.of(state))) for key, (name, state) in _STATES.items()
            ]
            return (*states, Shown(EVERY, "All of the pass", len(reading.states)))
        more = ((SENT_BACK, "Sent back"), (HITS, self.hits[0]))
        held = (Shown(key, name, len(self.ids(outcomes, key))) for key, name in more)
        return (*self._ways_of(outcomes), *(one for one in held if one.count))

    def ids(self, outcomes: Outcomes, shown: str) -> tuple[RecordId, ...]:
        """Give the records that one way shows."""
        if shown == SENT_BACK:
            back = self.seconding.sent_back
            return tuple(one for one in outcomes if one in back) if back else ()
        if shown == HITS:
            return tuple(one for one in self.hits[1] if one in outcomes)
        if not self.is_reading:
            return self._ids_of(outcomes, shown)
        reading = self.seconding.reading
        if reading is None:
            return tuple(outcomes)
        state = _STATES[shown][1] if shown in _STATES else None
        return tuple(
            one
            for one in outcomes
            if one in reading.states and state in {None, reading.states[one]}
        )

    def _ways_of(self, outcomes: Outcomes) -> tuple[Shown, ...]:
        """Count once; outcomes are never changed, only followed by others."""
        if self._counted[0] is not outcomes:
            self._counted = outcomes, ways_of(outcomes)
        return self._counted[1]

    def _ids_of(self, outcomes: Outcomes, shown: str) -> tuple[RecordId, ...]:
        if self._listed[0] is not outcomes or self._listed[1] != shown:
            self._listed = outcomes, shown, ids_of(outcomes, shown)
        return self._listed[2]


def nearest(
    record: RecordId | None, before: Sequence[RecordId], now: Sequence[RecordId]
) -> RecordId | None:
    """Give where to stand when the record is no longer shown: what took its place."""
    if not now:
        return None
    if record is None or record not in before:
        return now[0]
    following = before[before.index(record) :]
    held = set(now)
    return next((one for one in following if one in held), now[-1])
