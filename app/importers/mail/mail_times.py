"""When a mail was sent, by the first of its traces that can be understood; RFC 5322, 3.3."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from email.utils import parsedate_tz

from app.domain.provenance import Moment, Problem, ZoneBasis
from app.importers.text import clean
from app.importers.times import MISSING, UNREADABLE, Timed, TimeReader
from app.reading.headers import Headers

FROM_RECEIVED = Problem(
    "date_from_received", "Its own date is missing or unusable; the time of receipt stands for it."
)
FROM_POSTMARK = Problem(
    "date_from_mailbox", "Its own date is missing or unusable; the mailbox's time stands for it."
)
ODD_YEAR = Problem("date_doubtful", "The year or the zone of its date is impossible.")

_LARGEST_OFFSET = 16 * 3600
_SHORT_YEAR = re.compile(r"(?<![+\-:.\w])0\d{3}\b(?!:)")
_UTC = re.compile(r"\+0{2,4}\b|\b(?:UTC?|GMT|Z|WET)\b", re.IGNORECASE)
_NO_ZONE = re.compile(r"-0{2,4}\b|:\d\d\s+(?!(?:UTC?|GMT|Z|WET)\b)[A-Z]{2,5}\b", re.IGNORECASE)
_POSTMARK_DATE = re.compile(r"From \S*\s+(.+)", re.DOTALL)


def sent_at(headers: Headers, postmark: str, times: TimeReader) -> Timed:
    """Find when a mail was sent: its date, its first Received, the mailbox's own line."""
    own = headers.first("date")
    fault = UNREADABLE if own else MISSING
    if own:
        timed = _read(own, times)
        if timed and (timed.moment.utc or 0) >= 0:
            return timed
    for text, problem in _others(headers, postmark):
        timed = _read(text, times)
        if timed and (timed.moment.utc or 0) >= 0:
            raw = clean(own or text)
            return Timed(replace(timed.moment, raw=raw), (problem, *timed.problems))
    return Timed(Moment(None, clean(own)), (fault,))


def _others(headers: Headers, postmark: str) -> Iterator[tuple[str, Problem]]:
    for received in headers.all("received"):
        yield received.rpartition(";")[2], FROM_RECEIVED
    found = _POSTMARK_DATE.match(postmark)
    if found:
        yield found[1], FROM_POSTMARK


def _read(untrusted: str, times: TimeReader) -> Timed | None:
    text = untrusted.strip()[:200]
    try:
        fields = parsedate_tz(text)
        if fields is None:
            iso = times.iso(text)
            return iso if iso.moment.utc is not None else None
        when = dt.datetime(*fields[:5], min(fields[5], 59))  # noqa: DTZ001 - its zone is found below
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _zoned(when, fields[9], clean(untrusted.strip()), times)


def _zoned(when: dt.datetime, offset: int | None, raw: str, times: TimeReader) -> Timed | None:
    odd = (ODD_YEAR,) if _SHORT_YEAR.search(raw) else ()
    if offset and abs(offset) <= _LARGEST_OFFSET:
        zone = dt.timezone(dt.timedelta(seconds=offset))
        timed = times.at(when.replace(tzinfo=zone), raw)
    elif offset or _NO_ZONE.search(raw):
        timed = times.at(when.replace(tzinfo=dt.UTC), raw)
        timed = Timed(replace(timed.moment, zone=ZoneBasis.UNKNOWN.value), timed.problems)
        odd = odd or ((ODD_YEAR,) if offset else ())
    elif _UTC.search(raw):
        timed = times.at(when.replace(tzinfo=dt.UTC), raw)
    else:
        timed = times.at(when, raw)
    return Timed(timed.moment, (*odd, *timed.problems)) if timed.moment.utc is not None else None
