"""Times as people read them: in one zone, with the zone named."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from app.domain.provenance import MICROSECONDS, Moment

UNKNOWN = "time unknown"
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def local_time(utc: int, zone: str) -> dt.datetime:
    """Give a moment (microseconds since 1970 UTC) in a zone."""
    seconds, rest = divmod(utc, MICROSECONDS)
    moment = _EPOCH + dt.timedelta(seconds=seconds, microseconds=rest)
    return moment.astimezone(ZoneInfo(zone))


def local_day(moment: Moment, zone: str) -> dt.date | None:
    """Give the date of a moment in a zone; None where the time is unknown."""
    return None if moment.utc is None else local_time(moment.utc, zone).date()


def local_moment(moment: Moment, zone: str) -> dt.datetime | None:
    """Give a moment in a zone, to the second; None where it is unknown."""
    return None if moment.utc is None else local_time(moment.utc, zone).replace(microsecond=0)


def in_words(moment: Moment, zone: str) -> str:
    """Give ``Sat 14 Mar 2026, 9:04:12 PM EDT``, or say that the time is unknown.

    A time that rests on the clerk's assumption of a zone says so.
    """
    if moment.utc is None:
        return UNKNOWN
    local = local_time(moment.utc, zone)
    return f"{local:%a} {local.day} {local:%b %Y}, {clock(moment, zone)}"


def clock(moment: Moment, zone: str) -> str:
    """Give the time of day alone, ``9:04:12 PM EDT``; empty where the time is unknown."""
    if moment.utc is None:
        return ""
    local = local_time(moment.utc, zone)
    hour = local.hour % 12 or 12
    said = f"{hour}:{local:%M:%S} {'AM' if local.hour < 12 else 'PM'}"
    assumed = " (zone assumed)" if moment.zone.startswith("assumed") else ""
    return f"{said} {local.tzname()}{assumed}"


def iso(utc: int | None, zone: str = "UTC") -> str | None:
    """Give ISO 8601 with the zone's offset; None where the time is unknown."""
    return None if utc is None else local_time(utc, zone).isoformat()


def local_today() -> dt.date:
    """Give the date where this computer is."""
    return dt.datetime.now().astimezone().date()


def microseconds(moment: dt.datetime) -> int:
    """Give an aware moment as microseconds since 1970 UTC."""
    delta = moment - _EPOCH
    return (delta.days * 86_400 + delta.seconds) * MICROSECONDS + delta.microseconds
