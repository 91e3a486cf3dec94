"""Looks into attachments piece by piece while the clerk does something else. No PySide6."""

from __future__ import annotations

from dataclasses import replace

from app.domain.ids import RecordId
from app.errors import AppError
from app.ui.pages.packet.previewing import HoldsState
from app.ui.pages.packet.state import Hiding
from app.ui.pages.packet.telling import hiding_of
from app.ui.pages.packet.work import PacketWork, Slice
from app.ui.ways import Asks
from app.workflow.look_inside import Insight


class Looking:
    """What hides in the attachments of the request as it is decided now."""

    def __init__(self, holder: HoldsState, asks: Asks) -> None:
        self._holder = holder
        self._asks = asks
        self._work: PacketWork | None = None
        self._found: list[Insight] = []
        self._position = -1
        self._seen = -1
        self._rest: tuple[RecordId, ...] | None = None

    def use(self, work: PacketWork) -> None:
        """Look at this request from now on."""
        self._asks.silence()
        self._work = work
        self._position, self._seen, self._rest = -1, -1, None
        self._found = []

    def stand(self, position: int) -> None:
        """Learn the last decision; what was seen before another one is looked at again."""
        self._position = position

    def begin(self) -> None:
        """Look, or go on looking; nothing is done where all was seen."""
        work = self._work
        if work is None or self._position < 0:
            return
        if self._seen != self._position:
            self._seen, self._found, self._rest = self._position, [], None
            self._tell(looking=True)
            self._asks.ask(work.to_look_into, self._go_on, self._failed)
        elif self._rest:
            self._go_on(self._rest)

    def pause(self) -> None:
        """Stop for now."""
        self._asks.silence()
        if self._rest is None:
            self._seen = -1

    def _go_on(self, records: tuple[RecordId, ...]) -> None:
        work, self._rest = self._work, records
        if not records or work is None:
            self._tell(looking=False)
            return
        self._asks.ask(lambda: work.look_inside(records), self._looked, self._failed)

    def _looked(self, looked: Slice) -> None:
        self._found += looked.found
        if looked.after:
            self._tell(looking=True)
        self._go_on(looked.after)

    def _failed(self, _: AppError) -> None:
        """What cannot be looked into is told when the packet is built."""
        self._rest = ()
        self._tell(looking=False)

    def _tell(self, *, looking: bool) -> None:
        hiding: Hiding = hiding_of(self._found, looking=looking)
        state = self._holder.state
        if state.hiding != hiding:
            self._holder.tell(replace(state, hiding=hiding))
