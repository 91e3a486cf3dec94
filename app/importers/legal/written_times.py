"""Times as tables of many makers write them, in numbers or in words; knows no columns."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime

from app.domain import columns
from app.domain.provenance import Moment, Problem
from app.importers.chat.spoken_dates import spoken_date
from app.importers.report_times import EXCEL_DAY, ORDER_GUESSED, DateOrder, ReportTimes
from app.importers.text import plain_blanks
from app.importers.times import MISSING, UNREADABLE, Timed, TimeReader

ORDER_A_GUESS = Problem(
    ORDER_GUESSED.code,
    "The table does not tell whether its dates put the day or the month first; this is a guess.",
)

_LONGEST = 100
_ENOUGH = 5_000
_NONE = re.compile(r"[0/.\s:-]*|n/?a|none|null|nil|unknown", re.IGNORECASE)
_EPOCH = re.compile(r"\d{10}(?:\.\d{1,6})?|\d{13}|\d{16}")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[ T]?(\d\d):?(\d\d)(?::?(\d\d))?)?")
_BLANK_OFFSET = re.compile(r"\s+([+-]\d\d:?\d\d)$")
_GMT = re.compile(r"(?:GMT|UTC)(?=[+-]\d)|\s*\([^()]*\)$")
_ZONES = {
    "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00",
    "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "AKST": "-09:00", "AKDT": "-08:00",
    "HST": "-10:00",
}  # fmt: skip
_ZONE = re.compile(rf"\s+({'|'.join(_ZONES)})$")
_1904 = 1_462
"""Days from the first day that Excel counts to the first that old ones for the Macintosh do."""


class WrittenTimes:
    """Reads the times of one table.

    Args:
        times: knows the zone.
        order: what the clerk said of day and month.
        from_1904: numbers of days count from 1904.
    """

    def __init__(
        self,
        times: TimeReader,
        order: columns.DateOrder = columns.DateOrder.FOUND,
        *,
        from_1904: bool = False,
    ) -> None:
        self._times = times
        self._said = order is not columns.DateOrder.FOUND
        self._order = DateOrder()
        if self._said:
            self._order.day_first = int(order is columns.DateOrder.DAY_FIRST)
            self._order.month_first = int(order is columns.DateOrder.MONTH_FIRST)
        self._report = ReportTimes(times, self._order)
        self._later = _1904 if from_1904 else 0

    def weigh(self, dates: Iterable[str]) -> None:
        """Take dates into account that may tell the order of day and month."""
        if self._said:
            return
        for raw in dates:
            self._order.weigh(plain_blanks(raw[:_LONGEST]))
            if self._order.signs >= _ENOUGH:
                return

    def read(self, date: str, clock: str = "") -> Timed:
        """Read a date, or a date and the time of another column."""
        raw = f"{date} {clock}".strip()
        plain = plain_blanks(raw[:_LONGEST])
        if _NONE.fullmatch(plain):
            return Timed(Moment(None, raw), (MISSING,))
        timed = self._in_numbers(_joined(plain_blanks(date), plain_blanks(clock)) or plain)
        if timed is None:
            timed = self._in_words(plain)
        problems = tuple(
            ORDER_A_GUESS if one.code == ORDER_GUESSED.code else one for one in timed.problems
        )
        moment = timed.moment
        return Timed(Moment(moment.utc, raw, moment.zone), problems)

    def _in_numbers(self, plain: str) -> Timed | None:
        if _EPOCH.fullmatch(plain):
            return self._times.epoch(plain)
        compact = _COMPACT.fullmatch(plain)
        if compact:
            return self._at(*(int(part or 0) for part in compact.groups()))
        if re.fullmatch(r"\d{5}(?:\.\d{1,17})?", plain):
            counted = round((float(plain) + self._later) * 86_400_000)
            return self._times.at(EXCEL_DAY + dt.timedelta(milliseconds=counted), plain)
        iso = _BLANK_OFFSET.sub(r"\1", _ZONE.sub(lambda one: _ZONES[one[1]], plain))
        for written in dict.fromkeys((iso, plain)):
            timed = self._report.read(written)
            if UNREADABLE not in timed.problems:
                return timed
        return None

    def _in_words(self, plain: str) -> Timed:
        try:
            return self._times.at(parsedate_to_datetime(_GMT.sub("", plain)), plain)
        except (ValueError, TypeError, OverflowError, IndexError):
            pass
        zoned = _ZONE.search(plain)
        when = spoken_date(plain) or spoken_date(f"{plain} 00:00")
        if when is None:
            return Timed(Moment(None, plain), (UNREADABLE,))
        if zoned and when.tzinfo is None:
            offset = dt.datetime.fromisoformat(f"2000-01-01T00:00{_ZONES[zoned[1]]}").tzinfo
            when = when.replace(tzinfo=offset)
        return self._times.at(when, plain)

    def _at(self, *parts: int) -> Timed | None:
        try:
            return self._times.at(dt.datetime(*parts), "")  # type: ignore[arg-type]  # noqa: DTZ001 - its zone follows; six whole numbers
        except ValueError:
            return None


def _joined(date: str, clock: str) -> str:
    """Join the day of one cell to the clock of another, also where Excel counts both."""
    if not clock:
        return ""
    if re.fullmatch(r"0?\.\d+|0", clock) and re.fullmatch(r"\d{5}(?:\.0*)?", date):
        return f"{date.partition('.')[0]}.{clock.partition('.')[2] or '0'}"
    if re.match(r"\d{1,4}[/.-]\d", clock):
        return clock
    day = re.sub(r"[ T]+0?0:00(:00(\.0+)?)?(\s*AM)?$|\s+12:00(:00)? AM$", "", date)
    digits = re.fullmatch(r"(\d\d?)(\d\d)(\d\d)?", clock)
    return f"{day} {digits[1]}:{digits[2]}" if digits else f"{day} {clock}"
