"""Decides what the list of requests shows. No PySide6."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.requests import Stage
from app.ui.rows import Cell, Chip, Column, EmptyWords, Notice, Row, Tone
from app.ui.services import Desk
from app.ui.ways import Asks, Ways, Where
from app.ui.wording import (
    SOON_DAYS,
    about,
    days_left,
    of_error,
    short_day,
    urgency,
    urgency_sign,
    urgency_word,
)

if TYPE_CHECKING:
    from app.workflow.keep_requests import RequestRow

COLUMNS = (
    Column("Due", 13),
    Column("Number", 10),
    Column("Requester", 20),
    Column("About"),
    Column("Stage", 8, tip="The step at which the request stands"),
    Column("Left", 6, numbers=True, tip="Records that have no decision yet"),
)
EMPTY = EmptyWords(
    "No requests yet",
    "Enter a request when it comes in: who asks, for what, and the day it was received. "
    "The day by which the law wants an answer is worked out for you.",
    "New request",
)
NONE_FOUND = EmptyWords(
    "No request like that", "Clear the find field, or choose “All” above.", "Show all"
)


@dataclass(frozen=True, slots=True)
class Detail:
    """What stands beside the chosen request.

    Attributes:
        steps: how the due date was found, a sentence each.
        close_word: what the button that closes or reopens it says.
    """

    number: str
    requester: str
    due: str
    tone: Tone
    asked: str
    steps: tuple[str, ...]
    law: str
    close_word: str


@dataclass(frozen=True, slots=True)
class RequestsState:
    """Everything that the page shows."""

    rows: tuple[Row, ...] = ()
    chips: tuple[Chip, ...] = ()
    chosen_chip: str = "all"
    chosen: str = ""
    detail: Detail | None = None
    empty: EmptyWords | None = None
    notice: Notice | None = None


class RequestsPresenter:
    """Remembers filter, order and where the clerk stands; the rest is asked of the vault."""

    def __init__(
        self,
        desk: Desk,
        ways: Ways,
        asks: Callable[[], Asks],
        show: Callable[[RequestsState], None],
    ) -> None:
        self._desk = desk
        self._ways = ways
        self._reading = asks()
        self._writing = asks()
        self._show = show
        self._all: tuple[RequestRow, ...] = ()
        self._filter = "all"
        self._find = ""
        self._order = (0, False)
        self._chosen = ""
        self._notice: Notice | None = None

    @property
    def chosen(self) -> str:
        """Give the number of the request on which the clerk stands."""
        return self._chosen

    def arrive(self) -> None:
        """Read the requests."""
        self._reading.ask(
            lambda: tuple(self._desk.requests.rows()), self._came, lambda e: self._tell(of_error(e))
        )

    def filter(self, key: str) -> None:
        """Show only some."""
        self._filter = key
        self._tell(None)

    def find(self, typed: str) -> None:
        """Show only requests that hold these words."""
        self._find = typed
        self._tell(None)

    def sort(self, column: int) -> None:
        """Order by a column; the same again turns the order round."""
        at, down = self._order
        self._order = (column, not down if at == column else False)
        self._tell(self._notice)

    def choose(self, number: str) -> None:
        """Stand on a request."""
        self._chosen = number
        self._tell(self._notice)

    def open(self, number: str) -> None:
        """Make a request the open one and go to where work is."""
        row = self._row(number)
        if row is None:
            return
        self._ways.open_request(number)
        self._ways.say(f"Request {number} is open.")
        self._ways.go(_where(row))

    def edit(self, number: str) -> None:
        """Change what was typed of a request."""
        self._ways.open_request(number)
        self._ways.go(Where.INTAKE, number)

    def new(self) -> None:
        """Enter a new request."""
        self._ways.go(Where.INTAKE, "new")

    def close_or_reopen(self, number: str) -> None:
        """Close an answered request, or take it up again."""
        row = self._row(number)
        if row is None:
            return
        closed = row.request.stage is Stage.CLOSED
        verbs = self._desk.requests
        act = verbs.reopen if closed else verbs.close
        done = "is open again" if closed else "is closed"
        self._writing.ask(
            lambda: act(row.request.id),
            lambda _: self._done(f"Request {number} {done}."),
            lambda error: self._tell(of_error(error)),
        )

    def empty_pressed(self) -> None:
        """Do what the empty page offers."""
        if not self._all:
            self.new()
            return
        self._filter, self._find = "all", ""
        self._tell(None)

    def _came(self, rows: tuple[RequestRow, ...]) -> None:
        self._all = rows
        self._tell(None)

    def _done(self, sentence: str) -> None:
        self._ways.say(sentence)
        self._ways.changed()
        self.arrive()

    def _row(self, number: str) -> RequestRow | None:
        return next((row for row in self._all if row.request.number == number), None)

    def _tell(self, notice: Notice | None) -> None:
        self._notice = notice
        today = self._desk.today()
        shown = self._ordered([row for row in self._all if self._fits(row)])
        numbers = [row.request.number for row in shown]
        if self._chosen not in numbers:
            self._chosen = numbers[0] if numbers else ""
        chosen = self._row(self._chosen)
        self._show(
            RequestsState(
                tuple(_shown(row, today) for row in shown),
                _chips(self._all),
                self._filter,
                self._chosen,
                self._detail(chosen) if chosen else None,
                None if shown else (NONE_FOUND if self._all else EMPTY),
                notice,
            )
        )

    def _fits(self, row: RequestRow) -> bool:
        return self._filter in _kinds(row) and _holds(row, self._find)

    def _ordered(self, rows: list[RequestRow]) -> list[RequestRow]:
        column, down = self._order
        return sorted(rows, key=_KEYS[column], reverse=down)

    def _detail(self, row: RequestRow) -> Detail:
        request = row.request
        closed = request.stage is Stage.CLOSED
        due = request.details.due or row.deadline.due
        left = "closed" if closed else days_left(row.days_left)
        return Detail(
            request.number,
            request.details.requester,
            f"Due {short_day(due, self._desk.today())} · {left}",
            urgency(row.days_left, request.stage),
            request.details.text,
            row.deadline.steps,
            self._desk.law.get(request.details.jurisdiction).name,
            "&Reopen" if closed else "&Close request",
        )


def _kinds(row: RequestRow) -> set[str]:
    if row.request.stage is Stage.CLOSED:
        return {"closed"}
    kinds = {"all"}
    if row.days_left < 0:
        kinds.add("overdue")
    elif row.days_left <= SOON_DAYS:
        kinds.add("soon")
    return kinds


def _holds(row: RequestRow, typed: str) -> bool:
    details = row.request.details
    haystack = f"{details.number} {details.requester} {details.text} {details.department}"
    folded = haystack.casefold()
    return all(word in folded for word in typed.casefold().split())


def _chips(rows: Sequence[RequestRow]) -> tuple[Chip, ...]:
    kinds = [kind for row in rows for kind in _kinds(row)]
    return (
        Chip("overdue", "Overdue", kinds.count("overdue"), Tone.BAD, "●"),
        Chip("soon", "Soon", kinds.count("soon"), Tone.SOON, "▲"),
        Chip("all", "All", kinds.count("all")),
        Chip("closed", "Closed", kinds.count("closed")),
    )


def _shown(row: RequestRow, today: dt.date) -> Row:
    request = row.request
    tone = urgency(row.days_left, request.stage)
    day = short_day(request.details.due or row.deadline.due, today)
    sign = urgency_sign(tone) or " "
    return Row(
        request.number,
        (
            Cell(
                f"{sign} {day}",
                tone,
                days_left(row.days_left),
                f"{day} {urgency_word(tone)}".strip(),
                strong=tone in {Tone.BAD, Tone.SOON},
            ),
            Cell(request.number),
            Cell(request.details.requester),
            Cell(about(request, 200), Tone.PLAIN if request.details.text else Tone.MUTED),
            Cell(row.stage_word, Tone.MUTED),
            Cell(f"{row.undecided:,}" if row.undecided else "", spoken=f"{row.undecided} left"),
        ),
    )


_KEYS: dict[int, Callable[[RequestRow], tuple[object, ...]]] = {
    0: lambda row: (row.request.details.due or row.deadline.due, row.request.number),
    1: lambda row: (row.request.number,),
    2: lambda row: (row.request.details.requester.casefold(),),
    3: lambda row: (row.request.details.text.casefold(),),
    4: lambda row: (row.stage_word,),
    5: lambda row: (row.undecided,),
}


def _where(row: RequestRow) -> Where:
    """Give the page where a request's work is."""
    pages = {"Search": Where.SEARCH, "Review": Where.REVIEW, "Packet": Where.CHECK}
    return pages.get(row.stage_word, Where.SOURCES)
