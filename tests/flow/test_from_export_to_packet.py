"""The whole way with a small export: each arrow of the house walked once, without a window."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import builders
import pytest

from app.domain.decisions import Disposition
from app.domain.packets import Letterhead
from app.domain.redaction import SpanTarget
from app.domain.requests import NewRequest, Request
from app.domain.sources import Source, SourceState
from app.domain.spans import Span
from app.errors import AppError, PacketRefused
from app.importers.base import ImportOptions
from app.jobs.events import Event, Progress
from app.jobs.finish import finish
from app.jobs.runner import run
from app.packet import reading
from app.vault.folder import Vault
from app.workflow.build_packet import PacketJob, Verified, save
from app.workflow.decide import Decider
from app.workflow.import_export import ImportJob, Recognised, ResumeJob, look_at, unfinished
from app.workflow.keep_requests import Requests
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes
from app.workflow.search_records import Searcher

TEXTS = (
    "where are you",
    "stopped a car on Cedar Street, driver is Jordan Blackwood",
    "who was on that stop?",
    "call me",
)
TODAY = dt.date(2026, 11, 10)


def imported(vault: Vault, path: Path) -> Source:
    (what,) = look_at([path])
    assert isinstance(what, Recognised)
    source = finish(ImportJob(vault, what, ImportOptions("Ofc. Diaz", "America/New_York")))
    assert isinstance(source, Source)
    return source


def wishes() -> PacketWishes:
    return PacketWishes(dated=dt.date(2026, 11, 17), letterhead=Letterhead("Millbrook Police"))


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "sms-20260401.xml"
    path.write_text(builders.sms_xml(TEXTS), encoding="utf-8")
    return path


def entered(vault: Vault) -> Request:
    requests = Requests(vault, Library.load(), lambda: TODAY)
    details = NewRequest(
        "2026-014", "Dana Whitlow", dt.date(2026, 11, 2), "FL", "the stop", department="Millbrook"
    )
    request = requests.new(details)
    found = Searcher(vault, "America/New_York").ask("stop")
    requests.add(request.id, found.ids(), "query: stop")
    return requests.get("2026-014")


def test_that_a_small_export_becomes_a_packet_without_the_withheld_name(
    vault: Vault, export: Path, tmp_path: Path
) -> None:
    source = imported(vault, export)
    assert (source.counts.seen, source.counts.records) == (4, 4)
    request = entered(vault)
    decider = Decider(vault, request, "Pat")
    ids = decider.record_ids()
    assert len(ids) == 2
    decider.dispose(ids, Disposition.RELEASE)
    start = TEXTS[1].index("Jordan")
    target = SpanTarget(Span(start, start + len("Jordan Blackwood")))
    code = Library.load().get("FL").exemptions[0].code
    decider.redact(ids[0], [target], [code])
    result = finish(PacketJob(vault, request, Library.load(), wishes()))
    assert isinstance(result, Verified)
    path = tmp_path / "packet.pdf"
    kept = save(vault, request, result, path)
    text = "".join(page.characters for page in reading.read_pages(path.read_bytes()))
    assert "Cedar Street" in text
    assert "Blackwood" not in text
    assert "who was on that stop?" in text
    assert code in text
    assert kept.redactions == 1
    with vault.read() as work:
        assert [one.sha256 for one in work.packets.all(request.id)] == [kept.sha256]
        acts = [entry.act for entry in work.audit.entries()]
    assert {"source.imported", "packet.verified", "packet.saved"} <= set(acts)


def test_that_no_packet_is_built_while_a_record_is_undecided(vault: Vault, export: Path) -> None:
    imported(vault, export)
    request = entered(vault)
    with pytest.raises(AppError, match="2 records have no decision"):
        finish(PacketJob(vault, request, Library.load(), wishes()))


def test_that_the_same_export_again_adds_nothing(vault: Vault, export: Path) -> None:
    first = imported(vault, export)
    again = imported(vault, export)
    assert again.id == first.id
    with vault.read() as work:
        assert work.records.count() == 4


def test_that_an_overlapping_export_gives_copies_not_records(vault: Vault, export: Path) -> None:
    imported(vault, export)
    later = export.with_name("sms-20260501.xml")
    later.write_text(builders.sms_xml((*TEXTS, "one more")), encoding="utf-8")
    counts = imported(vault, later).counts
    assert (counts.records, counts.copies, counts.seen) == (1, 4, 5)


def test_that_a_stopped_import_goes_on_where_it_stopped(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.workflow.import_export.BATCH", 10)
    path = tmp_path / "sms-long.xml"
    path.write_text(builders.sms_xml([f"message {n}" for n in range(95)]), encoding="utf-8")
    (what,) = look_at([path])
    assert isinstance(what, Recognised)
    stop = threading.Event()

    def tell(event: Event) -> None:
        if isinstance(event, Progress) and event.done >= 30 and event.note == path.name:
            stop.set()

    run(ImportJob(vault, what, ImportOptions("Diaz", "UTC")), tell, stop)
    (source,) = unfinished(vault)
    assert source.state is SourceState.STOPPED
    assert 30 <= source.taken < 95
    finished = finish(ResumeJob(vault, source))
    assert isinstance(finished, Source)
    assert finished.counts.records == 95
    with vault.read() as work:
        assert work.records.count() == 95


def test_that_going_on_without_the_file_says_which_is_missing(vault: Vault, export: Path) -> None:
    source = imported(vault, export)
    export.unlink()
    with pytest.raises(AppError, match="no longer where it was"):
        ResumeJob(vault, source)


def test_that_undo_and_redo_take_a_redaction_back(vault: Vault, export: Path) -> None:
    imported(vault, export)
    request = entered(vault)
    decider = Decider(vault, request, "Pat")
    first = decider.record_ids()[0]
    decider.redact(first, [SpanTarget(Span(0, 7))], ["(x)"])

    def redactions() -> int:
        with vault.read() as work:
            return len(work.decisions.standing(request.id, first).redactions)

    assert redactions() == 1
    undone = decider.undo()
    assert undone is not None
    assert redactions() == 0
    decider.redo()
    assert redactions() == 1
    decider.undo()
    assert redactions() == 0
    assert decider.undo() is None


def test_that_a_refused_packet_is_an_error_the_clerk_can_act_on() -> None:
    error = PacketRefused("It is not ready.", "Decide the rest.")
    assert str(error) == "It is not ready. Decide the rest."
