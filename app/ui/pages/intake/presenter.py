"""Decides what the form of a request shows; the clock is worked out while typing. No PySide6."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.domain.deadlines import Deadline
from app.domain.ids import RequestId
from app.domain.requests import NewRequest, Request
from app.errors import AppError
from app.ui.rows import Notice
from app.ui.services import Desk
from app.ui.ways import Asks, KeepsSettings, Ways, Where
from app.ui.wording import long_day, of_error

NEW = "new"


@dataclass(frozen=True, slots=True)
class IntakeState:
    """What the form shows.

    Attributes:
        typed: what stands in the fields; the view fills them only when ``fill`` says so.
        wrong: field name to the sentence that stands below it.
        steps: how the due date is found.
    """

    typed: NewRequest
    title: str
    jurisdictions: tuple[tuple[str, str], ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()
    due: str = ""
    steps: tuple[str, ...] = ()
    statutory: bool = True
    save_word: str = ""
    new: bool = True
    changed: bool = False
    notice: Notice | None = None
    fill: bool = False


class IntakePresenter:
    """Holds what is typed until it is saved; numbers and dates are asked of the vault."""

    def __init__(
        self,
        desk: Desk,
        ways: Ways,
        asks: Callable[[], Asks],
        settings: KeepsSettings,
        show: Callable[[IntakeState], None],
    ) -> None:
        self._desk = desk
        self._ways = ways
        self._reading, self._clock, self._writing = asks(), asks(), asks()
        self._settings = settings
        self._show = show
        self._id: RequestId | None = None
        self._kept: NewRequest | None = None
        self._numbers: frozenset[str] = frozenset()
        self._touched: set[str] = set()
        self._state = IntakeState(self._blank(""), "New request")

    @property
    def changed(self) -> bool:
        """Say whether something is typed that is not saved."""
        return self._state.changed

    def arrive(self, subject: str) -> None:
        """Show the form of a new request, or of the one with this number."""
        if self._state.changed and subject in {"", self._subject()}:
            self._tell(replace(self._state, fill=True))
            return
        number = subject or (self._ways.request.number if self._ways.request else NEW)
        self._reading.ask(
            lambda: self._looked_up(number), lambda found: self._begin(*found), self._refused
        )

    def typed(self, field: str, details: NewRequest) -> None:
        """Take up what stands in the fields after one was changed."""
        self._touched.add(field)
        state = replace(self._state, typed=details, changed=details != self._kept, fill=False)
        self._tell(replace(state, wrong=self._wrong(details, self._touched), notice=None))
        if field in {"received", "after_hours", "jurisdiction", "due"}:
            self._count(details)

    def save(self) -> None:
        """Keep the request; tell at the fields what is missing."""
        details = self._state.typed
        wrong = self._wrong(details, None)
        if wrong:
            self._touched.update(name for name, _ in wrong)
            self._tell(replace(self._state, wrong=wrong, fill=False))
            return
        self._writing.ask(self._saving(details), self._saved, self._refused)

    def put_away(self) -> Callable[[], None] | None:
        """Give the saving of what is half typed, if it can be saved as it stands."""
        details = self._state.typed
        if not self._state.changed or self._wrong(details, None):
            return None
        saving = self._saving(details)

        def keep() -> None:
            saving()

        return keep

    def leave_unsaved(self) -> None:
        """Throw away what was typed."""
        self._state = replace(self._state, changed=False)
        self._ways.go(Where.REQUESTS)

    def _subject(self) -> str:
        return self._kept.number if self._kept and self._id is not None else NEW

    def _looked_up(self, number: str) -> tuple[Request | None, frozenset[str]]:
        requests = [row.request for row in self._desk.requests.rows()]
        found = next((request for request in requests if request.number == number), None)
        return found, frozenset(request.number for request in requests)

    def _begin(self, request: Request | None, numbers: frozenset[str]) -> None:
        self._touched = set()
        self._id = request.id if request else None
        self._numbers = numbers - ({request.number} if request else set())
        suggested = suggested_number(sorted(numbers), self._desk.today())
        details = request.details if request else self._blank(suggested)
        self._kept = details
        self._tell(
            IntakeState(
                details,
                f"Request {details.number}" if request else "New request",
                self._desk.law.codes(),
                save_word="&Save" if request else "&Enter the request",
                new=request is None,
                fill=True,
            )
        )
        self._count(details)

    def _blank(self, number: str) -> NewRequest:
        return NewRequest(
            number=number,
            requester="",
            received=self._desk.today(),
            jurisdiction=self._settings.now.jurisdiction,
            department=self._settings.now.letterhead.department,
        )

    def _count(self, details: NewRequest) -> None:
        self._clock.ask(lambda: self._desk.requests.deadline(details), self._counted, self._refused)

    def _counted(self, deadline: Deadline) -> None:
        self._tell(
            replace(
                self._state,
                due=f"Due {long_day(deadline.due)}",
                steps=deadline.steps,
                statutory=deadline.statutory,
                fill=False,
            )
        )

    def _saving(self, details: NewRequest) -> Callable[[], Request]:
        known = self._id
        verbs = self._desk.requests
        if known is None:
            return lambda: verbs.new(details)
        return lambda: verbs.change(known, details)

    def _saved(self, request: Request) -> None:
        entered = self._id is None
        self._id = request.id
        self._kept = request.details
        self._state = replace(self._state, typed=request.details, changed=False, wrong=())
        self._remember(request.details.jurisdiction)
        self._ways.say(f"Request {request.number} is {'entered' if entered else 'saved'}.")
        self._ways.open_request(request.number)
        if entered:
            self._ways.go(Where.SOURCES)
        else:
            self._tell(
                replace(self._state, title=f"Request {request.number}", new=False, notice=None)
            )

    def _remember(self, jurisdiction: str) -> None:
        try:
            self._settings.change(replace(self._settings.now, jurisdiction=jurisdiction))
        except AppError as error:
            self._ways.trouble(error)

    def _refused(self, error: AppError) -> None:
        self._tell(replace(self._state, notice=of_error(error), fill=False))

    def _wrong(self, details: NewRequest, only: set[str] | None) -> tuple[tuple[str, str], ...]:
        found = mistakes(details, self._numbers, self._desk.today())
        return tuple((name, why) for name, why in found if only is None or name in only)

    def _tell(self, state: IntakeState) -> None:
        self._state = state
        self._show(state)


def mistakes(
    details: NewRequest, taken: frozenset[str], today: dt.date
) -> tuple[tuple[str, str], ...]:
    """Say what must be put right before a request can be kept: field and sentence."""
    found: list[tuple[str, str]] = []
    number = details.number.strip()
    if not number:
        found.append(("number", "Give the request the number that your office uses."))
    elif number in taken:
        found.append(("number", f"There is already a request {number}."))
    if not details.requester.strip():
        found.append(("requester", "Say who asks; “anonymous” where the law allows it."))
    if details.received > today:
        found.append(("received", "This day has not come yet."))
    if details.due is not None and details.due < details.received:
        found.append(("due", "This day lies before the day of receipt."))
    return tuple(found)


def suggested_number(numbers: Sequence[str], today: dt.date) -> str:
    """Go on counting the way the office counts: the greatest number of the year, plus one."""
    year = str(today.year)
    counted: list[tuple[int, str]] = []
    for number in numbers:
        match = re.fullmatch(rf"(.*{year}\D*)(\d+)", number)
        if match:
            counted.append((int(match[2]), number))
    if not counted:
        return f"{year}-001"
    last = max(counted)[1]
    digits = re.search(r"\d+$", last)
    tail = digits[0] if digits else "0"
    return f"{last[: len(last) - len(tail)]}{int(tail) + 1:0{len(tail)}d}"
