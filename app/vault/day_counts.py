"""Counts records by channel and day over numpy columns; reads no record and knows no register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from app.domain.coverage import ONE_DAY, Days
from app.domain.ids import SourceId
from app.vault.columns import UNDATED, Columns, Ints, Mask

Pair = tuple[SourceId, str]
"""A source and a platform of which it holds records."""
LinesOf = Callable[[Sequence[Pair]], Sequence[int]]
"""Says in which line each pair counts; lines are numbered from 0."""


@dataclass(frozen=True, slots=True, eq=False)
class DayCounts:
    """How many records lie where.

    Attributes:
        lines: in which line each pair counts.
        own: records by line and day; each record of these days in one place alone.
        again: records that count in another line and were met here too, each once a line and day.
        seen: by pair and day, whether any record of it was found in the source at all.
        undated: records without a date, by line.
    """

    pairs: tuple[Pair, ...]
    lines: tuple[int, ...]
    own: Ints
    again: Ints
    seen: NDArray[np.bool_]
    undated: Ints


def day_counts(columns: Columns, borders: Ints, lines_of: LinesOf) -> DayCounts:
    """Count the records of a vault.

    Args:
        columns: of the vault.
        borders: microseconds since 1970 UTC at which days begin, and one at which the last ends.
        lines_of: puts pairs into lines.
    """
    counter = _Counter(columns, borders)
    pairs = counter.pairs()
    lines = np.array(lines_of(pairs), np.int64).reshape(-1)
    height = int(lines.max(initial=-1)) + 1
    own, undated = counter.own(lines, height)
    again = counter.again(lines, height)
    return DayCounts(pairs, tuple(lines.tolist()), own, again, counter.seen(), undated)


class _Counter:
    """Looks up the pair of each record and the day on which it lies."""

    def __init__(self, columns: Columns, borders: Ints) -> None:
        self._columns = columns
        self._days = len(borders) - 1
        names = sorted({trait.platform for trait in columns.traits if trait is not None})
        number = {name: at for at, name in enumerate(names)}
        self._names = names
        self._width = max(len(names), 1)
        platforms = [number[one.platform] if one is not None else 0 for one in columns.traits]
        platform_of = np.array(platforms, np.int32)
        self._platform = platform_of[columns.trait]
        self._code = columns.source * np.int32(self._width) + self._platform
        met = columns.elsewhere
        self._met = met.left
        met_as = np.where(columns.met_as > 0, columns.met_as, columns.trait[met.left])
        self._met_code = met.right * self._width + platform_of[met_as]
        self._place, self._codes = self._places()
        self._day = self._day_of(borders)

    def pairs(self) -> tuple[Pair, ...]:
        """List each source with each platform of which it holds records."""
        found = zip(*np.divmod(self._codes, self._width), strict=True)
        return tuple((SourceId(int(source)), self._names[int(at)]) for source, at in found)

    def own(self, lines: Ints, height: int) -> tuple[Ints, Ints]:
        """Count each record once; and those without a date."""
        if not height:
            return np.zeros((0, self._days), np.int64), np.zeros(0, np.int64)
        dated = self._day >= 0
        line = lines[self._place[self._code]]
        counted = self._table(line[dated], self._day[dated], height)
        bare = self._columns.present & (self._columns.sent == UNDATED)
        return counted, np.bincount(line[bare], minlength=height)

    def again(self, lines: Ints, height: int) -> Ints:
        """Count what was met in a line in which it is not counted."""
        if not height or not len(self._met):
            return np.zeros((height, self._days), np.int64)
        here = lines[self._place[self._met_code]]
        is_other = here != lines[self._place[self._code[self._met]]]
        is_other &= self._day[self._met] >= 0
        once = np.unique(self._met[is_other] * height + here[is_other])
        return self._table(once % height, self._day[once // height], height)

    def seen(self) -> Mask:
        """Say on which days each pair has anything."""
        found = np.zeros((len(self._codes), self._days), np.bool_)
        dated = self._day >= 0
        if len(self._codes):
            found[self._place[self._code[dated]], self._day[dated]] = True
            met = self._day[self._met] >= 0
            found[self._place[self._met_code[met]], self._day[self._met][met]] = True
        return found

    def _places(self) -> tuple[Ints, Ints]:
        """Give the place of each code among those that occur, and these."""
        used = np.bincount(self._code[self._columns.present])
        met = np.bincount(self._met_code)
        occurs = np.zeros(max(len(used), len(met), int(self._code.max(initial=0)) + 1), np.bool_)
        occurs[: len(used)] |= used > 0
        occurs[: len(met)] |= met > 0
        return np.cumsum(occurs) - 1, np.flatnonzero(occurs)

    def _day_of(self, borders: Ints) -> NDArray[np.int32]:
        """Give the day of each record; -1 outside of them.

        A day is guessed from its usual length first, which a change of the clock moves by one.
        """
        sent = self._columns.sent
        inside = self._columns.present & (sent >= borders[0]) & (sent < borders[-1])
        day = np.full(self._columns.size, -1, np.int32)
        moment = sent[inside]
        guess = np.minimum((moment - borders[0]) // _DAY, self._days - 1)
        guess -= moment < borders[guess]
        guess += moment >= borders[guess + 1]
        day[inside] = guess
        return day

    def _table(self, line: Ints, day: NDArray[np.int32], height: int) -> Ints:
        flat = np.bincount(line * self._days + day, minlength=height * self._days)
        return flat.reshape(height, self._days)


_DAY = 86_400_000_000


def day_borders(days: Days, zone: ZoneInfo) -> Ints:
    """Give the moments at which local days begin, and at which the last one ends."""
    each = (days.first + at * ONE_DAY for at in range(days.length + 1))
    began = (dt.datetime.combine(day, dt.time(), zone) for day in each)
    return np.array([int(moment.timestamp()) * 1_000_000 for moment in began], np.int64)
