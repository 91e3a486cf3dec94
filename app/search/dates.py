"""Dates as clerks write them become runs of days; knows no clock but the one it is given."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable

_MONTHS = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"

TWO_WORDS = (
    rf"(?i:{_DAY}\s+(?:{_MONTH})\.?,?\s+\d{{4}}|(?:{_MONTH})\.?\s+{_DAY},?\s+\d{{4}}"
    rf"|(?:{_MONTH})\.?\s+\d{{4}}|(?:this|last)\s+(?:week|month|year))(?!\w)"
)
"""Pattern of the dates that hold a blank, to be found behind ``on:``, ``before:``, ``after:``."""

EARLIEST = 1900
LATEST = 2199

Days = tuple[dt.date, dt.date]
"""A run of days ``[start, end)``."""


class NotADate(ValueError):
    """A text that is no date; its message is a sentence without a full stop's remedy."""


def days(text: str, today: dt.date | None = None) -> Days:
    """Read a date, month, year, range ``a..b`` or, where ``today`` is given, a word like it.

    Raises:
        NotADate: with one sentence.
    """
    first, dots, last = text.strip().partition("..")
    if not dots:
        return _one(first, today)
    start, end = _one(first, today)[0], _one(last, today)[1]
    if end <= start:
        raise NotADate(f"{text} ends before it begins.")
    return start, end


def _one(text: str, today: dt.date | None) -> Days:
    typed = text.strip().casefold()
    for pattern, read in _FORMS:
        match = re.fullmatch(pattern, typed)
        if match:
            return read(*match.groups())
    if typed in _WORDS:
        if today is None:
            raise NotADate(f"“{text.strip()}” cannot be used here, where no day is today.")
        return _WORDS[typed](today)
    raise NotADate(f"“{text.strip()}” is not a date.")


def _day(year: str, month: int, day: str) -> Days:
    number = int(day)
    start = _month(year, month)[0]
    if not 1 <= number <= calendar.monthrange(start.year, month)[1]:
        raise NotADate(f"{calendar.month_name[month]} {year} has no day {number}.")
    date = start.replace(day=number)
    return date, date + dt.timedelta(days=1)


def _month(year: str, month: int) -> Days:
    start = _year(year)[0]
    if not 1 <= month <= 12:
        raise NotADate(f"There is no month {month}.")
    return start.replace(month=month), _first_after(start.year, month)


def _first_after(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1)


def _year(year: str) -> Days:
    number = int(year)
    if not EARLIEST <= number <= LATEST:
        raise NotADate(f"The year {year} is not between {EARLIEST} and {LATEST}.")
    return dt.date(number, 1, 1), dt.date(number + 1, 1, 1)


def _named(name: str) -> int:
    return _MONTHS[name.rstrip(".")]


_FORMS: tuple[tuple[str, Callable[..., Days]], ...] = (
    (r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", lambda y, m, d: _day(y, int(m), d)),
    (r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", lambda m, d, y: _day(y, int(m), d)),
    (r"([0-9]{4})-([0-9]{1,2})", lambda y, m: _month(y, int(m))),
    (r"([0-9]{1,2})/([0-9]{4})", lambda m, y: _month(y, int(m))),
    (r"([0-9]{4})", _year),
    (
        rf"([0-9]{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH})\.?,?\s+([0-9]{{4}})",
        lambda d, m, y: _day(y, _named(m), d),
    ),
    (
        rf"({_MONTH})\.?\s+([0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+([0-9]{{4}})",
        lambda m, d, y: _day(y, _named(m), d),
    ),
    (rf"({_MONTH})\.?\s+([0-9]{{4}})", lambda m, y: _month(y, _named(m))),
)


def _back(today: dt.date, days_back: int, length: int = 1) -> Days:
    start = today - dt.timedelta(days=days_back)
    return start, start + dt.timedelta(days=length)


def _last_month(today: dt.date) -> Days:
    end = today.replace(day=1)
    return (end - dt.timedelta(days=1)).replace(day=1), end


_WORDS: dict[str, Callable[[dt.date], Days]] = {
    "today": lambda today: _back(today, 0),
    "yesterday": lambda today: _back(today, 1),
    "this week": lambda today: _back(today, today.weekday(), 7),
    "last week": lambda today: _back(today, today.weekday() + 7, 7),
    "this month": lambda today: (today.replace(day=1), _first_after(today.year, today.month)),
    "last month": _last_month,
    "this year": lambda today: (dt.date(today.year, 1, 1), dt.date(today.year + 1, 1, 1)),
    "last year": lambda today: (dt.date(today.year - 1, 1, 1), dt.date(today.year, 1, 1)),
}
