"""Times as reports and tables write them, in either order of day and month; makes no record."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from app.domain.provenance import Moment, Problem
from app.importers.text import plain_blanks
from app.importers.times import MISSING, UNREADABLE, Timed, TimeReader

ORDER_GUESSED = Problem(
    "date_order_guessed",
    "The report does not tell whether its dates put the day or the month first; this is a guess.",
)

_ISO = re.compile(r"\d{4}-\d\d-\d\d[t ]\d\d:", re.IGNORECASE)
_MONTHS = {
    month: number
    for number, month in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_DATE = re.compile(r"(\d{1,4})[/. -](\d{1,2}|[a-z]{3})[/. -](\d{1,4})\b,?", re.IGNORECASE)
_CLOCK = re.compile(
    r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,7}))?)?(?:\s?([ap])\.?m\.?)?", re.IGNORECASE
)
_OFFSET = re.compile(r"\(?\s*(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d\d))?\s*\)?\s*\Z", re.IGNORECASE)
_UTC = re.compile(r"(?:\(\s*(?:UTC|GMT)\s*\)|UTC|GMT|Z)\s*\Z", re.IGNORECASE)
_SERIAL = re.compile(r"\d{5}(?:\.\d{1,12})?\Z")
EXCEL_DAY = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook's days have no zone


@dataclass(slots=True)
class DateOrder:
    """What all dates of a report tell of their order; each is weighed before the first is read."""

    day_first: int = 0
    month_first: int = 0

    def weigh(self, raw: str) -> None:
        """Take one date into account; most tell nothing."""
        found = _DATE.match(raw)
        if found is None or len(found[1]) == 4 or not found[2].isdigit():
            return
        self.day_first += int(found[1]) > 12
        self.month_first += int(found[2]) > 12

    @property
    def signs(self) -> int:
        """Count the dates that told something."""
        return self.day_first + self.month_first

    @property
    def is_day_first(self) -> bool:
        """Say which order fits better; without a sign it is the month, as in this country."""
        return self.day_first > self.month_first

    @property
    def is_known(self) -> bool:
        """Say whether anything told it."""
        return self.day_first != self.month_first


class ReportTimes:
    """Reads the times of one report."""

    def __init__(self, times: TimeReader, order: DateOrder | None = None) -> None:
        self._times = times
        self._order = order or DateOrder()

    def read(self, raw: str) -> Timed:
        """Read a time; one without an offset is of the zone given at import."""
        plain = plain_blanks(raw)
        if not plain:
            return Timed(Moment(None, raw), (MISSING,))
        if _ISO.match(plain):
            return self._times.iso(raw)
        if _SERIAL.match(plain):
            return self._times.at(EXCEL_DAY + dt.timedelta(days=float(plain)), raw)
        date = _DATE.match(plain)
        return self._on_a_day(date, raw) if date else Timed(Moment(None, raw), (UNREADABLE,))

    def _on_a_day(self, date: re.Match[str], raw: str) -> Timed:
        after = date.string[date.end() :]
        try:
            when = dt.datetime.combine(self._day(date), _clock(after))
        except ValueError:
            return Timed(Moment(None, raw), (UNREADABLE,))
        timed = self._times.at(when.replace(tzinfo=_offset(after)), raw)
        if self._is_guess(date):
            return Timed(timed.moment, (*timed.problems, ORDER_GUESSED))
        return timed

    def _day(self, date: re.Match[str]) -> dt.date:
        first, second, third = date.groups()
        if not second.isdigit():
            named = _MONTHS.get(second.casefold(), 0)
            year, number = (first, third) if len(first) == 4 else (third, first)
            return dt.date(_year(year), named, int(number))
        if len(first) == 4:
            return dt.date(int(first), int(second), int(third))
        day, month = (first, second) if self._is_day_first(date) else (second, first)
        return dt.date(_year(third), int(month), int(day))

    def _is_day_first(self, date: re.Match[str]) -> bool:
        if int(date[1]) > 12:
            return True
        if int(date[2]) > 12:
            return False
        if not self._order.is_known and "." in date[0]:
            return True
        return self._order.is_day_first

    def _is_guess(self, date: re.Match[str]) -> bool:
        first, second = date[1], date[2]
        if self._order.is_known or len(first) == 4 or not second.isdigit() or first == second:
            return False
        return int(first) <= 12 and int(second) <= 12


def _year(digits: str) -> int:
    return int(digits) + 2000 if len(digits) <= 2 else int(digits)


def _clock(text: str) -> dt.time:
    found = _CLOCK.search(text)
    if found is None:
        return dt.time()
    hour = int(found[1])
    if found[5] and hour <= 12:
        hour = hour % 12 + (12 if found[5].casefold() == "p" else 0)
    fraction = int((found[4] or "0").ljust(6, "0")[:6])
    return dt.time(hour, int(found[2]), int(found[3] or 0), fraction)


def _offset(text: str) -> dt.tzinfo | None:
    if _UTC.search(text):
        return dt.UTC
    found = _OFFSET.search(text)
    if found is None or not _CLOCK.search(text):
        return None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    if minutes > 24 * 60 - 1:
        return None
    return dt.timezone(dt.timedelta(minutes=minutes if found[1] == "+" else -minutes))
