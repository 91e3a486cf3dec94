"""Opening and closing for one audience: acts of the clerk's, in copies too, told in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import builders
import pytest

from app.domain.audiences import Audience
from app.domain.decisions import BeginPass, Disposition, SignOff, Standing, Verdict, Which
from app.domain.redaction import Redaction, SpanTarget
from app.domain.second_reading import FourEyes, Read
from app.domain.spans import Span
from app.errors import DecisionRefused, PacketRefused
from app.vault.folder import Vault
from app.workflow.check_request import blocks, check, sign_off
from app.workflow.decide import Decider
from app.workflow.law import Library
from app.workflow.layering import Layering
from app.workflow.made_for import file_stem, is_requester, made_for
from app.workflow.second_reading import judge, reading, refuse_unread

LAW = Library.load()
CODE, OTHER = [e.code for e in LAW.get("FL").exemptions if not e.needs_confirmation][:2]
VICTIM, COURT = Audience.VICTIM, Audience.COURT
MARIA = SpanTarget(Span(0, 5))


class Office:
    """A request of three messages; the first two withhold a name, the third all."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        texts = ("Maria called at noon", "Maria was seen at the grove", "the tactics of the night")
        self.ids = builders.hold(vault, [builders.message(one, at) for at, one in enumerate(texts)])
        self.request = builders.new_request(vault, self.ids)
        self.decider = Decider(vault, self.request, "Pat")
        self.layering = Layering(vault, self.decider)
        self.decider.dispose(self.ids[:2], Disposition.RELEASE)
        self.decider.dispose(self.ids[2:], Disposition.WITHHOLD, [OTHER])
        for record in self.ids[:2]:
            self.decider.redact(record, [MARIA], [CODE])

    def seen(self, at: int, audience: Audience = VICTIM) -> Standing:
        return self.layering.standings([self.ids[at]], audience)[self.ids[at]]

    def made(self, at: int) -> tuple[Redaction, ...]:
        return self.seen(at, Audience.PUBLIC).redactions

    def kinds(self) -> dict[str, str]:
        found = check(self.vault, self.request, LAW)
        return {one.kind: one.sentence for one in found}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    vault = builders.new_vault(tmp_path)
    yield Office(vault)
    vault.close()


def test_that_a_redaction_is_turned_open_and_closed_again(office: Office) -> None:
    done = office.layering.turn_redactions(VICTIM, office.ids[0], office.made(0))
    assert done.sentence == "1 place in 1 record opened for the victim"
    assert office.seen(0).redactions == ()
    assert office.seen(1).redactions
    assert office.seen(0, COURT).redactions
    office.layering.turn_redactions(VICTIM, office.ids[0], office.made(0))
    assert office.seen(0).redactions == office.made(0)
    office.decider.undo()
    assert office.seen(0).redactions == ()


def test_that_what_an_exemption_opened_is_closed_one_by_one(office: Office) -> None:
    office.layering.hold_code(VICTIM, CODE, holds=False)
    assert office.seen(0).redactions == office.seen(1).redactions == ()
    office.layering.turn_redactions(VICTIM, office.ids[0], office.made(0))
    (closed,) = office.seen(0).redactions
    assert closed.target == MARIA
    assert office.seen(1).redactions == ()
    office.layering.turn_redactions(VICTIM, office.ids[0], [closed])
    assert office.seen(0).redactions == ()
    office.layering.hold_code(VICTIM, CODE, holds=True)
    assert office.seen(0).redactions == office.made(0)


def test_that_a_withheld_record_is_turned_open_and_closed(office: Office) -> None:
    record = office.ids[2]
    office.layering.turn_record(VICTIM, record)
    assert office.seen(2).outcome is Disposition.RELEASE
    office.layering.turn_record(VICTIM, record)
    assert office.seen(2).outcome is Disposition.WITHHOLD
    office.layering.hold_code(VICTIM, OTHER, holds=False)
    assert office.seen(2).outcome is Disposition.RELEASE
    office.layering.turn_record(VICTIM, record)
    assert office.seen(2).outcome is Disposition.WITHHOLD
    office.layering.turn_record(VICTIM, record)
    assert office.seen(2).outcome is Disposition.RELEASE
    with pytest.raises(DecisionRefused, match="not withheld"):
        office.layering.turn_record(VICTIM, office.ids[0])


def test_that_something_is_withheld_for_one_alone(office: Office) -> None:
    noon = SpanTarget(Span(16, 20))
    office.layering.redact_only(COURT, office.ids[0], [noon], [CODE])
    office.layering.withhold_only(COURT, [office.ids[1]], [CODE])
    assert [one.target for one in office.seen(0, COURT).redactions] == [MARIA, noon]
    assert office.seen(1, COURT).outcome is Disposition.WITHHOLD
    assert office.made(0) == office.seen(0).redactions
    told = office.layering.told(COURT)
    assert (told.redactions, told.records, told.closed) == (0, 0, 2)
    assert "2 places withheld for the court alone" in told.in_words
    office.layering.turn_record(COURT, office.ids[1])
    assert office.seen(1, COURT).outcome is Disposition.REDACT


def test_that_numbers_and_exemptions_are_told(office: Office) -> None:
    office.layering.hold_code(VICTIM, CODE, holds=False)
    told = office.layering.told(VICTIM)
    assert dict(told.codes) == {CODE: False, OTHER: True}
    assert told.in_words == "Open for the victim: 2 redactions and 0 withheld records."
    assert office.layering.told(Audience.PUBLIC).in_words == "What everybody may see."


