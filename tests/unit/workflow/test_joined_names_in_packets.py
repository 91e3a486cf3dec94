"""What a packet says of joined people: nothing unasked, nothing where anything is withheld."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import builders
import pytest

from app.domain.decisions import Disposition
from app.domain.ids import RecordId
from app.domain.packets import Letterhead
from app.domain.parsed import Parsed
from app.domain.people import Party, Role
from app.domain.provenance import Moment
from app.domain.records import Kind
from app.domain.redaction import Field, Place, SpanTarget
from app.domain.spans import Span
from app.errors import PacketRefused
from app.jobs.finish import finish
from app.jobs.isolated import Child
from app.packet import reading
from app.vault.folder import Vault
from app.workflow.build_marked import MarkedJob, VerifiedMarked, save_marked
from app.workflow.build_packet import PacketJob, Verified, save
from app.workflow.decide import Decider
from app.workflow.deliver import Delivered, DeliverJob, DeliveryWishes
from app.workflow.join_people import People
from app.workflow.kept_sheets import tools_in
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes, RecipeMaker

LAW = Library.load()
AS_EXPORTED = PacketWishes(dt.date(2026, 11, 17), Letterhead("Millbrook Police"))
WITH_NAMES = replace(AS_EXPORTED, joined_names=True)
CODES = ("119.071(5)(a)",)
SAID = "+1 850 555 0101 is known to this office as Dale Whitaker"
PARTY = Place(Field.PARTY, 0)

pytestmark = pytest.mark.usefixtures("blind")


def said(number: int, text: str) -> Parsed:
    return Parsed(
        locator=f"m {number}",
        platform="sms",
        kind=Kind.MESSAGE,
        text=text,
        sent=Moment(builders.MARCH_14 + number * 60_000_000, "", "utc"),
        parties=(
            Party(Role.FROM, "", "+1 850 555 0101"),
            Party(Role.TO, "Front Desk", "desk@example.com", is_owner=True),
        ),
    )


class Office:
    """Three released messages of a number that the clerk calls Dale Whitaker."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        texts = ("on my way", "Whitaker said so", "ask the pharmacy")
        self.ids = builders.hold(vault, [said(n, text) for n, text in enumerate(texts)])
        self.request = builders.new_request(vault, self.ids)
        self.decider = Decider(vault, self.request, "Pat")
        self.decider.dispose(self.ids, Disposition.RELEASE)
        self.people = People(vault, "Pat")
        self.number = self.people.everyone("0101")[0].id
        self.people.name(self.number, "Dale Whitaker")

    def remarks(self, wishes: PacketWishes = WITH_NAMES, most: int | None = None) -> list[str]:
        law = LAW.get(self.request.details.jurisdiction)
        with Child() as child:
            maker = RecipeMaker(self.vault, self.request, law, tools_in(child))
            records = maker.cook(wishes, most).recipe.records
        return [remark for record in records for remark in record.remarks]

    def redact(self, at: int, place: Place, start: int, end: int) -> None:
        self.decider.redact(self.ids[at], [SpanTarget(Span(start, end), place)], CODES)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    vault = builders.new_vault(tmp_path)
    yield Office(vault)
    vault.close()


def test_that_no_name_is_told_that_was_not_asked_for(office: Office) -> None:
    assert office.remarks(AS_EXPORTED) == []
    assert office.remarks() == [SAID] * 3
    assert office.remarks(most=1) == [SAID]


def test_that_the_text_of_a_party_stays_as_decisions_know_it(office: Office) -> None:
    with office.vault.read() as work:
        record = work.records.get(RecordId(1))
    assert record.parties[0].label == "+1 850 555 0101"


@pytest.mark.parametrize(
    ("at", "place", "stretch"),
    [
        (0, PARTY, (0, 15)),
        (0, PARTY, (10, 11)),
        (1, Place(), (0, 8)),
        (1, Place(), (1, 5)),
    ],
    ids=["the number", "one digit of it", "the family name in a text", "a piece of that name"],
)
@pytest.mark.parametrize("most", [None, 3])
def test_that_nothing_is_told_of_whom_anything_is_withheld_anywhere(
    office: Office, at: int, place: Place, stretch: tuple[int, int], most: int | None
) -> None:
    office.redact(at, place, *stretch)
    assert office.remarks(most=most) == []


