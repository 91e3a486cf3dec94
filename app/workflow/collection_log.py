"""Gather what was collected for a request and what is held of it, for the packet; no texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.domain.coverage import (
    SETTLING_IN_WORDS,
    Collected,
    Coverage,
    CoverageLine,
    Days,
    Gap,
)
from app.domain.ids import SourceId
from app.domain.packets import (
    ChannelHeld,
    CollectedSource,
    CollectionLog,
    CustodySource,
    GapTold,
)
from app.domain.requests import Request
from app.domain.sources import Source
from app.vault.folder import Vault
from app.workflow.coverage import collected_in, coverage, rule_in
from app.workflow.coverage_scope import scope_in
from app.workflow.gaps import acknowledged_in
from app.workflow.show_times import local_time

Teller = Callable[[Source], CustodySource]
Quiet = Callable[[CustodySource, Sequence[str]], CustodySource]
Discreet = Callable[[str, Sequence[str]], str]


def collection_log(vault: Vault, request: Request, told: Teller) -> CollectionLog:
    """Give the log as the vault stands now: every source of whom the request asks for."""
    found = coverage(vault, request)
    with vault.read() as work:
        scope = scope_in(work, request)
        collected = collected_in(work)
        held = defaultdict[SourceId, list[str]](list)
        for number, channel in work.coverage.platforms():
            held[number].append(channel)
        sources = [
            source
            for source in work.sources.all()
            if scope is None
            or any(scope.asks_for(source.details.custodian, one) for one in held[source.id] or [""])
        ]
        spans = work.coverage.sent_of_sources()
        known = acknowledged_in(work, request.id)
        hole = rule_in(work).hole
    zone = scope.zone if scope else "UTC"
    lines = tuple(
        _source(told(source), collected.get(source.id), _span(spans.get(source.id), zone))
        for source in sources
    )
    why = known.reason if known is not None else ""
    return CollectionLog(
        _run(scope.days) if scope else "", lines, _channels(found, why) if found else (), hole
    )


def quiet_log(
    log: CollectionLog, quiet: Quiet, discreet: Discreet, words: Sequence[str]
) -> CollectionLog:
    """Leave out what somebody wrote where it holds a withheld word."""
    sources = tuple(
        replace(one, account=quiet(one.account, words), by=discreet(one.by, words))
        for one in log.sources
    )
    channels = tuple(
        replace(
            one,
            custodian=discreet(one.custodian, words),
            note=discreet(one.note, words),
            channel=discreet(one.channel, words) or "a channel",
            gaps=tuple(replace(gap, reason=discreet(gap.reason, words)) for gap in one.gaps),
        )
        for one in log.channels
    )
    return replace(log, sources=sources, channels=channels)


def _source(account: CustodySource, told: Collected | None, span: str) -> CollectedSource:
    if told is None:
        return CollectedSource(account, covers=span)
    covers = _run(told.days) if told.days else span
    day = f"{told.on.day} {told.on:%b %Y}" if told.on else ""
    return CollectedSource(account, day, told.by, covers)


def _channels(found: Coverage, why: str) -> tuple[ChannelHeld, ...]:
    return tuple(_channel(line, why) for line in found.lines)


def _channel(line: CoverageLine, why: str) -> ChannelHeld:
    """Tell of a line; its number or address stays in the office."""
    entry = line.entry
    channel = " · ".join(filter(None, (entry.channel, entry.device)))
    return ChannelHeld(
        entry.custodian,
        channel,
        line.total,
        sum(line.copies),
        line.unreadable,
        tuple(map(_run, line.silent)),
        tuple(_gap(gap, why) for gap in line.gaps),
        _note(line),
    )


def _note(line: CoverageLine) -> str:
    if not line.registered:
        return "Not in the register of channels"
    return "" if line.entry.may_hold else f"None may lie there: {line.entry.said}"


def _gap(gap: Gap, why: str) -> GapTold:
    if gap.answers:
        answer = gap.answers[-1].answer
        return GapTold(_run(gap.days), SETTLING_IN_WORDS[answer.settling], answer.reason)
    return GapTold(_run(gap.days), "no export covers these days", why)


def _run(days: Days) -> str:
    first = f"{days.first.day} {days.first:%b %Y}"
    return first if days.first == days.last else f"{first} to {days.last.day} {days.last:%b %Y}"


def _span(bounds: tuple[int, int] | None, zone: str) -> str:
    if bounds is None:
        return ""
    first, last = (local_time(moment, zone).date() for moment in bounds)
    return _run(Days(first, last))
