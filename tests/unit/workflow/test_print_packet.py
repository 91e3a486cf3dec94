"""What may be printed, and what vault and trail remember of it; over real packets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import builders
import pytest

from app.domain.decisions import Dispose, Disposition
from app.domain.ids import RecordId
from app.domain.packets import Contents, Finding, KeptPacket, Letterhead, Limits
from app.domain.redaction import SpanTarget
from app.domain.requests import Request
from app.domain.spans import Span
from app.errors import AppError, PacketNotClean, PacketRefused
from app.jobs.finish import finish
from app.packet import reading
from app.vault.folder import Vault
from app.workflow.build_marked import MarkedJob, VerifiedMarked
from app.workflow.build_packet import PacketJob, Verified
from app.workflow.decide import Decider
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes
from app.workflow.print_packet import (
    PRINTED,
    Printed,
    PrintFile,
    Printout,
    log_printout,
    marked_printout,
    packet_printout,
    plain_printout,
    printout_of,
    verified_file,
)
from app.workflow.print_pages import Faces, PrintWishes, Scope

LAW = Library.load()
HEAD = Letterhead("Millbrook Police")
WISHES = PacketWishes(dt.date(2026, 11, 17), HEAD, bates_prefix="MPD")
NO_LETTER = replace(WISHES, contents=Contents(letter=False))
CODE = "s. 119.071(4)(d)2.a"
NAME = "Jordan Blackwood"

pytestmark = pytest.mark.usefixtures("blind")


class Office:
    """A request of six messages, a name in one of them withheld."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        said = [
            f"marker{number} where are you {NAME if number == 2 else ''}" for number in range(6)
        ]
        made = [builders.message(text, number) for number, text in enumerate(said)]
        self.ids: list[RecordId] = builders.hold(vault, made)
        self.request: Request = builders.new_request(vault, self.ids, "FL")
        decider = Decider(vault, self.request, "Pat")
        decider.dispose(self.ids, Disposition.RELEASE)
        start = said[2].index(NAME)
        decider.redact(self.ids[2], [SpanTarget(Span(start, start + len(NAME)))], [CODE])

    def built(self, wishes: PacketWishes = WISHES) -> Verified:
        result = finish(PacketJob(self.vault, self.request, LAW, wishes))
        assert isinstance(result, Verified)
        return result

    def printout(self, wishes: PacketWishes = WISHES) -> Printout:
        return printout_of(self.vault, self.request, LAW, self.built(wishes), wishes)

    def kept(self) -> list[KeptPacket]:
        with self.vault.read() as work:
            return work.packets.all(self.request.id)

    def trail(self, act: str) -> list[dict[str, object]]:
        with self.vault.read() as work:
            return [dict(entry.detail) for entry in work.audit.entries() if entry.act == act]

    def change(self) -> None:
        with self.vault.write() as work:
            only = [Dispose(self.ids[0], Disposition.NOT_RESPONSIVE)]
            work.decisions.append(self.request.id, "Pat", only)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    vault = builders.new_vault(tmp_path)
    yield Office(vault)
    vault.close()


def words_of(file: PrintFile) -> list[str]:
    return [page.characters for page in reading.read_pages(file.proved())]


def print_all(printout: Printout, **wishes: object) -> Printed:
    wished = PrintWishes(**wishes)  # type: ignore[arg-type]  # each test names fields of it
    return Printed(printout.chosen(wished), wished)


def numbers(printout: Printout, **wishes: object) -> list[int]:
    return [page.number for page in print_all(printout, **wishes).pages]


def test_that_a_packet_is_printed_from_its_verified_bytes(office: Office) -> None:
    packet = office.built()
    printout = packet_printout(office.vault, office.request, packet, "letter")
    printout.prove()
    assert printout.files[0].proved() == packet.built.data
    assert len(printout.pages) == packet.pages
    assert printout.recipient == packet.recipient


def test_that_other_bytes_than_the_verified_are_refused(office: Office) -> None:
    packet = office.built()
    packet = replace(packet, built=replace(packet.built, data=packet.built.data + b" "), parts=())
    printout = packet_printout(office.vault, office.request, packet, "letter")
    with pytest.raises(PacketNotClean, match="changed after it was verified"):
        printout.prove()


