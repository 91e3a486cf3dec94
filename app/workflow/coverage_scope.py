"""For which days and of whom a request needs everything: as chosen, or as its own text says."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

from app.domain.coverage import ONE_DAY, Days, RegisterEntry, Scope, plain
from app.domain.requests import Request
from app.errors import AppError
from app.search.dates import TWO_WORDS, NotADate, days
from app.vault.folder import Vault
from app.vault.work import Work
from app.workflow.show_times import local_time

_MOST_DAYS = 366 * 40
_FIRST, _LAST = dt.date(1971, 1, 1), dt.date(2199, 1, 1)
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
        entries = [one.said for one in work.coverage.standing(RegisterEntry)]
        known = {plain(one.custodian) for one in entries if isinstance(one, RegisterEntry)}
        sources = {plain(one.details.custodian) for one in work.sources.all()}
        unknown = [name for name in scope.custodians if plain(name) not in known | sources]
        if unknown:
            raise AppError(
                f"The register has no custodian {unknown[0]}.", "Put them into the register first."
            )
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
        )


def refuse_days(asked: Days) -> None:
    """Raise AppError where a run of days cannot be shown."""
    if asked.last < asked.first:
        raise AppError("The last day lies before the first.", "Change one of them.")
    if asked.first < _FIRST or asked.last > _LAST or asked.length > _MOST_DAYS:
        raise AppError("These are too many days.", "Choose forty years at most, from 1971 on.")


def days_named(text: str, received: dt.date) -> Days | None:
    """Read the first and the last day that a request's text names.

    A day without a year is the last such one before the request came in.
    """
    found = [one for match in _WRITTEN.finditer(text) if (one := _read(match, received))]
    if not found:
        return None
    named = Days(min(one[0] for one in found), max(one[1] for one in found) - ONE_DAY)
    is_fit = named.first >= _FIRST and named.last <= _LAST and named.length <= _MOST_DAYS
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
    held = Days(max(first, _FIRST), min(last, _LAST))
    return held if 0 < held.length <= _MOST_DAYS else None


def _zone(work: Work) -> str:
    """Give the zone in which most exports of the vault were taken in."""
    zones = Counter(source.details.zone for source in work.sources.all())
    return zones.most_common(1)[0][0] if zones else "UTC"
