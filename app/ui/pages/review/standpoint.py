"""Where the clerk stands in the queue, as plain values, and what follows from it. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from app.domain.decisions import Disposition
from app.domain.ids import RecordId
from app.ui.pages.review.state import Queue, Shown
from app.workflow.review import Sight as Seen

UNDECIDED = "undecided"
MOST_MARKED = 5_000
"""So many chosen records are marked in the list; beyond, the panel's count must do."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What the page knows of the request at this moment.

    Attributes:
        ids: the records that the queue shows.
        outcomes: every record of the request, oldest first.
        record: the one in question, perhaps still being read.
        chosen: records that the next act is about; none or one for the record alone.
        seen: what stands on the screen.
    """

    ids: tuple[RecordId, ...] = ()
    outcomes: Mapping[RecordId, Disposition | None] = field(default_factory=dict)
    record: RecordId | None = None
    chosen: tuple[RecordId, ...] = ()
    seen: Seen | None = field(default=None, repr=False)

    def queue(
        self, ways: tuple[Shown, ...], shown: str, version: int, pace: Callable[[int], str]
    ) -> Queue:
        """Give the list on the left."""
        total = len(self.outcomes)
        left = next((one.count for one in ways if one.key == UNDECIDED), None)
        if left is None:
            left = list(self.outcomes.values()).count(None)
        position = self.ids.index(self.record) if self.record in self.ids else -1
        return Queue(
            self.ids,
            ways,
            shown,
            position,
            version,
            total - left,
            total,
            pace(left),
            self._marked(),
        )

    def following(self, *, was_open: bool) -> RecordId | None:
        """Give the next record of the queue after a decision; an open one where this was open."""
        if self.record not in self.ids:
            return None
        at = self.ids.index(self.record)
        places = chain(range(at + 1, len(self.ids)), range(at if was_open else 0))
        after = (self.ids[place] for place in places)
        candidates = (one for one in after if not was_open or self.outcomes.get(one) is None)
        return next(candidates, None)

    def _marked(self) -> tuple[int, ...]:
        if not 1 < len(self.chosen) <= MOST_MARKED:
            return ()
        chosen = set(self.chosen)
        return tuple(at for at, one in enumerate(self.ids) if one in chosen)