def test_that_other_withheld_words_leave_the_name(office: Office) -> None:
    office.redact(2, Place(), 8, 16)
    assert office.remarks() == [SAID] * 3


def test_that_a_record_withheld_whole_takes_the_names_of_its_people_away(office: Office) -> None:
    office.decider.dispose([office.ids[2]], Disposition.WITHHOLD, CODES)
    assert office.remarks() == []


def test_that_a_packet_with_names_is_proved_clean_and_prints_them(office: Office) -> None:
    result = finish(PacketJob(office.vault, office.request, LAW, WITH_NAMES))
    assert isinstance(result, Verified)
    text = "".join(page.characters for page in reading.read_pages(result.built.data))
    assert text.count("Dale Whitaker") == 3


def test_that_a_packet_with_names_is_outdated_once_somebody_is_called_otherwise(
    office: Office, tmp_path: Path
) -> None:
    packet = finish(PacketJob(office.vault, office.request, LAW, WITH_NAMES))
    assert isinstance(packet, Verified)
    office.people.name(office.number, "Dale W.")
    with pytest.raises(PacketRefused, match="joined or named otherwise"):
        save(office.vault, office.request, packet, tmp_path / "packet.pdf")
    office.people.undo()
    save(office.vault, office.request, packet, tmp_path / "packet.pdf")
    desk = office.people.everyone("desk@example.com")[0].id
    office.people.join([office.number, desk])
    with pytest.raises(PacketRefused, match="joined or named otherwise"):
        save(office.vault, office.request, packet, tmp_path / "again.pdf")
    office.people.split([desk])
    save(office.vault, office.request, packet, tmp_path / "again.pdf")


def test_that_people_of_other_requests_and_packets_without_names_outdate_nothing(
    office: Office, tmp_path: Path
) -> None:
    told = finish(PacketJob(office.vault, office.request, LAW, WITH_NAMES))
    plain = finish(PacketJob(office.vault, office.request, LAW, AS_EXPORTED))
    builders.hold(office.vault, [builders.message("elsewhere", 7, to="Ben")], name="b.xml")
    office.people.name(office.people.everyone("0102")[0].id, "Benjamin Cole")
    assert isinstance(told, Verified)
    assert isinstance(plain, Verified)
    save(office.vault, office.request, told, tmp_path / "told.pdf")
    office.people.name(office.number, "")
    save(office.vault, office.request, plain, tmp_path / "plain.pdf")


def test_that_a_delivery_builds_anew_where_somebody_is_called_otherwise(
    office: Office, tmp_path: Path
) -> None:
    packet = finish(PacketJob(office.vault, office.request, LAW, WITH_NAMES))
    assert isinstance(packet, Verified)
    office.people.name(office.number, "Quentin Vale")
    job = DeliverJob(
        office.vault, office.request, LAW, DeliveryWishes(WITH_NAMES), tmp_path / "delivery"
    )
    job.use(packet)
    result = finish(job)
    assert isinstance(result, Delivered)
    assert result.kept.sha256 != packet.verdict.sha256
    files = sorted((tmp_path / "delivery").rglob("*.pdf"))
    text = "".join(p.characters for f in files for p in reading.read_pages(f.read_bytes()))
    assert "Quentin Vale" in text
    assert "Dale" not in text


def test_that_a_marked_copy_with_names_is_outdated_too(office: Office, tmp_path: Path) -> None:
    job = MarkedJob(office.vault, office.request, LAW, WITH_NAMES, marked_for="Sgt. Ruiz")
    copy = finish(job)
    assert isinstance(copy, VerifiedMarked)
    office.people.name(office.number, "Dale W.")
    with pytest.raises(PacketRefused, match="joined or named otherwise"):
        save_marked(office.vault, office.request, copy, tmp_path / "copy.pdf")
