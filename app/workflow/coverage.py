"""What is held for a request: custodian by channel by day, from columns; reads no record."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from app.domain.coverage import (
    ONE_DAY,
    Collected,
    Coverage,
    CoverageLine,
    Days,
    Gap,
    GapAnswer,
    GapRule,
    KeptAnswer,
    LineKey,
    RegisterEntry,
    Scope,
    plain,
    plain_account,
    runs,
    settled,
)
from app.domain.ids import SourceId
from app.domain.requests import Request
from app.domain.sources import Source
from app.vault.columns import Ints, Mask
from app.vault.covering import bridged, silent_days, union
from app.vault.day_counts import DayCounts, Pair, day_borders
from app.vault.folder import Vault
from app.vault.work import Work
from app.workflow.coverage_scope import scope_in

MARGIN = 400 * ONE_DAY
"""How far around the request's days is looked, to know what is usual for a channel."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known without counting."""

    scope: Scope
    entries: tuple[RegisterEntry, ...]
    sources: Mapping[SourceId, Source]
    collected: Mapping[SourceId, Collected]
    answers: tuple[KeptAnswer, ...]
    rule: GapRule


def coverage(vault: Vault, request: Request, scope: Scope | None = None) -> Coverage | None:
    """Give what is held for a request; None where there is no register.

    Each record of these days counts once, in the line of its first source; where it was met in
    another line as well, it is a copy there.

    Args:
        vault: open.
        request: whose days and custodians are meant.
        scope: other ones.
    """
    with vault.read() as work:
        told = _told(work, request, scope)
    if told is None:
        return None
    return _Picture(vault, told).coverage()


def _told(work: Work, request: Request, scope: Scope | None) -> _Told | None:
    entries = tuple(entries_in(work))
    if not entries:
        return None
    scope = scope or scope_in(work, request)
    if scope is None:
        return None
    return _Told(
        scope,
        entries,
        {source.id: source for source in work.sources.all()},
        collected_in(work),
        answers_in(work, request),
        rule_in(work),
    )


def rule_in(work: Work) -> GapRule:
    """Give what is called a gap in this vault."""
    kept = [one.said for one in work.coverage.standing(GapRule)]
    return kept[-1] if kept and isinstance(kept[-1], GapRule) else GapRule()


def entries_in(work: Work) -> list[RegisterEntry]:
    """List the register by custodian, each one's own entry first."""
    kept = [one.said for one in work.coverage.standing(RegisterEntry)]
    entries = [one for one in kept if isinstance(one, RegisterEntry)]
    return sorted(entries, key=lambda entry: entry.key)


def collected_in(work: Work) -> dict[SourceId, Collected]:
    """Give what is known of how each source was collected."""
    kept = (one.said for one in work.coverage.standing(Collected))
    return {one.source: one for one in kept if isinstance(one, Collected)}


def answers_in(work: Work, request: Request) -> tuple[KeptAnswer, ...]:
    """List what was said of gaps in a request."""
    kept = work.coverage.standing(GapAnswer, request.id)
    return tuple(
        KeptAnswer(one.said, one.who, one.at) for one in kept if isinstance(one.said, GapAnswer)
    )


