"""Building: what is refused, and that nothing unverified becomes a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import builders
import pytest

from app.domain.decisions import Disposition
from app.domain.packets import BuiltPacket, Finding, Letterhead, PacketRecipe, Verdict
from app.domain.requests import Request
from app.errors import AppError, PacketNotClean, PacketRefused
from app.jobs.finish import finish
from app.packet import reading
from app.packet.writer import Book
from app.vault.folder import Vault
from app.workflow.build_packet import NotClean, PacketJob, Verified, preview, save
from app.workflow.decide import Decider
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes

LAW = Library.load()
WISHES = PacketWishes(dt.date(2026, 11, 17), Letterhead("Millbrook Police"))

pytestmark = pytest.mark.usefixtures("blind")


class Office:
    """A request of two released messages."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self.ids = builders.hold(
            vault, [builders.message("where are you"), builders.message("call me", 1)]
        )
        self.request: Request = builders.new_request(vault, self.ids)
        self.decider = Decider(vault, self.request, "Pat")
        self.decider.dispose(self.ids, Disposition.RELEASE)

    def job(self) -> PacketJob:
        return PacketJob(self.vault, self.request, LAW, WISHES)

    def built(self) -> Verified:
        result = finish(self.job())
        assert isinstance(result, Verified)
        return result


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    vault = builders.new_vault(tmp_path)
    yield Office(vault)
    vault.close()


def test_that_a_packet_that_is_not_clean_is_no_file_and_names_the_record(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Finding("text", 2, "It shows words that are withheld.", record=1)
    verdict = Verdict((found,), 3, "0" * 64)
    monkeypatch.setattr("app.packet.verify.verify_packet", lambda *_: verdict)
    result = finish(office.job())
    assert isinstance(result, NotClean)
    error = result.error()
    assert "Record 1" in error.what
    assert "No file was written" in error.what
    with office.vault.read() as work:
        assert work.packets.all(office.request.id) == []
        (noted,) = [e for e in work.audit.entries() if e.act == "packet.verified"]
    assert noted.detail["clean"] is False


def test_that_bytes_that_changed_after_the_verification_are_refused(
    office: Office, tmp_path: Path
) -> None:
    packet = office.built()
    changed = replace(packet, built=replace(packet.built, data=packet.built.data + b"\n"))
    with pytest.raises(PacketNotClean, match="changed"):
        save(office.vault, office.request, changed, tmp_path / "packet.pdf")
    assert not (tmp_path / "packet.pdf").exists()


def test_that_a_packet_that_does_not_know_the_latest_decision_is_refused(
    office: Office, tmp_path: Path
) -> None:
    packet = office.built()
    office.decider.dispose(office.ids[:1], Disposition.NOT_RESPONSIVE)
    with pytest.raises(PacketRefused, match="changed after"):
        save(office.vault, office.request, packet, tmp_path / "packet.pdf")


def test_that_a_packet_of_another_request_is_refused(office: Office, tmp_path: Path) -> None:
    packet = office.built()
    other = builders.new_request(office.vault, office.ids, number="2026-015")
    with pytest.raises(PacketRefused, match="not built for this request"):
        save(office.vault, other, packet, tmp_path / "packet.pdf")
    assert not (tmp_path / "packet.pdf").exists()


def test_that_a_place_that_cannot_be_written_leaves_no_half_file(
    office: Office, tmp_path: Path
) -> None:
    packet = office.built()
    with pytest.raises(AppError, match="could not be written"):
        save(office.vault, office.request, packet, tmp_path / "nowhere" / "packet.pdf")
    blocked = tmp_path / "packet.pdf"
    blocked.mkdir()
    with pytest.raises(AppError, match="could not be written"):
        save(office.vault, office.request, packet, blocked)
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_that_what_lies_beside_a_packet_is_left_alone(office: Office, tmp_path: Path) -> None:
    packet = office.built()
    path = tmp_path / "packet.pdf"
    path.write_bytes(b"an earlier packet")
    for ending in ("old", "part"):
        (tmp_path / f"packet.pdf.{ending}").write_text("mine", encoding="utf-8")
    save(office.vault, office.request, packet, path)
    with pytest.raises(AppError, match="could not be written"):
        save(office.vault, office.request, packet, tmp_path / "nowhere" / "packet.pdf")
    held = {one.name: one.read_bytes()[:4] for one in tmp_path.iterdir() if one.is_file()}
    assert held == {"packet.pdf": b"%PDF", "packet.pdf.old": b"mine", "packet.pdf.part": b"mine"}


def test_that_the_same_decisions_give_the_same_bytes(office: Office) -> None:
    assert office.built().built.data == office.built().built.data


def test_that_a_packet_which_is_built_otherwise_a_second_time_is_no_file(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [one.findings for one in office.built().verdict.checks if one.key == "same_bytes"] == [0]

    class Other(Book):
        def written(self, recipe: PacketRecipe) -> BuiltPacket:
            built = super().written(recipe)
            return replace(built, data=built.data + b" ")

    monkeypatch.setattr("app.packet.checks.same.Book", Other)
    result = finish(office.job())
    assert isinstance(result, NotClean)
    assert [one.kind for one in result.verdict.findings] == ["other_bytes"]


def test_that_a_preview_shows_pages_before_everything_is_decided(office: Office) -> None:
    office.decider.dispose(office.ids[:1], None)
    data = preview(office.vault, office.request, LAW, WISHES)
    text = "".join(page.characters for page in reading.read_pages(data))
    assert "call me" in text
    assert "where are you" not in text


def test_that_a_job_that_has_not_run_has_no_result(office: Office) -> None:
    job = office.job()
    assert "2026-014" in job.title
    with pytest.raises(RuntimeError):
        _ = job.result
