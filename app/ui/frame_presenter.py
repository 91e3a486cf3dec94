"""Decides what the frame around the pages says: rail, head line, strip, status. No PySide6."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.requests import Request, Stage
from app.domain.steps import Facts, State, Step, StepState, next_step, steps
from app.errors import AppError
from app.ui.rows import Notice, Tone
from app.ui.services import Desk
from app.ui.ways import Asks, Where, where_of
from app.ui.wording import (
    about,
    count,
    days_left,
    of_error,
    short_day,
    urgency,
    urgency_sign,
    urgency_word,
)

if TYPE_CHECKING:
    from app.workflow.keep_requests import RequestRow

MARKS = {State.DONE: "✓", State.OPEN: "●", State.BLOCKED: "○"}
HERE = "▸"


@dataclass(frozen=True, slots=True)
class RailRow:
    """One step as the rail shows it.

    Attributes:
        mark: ✓ done, ▸ here, ● needs you, ○ blocked.
        number: what is left there, or how much lies there; empty for none.
        spoken: what a screen reader says of it.
    """

    step: Step
    mark: str
    number: str
    spoken: str
    tip: str
    blocked: bool
    here: bool


@dataclass(frozen=True, slots=True)
class HeadLine:
    """The open request in one line."""

    number: str
    who: str
    about: str
    law: str
    due: str
    urgent: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class FrameState:
    """Everything that stands around the pages."""

    where: Where = Where.REQUESTS
    rail: tuple[RailRow, ...] = ()
    head: HeadLine | None = None
    next_sentence: str = ""
    said: str = ""
    notice: Notice | None = None
    notice_leads_to: Where | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the vault said when it was last asked."""

    row: RequestRow | None
    rows: tuple[RequestRow, ...]
    facts: Facts
    law_name: str


class FramePresenter:
    """Keeps which request is open and which page is shown; all else is asked of the vault."""

    def __init__(self, desk: Desk, asks: Asks, show: Callable[[FrameState], None]) -> None:
        self._desk = desk
        self._asks = asks
        self._show = show
        self._number = ""
        self._seen = _Seen(None, (), Facts(), "")
        self._state = FrameState()
        self._opening = False
        self._wish: Callable[[], None] | None = None

    @property
    def request(self) -> Request | None:
        """Give the open request."""
        return self._seen.row.request if self._seen.row else None

    @property
    def rows(self) -> tuple[RequestRow, ...]:
        """Give the requests as they were when last asked, for "everything"."""
        return self._seen.rows

    @property
    def notice_leads_to(self) -> Where | None:
        """Give the page to which the notice's button leads."""
        return self._state.notice_leads_to

    def open_request(self, number: str) -> None:
        """Make a request the open one; what is wished meanwhile waits until it is."""
        self._number = number
        self._opening = True
        self.refresh()

    def when_settled(self, wish: Callable[[], None]) -> None:
        """Do something at once, or when the request that is being opened is open."""
        if self._opening:
            self._wish = wish
        else:
            wish()

    def refresh(self) -> None:
        """Ask the vault afresh."""
        number = self._number
        self._asks.ask(lambda: self._look(number), self._looked, self.trouble)

    def arrived(self, where: Where) -> None:
        """Tell which page is shown now."""
        self._state = replace(self._state, where=where, notice=None, notice_leads_to=None)
        self._tell()

    def may_go(self, where: Where) -> bool:
        """Say whether a page can be entered; if not, tell why and what unblocks it."""
        blocked = next((row for row in self._steps() if _is_blocked(row, where)), None)
        if blocked is None:
            return True
        leads_to = where_of(blocked.unblocked_by) if blocked.unblocked_by else None
        button = f"Go to {_name(leads_to)}" if leads_to else ""
        notice = Notice(f"{blocked.step.value}: {blocked.reason}", "", Tone.SOON, button)
        self._state = replace(self._state, notice=notice, notice_leads_to=leads_to)
        self._tell()
        return False

    def say(self, sentence: str) -> None:
        """Put a sentence into the status line; an empty one clears it."""
        self._state = replace(self._state, said=sentence)
        self._tell()

    def trouble(self, error: AppError) -> None:
        """Show an error over the page."""
        self._opening, self._wish = False, None
        self._state = replace(self._state, notice=of_error(error), notice_leads_to=None)
        self._tell()

    def dismiss(self) -> None:
        """Take the notice away."""
        self._state = replace(self._state, notice=None, notice_leads_to=None)
        self._tell()

    def next_where(self) -> Where:
        """Give the page on which the clerk should go on."""
        step = next_step(self._steps())
        return where_of(step.step) if step else Where.PACKET

    def _look(self, number: str) -> _Seen:
        rows = tuple(self._desk.requests.rows())
        row = next((row for row in rows if row.request.number == number), None)
        facts = self._desk.requests.facts(row.request.id if row else None)
        law = self._desk.law.get(row.request.details.jurisdiction).name if row else ""
        return _Seen(row, rows, facts, law)

    def _looked(self, seen: _Seen) -> None:
        self._seen = seen
        self._opening = False
        self._tell()
        wish, self._wish = self._wish, None
        if wish is not None:
            wish()

    def _steps(self) -> tuple[StepState, ...]:
        return steps(self._seen.facts)

    def _tell(self) -> None:
        rail = self._steps()
        self._state = replace(
            self._state,
            rail=tuple(_rail_row(step, self._state.where) for step in rail),
            head=_head(self._seen, self._desk.today()),
            next_sentence=_next_sentence(rail),
        )
        self._show(self._state)


