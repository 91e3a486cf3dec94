"""Contradictions put right from where they are told: words anywhere, on pages, beside bars."""

from __future__ import annotations

import builders
import pytest

from app.detect.likeness import Likeness
from app.domain.decisions import Disposition, WithholdWords
from app.domain.ids import BlobName, RecordId
from app.domain.redaction import RegionTarget, SpanTarget
from app.domain.spans import Region, Span
from app.errors import DecisionRefused
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow.alike import Hit
from app.workflow.check_request import CheckFinding, check
from app.workflow.consistency import Consistency
from app.workflow.decide import Decider
from app.workflow.law import Library
from app.workflow.settle_inconsistency import Open, apply_there_too

LAW = Library.load()
CODES = [e.code for e in LAW.get("FL").exemptions if not e.needs_confirmation][:2]
CODE, OTHER = CODES
TEXTS = ("ask Jordan Blackwood", "J. Blackwood's car", "Jordan Blackwod came", "call me")


class Office:
    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        records = [builders.message(text, number) for number, text in enumerate(TEXTS)]
        self.ids = builders.hold(vault, records)
        self.request = builders.new_request(vault, self.ids)
        self.decider = Decider(vault, self.request, "Pat")
        self.decider.dispose(self.ids, Disposition.RELEASE)
        self.kept = Consistency(vault, self.request)

    def withhold(self, at: int, words: str, code: str = CODE) -> None:
        start = TEXTS[at].index(words)
        target = SpanTarget(Span(start, start + len(words)))
        self.decider.redact(self.ids[at], [target], [code])

    def found(self) -> dict[str, CheckFinding]:
        return {one.kind: one for one in check(self.vault, self.request, LAW, self.kept)}

    def settle(self, kind: str) -> None:
        told = self.found()[kind].open
        assert told is not None
        apply_there_too(self.vault, self.request, told)

    def withheld(self, at: int) -> list[tuple[str, tuple[str, ...]]]:
        with self.vault.read() as work:
            found = work.decisions.standing(self.request.id, self.ids[at]).redactions
        spans = [(one.target.span, one.codes) for one in found]
        return sorted((TEXTS[at][span.start : span.end], codes) for span, codes in spans)


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office(vault)


def test_that_words_that_are_withheld_anywhere_are_told_wherever_they_stand(office):
    office.decider.apply([WithholdWords("Jordan Blackwood", (CODE,))], "said")
    found = office.found()
    assert found["visible_elsewhere"].records == (office.ids[0],)
    assert office.ids[2] in found["alike"].records
    assert "withheld everywhere" in found["alike"].sentence
    office.settle("visible_elsewhere")
    assert office.withheld(0) == [("Jordan Blackwood", (CODE,))]
    assert "visible_elsewhere" not in office.found()
    for _ in range(2):
        office.decider.undo()
    assert office.found() == {}


def test_that_words_withheld_nowhere_under_an_exemption_are_refused(office):
    office.decider.apply([WithholdWords("Jordan Blackwood")], "said")
    with pytest.raises(DecisionRefused):
        office.settle("visible_elsewhere")


def test_that_what_a_bar_leaves_beside_it_takes_the_exemption_of_the_bar(office):
    office.withhold(1, "Blackwood", OTHER)
    assert office.found()["residue"].open is not None
    office.settle("residue")
    assert office.withheld(1) == [("'s", (OTHER,)), ("Blackwood", (OTHER,)), ("J. ", (OTHER,))]
    assert "residue" not in office.found()
    office.decider.undo()
    assert office.withheld(1) == [("Blackwood", (OTHER,))]


def test_that_other_exemptions_of_the_same_words_are_told_last(office):
    office.withhold(0, "Blackwood")
    office.withhold(1, "Blackwood")
    assert "codes_differ" not in office.found()
    office.decider.undo()
    office.withhold(1, "Blackwood", OTHER)
    told = check(office.vault, office.request, LAW, office.kept)[-1]
    assert (told.kind, told.records, told.blocks) == ("codes_differ", tuple(office.ids[:2]), False)
    assert told.open is None


@pytest.mark.parametrize(("law", "expected"), [("FL", 1), ("US", 0)])
def test_that_requests_under_one_law_are_compared_by_exemptions(office, law, expected):
    other = builders.new_request(office.vault, office.ids, number="2026-015", jurisdiction=law)
    there = Decider(office.vault, other, "Pat")
    there.dispose(office.ids, Disposition.RELEASE)
    there.redact(office.ids[0], [SpanTarget(Span(4, 20))], [OTHER])
    there.dispose([office.ids[3]], Disposition.WITHHOLD, [OTHER])
    office.withhold(0, "Jordan Blackwood")
    office.decider.dispose([office.ids[3]], Disposition.WITHHOLD, [OTHER])
    told = [one for one in office.kept.report() if one.kind == "codes_differ"]
    assert [one.records for one in told] == [(office.ids[0],)] * expected
    office.decider.dispose([office.ids[3]], Disposition.WITHHOLD, [CODE])
    records = [one.records for one in office.kept.report() if one.kind == "codes_differ"]
    assert records == [(office.ids[0], office.ids[3])] * expected


class Pages:
    """Sees words on one page, and words like them."""

    def hits(self, records: list[RecordId], _words: str) -> list[Hit]:
        return [
            Hit(record, (RegionTarget(0, Region(1, 0.1, top, 0.4, top + 0.1)),), likeness)
            for record in records
            for top, likeness in ((0.1, Likeness.SAME), (0.3, Likeness.SAME), (0.6, Likeness.PART))
        ]


def test_that_places_on_pages_are_found_when_they_are_settled(vault):
    file = StoredAttachment("a.pdf", 4, "application/pdf", "a", BlobName("a"))
    records = [builders.message("Blackwood"), builders.message("see", 1)]
    ids = builders.hold(vault, records, [[], [file]])
    request = builders.new_request(vault, ids)
    decider = Decider(vault, request, "Pat")
    decider.redact(ids[0], [SpanTarget(Span(0, 9))], [CODE])
    first = RegionTarget(0, Region(1, 0.1, 0.1, 0.4, 0.2))
    decider.redact(ids[1], [first], [OTHER])
    done = apply_there_too(vault, request, Open("Blackwood", (), (ids[1],)), pages=Pages())
    assert done.sentence == "1 place withheld in 1 record"
    with vault.read() as work:
        marks = work.decisions.standing(request.id, ids[1]).redactions
    assert [(one.target.region.top, one.codes) for one in marks] == [
        (0.1, (OTHER,)),
        (0.3, (CODE,)),
    ]
