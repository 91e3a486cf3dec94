"""Values of exports made into moments, with what is odd about them; knows no format."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from zoneinfo import ZoneInfo

from app.domain.provenance import MICROSECONDS, Moment, Problem, ZoneBasis
from app.domain.records import Flag
from app.errors import AppError
from app.importers.text import plain_blanks

Clock = Callable[[], int]
"""Give the microseconds since 1970 UTC."""

EARLIEST = int(dt.datetime(1990, 1, 1, tzinfo=dt.UTC).timestamp()) * MICROSECONDS
AHEAD = 2 * 86_400 * MICROSECONDS

OUT_OF_RANGE = Problem(
    "date_out_of_range", "Its date lies before 1990 or in the future, so it is not believed."
)
MISSING = Problem("date_missing", "The export gives no date for it.")
UNREADABLE = Problem("date_unreadable", "Its date could not be understood.")
AMBIGUOUS = Problem(
    "date_ambiguous", "Clocks were set back in that hour, so its time may be one hour later."
)

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_NUMBER = re.compile(r"-?[0-9]{1,24}(?:\.[0-9]{1,12})?")
_ABSENT = frozenset({"", "0", "-1", "null"})


class Unit(IntEnum):
    """What an epoch number counts; the value is how many of them make a second."""

    SECONDS = 1
    MILLISECONDS = 1_000
    MICROSECONDS = 1_000_000
    NANOSECONDS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Timed:
    """A moment and what is odd about it."""

    moment: Moment
    problems: tuple[Problem, ...] = ()

    @property
    def flags(self) -> frozenset[str]:
        """Give the flag that a record with a doubtful date carries."""
        return frozenset({Flag.DATE_DOUBTFUL.value}) if self.problems else frozenset()


def wall_clock() -> int:
    """Give the time now, in microseconds since 1970 UTC."""
    return time.time_ns() // 1_000


class TimeReader:
    """Reads the times of one export; moments outside 1990 to two days ahead lose their time.

    Attributes:
        keep_outside: keep such a time, with its problem; for mail, where odd dates are old.
    """

    def __init__(
        self, zone: str = "UTC", clock: Clock = wall_clock, *, keep_outside: bool = False
    ) -> None:
        self._zone_name = zone
        self._zone = _zone(zone)
        self._latest = clock() + AHEAD
        self.keep_outside = keep_outside

    def epoch(self, untrusted: object, unit: Unit | None = None) -> Timed:
        """Read a number since 1970; without a unit its size tells seconds from smaller ones.

        0, -1, nothing and ``null`` mean that there is no date.
        """
        raw = "" if untrusted is None else str(untrusted).strip()
        if raw in _ABSENT:
            return Timed(Moment(None, raw), (MISSING,))
        if not _NUMBER.fullmatch(raw):
            return Timed(Moment(None, raw), (UNREADABLE,))
        whole, _, fraction = raw.partition(".")
        per_second = unit or unit_of(int(whole))
        micros = int(whole) * MICROSECONDS // per_second
        if fraction:
            sign = -1 if raw.startswith("-") else 1
            micros += sign * int(float(f"0.{fraction}") * MICROSECONDS / per_second)
        return self._checked(micros, raw, ZoneBasis.UTC.value)

    def iso(self, untrusted: str) -> Timed:
        """Read ISO 8601, also with a blank for ``T`` and ``UTC`` for ``Z``."""
        plain = plain_blanks(untrusted)
        if not plain:
            return Timed(Moment(None, untrusted), (MISSING,))
        upper = plain.upper().removesuffix(" UTC").removesuffix(" GMT")
        try:
            when = dt.datetime.fromisoformat(upper)
        except ValueError:
            return Timed(Moment(None, untrusted), (UNREADABLE,))
        if len(upper) < len(plain) and when.tzinfo is None:
            when = when.replace(tzinfo=dt.UTC)
        return self.at(when, untrusted)

    def at(self, when: dt.datetime, raw: str) -> Timed:
        """Take a parsed time; one without an offset is of the zone given at import."""
        try:
            if when.tzinfo is not None:
                micros = _micros(when)
                return self._checked(micros, raw, _offset_name(when))
            local = when.replace(tzinfo=self._zone)
            again = local.replace(fold=1)
            timed = self._checked(_micros(local), raw, f"assumed:{self._zone_name}")
        except OverflowError:
            return Timed(Moment(None, raw), (UNREADABLE,))
        repeated = (again.utcoffset() or dt.timedelta()) < (local.utcoffset() or dt.timedelta())
        return Timed(timed.moment, (*timed.problems, AMBIGUOUS)) if repeated else timed

    def _checked(self, micros: int, raw: str, zone: str) -> Timed:
        if EARLIEST <= micros <= self._latest:
            return Timed(Moment(micros, raw, zone))
        fits = abs(micros) < 2**62
        return Timed(
            Moment(micros if self.keep_outside and fits else None, raw, zone), (OUT_OF_RANGE,)
        )


def unit_of(number: int) -> Unit:
    """Guess by its size what a number since 1970 counts."""
    size = abs(number)
    if size < 10**11:
        return Unit.SECONDS
    if size < 10**14:
        return Unit.MILLISECONDS
    return Unit.MICROSECONDS if size < 10**17 else Unit.NANOSECONDS


def _zone(name: str) -> dt.tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as cause:
        raise AppError(
            "The time zone is not known.", "Choose one such as America/New_York."
        ) from cause


def _micros(when: dt.datetime) -> int:
    return (when - _EPOCH) // dt.timedelta(microseconds=1)


def _offset_name(when: dt.datetime) -> str:
    offset = when.utcoffset() or dt.timedelta()
    if not offset:
        return ZoneBasis.UTC.value
    minutes = int(offset.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    return f"offset:{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
