"""Whose records the office must hold, and what of them it holds; dates and counts, no records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NewType

from app.domain.ids import SourceId

RegisterId = NewType("RegisterId", int)
ONE_DAY = dt.timedelta(days=1)
LineKey = tuple[str, str, str, str]
"""Custodian, channel, account and device, in plain letters: by which a line is known."""


@dataclass(frozen=True, slots=True)
class Days:
    """A run of days, the last one among them."""

    first: dt.date
    last: dt.date

    @property
    def length(self) -> int:
        """Give the number of days."""
        return (self.last - self.first).days + 1

    def within(self, other: Days) -> Days | None:
        """Give what two runs have in common; None where it is nothing."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Days(first, last) if first <= last else None


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One custodian, or one channel of a custodian.

    Attributes:
        channel: platform as records name it (``sms``, ``email`` …); empty where the entry tells
            of the custodian alone.
        account: number, address or handle.
        since, until: first and last day; None where there is none.
        may_hold: whether records may lie there; False by the department's policy.
        said: who said that none may, and when.
    """

    custodian: str
    role: str = ""
    channel: str = ""
    account: str = field(default="", repr=False)
    device: str = ""
    serial: str = field(default="", repr=False)
    since: dt.date | None = None
    until: dt.date | None = None
    may_hold: bool = True
    said: str = ""

    @property
    def key(self) -> LineKey:
        """Give what tells entries apart: custodian, channel, account and device."""
        return plain(self.custodian), plain(self.channel), plain(self.account), plain(self.device)


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry as it lies in the vault; ``at`` in microseconds since 1970 UTC."""

    id: RegisterId
    entry: RegisterEntry
    who: str
    at: int


@dataclass(frozen=True, slots=True)
class Scope:
    """For which days, and of whom, a request needs everything.

    Attributes:
        custodians: names; none of them for everybody in the register.
        zone: IANA name of the zone whose days are meant.
        channels: platforms; none of them for every one.
    """

    days: Days
    custodians: tuple[str, ...] = ()
    zone: str = "America/New_York"
    channels: tuple[str, ...] = ()

    def asks_for(self, custodian: str, channel: str = "") -> bool:
        """Say whether a custodian is meant, and with them a channel where one is given."""
        whose = not self.custodians or plain(custodian) in set(map(plain, self.custodians))
        which = not (self.channels and channel) or plain(channel) in set(map(plain, self.channels))
        return whose and which


class Settling(StrEnum):
    """What a clerk answers to a gap; kept in vaults, never renamed."""

    COLLECTED = "collected"
    NOTHING_EXISTS = "nothing_exists"
    NOT_IN_POSSESSION = "not_in_possession"
    OUTSIDE = "outside"


SETTLING_IN_WORDS = {
    Settling.COLLECTED: "collected with another source",
    Settling.NOTHING_EXISTS: "nothing exists",
    Settling.NOT_IN_POSSESSION: "not allowed or not in possession",
    Settling.OUTSIDE: "outside of the request",
}


@dataclass(frozen=True, slots=True)
class GapAnswer:
    """What was said of some days of a channel, in one request.

    Attributes:
        line: key of the entry of the register.
        reason: who said so, or why; for the trail and the packet's coverage.
        source: where it was collected later.
    """

    line: LineKey
    days: Days
    settling: Settling
    reason: str
    source: SourceId | None = None


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it lies in the vault."""

    answer: GapAnswer
    who: str
    at: int


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Somebody let the packet be built though gaps are open, and said why.

    Attributes:
        gaps: the open stretches that were seen, each a line's key and its days.
    """

    reason: str
    gaps: tuple[tuple[LineKey, Days], ...] = ()


@dataclass(frozen=True, slots=True)
class Collected:
    """How an export was collected.

    Attributes:
        on: the day; ``by`` whoever did it.
        days: which the export covers, as asked of whoever made it; None for its records' own.
        account: which account or device of the register it is, where there are several.
    """

    source: SourceId
    on: dt.date | None = None
    by: str = ""
    days: Days | None = None
    account: str = field(default="", repr=False)


class Mark(StrEnum):
    """What is to be seen of some days of a channel."""

    GAP = "gap"
    SETTLED = "settled"
    SILENT = "silent"
    CUT = "cut"
    UNREADABLE = "unreadable"
    UNEXPECTED = "unexpected"


@dataclass(frozen=True, slots=True)
class Gap:
    """Days of a channel that no source covers.

    Attributes:
        answers: what was said of all of its days; none where it is open.
    """

    line: LineKey
    days: Days
    answers: tuple[KeptAnswer, ...] = ()

    @property
    def is_open(self) -> bool:
        """Say whether nobody answered yet."""
        return not self.answers


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One channel of one custodian over the days of the request, a place for each day.

    Attributes:
        entry: as in the register; made up from the records where it is not there.
        registered: whether it is.
        expected: on which days records should lie there.
        records: each record of the vault counted once, where its first source belongs.
        copies: records that are counted in another line, and were met here again.
        covered: on which days a source covers the channel.
        sources: which cover it or have records in it within these days.
        undated: records without a date.
        unreadable: items of these sources that could not be read; their days are not known.
    """

    entry: RegisterEntry
    registered: bool
    expected: tuple[bool, ...]
    records: tuple[int, ...]
    copies: tuple[int, ...]
    covered: tuple[bool, ...]
    sources: tuple[SourceId, ...] = ()
    silent: tuple[Days, ...] = ()
    cuts: tuple[dt.date, ...] = ()
    gaps: tuple[Gap, ...] = ()
    undated: int = 0
    unreadable: int = 0

    @property
    def total(self) -> int:
        """Count its records."""
        return sum(self.records)


@dataclass(frozen=True, slots=True)
class Cell:
    """Some days of a line in one; ``covered`` where an export covers any of them."""

    days: Days
    records: int
    copies: int
    marks: frozenset[Mark]
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is held for a request.

    Attributes:
        lines: those of the register first, in its order.
        unregistered: custodians of sources that the register does not name, and channels with
            records that it does not name of one that it does.
        bare: custodians of the register without any channel.
    """

    scope: Scope
    lines: tuple[CoverageLine, ...]
    unregistered: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()

    @property
    def open_gaps(self) -> tuple[Gap, ...]:
        """List the gaps that nobody answered."""
        return tuple(gap for line in self.lines for gap in line.gaps if gap.is_open)

    @property
    def weeks(self) -> tuple[Days, ...]:
        """Give the weeks, Monday to Sunday; the first and the last may be shorter."""
        return weeks_of(self.scope.days)


