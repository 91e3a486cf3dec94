"""The marked copy: for whom, built, verified, saved under a name of its own. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from app.domain.packets import KeptPacket
from app.errors import AppError
from app.jobs.events import Event, Failed, Finished, Job, Progress, Stopped
from app.ui.pages.packet.previewing import HoldsState, Previewing
from app.ui.pages.packet.telling import green_of_marked, red_of
from app.ui.pages.packet.work import PacketWork
from app.ui.ways import PageContext
from app.ui.wording import of_error
from app.workflow.build_marked import VerifiedMarked, proposed_name, recipient_of
from app.workflow.build_packet import NotClean

WHY = (
    "A marked copy shows everything, with outlines around what is withheld. It is made for one "
    "named reader only, and every page of it carries that name."
)
WHO = (
    "It may go to a supervisor or a second reader, to the city attorney, to a court that asks to "
    "see what was withheld, or to an office that rules on exemptions, such as the Texas Attorney "
    "General. It must never go to the requester."
)


class Helps(HoldsState, Protocol):
    """What the presenter does for the marked copy."""

    pages: Previewing

    def run(self, job: Job, told: Callable[[Event], None]) -> None:
        """Begin what takes long."""

    def trouble(self, error: AppError) -> None:
        """Tell what went wrong."""

    def saved(self, kept: KeptPacket, words: str = "", more: str = "") -> None:
        """Tell that something was handed over."""


class Marking:
    """Makes marked copies; holds the last one until something changes."""

    def __init__(self, helps: Helps, context: PageContext) -> None:
        self._helps = helps
        self._saving = context.asks()
        self._work: PacketWork | None = None
        self._copy: VerifiedMarked | None = None

    @property
    def copy(self) -> VerifiedMarked | None:
        """Give the verified copy, where there is one."""
        return self._copy

    def use(self, work: PacketWork) -> None:
        """Make copies for this request from now on."""
        self._work, self._copy = work, None

    def forget(self) -> None:
        """Let go of the copy."""
        self._copy = None
        state = self._helps.state
        if state.marked is not None:
            self._helps.tell(replace(state, marked=None))

    def refusal(self, who: str) -> str:
        """Say why there can be no copy for this recipient; empty where there can."""
        try:
            recipient_of(who)
        except AppError as error:
            return f"{error.what} {error.remedy}"
        return ""

    def build(self, who: str) -> None:
        """Build and verify a copy for somebody."""
        work, state = self._work, self._helps.state
        if work is None or state.building:
            return
        try:
            job = work.marked_job(state.form.wishes, who)
        except AppError as error:
            self._helps.trouble(error)
            return
        self._copy = None
        self._helps.tell(replace(state, building=True, marked=None, notice=None, step=""))
        self._helps.run(job, self._told)

    def name(self) -> str:
        """Propose a name for the file."""
        if self._work is None or self._copy is None:
            return ""
        return proposed_name(self._work.request, self._copy.marked_for)

    def save(self, path: Path) -> None:
        """Save the copy."""
        work, copy = self._work, self._copy
        if work is not None and copy is not None:
            self._saving.ask(
                lambda: work.save_marked(copy, path), self._helps.saved, self._helps.trouble
            )

    def _told(self, event: Event) -> None:
        state = replace(self._helps.state, building=False)
        if isinstance(event, Progress):
            self._helps.tell(replace(self._helps.state, step=f"Marked copy: {event.note}…"))
        elif isinstance(event, Finished):
            self._built(event.result)
        elif isinstance(event, Failed):
            self._helps.tell(replace(state, notice=of_error(AppError(event.what, event.remedy))))
        elif isinstance(event, Stopped):
            self._helps.tell(state)

    def _built(self, result: object) -> None:
        state = replace(self._helps.state, building=False, showing=True)
        if isinstance(result, VerifiedMarked):
            self._copy = result
            self._helps.tell(replace(state, marked=green_of_marked(result)))
            self._helps.pages.show_copy(result)
        elif isinstance(result, NotClean):
            red = replace(red_of(result), title="● The marked copy was not saved")
            self._helps.tell(replace(state, red=red))
