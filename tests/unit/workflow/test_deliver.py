"""A whole delivery read back by other readers: nothing withheld, nothing half-done."""

from __future__ import annotations

import csv
import datetime as dt
import email
import email.policy
import hashlib
import io
import itertools
import json
import sys
import zipfile
from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from pathlib import Path

import builders
import pytest
import pyzipper
from PIL import Image

from app.domain.decisions import Disposition
from app.domain.hidden import HiddenKind
from app.domain.ids import BlobName, RecordId
from app.domain.packets import Density, Finding, Letterhead, Limits, Verdict
from app.domain.redaction import SpanTarget
from app.domain.requests import Request
from app.domain.spans import Span
from app.errors import AppError, PacketRefused
from app.jobs.events import Progress
from app.jobs.finish import finish
from app.packet import reading
from app.packet.normal import needle
from app.vault.drafts import DRAFTS
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow.build_packet import PacketJob, Verified
from app.workflow.decide import Decider
from app.workflow.deliver import Delivered, DeliverJob, DeliveryWishes, Form
from app.workflow.enclose import Permitted
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))
from papers import lines, pdf

LAW = Library.load()
CODE = next(one.code for one in LAW.get("FL").exemptions if not one.needs_confirmation)
SECRET = "Zyxwvut Quorgle"
PACKET = PacketWishes(dt.date(2026, 11, 17), Letterhead("Millbrook Police"), bates_prefix="MPD")
ALL = DeliveryWishes(PACKET, attachments=True, natives=True, load_file=True, rsmf=True)
PASSPHRASE = "twelve words or so"

pytestmark = pytest.mark.usefixtures("blind")


def _picture(kind: str, colour: str) -> bytes:
    target = io.BytesIO()
    exif = Image.Exif()
    if kind == "JPEG":
        exif[0x013B] = "A. Person"
    Image.new("RGB", (64, 48), colour).save(target, kind, exif=exif)
    return target.getvalue()


