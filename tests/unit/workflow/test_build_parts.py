"""A packet in several files: sealed until saved, saved whole or not at all, gone when given up."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Self

import builders
import pytest

from app.domain.decisions import Dispose, Disposition
from app.domain.ids import RecordId
from app.domain.packets import Finding, Letterhead, Limits, Order, Verdict
from app.domain.redacted import SheetWord
from app.domain.requests import Request
from app.errors import AppError, PacketNotClean, PacketRefused
from app.jobs.events import Progress
from app.jobs.finish import finish
from app.jobs.isolated import Child
from app.packet import reading
from app.packet.looking import PagePixels, Watched
from app.packet.verify import verify_packet
from app.packet.writer import build
from app.vault.drafts import DRAFTS
from app.vault.folder import Vault
from app.workflow import build_packet
from app.workflow.build_packet import NotClean, PacketJob, Previewer, Verified, save
from app.workflow.custody import custody_of
from app.workflow.hand_over import names_of
from app.workflow.kept_sheets import tools_in
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes, RecipeMaker

LAW = Library.load()
CODE = next(one.code for one in LAW.get("FL").exemptions if not one.needs_confirmation)
WISHES = PacketWishes(
    dt.date(2026, 11, 17),
    Letterhead("Millbrook Police"),
    bates_prefix="MPD",
    limits=Limits(records=3),
)
COUNT = 8

pytestmark = pytest.mark.usefixtures("blind")


class Office:
    """A request of eight released messages."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        said = [f"marker{number} where are you" for number in range(COUNT)]
        made = [builders.message(text, number) for number, text in enumerate(said)]
        self.ids: list[RecordId] = builders.hold(vault, made)
        self.request: Request = builders.new_request(vault, self.ids)
        with vault.write() as work:
            released = [Dispose(one, Disposition.RELEASE) for one in self.ids]
            work.decisions.append(self.request.id, "Pat", released)

    def built(self, wishes: PacketWishes = WISHES) -> Verified:
        result = finish(PacketJob(self.vault, self.request, LAW, wishes))
        assert isinstance(result, Verified)
        return result

    def drafts(self) -> list[Path]:
        return [path for path in (self.vault.path / DRAFTS).rglob("*") if path.is_file()]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    vault = builders.new_vault(tmp_path)
    yield Office(vault)
    vault.close()


def text_of(data: bytes) -> str:
    return "".join(page.characters for page in reading.read_pages(data))


def test_that_parts_lie_sealed_until_they_are_saved(office: Office, tmp_path: Path) -> None:
    packet = office.built()
    assert packet.is_several
    assert len(office.drafts()) == 3
    assert all(b"marker" not in path.read_bytes() for path in office.drafts())
    kept = save(office.vault, office.request, packet, tmp_path)
    saved = sorted(tmp_path.glob("*.pdf"))
    assert [path.name for path in saved] == [f"2026-014 part 0{n}.pdf" for n in (1, 2, 3)]
    hashes = [hashlib.sha256(path.read_bytes()).hexdigest() for path in saved]
    assert [file.sha256 for file in kept.files] == hashes
    assert [file.name for file in kept.files] == names_of(office.request, packet)
    assert kept.pages == packet.pages == sum(file.pages for file in kept.files)
    assert kept.bates == ("MPD000001", f"MPD{packet.pages:06d}")
    texts = "".join(text_of(path.read_bytes()) for path in saved)
    assert [texts.count(f"marker{n}") for n in range(COUNT)] == [1] * COUNT
    with office.vault.read() as work:
        assert work.packets.all(office.request.id) == [kept]
    packet.drop()
    assert office.drafts() == []


class Noting:
    """Eyes that see nothing and note that they looked."""

    def __init__(self, noted: list[str]) -> None:
        self._noted = noted

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def __call__(self, pages: Iterable[PagePixels]) -> Iterator[Sequence[SheetWord]]:
        self._noted.append("looked")
        for _ in pages:
            yield ()


