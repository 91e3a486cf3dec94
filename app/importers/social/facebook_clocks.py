"""Tells in which zone a download's pages give their times, and reads them; opens no file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.provenance import Problem
from app.importers.chat.spoken_dates import spoken_date
from app.importers.legal.written_times import WrittenTimes
from app.importers.social.facebook_blocks import Front
from app.importers.times import Timed, TimeReader

ZONE_OF_PAGE = Problem(
    "zone_of_export",
    "The download was made in another time zone than the one given; its own was used, "
    "so times in the other half of the year may be an hour off.",
)

_OFFSET = re.compile(r"(?:UTC|GMT)\s?([+\u2212-]\d{1,2})(?::?(\d{2}))?")
_FARTHEST = dt.timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Clock:
    """Reads the times of pages that were made in one zone.

    Attributes:
        problems: of every record whose time was read, where the zone is not the one given.
    """

    written: WrittenTimes
    problems: tuple[Problem, ...] = ()

    def read(self, date: str) -> Timed:
        """Read a date as a page writes it."""
        timed = self.written.read(date)
        if timed.moment.utc is None:
            return timed
        return Timed(timed.moment, (*timed.problems, *self.problems))


def clock_of(fronts: Iterable[Front], zone: str, dates: Iterable[str]) -> Clock:
    """Make a clock: of the zone given, unless the pages say that theirs was another.

    Args:
        fronts: what pages say of when they were made.
        zone: IANA name of the zone given.
        dates: that may tell the order of day and month.
    """
    own = next((found for front in fronts if (found := _offset(front)) is not None), None)
    name = zone
    if own is not None and not _agrees(own, zone):
        name = _fixed(own[1]) or zone
    written = WrittenTimes(TimeReader(name))
    written.weigh(dates)
    return Clock(written, (ZONE_OF_PAGE,) if name != zone else ())


def _offset(front: Front) -> tuple[dt.datetime, dt.timedelta] | None:
    """Give when the page was made and how far its clock then was from UTC."""
    local = spoken_date(front.made_local or front.words[-1_000:])
    try:
        utc = dt.datetime.fromisoformat(front.made_utc.upper())
    except ValueError:
        utc = None
    if local is None:
        return None
    local = local.replace(tzinfo=None)
    if utc is not None and utc.tzinfo is not None:
        far = local - utc.astimezone(dt.UTC).replace(tzinfo=None)
        quarter = dt.timedelta(minutes=15)
        rounded = round(far / quarter) * quarter
        return (local, rounded) if abs(rounded) <= _FARTHEST else None
    told = _OFFSET.search(front.made_local or front.words[-1_000:])
    if told is None:
        return None
    minutes = abs(int(told[1].replace("\u2212", "-"))) * 60 + int(told[2] or 0)
    sign = 1 if told[1][0] == "+" else -1
    return local, dt.timedelta(minutes=sign * minutes)


def _agrees(own: tuple[dt.datetime, dt.timedelta], zone: str) -> bool:
    local, far = own
    return local.replace(tzinfo=ZoneInfo(zone)).utcoffset() == far


def _fixed(far: dt.timedelta) -> str:
    """Name the zone that is always so far from UTC; only whole hours have one."""
    hours, rest = divmod(int(far.total_seconds()), 3_600)
    if rest or not -12 <= hours <= 14:
        return ""
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT"