def test_that_an_outdated_packet_is_not_printed(office: Office) -> None:
    printout = office.printout()
    office.change()
    with pytest.raises(PacketRefused, match="changed after this packet was built"):
        printout.prove()


def test_that_the_letter_inside_can_be_printed_alone_or_left_out(office: Office) -> None:
    printout = office.printout()
    last = len(printout.pages)
    assert printout.letter == 1
    assert "Dear" in words_of(printout.files[0])[0]
    assert "marker0" in words_of(printout.files[0])[1]
    assert numbers(printout, scope=Scope.LETTER) == [1]
    assert numbers(printout, scope=Scope.PACKET) == list(range(2, last + 1))
    assert numbers(printout) == list(range(1, last + 1))


def test_that_pages_are_asked_for_by_the_numbers_at_their_foot(office: Office) -> None:
    printout = office.printout()
    assert numbers(printout, pages="2-") == list(range(2, len(printout.pages) + 1))
    with pytest.raises(AppError, match="None of these pages"):
        printout.chosen(PrintWishes(scope=Scope.PACKET, pages="1"))
    with pytest.raises(AppError, match="There is no page 99"):
        printout.chosen(PrintWishes(pages="99"))


def test_that_a_packet_without_a_letter_gets_it_as_a_file_before_it(office: Office) -> None:
    printout = office.printout(NO_LETTER)
    letter, packet = printout.files
    assert (letter.name, printout.letter, printout.letter_apart) == ("letter", 1, True)
    assert "Dear" in words_of(letter)[0]
    assert "MPD-LETTER-000001" in words_of(letter)[0]
    assert not any("Dear" in page or "LETTER" in page for page in words_of(packet))
    assert NAME not in "".join(words_of(letter))
    assert [page.number for page in printout.pages] == [0, *range(1, packet.pages + 1)]
    assert numbers(printout, pages="1") == [0, 1]
    assert numbers(printout, scope=Scope.PACKET, pages="1") == [1]
    assert numbers(printout, scope=Scope.LETTER) == [1]


def test_that_a_letter_of_its_own_needs_no_prefix_and_no_second_hyphen(office: Office) -> None:
    for prefix, number in (("", "LETTER-000001"), ("XY-", "XY-LETTER-000001")):
        printout = office.printout(replace(NO_LETTER, bates_prefix=prefix))
        assert number in words_of(printout.files[0])[0]


def test_that_no_letter_is_made_for_an_outdated_packet(office: Office) -> None:
    packet = office.built(NO_LETTER)
    office.change()
    with pytest.raises(PacketRefused):
        printout_of(office.vault, office.request, LAW, packet, NO_LETTER)


def test_that_all_parts_are_one_job_in_their_order(office: Office) -> None:
    wishes = replace(WISHES, limits=Limits(records=2))
    printout = office.printout(wishes)
    assert len(printout.files) == 3
    text = "".join(words for file in printout.files for words in words_of(file))
    assert [text.index(f"marker{at}") for at in range(6)] == sorted(
        text.index(f"marker{at}") for at in range(6)
    )
    assert [page.number for page in printout.pages] == list(range(1, len(printout.pages) + 1))
    printout.note(print_all(printout))
    kept = office.kept()[-1]
    assert kept.file_name == PRINTED
    assert [file.sha256 for file in kept.files] == [file.sha256 for file in printout.files]


def test_that_the_letter_is_known_where_every_record_is_a_file(office: Office) -> None:
    printout = office.printout(replace(WISHES, per_record=True))
    assert (printout.letter, printout.letter_apart) == (1, False)
    assert len(printout.files) == 8


def test_that_a_whole_printing_is_remembered_as_a_handing_over(office: Office) -> None:
    printout = office.printout()
    printout.note(print_all(printout))
    (kept,) = office.kept()
    assert (kept.file_name, kept.sha256) == (PRINTED, printout.files[0].sha256)
    assert len(office.trail("packet.printed")) == 1


def test_that_copies_are_remembered(office: Office) -> None:
    printout = office.printout()
    printout.note(print_all(printout, copies=3))
    assert office.kept()[-1].file_name == "(printed, 3 copies)"


