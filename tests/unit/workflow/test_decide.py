"""Deciding: what one act reaches, and what takes it back."""

from __future__ import annotations

import builders
import pytest

from app.domain.decisions import Disposition, Standing
from app.domain.ids import RecordId
from app.domain.redaction import Field, Place, SpanTarget, WholeTarget
from app.domain.requests import Request
from app.domain.spans import Span
from app.errors import DecisionRefused
from app.vault.folder import Vault
from app.workflow.decide import Decider


class Office:
    """A vault with five messages, all in one request."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        texts = (
            "Jordan Blackwood lives at 14 Cedar Lane",
            "call me",
            "call me",
            "who is jordan  blackwood?",
            "Jordan Blackwoods car",
        )
        records = [
            builders.message(text, number, title="About Jordan Blackwood")
            for number, text in enumerate(texts)
        ]
        self.ids = builders.hold(vault, records)
        self.request: Request = builders.new_request(vault, self.ids)
        self.decider = Decider(vault, self.request, "Pat")

    def standing(self, record: RecordId) -> Standing:
        with self.vault.read() as work:
            return work.decisions.standing(self.request.id, record)


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office(vault)


def test_that_words_are_found_in_any_case_and_in_every_place(office: Office) -> None:
    matches = office.decider.find_words("Jordan Blackwood")
    in_text = [m.record for m in matches if m.place.field is Field.TEXT]
    assert in_text == [office.ids[0], office.ids[3], office.ids[4]]
    assert sum(1 for m in matches if m.place.field is Field.TITLE) == 5


def test_that_words_in_punctuation_are_found(vault: Vault) -> None:
    ids = builders.hold(vault, [builders.message("call (850) 555-0142, or 850-555-01423")])
    decider = Decider(vault, builders.new_request(vault, ids), "Pat")
    assert [m.span for m in decider.find_words("(850) 555-0142")] == [Span(5, 19)]
    assert [m.span for m in decider.find_words("850-555-0142")] == [Span(24, 36)]
    assert decider.find_words("555-01") == []
    assert decider.find_words("   ") == []


def test_that_an_apostrophe_is_found_in_both_forms(vault: Vault) -> None:
    ids = builders.hold(vault, [builders.message("O’Neil and O'Neil")])
    decider = Decider(vault, builders.new_request(vault, ids), "Pat")
    assert len(decider.find_words("o'neil")) == len(decider.find_words("O’Neil")) == 2


def test_that_places_that_are_withheld_already_stay_as_they_are(office: Office) -> None:
    matches = office.decider.find_words("Jordan Blackwood")
    assert office.decider.redact_matches(matches, ["(x)"]).records == 5
    assert office.decider.redact_matches(matches, ["(x)"]).sentence == "Nothing to change"


def test_that_a_redaction_reaches_an_exact_copy_at_once(vault: Vault) -> None:
    original = builders.message("SSN 219-09-9999")
    from_mailbox = builders.message("SSN 219-09-9999", sender="Ben Cole", to="Rosa Diaz")
    builders.hold(vault, [original], name="of Rosa's phone")
    ids = builders.hold(vault, [from_mailbox], name="of Ben's phone")
    office = Decider(vault, builders.new_request(vault, ids), "Pat")
    done = office.redact(ids[0], [SpanTarget(Span(4, 15))], ["(x)"])
    assert done.records == 2
    assert office.dispose([ids[1]], Disposition.RELEASE).records == 2


def test_that_a_text_sent_to_two_people_is_two_records_to_decide(vault: Vault) -> None:
    texts = [builders.message("on my way", to="Ben Cole"), builders.message("on my way", to="Ann")]
    ids = builders.hold(vault, texts)
    office = Decider(vault, builders.new_request(vault, ids), "Pat")
    assert office.dispose([ids[0]], Disposition.RELEASE).records == 1
    assert office.redact(ids[0], [SpanTarget(Span(0, 2))], ["(x)"]).records == 2


def test_that_the_same_words_at_another_time_are_no_copy(office: Office) -> None:
    assert office.decider.dispose([office.ids[1]], Disposition.RELEASE).records == 1


def test_that_a_party_is_only_redacted_in_copies_that_name_it_there(vault: Vault) -> None:
    original = builders.message("same", sender="Ann")
    other = builders.message("same", sender="Bob")
    ids = builders.hold(vault, [original, other])
    decider = Decider(vault, builders.new_request(vault, ids), "Pat")
    target = SpanTarget(Span(0, 3), Place(Field.PARTY, 0))
    assert decider.redact(ids[0], [target], ["(x)"]).records == 1


def test_that_withholding_needs_a_reason(office: Office) -> None:
    with pytest.raises(DecisionRefused, match="for a reason"):
        office.decider.dispose([office.ids[0]], Disposition.WITHHOLD)


def test_that_acts_are_undone_and_done_again_in_order(office: Office) -> None:
    first, second = office.ids[:2]
    office.decider.dispose([first], Disposition.RELEASE)
    office.decider.dispose([first], Disposition.NOT_RESPONSIVE)
    office.decider.redact(second, [SpanTarget(Span(0, 4))], ["(x)"])
    assert office.decider.can() == (True, False)
    office.decider.undo()
    assert office.standing(second).redactions == ()
    office.decider.undo()
    assert office.standing(first).disposition is Disposition.RELEASE
    assert office.decider.can() == (True, True)
    office.decider.redo()
    assert office.standing(first).disposition is Disposition.NOT_RESPONSIVE
    office.decider.redo()
    assert len(office.standing(second).redactions) == 1
    assert office.decider.redo() is None


def test_that_a_new_act_forgets_what_could_be_done_again(office: Office) -> None:
    office.decider.dispose([office.ids[0]], Disposition.RELEASE)
    office.decider.undo()
    office.decider.dispose([office.ids[1]], Disposition.RELEASE)
    assert office.decider.can() == (True, False)


def test_that_undo_says_what_it_undid(office: Office) -> None:
    office.decider.dispose(office.ids, Disposition.RELEASE)
    undone = office.decider.undo()
    assert undone is not None
    assert undone.sentence == "Undone: 5 decisions in 5 records"


def test_that_a_note_is_no_act_to_undo(office: Office) -> None:
    office.decider.comment(office.ids[0], "ask the sergeant")
    assert office.decider.undo() is None
    assert office.standing(office.ids[0]).comments == ("ask the sergeant",)


def test_that_other_exemptions_replace_the_first_in_one_act(office: Office) -> None:
    first = office.ids[0]
    office.decider.redact(first, [SpanTarget(Span(0, 6))], ["(x)"])
    (made,) = office.standing(first).redactions
    office.decider.recode(first, made.id, ["(y)", "(z)"])
    (now,) = office.standing(first).redactions
    assert now.codes == ("(y)", "(z)")
    office.decider.undo()
    (before,) = office.standing(first).redactions
    assert before.codes == ("(x)",)


def test_that_a_lifted_redaction_cannot_be_recoded(office: Office) -> None:
    first = office.ids[0]
    office.decider.redact(first, [SpanTarget(Span(0, 6))], ["(x)"])
    (made,) = office.standing(first).redactions
    office.decider.lift(first, made.id)
    with pytest.raises(DecisionRefused, match="lifted"):
        office.decider.recode(first, made.id, ["(y)"])


def test_that_recent_exemptions_come_last_used_first(office: Office) -> None:
    office.decider.redact(office.ids[0], [SpanTarget(Span(0, 6))], ["(a)"])
    office.decider.redact(office.ids[0], [SpanTarget(Span(7, 16))], ["(b)"])
    office.decider.dispose([office.ids[1]], Disposition.WITHHOLD, ["(c)"])
    assert office.decider.recent_codes() == ["(c)", "(b)", "(a)"]
    assert office.decider.recent_codes(2) == ["(c)", "(b)"]


def test_that_an_attachment_that_is_not_there_cannot_be_withheld(office: Office) -> None:
    with pytest.raises(DecisionRefused):
        office.decider.redact(office.ids[0], [WholeTarget(3)], ["(x)"])
