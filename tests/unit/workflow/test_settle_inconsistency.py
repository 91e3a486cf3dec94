"""Contradictions put right from where they are told: words anywhere, on pages, beside bars."""

from __future__ import annotations

import builders
import pytest

from app.detect.likeness import Likeness
from app.domain.decisions import Disposition, WithholdWords
from app.domain.ids import BlobName, RecordId
from app.domain.redaction import RegionTarget, SpanTarget, WholeTarget
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
from app.workflow.withhold_too import Lacking, withhold_too

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


def test_that_what_another_request_withholds_is_withheld_here_too(office):
    other = builders.new_request(office.vault, office.ids, number="2026-015")
    there = Decider(office.vault, other, "Pat")
    there.dispose(office.ids, Disposition.RELEASE)
    there.redact(office.ids[0], [SpanTarget(Span(4, 20))], [OTHER])
    there.dispose([office.ids[3]], Disposition.WITHHOLD, [CODE])
    office.withhold(1, "Blackwood")
    found = office.found()["two_requests"]
    assert found.lacking == (
        Lacking(office.ids[0], SpanTarget(Span(4, 20)), (OTHER,)),
        Lacking(office.ids[3], None, (CODE,)),
    )
    done = withhold_too(office.decider, found.lacking)
    assert done.sentence == "Withheld in 2 records as elsewhere"
    assert office.withheld(0) == [("Jordan Blackwood", (OTHER,))]
    assert office.found()["two_requests"].lacking == ()
    office.decider.undo()
    assert office.withheld(0) == []
    with office.vault.read() as work:
        assert work.decisions.standing(other.id, office.ids[1]).redactions == ()


def test_that_nothing_is_taken_from_a_request_under_another_law(office):
    other = builders.new_request(office.vault, office.ids, number="2026-015", jurisdiction="US")
    Decider(office.vault, other, "Pat").dispose(office.ids, Disposition.WITHHOLD, ["(b)(6)"])
    assert office.found()["two_requests"].lacking == ()


@pytest.mark.parametrize(
    ("withheld", "expected"),
    [
        (WholeTarget(0), WholeTarget(1)),
        (
            RegionTarget(0, Region(1, 0.1, 0.1, 0.4, 0.2)),
            RegionTarget(1, Region(1, 0.1, 0.1, 0.4, 0.2)),
        ),
        (None, WholeTarget(1)),
    ],
)
def test_that_a_file_withheld_with_one_record_is_withheld_with_another(vault, withheld, expected):
    file = StoredAttachment("a.pdf", 4, "application/pdf", "a", BlobName("a"))
    more = StoredAttachment("b.pdf", 4, "application/pdf", "b", BlobName("b"))
    records = [builders.message("one"), builders.message("two", 1)]
    ids = builders.hold(vault, records, [[file], [more, file]])
    request = builders.new_request(vault, ids)
    decider = Decider(vault, request, "Pat")
    decider.dispose(ids, Disposition.RELEASE)
    if withheld is None:
        decider.dispose(ids[:1], Disposition.WITHHOLD, [CODE])
    else:
        decider.redact(ids[0], [withheld], [CODE])
    found = next(one for one in check(vault, request, LAW) if one.lacking)
    assert found.lacking == (Lacking(ids[1], expected, (CODE,)),)
    withhold_too(decider, found.lacking)
    with vault.read() as work:
        (mark,) = work.decisions.standing(request.id, ids[1]).redactions
    assert (mark.target, mark.codes) == (expected, (CODE,))


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
