"""Gather where a request's records came from and what became of each; no text of any record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.domain.decisions import Dispose, Disposition, Lift, LoggedDecision, Redact, Standing
from app.domain.packets import Custody, CustodySource
from app.domain.provenance import Moment
from app.domain.requests import Request
from app.domain.sources import Source
from app.vault.folder import Vault
from app.workflow.show_times import in_words


def custody_of(vault: Vault, request: Request, zone: str) -> Custody:
    """Give the record of custody as the vault stands now.

    Args:
        vault: open.
        request: whose records are meant.
        zone: IANA name of the zone in which times are told.
    """
    with vault.read() as work:
        held = {key.source for key in work.requests.record_keys(request.id)}
        sources = [source for source in work.sources.all() if source.id in held]
        standings = work.decisions.standings(request.id)
        log = work.decisions.log(request.id)
        trail = work.audit.last_seal()
    decisions = [one for one in log if isinstance(one.decision, Dispose | Redact | Lift)]
    outcomes = Counter(standing.outcome for standing in standings.values())
    return Custody(
        sources=tuple(_source(source, zone) for source in sources),
        held=len(standings),
        released=outcomes[Disposition.RELEASE],
        redacted=outcomes[Disposition.REDACT],
        withheld=outcomes[Disposition.WITHHOLD],
        not_responsive=outcomes[Disposition.NOT_RESPONSIVE],
        redactions=sum(map(_redactions, standings.values())),
        people=tuple(dict.fromkeys(one.who for one in decisions if one.who)),
        decided=_when(decisions, zone),
        trail=trail,
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


def _redactions(standing: Standing) -> int:
    return len(standing.redactions) if standing.outcome is Disposition.REDACT else 0


def _when(decisions: Sequence[LoggedDecision], zone: str) -> str:
    if not decisions:
        return ""
    return f"from {_moment(decisions[0].at, zone)} to {_moment(decisions[-1].at, zone)}"


def _moment(at: int, zone: str) -> str:
    return in_words(Moment(at, "", "utc"), zone)