def _is_blocked(row: StepState, where: Where) -> bool:
    return row.step is where.step and row.state is State.BLOCKED


def _name(where: Where) -> str:
    return "Requests" if where is Where.INTAKE else where.value


def _rail_row(step: StepState, where: Where) -> RailRow:
    here = where.step is step.step
    state = {State.DONE: "done", State.OPEN: "needs you", State.BLOCKED: "blocked"}[step.state]
    number = f"{step.left:,}" if step.left else ""
    spoken = ", ".join(
        part for part in (step.step.value, "here" if here else "", state, number) if part
    )
    return RailRow(
        step.step,
        HERE if here else MARKS[step.state],
        number,
        spoken,
        step.reason or _tip_of_done(step),
        step.state is State.BLOCKED,
        here,
    )


def _tip_of_done(step: StepState) -> str:
    words = {
        Step.REQUEST: "The request is open.",
        Step.SOURCES: f"{count(step.left, 'source')} in this vault.",
        Step.SEARCH: f"{count(step.left, 'record')} in this request.",
        Step.REVIEW: "Every record has a decision.",
        Step.CHECK: "Nothing stands in the way.",
        Step.PACKET: f"{count(step.left, 'packet')} kept.",
    }
    return words[step.step]


def _next_sentence(rail: tuple[StepState, ...]) -> str:
    step = next_step(rail)
    if step is None:
        return "Next: close the request, or open another one."
    if step.step is Step.REVIEW:
        return f"Next: decide {count(step.left, 'record')}."
    if step.step is Step.CHECK:
        return f"Next: put right {count(step.left, 'finding')}."
    return f"Next: {step.reason[:1].lower()}{step.reason[1:]}"


def _head(seen: _Seen, today: dt.date) -> HeadLine | None:
    if seen.row is None:
        return None
    row = seen.row
    request = row.request
    tone = urgency(row.days_left, request.stage)
    due = request.details.due or row.deadline.due
    closed = request.stage is Stage.CLOSED
    left = "closed" if closed else f"due {short_day(due, today)} ({days_left(row.days_left)})"
    return HeadLine(
        request.number,
        request.details.requester,
        about(request, 300),
        seen.law_name,
        left,
        f"{urgency_sign(tone)} {urgency_word(tone)}".strip(),
        tone,
    )
