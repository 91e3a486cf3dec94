"""From the sample to a certificate, and what an outsider finds when it is checked."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import builders
import pytest
from reportlab.pdfgen.canvas import Canvas

from app.cli import main as command_line
from app.domain.decisions import Disposition
from app.domain.packets import Letterhead
from app.domain.requests import Request
from app.jobs.finish import finish
from app.packet.normal import needle
from app.packet.reading import read_pages
from app.packet.verify import verify_pdf
from app.vault.folder import Vault
from app.workflow import sample as bundled
from app.workflow.build_packet import PacketJob, Verified, save
from app.workflow.certify import CertificateWishes, certify, kept_files, save_certificate
from app.workflow.decide import Decider
from app.workflow.demo import run_demo
from app.workflow.keep_requests import Requests
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes
from app.workflow.show_times import local_today

Run = Callable[..., tuple[int, dict[str, Any]]]

pytestmark = pytest.mark.usefixtures("blind")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Give what runs one command: its exit code and its answer."""

    def run_it(*arguments: object) -> tuple[int, dict[str, Any]]:
        capsys.readouterr()
        code = command_line.main([*map(str, arguments), "--json"], lambda _: 0)
        printed = capsys.readouterr().out
        return code, json.loads(printed) if printed else {}

    return run_it


def test_that_the_demos_certificate_agrees_with_what_is_expected_and_tells_nothing(
    tmp_path: Path, run: Run
) -> None:
    vault, law, sample = builders.new_vault(tmp_path), Library.load(), bundled.load()
    requests = Requests(vault, law, local_today)
    try:
        demo = run_demo(vault, law, requests, sample, finish)
        packet = demo.packet
        assert isinstance(packet, Verified)
        request = requests.get(sample.request.number)
        path = tmp_path / "packet.pdf"
        of_json, of_page = saved(vault, request, packet, path)
    finally:
        vault.close()
    data, page = of_json.read_bytes(), of_page.read_bytes()
    told = json.loads(data)["certificate"]
    _compare(told, sample.expected)
    assert told["files"][0]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert told["verification"]["words_searched"] > 20
    _tells_nothing(data, page, {*packet.unsaid, *sample.expected["words_in_no_page"]})
    code, checked = run("certificate", "check", of_json)
    assert (code, checked["holds"], checked["fingerprint"]) == (0, True, told["fingerprint"])


def saved(vault: Vault, request: Request, packet: Verified, path: Path) -> tuple[Path, Path]:
    """Save a packet and its certificate; gives where JSON and page of the latter are."""
    kept = save(vault, request, packet, path)
    wishes = CertificateWishes("America/New_York")
    certified = certify(vault, request, packet, kept_files(packet, kept), wishes)
    return save_certificate(vault, request, certified, path)


def _compare(told: dict[str, Any], expected: Any) -> None:
    counts = told["counts"]
    wanted = expected["request"]
    for name in ("released", "redacted", "withheld", "not_responsive"):
        assert counts[name] == wanted[name]
    assert counts["held"] == wanted["records"]
    assert counts["redactions"] >= expected["redactions_at_least"] - wanted["withheld"]
    assert told["sources"]
    for source in told["sources"]:
        _, _, name = source["label"].partition(": ")
        wanted = expected["sources"][name]
        assert {key: source[key] for key in wanted} == wanted


def _tells_nothing(data: bytes, page: bytes, words: set[str]) -> None:
    assert len(words) > 40
    long = [word for word in words if len(needle(word)) >= 5]
    said = needle(data.decode("utf-8"))
    shown = needle("".join(one.characters for one in read_pages(page)))
    assert [word for word in long if needle(word) in said or needle(word) in shown] == []
    assert verify_pdf(page, long).clean


@pytest.fixture
def leaky(tmp_path: Path) -> Path:
    """Give a PDF in which a bar is painted over a telephone number."""
    path = tmp_path / "leaky.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "Call 850-555-0142")
    canvas.rect(70, 690, 200, 30, fill=1)
    canvas.save()
    return path


def test_that_verify_writes_its_report_as_json_and_as_pages(
    run: Run, leaky: Path, tmp_path: Path
) -> None:
    told, pages = tmp_path / "report.json", tmp_path / "report.PDF"
    assert run("verify", leaky, "--report", told)[0] == 1
    assert run("verify", leaky, "--report", pages)[0] == 1
    report = json.loads(told.read_bytes())
    assert report["sha256"] == hashlib.sha256(leaky.read_bytes()).hexdigest()
    assert (report["file"], report["clean"]) == ("leaky.pdf", False)
    assert report["checks"][0]["passed"] is False
    assert "signature" not in report
    assert verify_pdf(pages.read_bytes(), ["850-555-0142"]).clean
    assert run("verify", leaky, "--report", tmp_path / "report.doc")[0] == 2


def test_that_the_fingerprint_that_was_read_out_is_compared(run: Run, tmp_path: Path) -> None:
    file, fingerprint = _certified(tmp_path)
    packet = tmp_path / "2026-014.pdf"
    typed = fingerprint.lower().replace(" ", "-")
    assert run("certificate", "check", file, packet, "--fingerprint", typed)[0] == 0
    code, told = run("certificate", "check", file, packet, "--fingerprint", "0000 1111")
    assert (code, told["signed"], told["holds"]) == (1, True, False)
    assert "another key" in told["sentence"]
    packet.write_bytes(packet.read_bytes() + b"\n")
    code, told = run("certificate", "check", file)
    assert (code, told["files"]) == (1, [{"name": "2026-014.pdf", "state": "changed"}])
    assert run("certificate", "check", tmp_path / "gone.json")[0] == 2
    assert run("certificate", "check", packet)[0] == 2
    (tmp_path / "other").mkdir()
    assert run("certificate", "check", file, packet, tmp_path / "other" / packet.name)[0] == 2


def _certified(folder: Path) -> tuple[Path, str]:
    """Make a packet of one released message with its certificate."""
    vault = builders.new_vault(folder)
    ids = builders.hold(vault, [builders.message("where are you")])
    request = builders.new_request(vault, ids)
    Decider(vault, request, "Pat").dispose(ids, Disposition.RELEASE)
    wishes = PacketWishes(dt.date(2026, 11, 17), Letterhead("Millbrook Police"))
    packet = finish(PacketJob(vault, request, Library.load(), wishes))
    assert isinstance(packet, Verified)
    of_json, _ = saved(vault, request, packet, folder / "2026-014.pdf")
    vault.close()
    return of_json, json.loads(of_json.read_bytes())["certificate"]["fingerprint"]
