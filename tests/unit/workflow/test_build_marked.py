"""Marked copies: for a named recipient alone, of decided records, and never the released packet."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import builders
import pypdfium2
import pytest
from PIL import Image, ImageDraw
from unit.documents import papers

from app.documents.burn import outline_picture
from app.domain.decisions import Disposition
from app.domain.ids import RecordId
from app.domain.packets import Finding, Letterhead, Verdict
from app.domain.redaction import Field, Place, RegionTarget, SpanTarget, WholeTarget
from app.domain.requests import Request
from app.domain.spans import Region, Span
from app.errors import AppError, PacketNotClean, PacketRefused
from app.jobs.finish import finish
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow.build_marked import MarkedJob, VerifiedMarked, proposed_name, save_marked
from app.workflow.build_packet import NotClean, PacketJob, Verified
from app.workflow.decide import Decider
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes

LAW = Library.load()
WISHES = PacketWishes(dt.date(2026, 11, 17), Letterhead("Millbrook Police"), bates_prefix="MPD-")
CODE = [next(e for e in LAW.get("FL").exemptions if not e.needs_confirmation).code]
WHO = "Sgt. Marta Ruiz"

pytestmark = pytest.mark.usefixtures("blind")


class Office:
    """A request whose records are redacted in every way; without files it is built sooner."""

    def __init__(self, vault: Vault, *, with_files: bool = False) -> None:
        self.vault = vault
        files = self._files() if with_files else []
        texts = ("ask Jane Blackwood", "Whole secret of Ludmila", "call me")
        records = [builders.message(text, n, sender=f"Sender{n}") for n, text in enumerate(texts)]
        self.ids = builders.hold(vault, records, [files, files[:1], []])
        self.request: Request = builders.new_request(vault, self.ids)
        self.decider = Decider(vault, self.request, "Pat")
        first, second, third = self.ids
        self.decider.dispose([first, third], Disposition.RELEASE)
        self.decider.dispose([second], Disposition.WITHHOLD, CODE)
        targets = [SpanTarget(Span(4, 18)), SpanTarget(Span(0, 4), Place(Field.PARTY, 1))]
        on_files = [
            SpanTarget(Span(0, 5), Place(Field.ATTACHMENT_NAME, 0)),
            SpanTarget(Span(9, 18), Place(Field.ATTACHMENT_TEXT, 2)),
            RegionTarget(0, Region(1, 0.25, 0.25, 0.5, 0.5)),
            RegionTarget(1, Region(1, 0.1, 0.1, 0.6, 0.3)),
            WholeTarget(3),
        ]
        self.decider.redact(first, [*targets, *(on_files if files else [])], CODE)

    def _files(self) -> list[StoredAttachment]:
        return [
            self._put("plate.png", "image/png", _picture()),
            self._put("form.pdf", "application/pdf", _pdf()),
            self._put("notes.txt", "text/plain", b"Notes on Blackwood\nsecond line"),
            self._put("whole.pdf", "application/pdf", _pdf()),
        ]

    def _put(self, name: str, media_type: str, data: bytes) -> StoredAttachment:
        put = self.vault.blobs.put(io.BytesIO(data))
        text = data.decode() if media_type == "text/plain" else ""
        return StoredAttachment(name, len(data), media_type, put.sha256, put.name, text)

    def job(self, marked_for: str = WHO) -> MarkedJob:
        return MarkedJob(self.vault, self.request, LAW, WISHES, marked_for=marked_for)

    def built(self) -> VerifiedMarked:
        result = finish(self.job())
        assert isinstance(result, VerifiedMarked), result
        return result


def _picture() -> bytes:
    image = Image.new("RGB", (400, 200), (90, 120, 160))
    ImageDraw.Draw(image).ellipse((110, 55, 190, 95), fill=(250, 240, 40))
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def _pdf() -> bytes:
    return papers.pdf(lambda pen: pen.drawString(90, 700, "Form about Blackwood"))


def _said(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        pages = [document[at].get_textpage().get_text_range() for at in range(len(document))]
    finally:
        document.close()
    return re.sub(r"\s+", " ", " ".join(pages))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    vault = builders.new_vault(tmp_path)
    yield Office(vault)
    vault.close()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> VerifiedMarked:
    """Build a copy once; it knows no vault."""
    vault = builders.new_vault(tmp_path_factory.mktemp("copy"))
    try:
        return Office(vault).built()
    finally:
        vault.close()


def test_that_a_marked_copy_shows_what_the_packet_of_the_same_request_withholds(
    tmp_path: Path,
) -> None:
    vault = builders.new_vault(tmp_path, "files")
    office = Office(vault, with_files=True)
    said = _said(office.built().built.data)
    packet = finish(PacketJob(office.vault, office.request, LAW, WISHES))
    assert isinstance(packet, Verified), packet
    released = _said(packet.built.data)
    for word in ("Jane Blackwood", "Ludmila", "plate", "Notes on", "Sender1"):
        assert word in said
    for word in ("Blackwood", "Ludmila", "plate", "Sender1", "MARKED", "Marked copy"):
        assert word not in released
    assert f"[Jane Blackwood · {CODE[0]}" in said
    assert "withheld in full under" in said
    vault.close()


@pytest.mark.parametrize("who", ["", "   ", "\n", " - "])
def test_that_a_marked_copy_for_nobody_is_refused(
    office: Office, copy: VerifiedMarked, who: str, tmp_path: Path
) -> None:
    with pytest.raises(PacketRefused, match="named recipient"):
        office.job(who)
    nameless = replace(copy, marked_for=who)
    with pytest.raises(PacketRefused, match="named recipient"):
        save_marked(office.vault, office.request, nameless, tmp_path / "copy.pdf")
    assert not (tmp_path / "copy.pdf").exists()


def test_that_a_recipient_without_end_is_refused(office: Office) -> None:
    with pytest.raises(PacketRefused, match="too long"):
        office.job("name " * 40)


def test_that_undecided_records_refuse_a_marked_copy(office: Office) -> None:
    office.decider.dispose([office.ids[2]], None)
    with pytest.raises(AppError, match="cannot be built yet"):
        finish(office.job())


def test_that_a_saved_marked_copy_is_remembered_with_its_recipient(
    office: Office, copy: VerifiedMarked, tmp_path: Path
) -> None:
    path = tmp_path / proposed_name(office.request, WHO)
    kept = save_marked(office.vault, office.request, copy, path)
    assert path.name == "2026-014 marked copy for Sgt. Marta Ruiz.pdf"
    with office.vault.read() as work:
        assert work.packets.all(office.request.id) == [kept]
        entries = list(work.audit.entries())
    assert kept.marked_for == kept.recipient == WHO
    (noted,) = [entry for entry in entries if entry.act == "marked.saved"]
    assert noted.detail["recipient"] == WHO
    assert noted.detail["sha256"] == kept.sha256
    assert path.read_bytes().startswith(b"%PDF")


def test_that_a_marked_copy_of_earlier_decisions_is_refused(
    office: Office, copy: VerifiedMarked, tmp_path: Path
) -> None:
    office.decider.redact(office.ids[2], [SpanTarget(Span(0, 4))], CODE)
    with pytest.raises(PacketRefused, match="changed after"):
        save_marked(office.vault, office.request, copy, tmp_path / "copy.pdf")


def test_that_bytes_that_changed_after_the_verification_are_refused(
    office: Office, copy: VerifiedMarked, tmp_path: Path
) -> None:
    changed = replace(copy, built=replace(copy.built, data=copy.built.data + b"\n"))
    with pytest.raises(PacketNotClean, match="changed"):
        save_marked(office.vault, office.request, changed, tmp_path / "copy.pdf")


def test_that_a_marked_copy_that_is_not_clean_is_no_file(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    verdict = Verdict((Finding("watermark", 2, "The page lacks the watermark."),), 3, "0" * 64)
    monkeypatch.setattr("app.packet.verify.verify_packet", lambda *_: verdict)
    result = finish(office.job())
    assert isinstance(result, NotClean)
    with office.vault.read() as work:
        (noted,) = [e for e in work.audit.entries() if e.act == "marked.verified"]
    assert noted.detail["clean"] is False


def test_that_asking_for_a_copy_before_it_is_built_is_a_fault(office: Office) -> None:
    job = office.job()
    assert WHO in job.title
    with pytest.raises(RuntimeError):
        _ = job.result


def test_that_a_region_is_outlined_and_what_lies_in_it_is_still_seen() -> None:
    made = outline_picture(_picture(), ((0.25, 0.25, 0.5, 0.5),))
    assert not isinstance(made, str)
    image = Image.open(io.BytesIO(made[0])).convert("RGB")
    assert image.getpixel((150, 75)) == (250, 240, 40)
    red, green, _ = image.getpixel((100 + 3, 75))
    assert red > 150
    assert green < 120
    assert image.getpixel((20, 20)) == (90, 120, 160)


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("The Court", "2026-014 marked copy for The Court.pdf"),
        ("a/b:c\\..", "2026-014 marked copy for a b c.pdf"),
        ("///", "2026-014 marked copy for recipient.pdf"),
    ],
)
def test_that_the_proposed_name_says_what_it_is_and_can_be_a_file(
    office: Office, who: str, name: str
) -> None:
    assert proposed_name(office.request, who) == name


def test_that_a_withheld_record_without_words_still_says_its_codes(tmp_path: Path) -> None:
    vault = builders.new_vault(tmp_path, "calls")
    (record,) = builders.hold(vault, [builders.message("")])
    request = builders.new_request(vault, [RecordId(record)])
    Decider(vault, request, "Pat").dispose([record], Disposition.WITHHOLD, CODE)
    result = finish(MarkedJob(vault, request, LAW, WISHES, marked_for=WHO))
    assert isinstance(result, VerifiedMarked), result
    assert f"[(no text) · {CODE[0]}" in _said(result.built.data)
    vault.close()
