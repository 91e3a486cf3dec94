"""The consistency report: what it says, and that it follows every decision and every import."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import builders
import pytest

from app.detect.lexicon import Lexicon
from app.domain.decisions import Disposition
from app.domain.ids import DecisionId, RecordId, SourceId
from app.domain.records import Kind, Record
from app.domain.redaction import Field, Place, Redaction, SpanTarget, WholeTarget
from app.domain.requests import Request
from app.domain.spans import Span
from app.vault.folder import Vault
from app.workflow.check_request import check
from app.workflow.consistency import Consistency, Inconsistency
from app.workflow.decide import Decider
from app.workflow.elsewhere import leave_visible
from app.workflow.known_words import KnownWords
from app.workflow.law import Library
from app.workflow.residue import residue
from app.workflow.sought import withheld_words

LAW = Library.load()
CODE = next(e.code for e in LAW.get("FL").exemptions if not e.needs_confirmation)
TEXTS = (
    "Jordan Blackwood lives here",
    "ask Jordan Blackwood",
    "Jordan Blackwod came",
    "at jordan.blackwood@example.com",
    "call me",
)


class Office:
    """Five released messages."""

    def __init__(self, vault: Vault, texts: tuple[str, ...] = TEXTS) -> None:
        self.vault = vault
        records = [builders.message(text, number) for number, text in enumerate(texts)]
        self.ids: list[RecordId] = builders.hold(vault, records)
        self.request: Request = builders.new_request(vault, self.ids)
        self.decider = Decider(vault, self.request, "Pat")
        self.decider.dispose(self.ids, Disposition.RELEASE)
        self.kept = Consistency(vault, self.request)

    def withhold(self, at: int, words: str, place: Place | None = None) -> None:
        with self.vault.read() as work:
            text = work.records.get(self.ids[at]).text
        start = text.index(words)
        target = SpanTarget(Span(start, start + len(words)), place or Place())
        self.decider.redact(self.ids[at], [target], [CODE])

    def report(self) -> dict[str, Inconsistency]:
        """Give what the kept report says, having compared it with one that is made anew."""
        kept, anew = self.kept.report(), Consistency(self.vault, self.request).report()
        assert _plain(kept) == _plain(anew)
        return {one.kind: one for one in kept}


def _plain(told: list[Inconsistency]) -> set[tuple[str, tuple[RecordId, ...], int]]:
    return {(one.kind, tuple(sorted(one.records)), len(one.hits)) for one in told}


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    vault = builders.new_vault(tmp_path)
    yield vault
    vault.close()


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office(vault)


def test_that_nothing_withheld_is_nothing_to_report(office: Office) -> None:
    assert office.report() == {}


def test_that_other_places_and_forms_are_told_by_kind(office: Office) -> None:
    office.withhold(0, "Jordan Blackwood")
    told = office.report()
    assert {kind: one.records for kind, one in told.items()} == {
        "visible": (office.ids[1],),
        "address_stays": (office.ids[3],),
        "alike": (office.ids[2],),
    }
    assert told["visible"].words == "Jordan Blackwood"
    assert "lackwo" not in repr(told)
    assert told["visible"].sentence == (
        f"Words withheld in 1 record can be read in 1 place (record {office.ids[1]})."
    )


def test_that_the_report_follows_decisions_and_their_undoing(office: Office) -> None:
    office.withhold(0, "Jordan Blackwood")
    office.withhold(1, "Jordan Blackwood")
    office.withhold(2, "Jordan Blackwod")
    assert set(office.report()) == {"address_stays"}
    office.decider.dispose([office.ids[3]], Disposition.WITHHOLD, [CODE])
    assert office.report() == {}
    for _ in range(3):
        office.decider.undo()
    assert set(office.report()) == {"visible", "address_stays", "alike"}
    office.decider.undo()
    assert office.report() == {}


def test_that_a_recoded_redaction_stays_known(office: Office) -> None:
    office.withhold(0, "Jordan Blackwood")
    with office.vault.read() as work:
        (mark,) = work.decisions.standing(office.request.id, office.ids[0]).redactions
    office.decider.recode(office.ids[0], mark.id, ["other"])
    assert "visible" in office.report()


def test_that_places_that_are_already_public_are_silenced(office: Office) -> None:
    office.withhold(0, "Jordan Blackwood")
    assert "visible_elsewhere" in {one.kind for one in check(office.vault, office.request, LAW)}
    leave_visible(office.decider, office.report()["visible"].hits, "press release of 3 April")
    assert "visible" not in office.report()
    kinds = [one.kind for one in check(office.vault, office.request, LAW)]
    assert "visible_elsewhere" in kinds  # the address still has the surname within
    leave_visible(office.decider, office.report()["address_stays"].hits, "the same release")
    assert {one.kind for one in check(office.vault, office.request, LAW)} == {"alike"}
    office.decider.undo()
    office.decider.undo()
    assert "visible" in office.report()


def test_that_records_that_join_later_are_looked_through(office: Office) -> None:
    office.withhold(0, "Jordan Blackwood")
    office.report()
    new = [builders.message(text, 50 + n) for n, text in enumerate(("Jordan Blackwood", "x"))]
    ids = builders.hold(office.vault, new, name="later.xml")
    with office.vault.write() as work:
        work.requests.add_records(office.request.id, ids, "later")
    told = office.report()["joined"]
    assert told.records == (ids[-2],)
    assert told.sentence == (
        f"Words withheld in 1 record stand in 1 newly added record (record {ids[-2]})."
    )
    office.decider.dispose([ids[-2]], Disposition.RELEASE)
    assert ids[-2] in office.report()["visible"].records
    with office.vault.write() as work:
        work.requests.remove_records(office.request.id, [ids[-1]])
    assert ids[-1] not in {r for one in office.report().values() for r in one.records}


def test_that_records_with_known_words_alone_are_looked_through_without_beginning_anew(
    office: Office,
) -> None:
    spare = builders.hold(office.vault, [builders.message("ask Jordan Blackwood", 70)])
    office.withhold(0, "Jordan Blackwood")
    office.report()
    before = office.kept._sought
    with office.vault.write() as work:
        work.requests.add_records(office.request.id, spare[-1:], "later")
    assert office.report()["joined"].records == (spare[-1],)
    assert office.kept._sought is before


def test_that_a_title_is_covered_for_its_whole_conversation(vault: Vault) -> None:
    records = [
        replace(builders.message(text, n, title="About Jordan Blackwood"), conversation_key="one")
        for n, text in enumerate(("Jordan Blackwood", "call me"))
    ]
    office = Office(vault, ())
    office.ids = builders.hold(vault, records)
    with vault.write() as work:
        work.requests.add_records(office.request.id, office.ids, "by hand")
    office.decider.dispose(office.ids, Disposition.RELEASE)
    office.withhold(0, "Jordan Blackwood")
    told = office.report()["visible"]
    assert [hit.place.field for hit in told.hits] == [Field.TITLE]
    target = told.hits[0].targets
    office.decider.redact(office.ids[1], target, [CODE])
    assert "visible" not in office.report()


def test_that_initials_and_possessives_beside_a_bar_are_told(vault: Vault) -> None:
    office = Office(vault, ("J. Blackwood came", "Blackwood's car", "I saw Blackwood", "A. ok"))
    for at in range(3):
        office.withhold(at, "Blackwood")
    told = office.report()["residue"]
    assert told.records == (office.ids[0], office.ids[1])
    assert told.sentence == "2 bars leave an initial or a possessive visible beside it."
    office.withhold(0, "J.")
    assert office.report()["residue"].records == (office.ids[1],)


def test_that_a_record_decided_otherwise_in_another_request_is_told(office: Office) -> None:
    other = builders.new_request(office.vault, office.ids[:2], number="2026-015")
    Decider(office.vault, other, "Pat").dispose([office.ids[0]], Disposition.WITHHOLD, [CODE])
    told = office.report()["two_requests"]
    assert told.records == (office.ids[0],)
    assert told.sentence == "1 record is decided otherwise in 1 other request."
    assert "two_requests" in {one.kind for one in check(office.vault, office.request, LAW)}


def test_that_short_words_and_regions_are_not_sought(office: Office) -> None:
    office.withhold(4, "me")
    assert office.report() == {}
    assert office.kept.report(literal=False) == []


def test_that_the_check_takes_a_report_that_was_kept(office: Office) -> None:
    office.withhold(0, "Jordan Blackwood")
    found = check(office.vault, office.request, LAW, office.kept)
    assert {one.kind for one in found} == {"visible_elsewhere", "address_stays", "alike"}
    assert not any(one.blocks for one in found)


def test_that_words_are_read_again_when_records_join_and_not_when_others_come_in(
    office: Office,
) -> None:
    words = KnownWords(office.vault)
    before = words.lexicon(office.request.id)
    late = builders.hold(office.vault, [builders.message("zanzibar", 90)], name="late.xml")
    assert words.lexicon(office.request.id) is before
    with office.vault.write() as work:
        work.requests.add_records(office.request.id, late[-1:], "later")
    now = words.lexicon(office.request.id)
    assert now.near("zanzibaar") == ["zanzibar"]
    assert before.near("zanzibaar") == []


def test_that_what_stands_beside_bars_is_judged_in_every_place_that_is_there() -> None:
    record = Record(RecordId(1), SourceId(1), "sms", Kind.MESSAGE, text="J. Blackwood")
    targets = [
        SpanTarget(Span(3, 12)),
        SpanTarget(Span(0, 4), Place(Field.PARTY, 3)),
        WholeTarget(0),
    ]
    marks = [Redaction(DecisionId(n), record.id, one, ("x",)) for n, one in enumerate(targets)]
    assert list(residue(record, marks)) == [SpanTarget(Span(0, 3))]
    found = withheld_words(record, marks, Lexicon(()))
    assert {key: one.words for key, one in found.items()} == {("name", "blackwood"): "Blackwood"}
