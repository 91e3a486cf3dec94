"""From an export to packets of one request for several audiences, read back as a stranger would."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path

import builders
import pikepdf
import pytest

from app.domain.audiences import Audience
from app.domain.ids import RecordId
from app.domain.layers import Layered, OpenCode
from app.domain.packets import Letterhead
from app.domain.requests import Request
from app.errors import PacketRefused
from app.importers.base import ImportOptions
from app.jobs.finish import finish
from app.packet import reading, verify
from app.vault.folder import Vault
from app.workflow.build_packet import PacketJob, Verified, save
from app.workflow.decide import Decider
from app.workflow.decision_file import DecisionFile
from app.workflow.import_export import ImportJob, Recognised, look_at
from app.workflow.law import Library
from app.workflow.made_for import made_for
from app.workflow.packet_recipe import PacketWishes
from app.workflow.search_records import Searcher

LAW = Library.load()
PRIVATE, POLICE = [e.code for e in LAW.get("FL").exemptions if not e.needs_confirmation][:2]
TEXTS = (
    "Maria Soto called about the stop",
    "the informant is Devin Okafor",
    "Maria Soto lives on Birchwood Lane",
    "nothing of note",
    "the tactics were Operation Larkspur",
)
LINES: tuple[dict[str, object], ...] = (
    {"find": "*", "disposition": "RELEASE"},
    {"find": "*", "redact": "Maria Soto", "exemptions": [PRIVATE]},
    {"find": "*", "redact": "Devin Okafor", "exemptions": [PRIVATE, POLICE]},
    {"find": "tactics", "disposition": "WITHHOLD", "exemptions": [POLICE]},
    {"find": "*", "words": "Maria Soto", "open_for": "victim"},
    {"open": [POLICE], "for": "prosecutor"},
    {"open": [PRIVATE], "for": "prosecutor"},
    {"find": "*", "redact": "Birchwood Lane", "exemptions": [PRIVATE], "only_for": "court"},
)

pytestmark = pytest.mark.usefixtures("blind")


class Office:
    """A request made from an export, decided by a file."""

    def __init__(self, folder: Path) -> None:
        self.vault: Vault = builders.new_vault(folder)
        export = folder / "sms.xml"
        export.write_text(builders.sms_xml(TEXTS), "utf-8")
        (recognised,) = look_at([export])
        assert isinstance(recognised, Recognised)
        finish(ImportJob(self.vault, recognised, ImportOptions()))
        with self.vault.read() as work:
            many = work.records.count()
        assert many == len(TEXTS)
        self.request: Request = builders.new_request(
            self.vault, [RecordId(number) for number in range(1, many + 1)]
        )
        self.decider = Decider(self.vault, self.request, "Pat")

    def apply(self, *lines: dict[str, object]) -> None:
        file = DecisionFile(self.vault, Searcher(self.vault, "UTC"), self.decider)
        file.apply(map(json.dumps, lines))

    def packet(self, audience: Audience, name: str = "") -> Verified:
        wishes = PacketWishes(
            dt.date(2026, 11, 23), Letterhead("Millbrook Police"), made_for=made_for(audience, name)
        )
        result = finish(PacketJob(self.vault, self.request, LAW, wishes))
        assert isinstance(result, Verified)
        return result


def text_of(packet: Verified) -> str:
    return "\n".join(page.characters for page in reading.read_pages(packet.built.data))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    made.apply(*LINES)
    yield made
    made.vault.close()


def test_that_each_audience_reads_what_it_may_and_no_more(office: Office) -> None:
    public, victim, prosecutor, court = (text_of(office.packet(one)) for one in Audience)
    for name in ("Maria Soto", "Devin Okafor", "Operation Larkspur"):
        assert name not in public
        assert name in prosecutor
        assert name not in court
    assert "Maria Soto called" in victim
    assert "Maria Soto lives on Birchwood Lane" in victim
    assert "Okafor" not in victim
    assert "Larkspur" not in victim
    assert "Birchwood Lane" in public
    assert "Birchwood" not in court


def test_that_the_publics_packet_is_the_same_to_the_byte_whatever_layers_say(
    tmp_path: Path,
) -> None:
    office = Office(tmp_path)
    office.apply(*LINES[:4])
    plain = office.packet(Audience.PUBLIC)
    office.apply(*LINES[4:])
    assert office.packet(Audience.PUBLIC).built.data == plain.built.data
    save(office.vault, office.request, plain, tmp_path / "packet.pdf")
    office.vault.close()


def test_that_the_packet_of_one_is_no_packet_of_another(office: Office) -> None:
    public, prosecutor = office.packet(Audience.PUBLIC), office.packet(Audience.PROSECUTOR)
    court = office.packet(Audience.COURT)
    assert {"Maria Soto", "Devin Okafor"} <= set(public.unsaid)
    assert "Birchwood Lane" in court.unsaid
    assert verify.verify_pdf(public.built.data, public.unsaid).clean
    assert verify.verify_pdf(public.built.data, prosecutor.unsaid).clean
    for packet, words in ((prosecutor, public.unsaid), (public, court.unsaid)):
        leaks = verify.verify_pdf(packet.built.data, words).findings
        assert {one.kind for one in leaks} & {"withheld_word", "hidden_word"}


def test_that_every_page_letter_properties_and_numbers_say_for_whom(office: Office) -> None:
    packet = office.packet(Audience.VICTIM, "Maria  Soto")
    whom = "Copy for Maria Soto, the victim"
    for page in reading.read_pages(packet.built.data):
        assert whom in page.characters
        assert "not to be passed on" in page.characters
    told = text_of(packet)
    assert "words that are withheld from the public" in " ".join(told.split())
    assert "Dear Maria Soto:" in told
    assert "Dana Whitlow" not in told
    assert packet.built.bates[0].startswith("VICTIM ")
    assert packet.recipient == "Maria Soto"
    with pikepdf.open(io.BytesIO(packet.built.data)) as pdf:
        assert str(pdf.docinfo["/Title"]).startswith(whom)


def test_that_only_an_exemption_that_holds_is_named(office: Office) -> None:
    office.apply({"find": "nothing", "redact": "note", "exemptions": [PRIVATE, POLICE]})
    with office.vault.write() as work:
        change = Layered(Audience.VICTIM, OpenCode(POLICE))
        work.decisions.append(office.request.id, "Pat", [change])
    log = office.packet(Audience.VICTIM).built.log
    assert {line.code for line in log} == {PRIVATE}
    assert "Larkspur" in text_of(office.packet(Audience.VICTIM))


def test_that_a_copy_for_one_is_saved_under_its_name_and_remembered(
    office: Office, tmp_path: Path
) -> None:
    packet = office.packet(Audience.COURT, "Judge Amari")
    with pytest.raises(PacketRefused, match="does not say so"):
        save(office.vault, office.request, packet, tmp_path / "packet.pdf")
    kept = save(office.vault, office.request, packet, tmp_path / "copy for court.pdf")
    assert (kept.audience, kept.made_for) == (Audience.COURT, "Judge Amari")
    with office.vault.read() as work:
        assert work.packets.all(office.request.id) == [kept]
        noted = [one.detail for one in work.audit.entries() if one.act == "packet.saved"]
    assert [one["audience"] for one in noted] == ["court"]


def test_that_a_change_of_its_own_layer_outdates_a_packet_and_no_other(
    office: Office, tmp_path: Path
) -> None:
    victim, court = office.packet(Audience.VICTIM), office.packet(Audience.COURT)
    office.apply({"open": [POLICE], "for": "victim"})
    with pytest.raises(PacketRefused, match="changed after"):
        save(office.vault, office.request, victim, tmp_path / "for victim.pdf")
    save(office.vault, office.request, court, tmp_path / "for court.pdf")
    later = office.packet(Audience.VICTIM)
    assert office.decider.undo() is not None
    with pytest.raises(PacketRefused, match="changed after"):
        save(office.vault, office.request, later, tmp_path / "for victim.pdf")
