"""Certificates of packets: what they hold, what they never hold, and when there is none."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import builders
import pytest
from reportlab.pdfgen.canvas import Canvas

from app.domain.certificate import Certified, CertifiedFile
from app.domain.decisions import Disposition
from app.domain.ids import RecordId
from app.domain.packets import Finding, Letterhead, Limits
from app.domain.parsed import Parsed
from app.domain.redaction import SpanTarget
from app.domain.sources import NewSource, SourceState
from app.domain.spans import Span
from app.errors import PacketNotClean, PacketRefused
from app.jobs.finish import finish
from app.packet.normal import seen
from app.packet.reading import read_pages
from app.packet.verify import verify_pdf
from app.vault.folder import Vault
from app.vault.incoming import IncomingRecord
from app.vault.signing import is_signed
from app.workflow.build_packet import PacketJob, Verified, save
from app.workflow.certify import (
    CertificateWishes,
    certificate_paths,
    certify,
    files_of,
    kept_files,
    save_certificate,
)
from app.workflow.check_certificate import check_certificate
from app.workflow.check_request import sign_off
from app.workflow.decide import Decider
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes

LAW = Library.load()
CODES = [one.code for one in LAW.get("FL").exemptions if not one.needs_confirmation]
MADE = dt.datetime(2026, 11, 17, 14, 30, tzinfo=dt.UTC)
WISHES = CertificateWishes("America/New_York", made_at=MADE)
PLAIN = PacketWishes(dt.date(2026, 11, 17), Letterhead("Millbrook Police"), bates_prefix="MPD")
IN_PARTS = replace(PLAIN, limits=Limits(records=3))
COUNT = 8

pytestmark = pytest.mark.usefixtures("blind")


def hold(vault: Vault, records: list[Parsed], name: str) -> list[RecordId]:
    """Put records into a vault as one source whose file has a name that may tell something."""
    new = NewSource("sms_backup", "SMS Backup & Restore", name, "5e" * 32, 1, name, "Ofc. Diaz")
    with vault.write() as work:
        source = work.sources.begin(new)
        work.sources.take(source, [IncomingRecord(record) for record in records])
        work.sources.set_state(source, SourceState.DONE)
    with vault.read() as work:
        return [RecordId(number + 1) for number in range(work.records.count())]


class Office:
    """A request of eight messages: one withheld, one with a redaction, one not responsive."""

    def __init__(self, vault: Vault, name: str = "Quintrell") -> None:
        self.vault = vault
        texts = [f"marker{number} where is {name}" for number in range(3)]
        texts += [f"marker{number} where are you" for number in range(3, COUNT)]
        parsed = [builders.message(text, number) for number, text in enumerate(texts)]
        self.ids = hold(vault, parsed, f"phone of {name}.xml")
        self.request = builders.new_request(vault, self.ids)
        self.decider = Decider(vault, self.request, "Pat Ames")
        self.decider.dispose(self.ids[:1], Disposition.WITHHOLD, CODES[:1])
        self.decider.dispose(self.ids[1:2], Disposition.NOT_RESPONSIVE)
        self.decider.dispose(self.ids[2:], Disposition.RELEASE)
        at = texts[2].index(name)
        target = SpanTarget(Span(at, at + len(name)))
        self.decider.redact(self.ids[2], [target], CODES[:1])

    def built(self, wishes: PacketWishes = PLAIN) -> Verified:
        result = finish(PacketJob(self.vault, self.request, LAW, wishes))
        assert isinstance(result, Verified)
        return result

    def certified(self, packet: Verified | None = None) -> Certified:
        packet = packet or self.built()
        names = [f"2026-014 {part.number:02d}.pdf" for part in packet.parts]
        return certify(self.vault, self.request, packet, files_of(packet, names), WISHES)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    vault = builders.new_vault(tmp_path)
    yield Office(vault)
    vault.close()


def told_in(certified: Certified) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(certified.json)
    return told


def page_text(certified: Certified) -> str:
    return seen("".join(page.characters for page in read_pages(certified.pdf)))


def _page(text: str) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    canvas.drawString(72, 700, text)
    canvas.save()
    return target.getvalue()


def test_that_a_certificate_is_signed_by_the_vault_and_names_the_packet(office: Office) -> None:
    packet = office.built()
    certified = office.certified(packet)
    told = told_in(certified)
    assert told["signature"]["algorithm"] == "Ed25519"
    said = json.dumps(
        told["certificate"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert is_signed(
        f"{said}\n".encode(), told["signature"]["value"], told["signature"]["public_key"]
    )
    (file,) = told["certificate"]["files"]
    assert file["sha256"] == hashlib.sha256(packet.built.data).hexdigest()
    assert file["bytes"] == len(packet.built.data)
    assert (file["first_number"], file["last_number"], file["part"]) == (*packet.bates, 0)
    assert told["certificate"]["made_at"] == "2026-11-17T09:30:00-05:00"
    assert told["certificate"]["verification"]["clean"] is True
    assert told["certificate"]["verification"]["words_searched"] > 0


def test_that_the_sums_agree_with_the_packet(office: Office) -> None:
    packet = office.built()
    told = told_in(office.certified(packet))["certificate"]
    counts = told["counts"]
    assert counts == {
        "held": 8,
        "released": 5,
        "redacted": 1,
        "withheld": 1,
        "not_responsive": 1,
        "redactions": 1,
        "log_lines": len(packet.built.log),
    }
    assert packet.tally.found + packet.tally.not_responsive == counts["held"]
    for source in told["sources"]:
        parts = ("records", "copies", "unreadable", "ignored")
        assert source["seen"] == sum(source[part] for part in parts)
    assert told["decisions"]["people"] == ["Pat Ames"]
    assert told["decisions"]["log_position"] == packet.log_position
    with office.vault.read() as work:
        assert told["decisions"]["trail"] == work.audit.last_seal()


def test_that_a_withheld_name_stands_in_neither_file(office: Office) -> None:
    certified = office.certified()
    assert b"quintrell" not in certified.json.lower()
    assert "quintrell" not in page_text(certified).casefold()
    (source,) = told_in(certified)["certificate"]["sources"]
    assert source["label"] == "SMS Backup & Restore"
    assert verify_pdf(certified.pdf, ["Quintrell"]).clean


def test_that_a_withheld_name_stands_in_no_record_of_custody(office: Office) -> None:
    packet = office.built(replace(PLAIN, custody=True))
    text = "".join(page.characters for page in read_pages(packet.built.data))
    assert "Record of custody" in text
    assert "phone of" not in text
    assert "quintrell" not in text.casefold()


@pytest.mark.parametrize("words", ["Fingerprint", "Passed", "SHA-256", "request 2026", "Schema"])
def test_that_a_withheld_word_may_be_one_that_every_certificate_says(
    tmp_path: Path, words: str
) -> None:
    vault = builders.new_vault(tmp_path)
    try:
        assert Office(vault, words).certified().certificate.proof.clean
    finally:
        vault.close()


def test_that_digits_of_a_hash_may_be_a_withheld_word(tmp_path: Path) -> None:
    vault = builders.new_vault(tmp_path)
    with vault.read() as work:
        group = work.signing.fingerprint.split()[0]
    try:
        assert group in page_text(Office(vault, group).certified())
    finally:
        vault.close()


def test_that_what_only_resembles_a_withheld_word_is_no_fault(tmp_path: Path) -> None:
    vault = builders.new_vault(tmp_path)
    try:
        assert Office(vault, "word5 5earched").certified().certificate.proof.clean
        assert not verify_pdf(_page("withheld words"), ["withheld word5"]).clean
    finally:
        vault.close()


def test_that_a_page_that_says_a_withheld_word_is_no_certificate(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    packet = replace(office.built(), unsaid=("Telephone the office",))
    monkeypatch.setattr("app.workflow.certify.words", lambda *_: "")
    with pytest.raises(PacketNotClean, match="A withheld word stands"):
        office.certified(packet)
    verdict = replace(packet.verdict, findings=())
    monkeypatch.setattr("app.packet.verify.verify_pdf", lambda *_: verdict)
    with pytest.raises(PacketNotClean, match="A withheld word can be read on it"):
        office.certified(packet)


def test_that_people_and_roles_that_are_withheld_are_left_out(office: Office) -> None:
    sign_off(office.vault, office.request, "Quintrell", "captain")
    assert office.certified().certificate.signed_off == ()
    sign_off(office.vault, office.request, "Sam Reyes", "captain")
    certified = office.certified()
    assert certified.certificate.signed_off == ("Sam Reyes, captain",)
    assert seen("Sam Reyes, captain") in page_text(certified)


def test_that_parts_are_each_named_with_their_hash_and_numbers(
    office: Office, tmp_path: Path
) -> None:
    packet = office.built(IN_PARTS)
    assert packet.is_several
    folder = tmp_path / "out"
    folder.mkdir()
    kept = save(office.vault, office.request, packet, folder)
    files = kept_files(packet, kept)
    certified = certify(office.vault, office.request, packet, files, WISHES)
    told = told_in(certified)["certificate"]["files"]
    assert [file["part"] for file in told] == list(range(1, len(packet.parts) + 1))
    assert [file["name"] for file in told] == [file.name for file in kept.files]
    for file in told:
        data = (folder / file["name"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    checks = told_in(certified)["certificate"]["verification"]["checks"]
    assert len({check["key"] for check in checks}) == len(checks)
    saved = save_certificate(office.vault, office.request, certified, folder)
    given: dict[str, Path | bytes] = {file.name: folder / file.name for file in kept.files}
    assert check_certificate(saved[0].read_bytes(), given).holds
    packet.drop()


def test_that_saving_writes_both_and_notes_it_in_the_trail(office: Office, tmp_path: Path) -> None:
    packet = office.built()
    path = tmp_path / "2026-014.pdf"
    kept = save(office.vault, office.request, packet, path)
    certified = certify(office.vault, office.request, packet, kept_files(packet, kept), WISHES)
    of_json, of_pdf = save_certificate(office.vault, office.request, certified, path)
    assert (of_json.name, of_pdf.name) == ("2026-014 certificate.json", "2026-014 certificate.pdf")
    assert of_json.read_bytes() == certified.json
    assert of_pdf.read_bytes() == certified.pdf
    with office.vault.read() as work:
        entry = work.audit.entries()[-1]
    assert entry.act == "packet.certified"
    assert entry.detail["sha256"] == hashlib.sha256(certified.json).hexdigest()
    assert entry.detail["fingerprint"] == certified.certificate.fingerprint
    assert check_certificate(certified.json, {path.name: path}).holds
    beside = certificate_paths(office.request, tmp_path / "answer")
    assert beside[0].name == "answer certificate.json"
    assert certificate_paths(office.request, tmp_path)[1].name == "2026-014 certificate.pdf"


def test_that_there_is_no_certificate_once_something_was_decided_since(office: Office) -> None:
    packet = office.built()
    office.decider.dispose(office.ids[3:4], Disposition.NOT_RESPONSIVE)
    with pytest.raises(PacketRefused, match="changed after"):
        office.certified(packet)


def test_that_a_packet_that_changed_or_is_not_clean_gets_none(office: Office) -> None:
    packet = office.built()
    (part,) = packet.parts
    found = replace(part.verdict, findings=(Finding("ink", 1, "x"),))
    other = replace(part.verdict, sha256="0" * 64)
    wrong = (
        replace(part, read=lambda: packet.built.data + b"\n"),
        replace(part, verdict=found),
        replace(part, verdict=other),
    )
    for one in wrong:
        with pytest.raises(PacketNotClean, match="changed"):
            office.certified(replace(packet, parts=(one,)))
    with pytest.raises(PacketNotClean, match="no packet"):
        office.certified(replace(packet, parts=()))


def test_that_no_file_of_the_packet_is_left_out(office: Office) -> None:
    packet = office.built()
    files = (CertifiedFile("index.csv", "0" * 64, 10),)
    with pytest.raises(PacketRefused, match="leave out"):
        certify(office.vault, office.request, packet, files, WISHES)
    more = (*files_of(packet, ["a.pdf"]), *files)
    certified = certify(office.vault, office.request, packet, more, WISHES)
    assert seen("index.csv") in page_text(certified)


def test_that_a_name_that_tells_is_refused(office: Office) -> None:
    packet = office.built()
    files = files_of(packet, ["Quintrell.pdf"])
    with pytest.raises(PacketRefused, match="withheld"):
        certify(office.vault, office.request, packet, files, WISHES)


def test_that_a_page_that_is_not_clean_is_no_certificate(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    packet = office.built()
    verdict = replace(packet.verdict, findings=(Finding("ink", 1, "Something is hidden."),))
    monkeypatch.setattr("app.packet.verify.verify_pdf", lambda *_: verdict)
    with pytest.raises(PacketNotClean, match="Something is hidden"):
        office.certified(packet)


def test_that_the_time_is_now_where_none_is_given(office: Office) -> None:
    packet = office.built()
    before = dt.datetime.now(dt.UTC).replace(microsecond=0)
    certified = certify(
        office.vault, office.request, packet, files_of(packet, ["a.pdf"]), CertificateWishes("UTC")
    )
    made = dt.datetime.fromisoformat(certified.certificate.made_at)
    assert before <= made <= dt.datetime.now(dt.UTC)
