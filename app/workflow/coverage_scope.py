"""For which days and of whom a request needs everything: as chosen, or as its own text says."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass

from app.domain.coverage import ONE_DAY, Days, RegisterEntry, Scope, plain
from app.domain.requests import Request
from app.errors import AppError
from app.search.dates import TWO_WORDS, NotADate, days
from app.vault.folder import Vault
from app.vault.work import Work
from app.workflow.show_times import local_time

_MOST_DAYS = 366 * 40
FIRST_DAY, LAST_DAY = dt.date(1971, 1, 1), dt.date(2199, 1, 1)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_WRITTEN = re.compile(
    rf"{TWO_WORDS}|\b\d{{4}}-\d\d(?:-\d\d)?\b|\b\d{{1,2}}/\d{{1,2}}/\d{{4}}\b"
    rf"|\b(?P<day>\d{{1,2}})\s+(?P<month>{_MONTHS})\b|\b(?P<named>{_MONTHS})\s+(?P<on>\d{{1,2}})\b"
)


def scope_in(work: Work, request: Request) -> Scope | None:
    """Give what was chosen, or what the request's text and records say; None where nothing does."""
    chosen = [one.said for one in work.coverage.standing(Scope, request.id)]
    if chosen and isinstance(chosen[-1], Scope):
        return chosen[-1]
    zone = _zone(work)
    found = days_named(request.details.text, request.details.received) or _days_held(
        work, request, zone
    )
    return Scope(found, zone=zone) if found else None


def scope_of(vault: Vault, request: Request) -> Scope | None:
    """Give the days and custodians of a request as they stand."""
    with vault.read() as work:
        return scope_in(work, request)


def set_scope(vault: Vault, request: Request, scope: Scope, who: str) -> None:
    """Choose days and custodians; kept in the trail, and can be undone."""
    refuse_days(scope.days)
    with vault.write() as work:
        _refuse_unknown(work, scope)
        before = [one.said for one in work.coverage.standing(Scope, request.id)]
        lifted = [one for one in before if one != scope]
        work.coverage.add(who, [scope], lifted, request.id)
        work.audit.append(
            who,
            "coverage.scope",
            request=request.id,
            first=scope.days.first.isoformat(),
            last=scope.days.last.isoformat(),
            custodians=len(scope.custodians),
            channels=len(scope.channels),
        )


@dataclass(frozen=True, slots=True)
class Known:
    """Whom and what a request can ask for: what the register or the sources have, by name."""

    custodians: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()


def known_in(work: Work) -> Known:
    """List the custodians and channels that the register or the sources have."""
    kept = (one.said for one in work.coverage.standing(RegisterEntry))
    entries = [one for one in kept if isinstance(one, RegisterEntry)]
    whose = [one.custodian for one in entries]
    whose += [one.details.custodian for one in work.sources.all() if one.details.custodian]
    names: dict[str, str] = {}
    for name in whose:
        names.setdefault(plain(name), name)
    channels = {one.channel for one in entries} | {name for _, name in work.coverage.platforms()}
    return Known(tuple(sorted(names.values(), key=plain)), tuple(sorted(channels - {""})))


def _refuse_unknown(work: Work, scope: Scope) -> None:
    known = known_in(work)
    for asked, there, what in (
        (scope.custodians, known.custodians, "The register has no custodian"),
        (scope.channels, known.channels, "Neither the register nor a source has the channel"),
    ):
        strange = [name for name in asked if plain(name) not in set(map(plain, there))]
        if strange:
            raise AppError(f"{what} {strange[0]}.", "Put it into the register first.")


def refuse_days(asked: Days) -> None:
    """Raise AppError where a run of days cannot be shown."""
    if asked.last < asked.first:
        raise AppError("The last day lies before the first.", "Change one of them.")
    if asked.first < FIRST_DAY or asked.last > LAST_DAY or asked.length > _MOST_DAYS:
        raise AppError("These are too many days.", "Choose forty years at most, from 1971 on.")


def days_named(text: str, received: dt.date) -> Days | None:
    """Read the first and the last day that a request's text names.

    A day without a year is the last such one before the request came in.
    """
    found = [one for match in _WRITTEN.finditer(text) if (one := _read(match, received))]
    if not found:
        return None
    named = Days(min(one[0] for one in found), max(one[1] for one in found) - ONE_DAY)
    is_fit = named.first >= FIRST_DAY and named.last <= LAST_DAY and named.length <= _MOST_DAYS
    return named if is_fit else None


def _read(match: re.Match[str], received: dt.date) -> tuple[dt.date, dt.date] | None:
    day, month = match["day"] or match["on"], match["month"] or match["named"]
    for year in (received.year, received.year - 1):
        typed = f"{day} {month} {year}" if month else match[0]
        try:
            read = days(typed)
        except NotADate:
            continue
        if not month or read[0] <= received:
            return read
    return None


def _days_held(work: Work, request: Request, zone: str) -> Days | None:
    """Give the days from the first to the last record that the request holds."""
    bounds = work.coverage.sent_between(request.id)
    if bounds is None:
        return None
    first, last = (local_time(moment, zone).date() for moment in bounds)
    held = Days(max(first, FIRST_DAY), min(last, LAST_DAY))
    return held if 0 < held.length <= _MOST_DAYS else None


def _zone(work: Work) -> str:
    """Give the zone in which most exports of the vault were taken in."""
    zones = Counter(source.details.zone for source in work.sources.all())
    return zones.most_common(1)[0][0] if zones else "UTC"