def test_that_exact_copies_are_opened_with_a_record(tmp_path: Path) -> None:
    vault = builders.new_vault(tmp_path)
    said = builders.message("Maria called at noon", 1)
    again = builders.message("Maria called at noon", 1, to="Ann Gray")
    ids = builders.hold(vault, [said, again])
    request = builders.new_request(vault, ids)
    decider = Decider(vault, request, "Pat")
    decider.dispose(ids, Disposition.RELEASE)
    decider.redact(ids[0], [MARIA], [CODE])
    layering = Layering(vault, decider)
    public = layering.standings(ids, Audience.PUBLIC)
    assert all(one.redactions for one in public.values())
    layering.turn_redactions(VICTIM, ids[0], public[ids[0]].redactions)
    assert not any(one.redactions for one in layering.standings(ids, VICTIM).values())
    vault.close()


def test_that_the_check_tells_of_openings_that_open_nothing(office: Office) -> None:
    office.layering.turn_redactions(VICTIM, office.ids[0], office.made(0))
    office.layering.hold_code(VICTIM, "(never)", holds=False)
    office.layering.show_words(VICTIM, "Nobody")
    office.layering.turn_record(COURT, office.ids[2])
    assert office.kinds()["opens_nothing"].startswith("For the victim: 2 openings open nothing")
    office.decider.recode(office.ids[0], office.made(0)[0].id, [OTHER])
    office.decider.dispose(office.ids[2:], Disposition.WITHHOLD, [CODE])
    found = [one for one in check(office.vault, office.request, LAW) if one.kind == "opens_nothing"]
    assert [one.records for one in found] == [(office.ids[0],), (office.ids[2],)]
    assert "3 openings" in found[0].sentence
    assert "For the court: 1 opening opens nothing" in found[1].sentence


def test_that_the_check_tells_of_words_withheld_and_seen_in_one_view(office: Office) -> None:
    assert "visible_in_view" not in office.kinds()
    office.layering.turn_redactions(VICTIM, office.ids[0], office.made(0))
    sentence = office.kinds()["visible_in_view"]
    assert sentence.startswith("In the copy for the victim: Words withheld in 1 place are visible")
    assert "Maria" not in sentence
    only = check(office.vault, office.request, LAW, audience=VICTIM)
    assert [one.kind for one in only] == ["visible_in_view"]
    assert check(office.vault, office.request, LAW, audience=COURT) == []
    public = check(office.vault, office.request, LAW, audience=Audience.PUBLIC)
    assert "visible_in_view" not in {one.kind for one in public}


def test_that_an_exemption_of_another_state_in_a_layer_blocks_its_packet_alone(
    office: Office,
) -> None:
    office.layering.withhold_only(COURT, [office.ids[0]], ["(elsewhere)"])
    assert blocks(office.vault, office.request, LAW) == []
    assert blocks(office.vault, office.request, LAW, VICTIM) == []
    (found,) = blocks(office.vault, office.request, LAW, COURT)
    assert (found.kind, found.records) == ("foreign_code", (office.ids[0],))


def test_that_the_second_reader_reads_again_what_was_opened(office: Office) -> None:
    with office.vault.write() as work:
        work.readings.set_rule(FourEyes(True, Which.REDACTED), "Chief")
        work.decisions.append(office.request.id, "Marta", [BeginPass(Which.REDACTED)])
    read = [Verdict(one, accepted=True) for one in office.ids]
    judge(office.vault, office.request, "Marta", read)
    sign_off(office.vault, office.request, "Marta")
    refuse_unread(office.vault, office.request)
    office.layering.hold_code(VICTIM, CODE, holds=False)
    with pytest.raises(PacketRefused, match="2 records are not accepted"):
        refuse_unread(office.vault, office.request)
    judge(office.vault, office.request, "Marta", read[:2])
    with office.vault.write() as work:
        work.decisions.append(office.request.id, "Marta", [SignOff("Marta")])
    refuse_unread(office.vault, office.request)


def test_that_a_pass_of_redacted_records_has_those_closed_for_one_alone(office: Office) -> None:
    office.decider.lift(office.ids[0], office.made(0)[0].id)
    office.layering.withhold_only(COURT, [office.ids[0]], [CODE])
    with office.vault.write() as work:
        work.decisions.append(office.request.id, "Marta", [BeginPass(Which.REDACTED)])
    now = reading(office.vault, office.request)
    assert now is not None
    assert set(now.of(Read.OPEN)) == set(office.ids)


def test_that_for_whom_a_copy_is_made_is_read_from_what_was_typed(office: Office) -> None:
    assert made_for(VICTIM, "  Maria  Soto ").in_words == "Maria Soto, the victim"
    assert file_stem(office.request, made_for(COURT)) == "2026-014 copy for court"
    assert file_stem(office.request, made_for(Audience.PUBLIC)) == "2026-014"
    assert is_requester(office.request, made_for(VICTIM, "dana  whitlow"))
    assert not is_requester(office.request, made_for(VICTIM))
    for audience, name in ((Audience.PUBLIC, "Ann"), (VICTIM, "--"), (VICTIM, "x" * 81)):
        with pytest.raises(PacketRefused):
            made_for(audience, name)
