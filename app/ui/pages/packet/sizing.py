"""Estimates how many pages the packet will have, once there is time for it. No PySide6."""

from __future__ import annotations

from dataclasses import replace

from app.errors import AppError
from app.ui.pages.packet.previewing import HoldsState
from app.ui.pages.packet.work import PacketWork
from app.ui.ways import Asks
from app.workflow.packet_recipe import PacketWishes

_Key = tuple[PacketWishes, int, bool]


class Sizing:
    """Asks for an estimate when wishes, decisions or what is known of attachments changed."""

    def __init__(self, holder: HoldsState, asks: Asks) -> None:
        self._holder = holder
        self._asks = asks
        self._work: PacketWork | None = None
        self._position = -1
        self._asked: _Key | None = None

    def use(self, work: PacketWork) -> None:
        """Estimate this request from now on."""
        self._asks.silence()
        self._work, self._position, self._asked = work, -1, None

    def stand(self, position: int) -> None:
        """Learn the last decision."""
        self._position = position

    def begin(self) -> None:
        """Ask, where what is shown was estimated from something else."""
        work, state = self._work, self._holder.state
        if work is None or self._position < 0:
            return
        wishes = state.form.wishes
        key = (wishes, self._position, state.hiding.looking)
        if key == self._asked:
            return
        self._asked = key
        self._asks.ask(lambda: work.estimate(wishes), self._estimated, self._failed)

    def _estimated(self, pages: int) -> None:
        self._holder.tell(replace(self._holder.state, estimate=pages))

    def _failed(self, _: AppError) -> None:
        """Without an estimate nothing is proposed; building tells what is wrong."""
        self._holder.tell(replace(self._holder.state, estimate=0))
