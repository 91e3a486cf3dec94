"""Gather where a request's records came from and what became of each; no text of any record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.domain.audiences import Audience
from app.domain.certificate import one_line
from app.domain.decisions import Disposition
from app.domain.packets import Custody, CustodySource
from app.domain.provenance import Moment
from app.domain.requests import Request
from app.domain.sources import Source
from app.packet import verify
from app.vault.folder import Vault
from app.workflow.collection_log import collection_log, quiet_log
from app.workflow.show_times import in_words


def custody_of(
    vault: Vault,
    request: Request,
    zone: str,
    audience: Audience = Audience.PUBLIC,
    *,
    collection: bool = False,
) -> Custody:
    """Give the record of custody as the vault stands now.

    Args:
        vault: open.
        request: whose records are meant.
        zone: IANA name of the zone in which times are told.
        audience: for whom; what became of the records is told as it sees them.
        collection: whether it tells what was collected, and what is held, as well.
    """
    number = request.id
    with vault.read() as work:
        held = work.outcomes.sources(number)
        sources = [source for source in work.sources.all() if source.id in held]
        outcomes = work.outcomes.counts(number, audience)
        redactions = work.outcomes.redactions(number, audience)
        people = work.outcomes.people(number, audience)
        decided = work.outcomes.decided_between(number, audience)
        trail = work.audit.last_seal()
    return Custody(
        sources=tuple(_source(source, zone) for source in sources),
        held=sum(outcomes.values()),
        released=outcomes.get(Disposition.RELEASE, 0),
        redacted=outcomes.get(Disposition.REDACT, 0),
        withheld=outcomes.get(Disposition.WITHHOLD, 0),
        not_responsive=outcomes.get(Disposition.NOT_RESPONSIVE, 0),
        redactions=redactions,
        people=tuple(people),
        decided=_when(decided, zone),
        trail=trail,
        collection=collection_log(vault, request, _teller(zone)) if collection else None,
    )


def without_words(custody: Custody, words: Sequence[str]) -> Custody:
    """Leave out names of files and people that hold one of some withheld words."""
    log = custody.collection
    return replace(
        custody,
        collection=None if log is None else quiet_log(log, _quiet, discreet, words),
        sources=tuple(_quiet(source, words) for source in custody.sources),
        people=tuple(one for who in custody.people if (one := discreet(who, words))),
    )


def discreet(text: str, words: Sequence[str]) -> str:
    """Give a text in one line; nothing where it holds one of some withheld words."""
    line = one_line(text)
    return "" if verify.name_tells(line, words) else line


def _quiet(source: CustodySource, words: Sequence[str]) -> CustodySource:
    kind = source.label.partition(":")[0]
    return replace(
        source,
        label=discreet(source.label, words) or discreet(kind, words),
        custodian=discreet(source.custodian, words),
    )


def _source(source: Source, zone: str) -> CustodySource:
    counts, told = source.counts, source.details
    return CustodySource(
        label=f"{told.label}: {told.name}",
        custodian=told.custodian,
        imported=_moment(source.imported_at, zone),
        sha256=told.sha256,
        seen=counts.seen,
        records=counts.records,
        copies=counts.copies,
        unreadable=counts.unreadable,
        ignored=counts.ignored,
    )


def _teller(zone: str) -> Callable[[Source], CustodySource]:
    return lambda source: _source(source, zone)


def _when(decided: tuple[int, int] | None, zone: str) -> str:
    if decided is None:
        return ""
    first, last = decided
    return f"from {_moment(first, zone)} to {_moment(last, zone)}"


def _moment(at: int, zone: str) -> str:
    return in_words(Moment(at, "", "utc"), zone)
