"""A vault with exports of several custodians, for the tests of coverage; all invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from builders import message

from app.domain.coverage import Days, RegisterEntry, Scope
from app.domain.ids import SourceId
from app.domain.parsed import Parsed, Unreadable
from app.domain.provenance import Moment
from app.domain.sources import NewSource, SourceState
from app.vault.folder import Vault
from app.vault.incoming import IncomingRecord

ZONE = "America/New_York"
MARCH = Days(dt.date(2026, 3, 1), dt.date(2026, 3, 31))
DIAZ = RegisterEntry("Ofc. Diaz", channel="sms", account="850-555-0101", device="Phone 1")


def day(text: str) -> dt.date:
    """Read a day of ISO 8601."""
    return dt.date.fromisoformat(text)


def on(
    date: dt.date, number: int = 0, *, platform: str = "sms", at: dt.time | None = None
) -> Parsed:
    """Make a message of a local day; ``number`` tells it apart."""
    local = dt.datetime.combine(date, at or dt.time(12, number % 60), ZoneInfo(ZONE))
    made = message(f"Message {number} of {date.isoformat()}", number)
    moment = Moment(int(local.timestamp()) * 1_000_000, "", "utc")
    return replace(made, sent=moment, platform=platform)


def daily(first: str, last: str, *, leave_out: Iterable[str] = ()) -> list[Parsed]:
    """Make one message for each day."""
    without = {day(one) for one in leave_out}
    start, end = day(first), day(last)
    each = (start + dt.timedelta(days=at) for at in range((end - start).days + 1))
    return [on(date) for date in each if date not in without]


def hold_of(
    vault: Vault,
    custodian: str,
    records: Sequence[Parsed],
    *,
    own: tuple[str, ...] = (),
    name: str = "made.xml",
    unreadable: int = 0,
) -> SourceId:
    """Put records into a vault as one finished source of a custodian."""
    new = NewSource("sms_backup", "SMS", name, f"{name} {custodian}", 1, name, custodian, ZONE, own)
    bad = [Unreadable(f"item {n}", "It is damaged.") for n in range(unreadable)]
    with vault.write() as work:
        source = work.sources.begin(new)
        work.sources.take(source, [*map(IncomingRecord, records), *bad])
        work.sources.set_state(source, SourceState.DONE)
    return source


def march(*custodians: str) -> Scope:
    """Give March 2026, of some custodians or all."""
    return Scope(MARCH, custodians, ZONE)
