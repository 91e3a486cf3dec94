"""The statutory clock: when an answer is due, and every step by which that was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from app.domain.exemptions import ClockRule, Jurisdiction

HolidayNames = Callable[[int], Mapping[dt.date, str]]
"""Give the holidays of one year, date to name; made from the ``holidays`` library outside."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When an answer is due.

    Attributes:
        due: the last day.
        statutory: False where the law fixes no number and the office's own target was used.
        steps: how the date was found, a sentence each.
    """

    due: dt.date
    statutory: bool
    citation: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Count:
    day: dt.date
    skipped: tuple[tuple[dt.date, str], ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """Every date that the law sets for one request.

    Attributes:
        acknowledge: by when receipt must be acknowledged; None where the law sets no number.
        extended: until when the answer may be put off where the law's conditions are met;
            None where it sets no number for that.
    """

    due: Deadline
    acknowledge: Deadline | None = None
    extended: Deadline | None = None


def due_date(
    received: dt.date, law: Jurisdiction, holidays_of: HolidayNames, *, while_closed: bool = False
) -> Deadline:
    """Find the day by which the law wants an answer.

    The day of receipt does not count. Business days leave out Saturdays, Sundays and the
    holidays of the jurisdiction's set; a calendar deadline that ends on such a day moves to
    the next business day. ``while_closed`` says that it came after hours and that the office
    takes such requests as received on its next business day; where that is not said, a request
    of a Saturday counts from the Saturday, which gives the earlier date.
    """
    rule = law.response
    if rule.number is None:
        wording = (
            f"{law.name} fixes no number of days; the office's own target of "
            f"{_amount(law.target_days, 'business_days')} is used."
        )
        rule = replace(rule, number=law.target_days, unit="business_days")
    else:
        wording = ""
    start, steps = _receipt(received, holidays_of, while_closed=while_closed)
    found = _deadline(start, rule, holidays_of, (*steps, *filter(None, [wording])))
    return replace(found, statutory=law.response.number is not None)


def dates(
    received: dt.date, law: Jurisdiction, holidays_of: HolidayNames, *, while_closed: bool = False
) -> Dates:
    """Find the due date, and the dates of acknowledgment and extension where the law has them."""
    due = due_date(received, law, holidays_of, while_closed=while_closed)
    start, steps = _receipt(received, holidays_of, while_closed=while_closed)
    acknowledge, extension = law.acknowledgment, law.extension
    return Dates(
        due,
        _deadline(start, acknowledge, holidays_of, steps)
        if acknowledge and acknowledge.number
        else None,
        _extended(start, due, extension, holidays_of)
        if extension and extension.number and due.statutory
        else None,
    )


def business_days_left(today: dt.date, due: dt.date, holidays_of: HolidayNames) -> int:
    """Count the business days from today to the due day; negative when it has passed."""
    if due < today:
        return -business_days_left(due, today, holidays_of)
    days = (today + dt.timedelta(days=n) for n in range(1, (due - today).days + 1))
    return sum(1 for day in days if not _reason_not_counted(day, holidays_of))


def _receipt(
    received: dt.date, holidays_of: HolidayNames, *, while_closed: bool
) -> tuple[dt.date, tuple[str, ...]]:
    """Give the day from which is counted, and how it was found."""
    if while_closed:
        start = _business(received, 1, holidays_of).day
        closed = f"Received {_day(received)} while the office was closed"
        return start, (f"{closed}: counts as received {_day(start)}, which does not count itself.",)
    reason = _reason_not_counted(received, holidays_of)
    if not reason:
        return received, (f"Received {_day(received)}; the day of receipt does not count.",)
    first = _business(received, 1, holidays_of).day
    named = "" if reason == _WEEKEND else f" ({reason})"
    return received, (
        f"Received {_day(received)}{named}; the first business day is {_day(first)}.",
    )


def _deadline(
    start: dt.date, rule: ClockRule, holidays_of: HolidayNames, steps: tuple[str, ...]
) -> Deadline:
    number = rule.number or 0
    count = _counted(start, number, rule.unit, holidays_of)
    skipped = tuple(f"{_day(day)} does not count ({name})." for day, name in count.skipped)
    end = f"{_amount(number, rule.unit)}: due {_day(count.day)}. {rule.citation}".strip()
    return Deadline(
        count.day, statutory=True, citation=rule.citation, steps=(*steps, *skipped, end)
    )


def _extended(
    start: dt.date, due: Deadline, rule: ClockRule, holidays_of: HolidayNames
) -> Deadline:
    if rule.from_receipt:
        return _deadline(start, rule, holidays_of, ("An extension counts from receipt.",))
    since = f"An extension counts from the due date, {_day(due.due)}."
    return _deadline(due.due, rule, holidays_of, (since,))


def _counted(received: dt.date, number: int, unit: str, holidays_of: HolidayNames) -> _Count:
    if unit == "business_days":
        return _business(received, number, holidays_of)
    days = -(-number // 24) if unit == "hours" else number
    end = received + dt.timedelta(days=days)
    if not _reason_not_counted(end, holidays_of):
        return _Count(end, ())
    moved = _business(end, 1, holidays_of)
    return _Count(moved.day, ((end, _reason_not_counted(end, holidays_of)),))


def _business(start: dt.date, number: int, holidays_of: HolidayNames) -> _Count:
    skipped: list[tuple[dt.date, str]] = []
    day = start
    left = number
    while left > 0:
        day += dt.timedelta(days=1)
        reason = _reason_not_counted(day, holidays_of)
        if not reason:
            left -= 1
        elif reason != _WEEKEND:
            skipped.append((day, reason))
    return _Count(day, tuple(skipped))


_WEEKEND = "weekend"


def _reason_not_counted(day: dt.date, holidays_of: HolidayNames) -> str:
    if day.weekday() >= 5:
        return _WEEKEND
    return holidays_of(day.year).get(day, "")


def _amount(number: int, unit: str) -> str:
    words = {"business_days": "business day", "calendar_days": "calendar day", "hours": "hour"}
    word = words.get(unit, unit)
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _day(day: dt.date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