class Office:
    """Six records with attachments: released, redacted, withheld; some names are hostile."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        secret_file = self.stored(
            b"Quorgle was here", "text/plain", "notes.txt", "Quorgle was here"
        )
        held = [
            [
                self.stored(b"Minutes", "text/plain", "CON", "Minutes"),
                self.stored(_picture("PNG", "red"), "image/png", "..\\..\\evil\u202egpj.exe"),
            ],
            [self.stored(pdf(lines("First page"), lines("Second")), "application/pdf", "a.pdf")],
            [secret_file],
            [self.stored(_picture("JPEG", "blue"), "image/jpeg", "dog. . .")],
            [self.stored(b"Minutes", "text/plain", "copy.txt", "Minutes")],
            [replace(secret_file, name="again.txt", blob=BlobName(""), missing="It is gone.")],
        ]
        texts = ["where are you", f"{SECRET} said so", "all of it", "see dog", "twice", "gone"]
        made = [builders.message(text, number) for number, text in enumerate(texts)]
        self.ids = builders.hold(vault, made, held)
        self.request: Request = builders.new_request(vault, self.ids)
        self.decider = Decider(vault, self.request, "Pat")
        self.decider.dispose(self.ids, Disposition.RELEASE)
        self.decider.dispose(self.ids[2:3], Disposition.WITHHOLD, (CODE,))
        target = SpanTarget(Span(0, len(SECRET)))
        self.decider.redact(self.ids[1], [target], (CODE,))

    def stored(self, data: bytes, kind: str, name: str, text: str = "") -> StoredAttachment:
        put = self.vault.blobs.put(io.BytesIO(data))
        return StoredAttachment(name, put.size, kind, put.sha256, put.name, text)

    def job(self, path: Path, wishes: DeliveryWishes = ALL) -> DeliverJob:
        return DeliverJob(self.vault, self.request, LAW, wishes, path)

    def deliver(self, path: Path, wishes: DeliveryWishes = ALL) -> Delivered:
        done = finish(self.job(path, wishes))
        assert isinstance(done, Delivered)
        return done


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    vault = builders.new_vault(tmp_path)
    yield Office(vault)
    vault.close()


def _files(folder: Path) -> dict[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in folder.rglob("*")
        if one.is_file()
    }


def _texts(name: str, data: bytes) -> Iterator[str]:
    """Give all that a file says, decoded, and what its members say."""
    yield name
    if name.endswith(".pdf"):
        yield "".join(page.characters for page in reading.read_pages(data))
    elif name.endswith(".rsmf"):
        mail = email.message_from_bytes(data, policy=email.policy.default)
        for part in mail.walk():
            yield " ".join(map(str, part.values()))
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                yield from _texts(part.get_filename() or "body.txt", body)
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inner in archive.namelist():
                yield from _texts(inner, archive.read(inner))
    else:
        yield data.decode("utf-8", "replace")


def test_that_a_whole_delivery_is_read_back(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "answer"
    done = office.deliver(path)
    files = _files(path)
    assert done.files == len(files)
    assert done.size == sum(map(len, files.values()))
    listed = dict(
        line.split(" *", 1)[::-1] for line in files["SHA256SUMS.txt"].decode().splitlines()
    )
    assert listed == {
        name: hashlib.sha256(data).hexdigest()
        for name, data in files.items()
        if name != "SHA256SUMS.txt"
    }
    wanted = {"packet.pdf", "READ ME.txt", "index.csv", "index.xlsx", "index.html"}
    assert wanted <= files.keys()
    assert {name for name in files if name.startswith("natives/")} == {
        *("natives/ATT-000001.txt", "natives/ATT-000002.png", "natives/ATT-000005.txt")
    }
    assert files["natives/ATT-000001.txt"] == b"Minutes"
    assert {name for name in files if name.startswith("attachments/")} == {
        *("attachments/ATT-000001.pdf", "attachments/ATT-000002.png"),
        *("attachments/ATT-000003.pdf", "attachments/ATT-000004.png", "attachments/ATT-000005.pdf"),
    }
    assert "VOL001/IMAGES/0001/MPD000001.tif" in files
    assert files["packet.pdf"].startswith(b"%PDF")
    with Image.open(io.BytesIO(files["VOL001/IMAGES/0001/MPD000001.tif"])) as image:
        assert (image.mode, image.info["compression"]) == ("1", "group4")
        assert tuple(map(round, image.info["dpi"])) == (300, 300)


def test_that_no_file_says_what_is_withheld(office: Office, tmp_path: Path) -> None:
    office.deliver(tmp_path / "answer", replace(ALL, certificate=True))
    files = _files(tmp_path / "answer")
    said = {name: needle(" ".join(_texts(name, data))) for name, data in files.items()}
    assert len(said) > 20
    assert "certificate.pdf" in said
    for word in ("Zyxwvut", "Quorgle", "allofit"):
        assert [name for name, text in said.items() if needle(word) in text] == []
    assert needle("where are you") in said["packet.pdf"]


def test_that_hostile_names_stand_in_the_index_and_name_no_file(
    office: Office, tmp_path: Path
) -> None:
    office.deliver(tmp_path / "answer")
    files = _files(tmp_path / "answer")
    assert not [name for name in files if "evil" in name or "CON" in name or "dog" in name]
    assert all(name.isascii() and ".." not in name for name in files)
    text = files["index.csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows[0]["Attached files"].startswith("1. CON, ")
    assert "evilgpj.exe" in rows[0]["Attached files"]
    assert "\u202e" not in text
    assert rows[2]["Disposition"] == "Withheld in full"
    assert rows[2]["From"] == rows[2]["Attached files"] == ""


def test_that_pages_of_the_load_file_are_those_of_the_packet(
    office: Office, tmp_path: Path
) -> None:
    done = office.deliver(tmp_path / "answer")
    files = _files(tmp_path / "answer")
    lines_of_opt = files["VOL001.opt"].decode("ascii").splitlines()
    assert len(lines_of_opt) == done.kept.pages
    documents = files["VOL001.dat"].decode("utf-8-sig").splitlines()[1:]
    cells = [one.strip("\u00fe").split("\u00fe\x14\u00fe") for one in documents]
    begins = [row[0] for row in cells if row[16] != "0"]
    assert begins == sorted(begins)
    assert cells[0][11] == "Letter"
    assert cells[-1][11] == "Exemption log"
    assert sum(int(row[16]) for row in cells) == done.kept.pages
    for line in lines_of_opt:
        assert line.split(",")[2].removeprefix(".\\").replace("\\", "/") in files


def test_that_conversations_hold_the_released_files(office: Office, tmp_path: Path) -> None:
    office.deliver(tmp_path / "answer", DeliveryWishes(PACKET, rsmf=True))
    files = _files(tmp_path / "answer")
    (name,) = [name for name in files if name.startswith("rsmf/")]
    mail = email.message_from_bytes(files[name], policy=email.policy.default)
    (attached,) = mail.iter_attachments()
    with zipfile.ZipFile(io.BytesIO(attached.get_content())) as archive:
        manifest = json.loads(archive.read("rsmf_manifest.json"))
        inner = set(archive.namelist())
    assert inner > {"ATT-000001.pdf", "ATT-000002.png", "ATT-000004.png"}
    assert len(manifest["events"]) == 6
    assert not [one for one in files if one.startswith(("attachments/", "natives/"))]


def test_that_what_hides_in_an_original_keeps_it_unless_permitted(
    office: Office, tmp_path: Path
) -> None:
    wishes = DeliveryWishes(PACKET, natives=True)
    office.deliver(tmp_path / "one", wishes)
    assert "natives/ATT-000004.jpg" not in _files(tmp_path / "one")
    permitted = Permitted(frozenset(HiddenKind))
    office.deliver(tmp_path / "two", replace(wishes, permitted=permitted))
    assert "natives/ATT-000004.jpg" in _files(tmp_path / "two")


def test_that_bytes_that_are_withheld_in_another_record_stay(
    office: Office, tmp_path: Path
) -> None:
    office.decider.dispose(office.ids[4:5], Disposition.WITHHOLD, (CODE,))
    office.deliver(tmp_path / "answer", DeliveryWishes(PACKET, natives=True))
    assert "natives/ATT-000001.txt" not in _files(tmp_path / "answer")


def test_that_an_original_that_says_a_withheld_word_stops_everything(
    vault_with_leak: tuple[Vault, Request], tmp_path: Path
) -> None:
    vault, request = vault_with_leak
    wishes = DeliveryWishes(
        PACKET, natives=True, permitted=Permitted(frozenset(), frozenset({"bin"}))
    )
    with pytest.raises(AppError, match="withheld word"):
        finish(DeliverJob(vault, request, LAW, wishes, tmp_path / "answer"))
    assert not [one for one in tmp_path.iterdir() if "answer" in one.name]


@pytest.fixture
def vault_with_leak(tmp_path: Path) -> Iterator[tuple[Vault, Request]]:
    """Give a request whose released attachment of an unknown kind holds a withheld word."""
    vault = builders.new_vault(tmp_path, "leak")
    put = vault.blobs.put(io.BytesIO(b"\0\1 " + SECRET.encode() + b" \0"))
    stored = StoredAttachment("x", put.size, "application/x-thing", put.sha256, put.name)
    made = [builders.message("fine"), builders.message(f"{SECRET} said so", 1)]
    ids: list[RecordId] = builders.hold(vault, made, [[stored]])
    request = builders.new_request(vault, ids)
    decider = Decider(vault, request, "Pat")
    decider.dispose(ids, Disposition.RELEASE)
    decider.redact(ids[1], [SpanTarget(Span(0, len(SECRET)))], (CODE,))
    yield vault, request
    vault.close()


def test_that_a_delivery_stopped_anywhere_leaves_nothing(office: Office, tmp_path: Path) -> None:
    count = sum(1 for _ in office.job(tmp_path / "whole").steps())
    before = {one.name for one in tmp_path.iterdir()}
    for stop in range(0, count - 1, 3):
        steps = office.job(tmp_path / "answer").steps()
        if len(list(itertools.islice(steps, stop + 1))) <= stop:
            return
        steps.close()
        assert {one.name for one in tmp_path.iterdir()} == before
        drafts = office.vault.path / DRAFTS
        assert not drafts.exists() or not list(drafts.iterdir())


def test_that_the_same_decisions_give_the_same_zip(office: Office, tmp_path: Path) -> None:
    wishes = replace(ALL, form=Form.ZIP)
    for name in ("one.zip", "two.zip"):
        office.deliver(tmp_path / name, wishes)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_that_a_sealed_zip_holds_the_same_files(office: Office, tmp_path: Path) -> None:
    wishes = replace(ALL, form=Form.ZIP, passphrase=PASSPHRASE)
    office.deliver(tmp_path / "answer.zip", wishes)
    office.deliver(tmp_path / "answer")
    with pyzipper.AESZipFile(tmp_path / "answer.zip") as archive:
        archive.setpassword(PASSPHRASE.encode())
        held = {name: archive.read(name) for name in archive.namelist()}
    plain = _files(tmp_path / "answer")
    packed = {"index.xlsx", "exemption log.xlsx", "SHA256SUMS.txt"}
    assert held.keys() == plain.keys()
    assert [name for name in held if held[name] != plain[name] and name not in packed] == []


def test_that_parts_and_single_records_lie_in_a_folder_of_their_own(
    office: Office, tmp_path: Path
) -> None:
    wishes = DeliveryWishes(replace(PACKET, limits=Limits(records=2)), load_file=True)
    done = office.deliver(tmp_path / "parts", wishes)
    files = _files(tmp_path / "parts")
    names = sorted(name for name in files if name.startswith("packet/"))
    assert names[0] == "packet/packet part 01.pdf"
    assert [one.name for one in done.kept.files] == names
    rows = list(csv.DictReader(io.StringIO(files["index.csv"].decode("utf-8-sig"), newline="")))
    assert {row["File"] for row in rows} <= set(names)
    assert files["VOL001.opt"].count(b"\r\n") == done.kept.pages
    single = DeliveryWishes(replace(PACKET, per_record=True), load_file=True)
    office.deliver(tmp_path / "single", single)
    assert (tmp_path / "single" / "packet" / "packet record 000002.pdf").is_file()


def test_that_it_is_remembered_with_the_hash_of_its_list(office: Office, tmp_path: Path) -> None:
    done = office.deliver(tmp_path / "answer")
    listed = (tmp_path / "answer" / "SHA256SUMS.txt").read_bytes()
    assert done.sha256 == hashlib.sha256(listed).hexdigest()
    with office.vault.read() as work:
        (kept,) = work.packets.all(office.request.id)
        acts = {entry.act: entry.detail for entry in work.audit.entries()}
    assert (kept.file_name, kept.sha256) == ("answer", done.kept.sha256)
    assert acts["delivery.saved"]["sha256"] == done.sha256
    assert "packet.delivered" in acts


WHOLE = DeliveryWishes(replace(PACKET, limits=Limits(records=2), custody=True))


class Counted(PacketJob):
    """Counts how often a packet is built."""

    built = 0

    def steps(self) -> Generator[Progress, None, None]:
        Counted.built += 1
        yield from super().steps()


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> type[Counted]:
    monkeypatch.setattr(Counted, "built", 0)
    monkeypatch.setattr("app.workflow.deliver.PacketJob", Counted)
    return Counted


def _built(office: Office, wishes: PacketWishes = WHOLE.packet) -> Verified:
    packet = finish(PacketJob(office.vault, office.request, LAW, wishes))
    assert isinstance(packet, Verified)
    return packet


def _delivered_with(office: Office, packet: Verified, path: Path) -> Delivered:
    job = office.job(path, WHOLE)
    job.use(packet)
    done = finish(job)
    assert isinstance(done, Delivered)
    return done


def test_that_the_packet_that_was_just_verified_is_what_is_delivered(
    office: Office, counted: type[Counted], tmp_path: Path
) -> None:
    packet = _built(office)
    for name in ("one", "two"):
        done = _delivered_with(office, packet, tmp_path / name)
        files = _files(tmp_path / name)
        hashes = [hashlib.sha256(files[one.name]).hexdigest() for one in done.kept.files]
        assert hashes == [part.sha256 for part in packet.parts]
        assert done.kept.sha256 == packet.verdict.sha256
    assert counted.built == 0
    packet.drop()


def test_that_a_packet_that_is_not_what_is_wanted_now_is_built_again(
    office: Office, counted: type[Counted], tmp_path: Path
) -> None:
    others = [
        _built(office, PACKET),
        replace(_built(office), head=None),
        _built(office),
    ]
    office.decider.dispose(office.ids[3:4], Disposition.WITHHOLD, (CODE,))
    for count, packet in enumerate(others, start=1):
        _delivered_with(office, packet, tmp_path / f"answer {count}")
        assert counted.built == count
    files = _files(tmp_path / "answer 3")
    assert not any("see dog" in text for name in files for text in _texts(name, files[name]))


def test_that_a_verified_packet_that_changed_since_is_not_delivered(
    office: Office, counted: type[Counted], tmp_path: Path
) -> None:
    packet = _built(office)
    first, *rest = packet.parts
    forged = replace(packet, parts=(replace(first, read=lambda: first.read() + b" "), *rest))
    with pytest.raises(AppError, match="changed after it was verified"):
        _delivered_with(office, forged, tmp_path / "answer")
    assert counted.built == 0
    assert not [one for one in tmp_path.iterdir() if "answer" in one.name]
    assert packet.parts[1].read().startswith(b"%PDF")


def test_that_a_packet_that_is_not_clean_is_not_delivered(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verdict = Verdict((Finding("text", 2, "It shows words."),), 3, "0" * 64)
    monkeypatch.setattr("app.packet.verify.verify_packet", lambda *_: verdict)
    job = office.job(tmp_path / "answer")
    with pytest.raises(RuntimeError):
        _ = job.result
    finish(job)
    assert not isinstance(job.result, Delivered)
    assert not [one for one in tmp_path.iterdir() if "answer" in one.name]


def test_that_a_file_of_an_attachment_that_is_not_clean_stops_everything(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.packet import verify

    real: Callable[..., Verdict] = verify.verify_packet

    def picky(*arguments: object) -> Verdict:
        if len(arguments) == 5:
            return real(*arguments)
        return Verdict((Finding("text", 1, "It shows words."),), 1, "0" * 64)

    monkeypatch.setattr("app.packet.verify.verify_packet", picky)
    with pytest.raises(AppError, match="file of an attachment"):
        office.deliver(tmp_path / "answer", DeliveryWishes(PACKET, attachments=True))
    assert not [one for one in tmp_path.iterdir() if "answer" in one.name]


def test_that_a_name_that_tells_and_a_sealed_folder_are_refused(
    office: Office, tmp_path: Path
) -> None:
    with pytest.raises(AppError, match="withheld in the packet"):
        office.deliver(tmp_path / SECRET, DeliveryWishes(PACKET))
    with pytest.raises(AppError, match="cannot be sealed"):
        office.deliver(tmp_path / "answer", DeliveryWishes(PACKET, passphrase=PASSPHRASE))
    assert not [one for one in tmp_path.iterdir() if one.suffix != ".vault"]


def test_that_a_file_changed_on_the_drive_is_noticed(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.delivery.archive import FolderTarget

    real = FolderTarget.add

    def changing(self: FolderTarget, name: str, data: bytes) -> None:
        real(self, name, data + b" " if name == "index.csv" else data)

    monkeypatch.setattr(FolderTarget, "add", changing)
    with pytest.raises(AppError, match="changed after it was written"):
        office.deliver(tmp_path / "answer", DeliveryWishes(PACKET))
    assert not (tmp_path / "answer").exists()


def test_that_a_drive_that_is_full_is_a_sentence(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.delivery.archive.FolderTarget.add", full)
    with pytest.raises(AppError, match="make room"):
        office.deliver(tmp_path / "answer", DeliveryWishes(PACKET))
    assert not [one for one in tmp_path.iterdir() if "answer" in one.name]


def test_that_a_request_changed_meanwhile_is_not_delivered(office: Office, tmp_path: Path) -> None:
    steps = office.job(tmp_path / "answer", DeliveryWishes(PACKET)).steps()
    while next(steps).note != "Packet written":
        pass
    office.decider.dispose(office.ids[:1], Disposition.NOT_RESPONSIVE)
    with pytest.raises(PacketRefused):
        deque(steps)
    assert not [one for one in tmp_path.iterdir() if "answer" in one.name]


def test_that_a_load_file_sets_one_record_a_page_and_files_show_attachments() -> None:
    named = replace(PACKET, layout=replace(PACKET.layout, attachments=False))
    assert ALL.laid_out().layout.density is Density.ONE_A_PAGE
    assert DeliveryWishes(PACKET).laid_out() is PACKET
    assert DeliveryWishes(named, attachments=True).layout_of_files().attachments
    assert not DeliveryWishes(named).layout_of_files().attachments
    assert "twelve" not in repr(DeliveryWishes(PACKET, passphrase=PASSPHRASE))
