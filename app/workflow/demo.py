"""The whole way on the bundled sample: import, search, decide, check, build, verify."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.decisions import Disposition, Standing
from app.domain.packets import KeptPacket, Layout, Letterhead
from app.domain.requests import Request
from app.domain.sources import Source
from app.errors import AppError
from app.jobs.events import Job
from app.vault.folder import Vault
from app.workflow.build_packet import NotClean, PacketJob, Verified, save
from app.workflow.check_request import CheckFinding, check, confirm_exemption
from app.workflow.decide import Decider
from app.workflow.decision_file import DecisionFile
from app.workflow.import_export import ImportJob, Recognised, look_at
from app.workflow.keep_requests import Requests
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes
from app.workflow.sample import Sample, SampleExport
from app.workflow.search_records import Searcher

RunJob = Callable[[Job], object]
"""Runs a job to its end and gives its result; raises AppError where it failed."""

ANSWER_DAYS = 15


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the demo's table: what was expected, and what was done."""

    what: str
    expected: object
    done: object

    @property
    def agrees(self) -> bool:
        """Say whether the two are the same."""
        return self.expected == self.done


@dataclass(slots=True)
class Demo:
    """What came of the demo."""

    sources: list[Source] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    findings: list[CheckFinding] = field(default_factory=list)
    packet: Verified | None = None
    kept: KeptPacket | None = None


def import_sample(vault: Vault, sample: Sample, run: RunJob) -> list[Source]:
    """Import every export of the sample."""
    sources: list[Source] = []
    for export in sample.exports:
        source = run(ImportJob(vault, _recognised(export), export.options))
        if isinstance(source, Source):
            sources.append(source)
    return sources


def enter_sample_request(requests: Requests, searcher: Searcher, sample: Sample) -> Request:
    """Take in the sample's request and fill it with what its queries find."""
    request = requests.new(sample.request)
    for query in sample.queries:
        found = searcher.ask(query, stems=False).ids()
        requests.add(request.id, found, f"query: {query}")
    return requests.get(request.number)


def decide_sample(vault: Vault, searcher: Searcher, request: Request, sample: Sample) -> None:
    """Apply the kept decisions, and confirm the citations that ask for it."""
    decider = Decider(vault, request, vault.who)
    DecisionFile(vault, searcher, decider).apply(sample.decisions)


def run_demo(vault: Vault, law: Library, requests: Requests, sample: Sample, run: RunJob) -> Demo:
    """Go the whole way; the packet is in ``demo.packet``, verified and not yet saved."""
    demo = Demo()
    searcher = Searcher(vault, "America/New_York")
    demo.sources = import_sample(vault, sample, run)
    request = enter_sample_request(requests, searcher, sample)
    decide_sample(vault, searcher, request, sample)
    demo.findings = confirm_sample(vault, request, law)
    demo.packet = build_sample(vault, request, law, run)
    demo.rows = compared(vault, request, demo, sample)
    return demo


def confirm_sample(vault: Vault, request: Request, law: Library) -> list[CheckFinding]:
    """Confirm the citations that ask for it; gives what the check still finds."""
    for found in check(vault, request, law):
        if found.kind == "unconfirmed_code":
            confirm_exemption(vault, request, found.code)
    return check(vault, request, law)


def build_sample(vault: Vault, request: Request, law: Library, run: RunJob) -> Verified:
    """Build and verify the packet; raises AppError where it is not clean."""
    result = run(PacketJob(vault, request, law, wishes_for(request)))
    if isinstance(result, NotClean):
        raise result.error()
    if not isinstance(result, Verified):
        raise AppError("The packet was not finished.", "Run the demo again.")
    return result


def save_demo(vault: Vault, requests: Requests, sample: Sample, demo: Demo, path: Path) -> None:
    """Save the demo's packet."""
    if demo.packet is not None:
        request = requests.get(sample.request.number)
        demo.kept = save(vault, request, demo.packet, path)


def wishes_for(request: Request) -> PacketWishes:
    """Give how the demo wants its packet; dated by the sample, never by the clock."""
    return PacketWishes(
        dated=request.details.received + dt.timedelta(days=ANSWER_DAYS),
        letterhead=Letterhead(request.details.department or "Records Office"),
        layout=Layout(),
        bates_prefix="MPD",
    )


def _recognised(export: SampleExport) -> Recognised:
    for looked in look_at([export.path]):
        if isinstance(looked, Recognised):
            return looked
        raise AppError(looked.what, looked.remedy)
    raise AppError("The bundled sample is not complete.", "Install the program again.")


def compared(vault: Vault, request: Request, demo: Demo, sample: Sample) -> list[Row]:
    """Hold what was done against what a careful clerk expects."""
    expected = sample.expected
    rows: list[Row] = []
    for source in demo.sources:
        told = expected["sources"].get(source.details.name, {})
        done = source.counts
        rows += [
            Row(f"{source.details.name}: {name}", told.get(name), getattr(done, name))
            for name in ("seen", "records", "copies", "unreadable", "ignored")
        ]
    outcomes = _outcomes(vault, request)
    done_in_request = {
        "records": len(outcomes),
        "released": outcomes.count(Disposition.RELEASE),
        "redacted": outcomes.count(Disposition.REDACT),
        "withheld": outcomes.count(Disposition.WITHHOLD),
        "not_responsive": outcomes.count(Disposition.NOT_RESPONSIVE),
    }
    rows += [
        Row(f"request: {name.replace('_', ' ')}", expected["request"].get(name), count)
        for name, count in done_in_request.items()
    ]
    return rows


def _outcomes(vault: Vault, request: Request) -> Sequence[Disposition | None]:
    with vault.read() as work:
        ids = work.requests.record_ids(request.id)
        standings = work.decisions.standings(request.id)
    return [standings.get(record, Standing(record)).outcome for record in ids]