def test_that_some_pages_are_remembered_as_such(office: Office) -> None:
    printout = office.printout()
    printout.note(print_all(printout, pages="2-3"))
    printout.note(print_all(printout, pages="2", copies=2))
    printout.note(print_all(printout, faces=Faces.FRONT))
    names = [kept.file_name for kept in office.kept()]
    assert names[:2] == ["(printed pages 2-3)", "(printed pages 2, 2 copies)"]
    assert names[2] == f"(printed front sides of pages 1-{len(printout.pages)})"
    assert len(office.trail("packet.pages_printed")) == 3
    assert not office.trail("packet.printed")


def test_that_a_stopped_printing_is_in_the_trail_alone(office: Office) -> None:
    printout = office.printout()
    printed = replace(print_all(printout, pages="1-2"), is_whole=False)
    printout.note(printed)
    assert office.kept() == []
    (entry,) = office.trail("printing.stopped")
    assert entry["pages"] == "1-2"


def test_that_a_letter_of_its_own_is_remembered_beside_its_packet(office: Office) -> None:
    printout = office.printout(NO_LETTER)
    printout.note(print_all(printout))
    assert [kept.file_name for kept in office.kept()] == [PRINTED]
    printout.note(print_all(printout, scope=Scope.LETTER))
    assert len(office.kept()) == 1
    hashes = [entry["sha256"] for entry in office.trail("letter.printed")]
    assert hashes == [printout.files[0].sha256] * 2
    printout.note(print_all(printout, scope=Scope.PACKET))
    assert len(office.trail("letter.printed")) == 2
    assert len(office.trail("packet.printed")) == 2


def test_that_the_stamp_may_not_say_what_is_withheld(office: Office) -> None:
    printout = office.printout()
    printout.refuse_stamp("Copy of 2026-014 packet for Dana Whitlow")
    printout.refuse_stamp("")
    with pytest.raises(PacketRefused, match="withheld"):
        printout.refuse_stamp(f"Copy for {NAME}")


def test_that_the_exemption_log_is_printed_alone(office: Office) -> None:
    packet = office.built()
    printout = log_printout(office.vault, office.request, LAW, packet, WISHES)
    printout.prove()
    text = "".join(words_of(printout.files[0]))
    assert CODE in text
    assert "marker0" not in text
    assert "Dear" not in text
    printout.note(print_all(printout))
    (entry,) = office.trail("log.printed")
    assert entry["whole"] is True
    office.change()
    with pytest.raises(PacketRefused):
        printout.prove()


def test_that_any_verified_file_is_printed_under_its_title(office: Office) -> None:
    data = office.built().built.data
    file = verified_file(data, "certificate")
    printout = plain_printout(office.vault, "2026-014 certificate", file, "certificate.printed")
    printout.prove()
    assert printout.files[0].proved() == data
    other = replace(file, sha256="0" * 64)
    with pytest.raises(PacketNotClean):
        replace(printout, files=(other,)).prove()
    printout.note(print_all(printout, pages="2"))
    assert office.trail("certificate.printed")[0]["pages"] == "2"


def test_that_a_file_that_hides_something_is_not_printed() -> None:
    with pytest.raises(PacketNotClean):
        verified_file(b"%PDF-1.7 broken")


def test_that_a_marked_copy_is_remembered_with_its_recipient(office: Office) -> None:
    job = MarkedJob(office.vault, office.request, LAW, WISHES, marked_for="County attorney")
    copy = finish(job)
    assert isinstance(copy, VerifiedMarked)
    printout = marked_printout(office.vault, office.request, copy, "letter")
    printout.prove()
    assert printout.files[0].proved() == copy.built.data
    printout.note(print_all(printout))
    printout.note(print_all(printout, pages="1"))
    printout.note(replace(print_all(printout, pages="1"), is_whole=False))
    names = [(kept.file_name, kept.marked_for) for kept in office.kept()]
    assert names == [
        (PRINTED, "County attorney"),
        ("(printed pages 1)", "County attorney"),
    ]
    assert len(office.trail("printing.stopped")) == 1
    office.change()
    with pytest.raises(PacketRefused):
        printout.prove()


def test_that_a_letter_that_is_not_clean_is_not_printed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    packet = office.built(NO_LETTER)
    monkeypatch.setattr(
        "app.workflow.print_packet.verify.verify_packet",
        lambda *_: replace(
            packet.verdict, findings=(Finding("ink", 1, "It shows something else."),)
        ),
    )
    with pytest.raises(PacketNotClean, match="shows something else"):
        printout_of(office.vault, office.request, LAW, packet, NO_LETTER)