def weeks_of(days: Days) -> tuple[Days, ...]:
    """Cut a run of days into weeks that begin on Mondays."""
    found: list[Days] = []
    first = days.first
    while first <= days.last:
        last = min(first + (6 - first.weekday()) * ONE_DAY, days.last)
        found.append(Days(first, last))
        first = last + ONE_DAY
    return tuple(found)


def days_in(days: Days) -> tuple[Days, ...]:
    """Cut a run of days into single days."""
    each = (days.first + at * ONE_DAY for at in range(days.length))
    return tuple(Days(day, day) for day in each)


def cells(line: CoverageLine, start: dt.date, parts: Sequence[Days]) -> tuple[Cell, ...]:
    """Sum a line up over parts of its days.

    Args:
        line: whose places begin at ``start``.
        start: the first day of the request.
        parts: weeks or days.
    """
    return tuple(_cell(line, start, part) for part in parts)


def _cell(line: CoverageLine, start: dt.date, part: Days) -> Cell:
    place = slice((part.first - start).days, (part.last - start).days + 1)
    records, copies = sum(line.records[place]), sum(line.copies[place])
    gaps = [gap for gap in line.gaps if gap.days.within(part)]
    is_held = any(line.covered[place])
    found = {
        Mark.GAP: any(gap.is_open for gap in gaps),
        Mark.SETTLED: any(not gap.is_open for gap in gaps),
        Mark.SILENT: any(days.within(part) for days in line.silent),
        Mark.CUT: any(part.first <= day <= part.last for day in line.cuts),
        Mark.UNREADABLE: bool(line.unreadable) and is_held,
        Mark.UNEXPECTED: not line.entry.may_hold and records + copies > 0,
    }
    marks = frozenset(mark for mark, is_so in found.items() if is_so)
    return Cell(part, records, copies, marks, is_held)


def runs(flags: Iterable[bool], start: dt.date) -> tuple[Days, ...]:
    """Give the runs of days that are marked in a row of places."""
    found: list[Days] = []
    for at, is_so in enumerate(flags):
        if not is_so:
            continue
        day = start + at * ONE_DAY
        if found and found[-1].last + ONE_DAY == day:
            found[-1] = replace(found[-1], last=day)
        else:
            found.append(Days(day, day))
    return tuple(found)


def settled(
    line: LineKey, missing: Sequence[Days], answers: Sequence[KeptAnswer]
) -> tuple[Gap, ...]:
    """Give the gaps of a line: what is answered and what is not are never one gap."""
    own = [one for one in answers if one.answer.line == line]
    found: list[Gap] = []
    for days in missing:
        found += _portions(line, days, own)
    return tuple(found)


def _portions(line: LineKey, days: Days, answers: Sequence[KeptAnswer]) -> list[Gap]:
    """Cut a gap where what was said of it changes; the latest answer to a day holds."""
    borders = {days.first}
    for one in answers:
        said = one.answer.days.within(days)
        if said:
            borders |= {said.first, said.last + ONE_DAY}
    firsts = sorted(day for day in borders if day <= days.last)
    lasts = [day - ONE_DAY for day in firsts[1:]] + [days.last]
    gaps: list[Gap] = []
    for first, last in zip(firsts, lasts, strict=True):
        said_of = [one for one in answers if one.answer.days.within(Days(first, last))]
        held = tuple(said_of[-1:])
        if gaps and gaps[-1].answers == held:
            gaps[-1] = replace(gaps[-1], days=Days(gaps[-1].days.first, last))
        else:
            gaps.append(Gap(line, Days(first, last), held))
    return gaps


def plain(name: str) -> str:
    """Give a name or address as it is compared: small letters, single blanks."""
    return " ".join(name.casefold().split())


def plain_account(account: str) -> str:
    """Give an account as it is compared: a phone number by its last ten digits."""
    digits = "".join(one for one in account if one.isdigit())
    if len(digits) >= 7 and not any(map(str.isalpha, account)):
        return digits[-10:]
    return plain(account).removeprefix("@")


LONGEST_HOLE = 60
SILENT_DAYS = 3


@dataclass(frozen=True, slots=True)
class GapRule:
    """What is called a gap in a vault, and what open gaps do to its packets.

    Attributes:
        blocks: whether each must be answered, or all be acknowledged, before one is built.
        hole: most days without a record over which an export is taken to go on, where nobody
            told which days it covers; more of them are a gap.
        silent: fewest unusual days without a record that are called silent.
    """

    blocks: bool = True
    hole: int = LONGEST_HOLE
    silent: int = SILENT_DAYS
