"""The statutory clock: when an answer is due, and every step by which that was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.exemptions import Jurisdiction

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


def due_date(received: dt.date, law: Jurisdiction, holidays_of: HolidayNames) -> Deadline:
    """Find the day by which the law wants an answer.

    The day of receipt does not count. Business days leave out Saturdays, Sundays and the
    holidays of the jurisdiction's set; a calendar deadline that ends on such a day moves to
    the next business day.
    """
    rule = law.response
    number = rule.number if rule.number is not None else law.target_days
    unit = rule.unit if rule.number is not None else "business_days"
    steps = [f"Received {_day(received)}; the day of receipt does not count."]
    if rule.number is None:
        steps.append(
            f"{law.name} fixes no number of days; the office's own target of "
            f"{number} business days is used."
        )
    count = _counted(received, number, unit, holidays_of)
    steps.extend(f"{_day(day)} does not count ({name})." for day, name in count.skipped)
    steps.append(f"{_amount(number, unit)}: due {_day(count.day)}. {rule.citation}".strip())
    return Deadline(count.day, rule.number is not None, rule.citation, tuple(steps))


def business_days_left(today: dt.date, due: dt.date, holidays_of: HolidayNames) -> int:
    """Count the business days from today to the due day; negative when it has passed."""
    if due < today:
        return -business_days_left(due, today, holidays_of)
    days = (today + dt.timedelta(days=n) for n in range(1, (due - today).days + 1))
    return sum(1 for day in days if not _reason_not_counted(day, holidays_of))


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