@pytest.mark.parametrize("large", [1, 50])
def test_that_memory_is_given_back_between_the_steps_of_large_files_only(
    office: Office, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    noted: list[str] = []

    def again(*_: object) -> list[Finding]:
        noted.append("built again")
        return []

    monkeypatch.setattr(build_packet, "_LARGE", large)
    monkeypatch.setattr(build_packet, "give_back", lambda: noted.append("given"))
    monkeypatch.setattr(build_packet, "check_same_bytes", again)
    monkeypatch.setattr(build_packet, "ManyEyes", lambda: Noting(noted))
    job = PacketJob(office.vault, office.request, LAW, replace(WISHES, limits=Limits()))
    finish(job)
    assert noted[0] == ("given" if large == 1 else "looked")
    steps = [name for name, _ in itertools.groupby(noted)]
    if large == 1:
        assert steps == ["given", "looked", "given", "built again", "given"]
    else:
        assert steps == ["looked", "built again"]


def test_that_the_files_of_a_long_log_have_names_of_their_own(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.packet.parts._ROWS_A_FILE", 3)
    with office.vault.write() as work:
        withheld = [Dispose(one, Disposition.WITHHOLD, (CODE,)) for one in office.ids]
        work.decisions.append(office.request.id, "Pat", withheld)
    packet = office.built(replace(WISHES, per_record=True))
    names = [part.name for part in packet.parts[-3:]]
    assert names == ["exemption log", "exemption log 2", "exemption log 3"]
    save(office.vault, office.request, packet, tmp_path)
    assert len(list(tmp_path.glob("*.pdf"))) == len(packet.parts) == COUNT + 4


def test_that_it_is_known_on_which_pages_each_record_stands(office: Office) -> None:
    packet = office.built()
    told = [place for part in packet.parts for place in part.places]
    assert [number for number, _, _ in told] == list(map(int, office.ids))
    for part in packet.parts:
        pages = [page.characters for page in reading.read_pages(part.read())]
        for number, first, last in part.places:
            said = "".join(pages[first - 1 : last])
            assert f"marker{office.ids.index(RecordId(number))} where" in said
    packet.drop()


def test_that_a_file_s_name_may_be_said_beforehand(office: Office, tmp_path: Path) -> None:
    save(office.vault, office.request, office.built(), tmp_path / "Whitlow.pdf")
    assert (tmp_path / "Whitlow part 03.pdf").is_file()
    assert not (tmp_path / "Whitlow.pdf").exists()


def test_that_every_record_can_be_a_file_of_its_own(office: Office, tmp_path: Path) -> None:
    packet = office.built(replace(WISHES, per_record=True))
    save(office.vault, office.request, packet, tmp_path)
    names = {path.name for path in tmp_path.glob("*.pdf")}
    expected = {f"2026-014 record {one:06d}.pdf" for one in office.ids}
    assert names == expected | {"2026-014 letter.pdf", "2026-014 exemption log.pdf"}


def test_that_one_file_is_all_there_is_without_limits(office: Office, tmp_path: Path) -> None:
    packet = office.built(replace(WISHES, limits=Limits()))
    assert not packet.is_several
    assert office.drafts() == []
    assert packet.size == len(packet.built.data)
    assert packet.parts[0].read() == packet.built.data
    kept = save(office.vault, office.request, packet, tmp_path / "a.pdf")
    assert kept.files == ()
    packet.drop()


def test_that_saving_puts_all_files_there_or_none(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packet = office.built()
    before = tmp_path / "2026-014 part 01.pdf"
    before.write_bytes(b"an earlier packet")
    rename = Path.replace

    def locked(path: Path, target: Path) -> Path:
        if path.name.startswith("2026-014 part 03.pdf.") and path.suffix == ".part":
            raise PermissionError(13, "locked")
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(AppError, match="part 03"):
        save(office.vault, office.request, packet, tmp_path)
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [before.name]
    assert before.read_bytes() == b"an earlier packet"
    save(office.vault, office.request, packet, tmp_path)
    assert before.read_bytes().startswith(b"%PDF")
    assert sorted(path.suffix for path in tmp_path.iterdir() if path.is_file()) == [".pdf"] * 3


def test_that_a_draft_that_is_not_what_was_verified_is_refused(
    office: Office, tmp_path: Path
) -> None:
    packet = office.built()
    changed = replace(packet.parts[2], read=lambda: b"%PDF-1.7 other")
    other = replace(packet, parts=(*packet.parts[:2], changed))
    with pytest.raises(PacketNotClean, match="changed"):
        save(office.vault, office.request, other, tmp_path)
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []


def test_that_no_file_s_name_tells_what_is_withheld(office: Office, tmp_path: Path) -> None:
    packet = replace(office.built(), unsaid=("Blackwood",))
    with pytest.raises(PacketRefused, match="name of the file"):
        save(office.vault, office.request, packet, tmp_path / "Blackwood")


def test_that_a_finding_in_any_part_leaves_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def late(*given: object) -> Verdict:
        asked.append(1)
        verdict = verify_packet(*given[:4])  # type: ignore[arg-type]  # passed on
        found = (Finding("text", 1, "It shows words that are withheld.", 7),)
        return replace(verdict, findings=found) if len(asked) == 3 else verdict

    monkeypatch.setattr("app.packet.verify.verify_packet", late)
    result = finish(PacketJob(office.vault, office.request, LAW, WISHES))
    assert isinstance(result, NotClean)
    assert "Record 7" in result.error().what
    assert office.drafts() == []


def test_that_a_job_that_is_stopped_anywhere_leaves_nothing_and_can_be_run_again(
    office: Office,
) -> None:
    whole = len(list(PacketJob(office.vault, office.request, LAW, WISHES).steps()))
    for stop in range(1, whole):
        steps = PacketJob(office.vault, office.request, LAW, WISHES).steps()
        for _ in range(stop):
            next(steps)
        steps.close()
        assert office.drafts() == []
    first, second = office.built(), office.built()
    assert [part.sha256 for part in first.parts] == [part.sha256 for part in second.parts]
    first.drop()
    assert second.parts[0].read()


@pytest.mark.parametrize("order", list(Order))
def test_that_records_come_in_slices_as_they_come_at_once(office: Office, order: Order) -> None:
    wishes = replace(WISHES, layout=replace(WISHES.layout, order=order), limits=Limits())
    whole = office.built(wishes)
    parts = office.built(replace(wishes, limits=Limits(records=2)))
    first = [n for part in parts.parts for n in _markers(part.read())]
    assert first == _markers(whole.built.data)


def _markers(data: bytes) -> list[str]:
    return [word for word in text_of(data).split() if word.startswith("marker")]


def test_that_the_record_of_custody_is_gathered_and_printed(office: Office) -> None:
    custody = custody_of(office.vault, office.request, "America/New_York")
    assert custody.held == custody.released == COUNT
    assert custody.people == ("Pat",)
    assert custody.decided.startswith("from ")
    (source,) = custody.sources
    counts = (source.records, source.copies, source.unreadable, source.ignored)
    assert source.seen == sum(counts) == COUNT
    packet = office.built(replace(WISHES, custody=True))
    texts = [text_of(part.read()) for part in packet.parts]
    assert [("Record of custody" in text) for text in texts] == [False, False, True]


def test_that_a_request_without_decisions_names_nobody(tmp_path: Path) -> None:
    vault = builders.new_vault(tmp_path)
    request = builders.new_request(vault, [])
    custody = custody_of(vault, request, "UTC")
    assert (custody.people, custody.decided, custody.sources) == ((), "", ())
    vault.close()


def test_that_a_preview_needs_no_process_for_texts_and_ends_when_unwanted(office: Office) -> None:
    with Previewer(office.vault, office.request, LAW) as previewer:
        assert "marker7" in text_of(previewer.first_pages(WISHES))
        assert previewer.first_pages(WISHES, lambda: False) == b""


def test_that_a_stop_is_heard_while_a_file_is_verified() -> None:
    heard: list[bool] = []

    def work(stop: threading.Event) -> Verdict:
        heard.append(stop.wait(60))
        return Verdict((), pages=1, sha256="")

    told = Progress(0, 1, "Verifying")
    waiting = build_packet._waited(work, told)
    assert next(waiting) == told
    waiting.close()
    assert heard == [True]


@pytest.mark.parametrize("after", [0, 3, 6])
def test_that_a_verification_can_be_ended_between_pages_and_checks(
    office: Office, after: int
) -> None:
    class Enough(Exception):
        """The verification was ended."""

    calls: list[None] = []

    def pause() -> None:
        calls.append(None)
        if len(calls) > after:
            raise Enough

    maker = RecipeMaker(office.vault, office.request, LAW.get("FL"), tools_in(Child()))
    recipe = maker.cook(WISHES).recipe
    built = build(recipe)
    with pytest.raises(Enough):
        verify_packet(built.data, recipe, built, (), Watched(lambda _: iter(()), pause))
    assert len(calls) == after + 1