class _Picture:
    """Counts, and puts lines together."""

    def __init__(self, vault: Vault, told: _Told) -> None:
        self._told = told
        self._of: dict[LineKey, int] = {}
        self._lines: list[tuple[RegisterEntry, bool]] = []
        self._own: dict[str, RegisterEntry] = {}
        self._begin_lines()
        days = told.scope.days
        self._around = Days(days.first - MARGIN, days.last + MARGIN)
        borders = day_borders(self._around, ZoneInfo(told.scope.zone))
        self._counts = vault.index.day_counts(borders, self._lines_of)

    def coverage(self) -> Coverage:
        """Give the whole picture."""
        asked = self._told.scope
        pairs: dict[int, list[int]] = defaultdict(list)
        for number, at in enumerate(self._counts.lines):
            pairs[at].append(number)
        lines = (
            self._line(at, pairs[at])
            for at, (entry, _) in enumerate(self._lines)
            if asked.asks_for(entry.custodian, entry.channel)
        )
        kept = tuple(line for line in lines if line.registered or _has_any(line))
        return Coverage(asked, kept, self._foreign(kept), self._bare())

    def _foreign(self, lines: Sequence[CoverageLine]) -> tuple[str, ...]:
        """Name who is not in the register, and which channels of those who are."""
        named = {plain(entry.custodian) for entry in self._told.entries}
        found = [
            f"{line.entry.custodian} ({line.entry.channel})"
            if plain(line.entry.custodian) in named
            else line.entry.custodian
            for line in lines
            if not line.registered
        ]
        return tuple(dict.fromkeys(found))

    def _bare(self) -> tuple[str, ...]:
        """Name those of the register who have no channel there."""
        with_channel = {plain(one.custodian) for one in self._told.entries if one.channel}
        return tuple(
            entry.custodian
            for key, entry in self._own.items()
            if key not in with_channel and self._told.scope.asks_for(entry.custodian)
        )

    def _begin_lines(self) -> None:
        for entry in self._told.entries:
            if entry.channel:
                self._of[entry.key] = len(self._lines)
                self._lines.append((entry, True))
            else:
                self._own[plain(entry.custodian)] = entry

    def _lines_of(self, pairs: Sequence[Pair]) -> list[int]:
        return [self._line_of(source, platform) for source, platform in pairs]

    def _line_of(self, source: SourceId, platform: str) -> int:
        """Find the line of a source's platform; where it is not plain, it has a line of its own.

        A source that may be one of several accounts never covers one of them.
        """
        details = self._told.sources[source].details
        entry = chosen_entry(
            self._told.entries,
            (details.custodian, platform),
            details.own_addresses,
            self._account_of(source),
        )
        is_known = entry is not None
        entry = entry or RegisterEntry(details.custodian, channel=platform)
        key = entry.key if is_known else (*entry.key[:2], "", "\0")
        if key not in self._of:
            self._of[key] = len(self._lines)
            self._lines.append((entry, False))
        return self._of[key]

    def _account_of(self, source: SourceId) -> str:
        told = self._told.collected.get(source)
        return told.account if told is not None else ""

    def _line(self, at: int, pairs: Sequence[int]) -> CoverageLine:
        entry, is_known = self._lines[at]
        counts, days = self._counts, self._told.scope.days
        place = slice(MARGIN.days, MARGIN.days + days.length)
        own, again, undated = _row(counts, at)
        by_pair = {number: self._covered(number) for number in pairs}
        covered = union(by_pair.values(), self._around.length)
        silent = silent_days(
            own + again, covered, self._around.first.weekday(), self._told.rule.silent
        )
        sources = {counts.pairs[n][0] for n, mask in by_pair.items() if mask[place].any()}
        line = CoverageLine(
            entry,
            is_known,
            tuple(self._expected(entry if is_known else None)),
            tuple(own[place].tolist()),
            tuple(again[place].tolist()),
            tuple(covered[place].tolist()),
            tuple(sorted(sources)),
            silent=runs(silent[place].tolist(), days.first),
            undated=int(undated),
            unreadable=sum(self._told.sources[one].counts.unreadable for one in sources),
        )
        return replace(line, cuts=_cuts(line, days.first), gaps=self._gaps(line))

    def _covered(self, number: int) -> Mask:
        """Say which days a source covers: those it was told to, or from record to record."""
        seen: Mask = self._counts.seen[number]
        told = self._told.collected.get(self._counts.pairs[number][0])
        if told is not None and told.days is not None:
            found = seen.copy()
            found[self._places(told.days)] = True
            return found
        found = bridged(seen, self._told.rule.hole)
        if told is not None and told.on is not None and seen.any():
            last = self._around.first + int(seen.nonzero()[0][-1]) * ONE_DAY
            found[self._places(Days(last, max(last, told.on)))] = True
        return found

    def _places(self, days: Days) -> slice:
        both = days.within(self._around)
        if both is None:
            return slice(0, 0)
        first = (both.first - self._around.first).days
        return slice(first, first + both.length)

    def _expected(self, entry: RegisterEntry | None) -> list[bool]:
        days = self._told.scope.days
        if entry is None or not entry.may_hold:
            return [False] * days.length
        bounds = [entry, *filter(None, [self._own.get(plain(entry.custodian))])]
        since = max((one.since for one in bounds if one.since), default=days.first)
        until = min((one.until for one in bounds if one.until), default=days.last)
        each = (days.first + at * ONE_DAY for at in range(days.length))
        return [since <= day <= until for day in each]

    def _gaps(self, line: CoverageLine) -> tuple[Gap, ...]:
        missing = [
            wanted and not held for wanted, held in zip(line.expected, line.covered, strict=True)
        ]
        found = runs(missing, self._told.scope.days.first)
        return settled(line.entry.key, found, self._told.answers)


def chosen_entry(
    entries: Sequence[RegisterEntry],
    whose: tuple[str, str],
    own_addresses: Sequence[str],
    account: str = "",
) -> RegisterEntry | None:
    """Find the channel of the register that an export is; None where that is not plain.

    Args:
        entries: of the register.
        whose: custodian and platform.
        own_addresses: of the export; where it has some, another account is never it.
        account: account or device, where somebody told.
    """
    wanted = (plain(whose[0]), plain(whose[1]))
    found = [one for one in entries if one.channel and one.key[:2] == wanted]
    if account:
        told = plain_account(account)
        found = [
            one for one in found if told in {plain_account(one.account), plain_account(one.device)}
        ]
    elif own_addresses:
        own = set(map(plain_account, own_addresses))
        found = [one for one in found if not one.account or plain_account(one.account) in own]
        exact = [one for one in found if one.account]
        found = exact or found
    return found[0] if len(found) == 1 else None


def _row(counts: DayCounts, at: int) -> tuple[Ints, Ints, int]:
    if at >= len(counts.own):
        empty = counts.seen[:0].sum(axis=0)
        return empty, empty, 0
    return counts.own[at], counts.again[at], int(counts.undated[at])


def _has_any(line: CoverageLine) -> bool:
    return any(line.records) or any(line.copies) or line.undated > 0


def _cuts(line: CoverageLine, start: dt.date) -> tuple[dt.date, ...]:
    """Give the days on which what is covered begins or ends, within the request's days."""
    held = line.covered
    found = [
        start + at * ONE_DAY
        for at in range(len(held))
        if held[at] and ((at and not held[at - 1]) or (at + 1 < len(held) and not held[at + 1]))
    ]
    return tuple(found)
