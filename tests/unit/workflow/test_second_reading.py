"""Reading a second time: who may, what is left, and what keeps a packet from leaving."""

from __future__ import annotations

import builders
import pytest

from app.domain.decisions import Comment, Disposition, Verdict, Which
from app.domain.ids import RecordId
from app.domain.lists import EntryKind, ListEntry, ListKind
from app.domain.requests import Request
from app.domain.second_reading import FourEyes, Read
from app.errors import AppError, DecisionRefused, PacketRefused
from app.vault.folder import Vault
from app.workflow.check_request import blocking, check, sign_off, signed
from app.workflow.decide import Decider
from app.workflow.keep_lists import Lists
from app.workflow.law import Library
from app.workflow.second_reading import (
    begin_pass,
    judge,
    reading,
    refuse_unread,
    rule_of,
    seconding,
    sent_back,
    set_rule,
    unread,
)

LAW = Library.load()
CODE = [next(e for e in LAW.get("FL").exemptions if not e.needs_confirmation).code]
CLERK, READER = "Pat Doe", "Marta Ruiz"
TEXTS = ("ask Jordan Blackwood", "call me", "see you at ten")


class Office:
    """A request that one clerk decided, in a vault with the rule of four eyes."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        records = [builders.message(text, number) for number, text in enumerate(TEXTS)]
        self.ids = builders.hold(vault, records)
        self.request: Request = builders.new_request(vault, self.ids)
        self.decider = Decider(vault, self.request, CLERK)
        self.decider.dispose(self.ids, Disposition.RELEASE)
        set_rule(vault, FourEyes(is_on=True), CLERK)

    def begin(self, which: Which = Which.ALL, who: str = READER) -> None:
        begin_pass(self.vault, self.request, who, which)

    def accept(self, *records: RecordId, who: str = READER) -> None:
        verdicts = [Verdict(one, accepted=True) for one in records or self.ids]
        judge(self.vault, self.request, who, verdicts)

    def send_back(self, record: RecordId, note: str = "see the name") -> None:
        judge(self.vault, self.request, READER, [Verdict(record, accepted=False, note=note)])

    def left(self) -> str:
        found = unread(self.vault, self.request)
        return found.sentence if found else ""

    def sign(self, who: str = READER) -> None:
        sign_off(self.vault, self.request, who)


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office(vault)


def test_that_what_is_left_is_told_step_by_step_until_nothing_is(office: Office) -> None:
    assert office.left() == "The second reader has not begun; the vault asks for every record."
    office.begin()
    assert office.left() == "3 records are not accepted yet by the second reader."
    office.accept(*office.ids[:2])
    office.send_back(office.ids[2])
    assert office.left() == "1 record is sent back by the second reader."
    office.decider.dispose([office.ids[2]], Disposition.NOT_RESPONSIVE)
    assert office.left() == "1 record is not accepted yet by the second reader."
    office.accept(office.ids[2])
    assert office.left() == "The second reader has read everything, but not signed."
    office.sign()
    assert office.left() == ""
    refuse_unread(office.vault, office.request)
    signature = signed(office.vault, office.request)
    assert signature is not None
    assert signature.role.startswith("second reader, who read every record, at the desk of")


def test_that_the_gate_says_what_is_left_and_who_may_do_it(office: Office) -> None:
    with pytest.raises(PacketRefused) as refused:
        refuse_unread(office.vault, office.request)
    assert "has not begun" in refused.value.what
    assert refused.value.remedy == "This is for anybody but Pat Doe, who decided in this request."


def test_that_the_check_lists_what_is_left_and_the_rail_counts_it(office: Office) -> None:
    office.begin()
    (found,) = check(office.vault, office.request, LAW)
    assert (found.kind, found.blocks, found.records) == ("second_reader", True, tuple(office.ids))
    assert blocking(office.vault, office.request, LAW).total() == 1


def test_that_a_vault_without_the_rule_asks_nothing(office: Office) -> None:
    set_rule(office.vault, FourEyes(is_on=False), CLERK, "only one clerk this week")
    refuse_unread(office.vault, office.request)
    assert check(office.vault, office.request, LAW) == []
    office.sign(CLERK)
    signature = signed(office.vault, office.request)
    assert signature is not None
    assert signature.role == "second reader"


@pytest.mark.parametrize("who", [CLERK, " pat  DOE ", "", "  "])
def test_that_nobody_who_decided_reads_or_signs(office: Office, who: str) -> None:
    assert seconding(office.vault, office.request, who).why_not
    with pytest.raises(DecisionRefused):
        office.begin(who=who)
    office.begin()
    with pytest.raises(DecisionRefused):
        office.accept(who=who)
    office.accept()
    with pytest.raises(DecisionRefused):
        office.sign(who)
    assert not seconding(office.vault, office.request, READER).why_not


def test_that_a_reader_who_decides_is_none_any_more(office: Office) -> None:
    office.begin()
    office.accept()
    Decider(office.vault, office.request, READER).dispose([office.ids[0]], Disposition.RELEASE)
    assert office.left() == "3 records are not accepted yet by the second reader."
    assert "anybody but Pat Doe, Marta Ruiz" in unread(office.vault, office.request).remedy  # type: ignore[union-attr]  # asserted above
    with pytest.raises(DecisionRefused):
        office.sign()


def test_that_a_signature_before_everything_is_accepted_is_refused(office: Office) -> None:
    with pytest.raises(DecisionRefused):
        office.sign()
    office.begin()
    office.accept(office.ids[0])
    with pytest.raises(DecisionRefused) as refused:
        office.sign()
    assert refused.value.what == "2 records are not accepted yet by the second reader."


@pytest.mark.parametrize("act", ["decide", "undo", "words", "comment", "send back"])
def test_that_anything_after_the_signature_makes_it_lapse(office: Office, act: str) -> None:
    office.begin()
    office.accept()
    office.sign()
    if act == "decide":
        office.decider.dispose([office.ids[0]], Disposition.WITHHOLD, CODE)
    elif act == "undo":
        office.decider.undo()
    elif act == "words":
        Decider(office.vault, office.request, "Ben").apply([Comment(office.ids[1], "n")], "")
    elif act == "comment":
        office.decider.comment(office.ids[0], "later")
    else:
        office.send_back(office.ids[0])
    assert office.left()
    with pytest.raises(PacketRefused):
        refuse_unread(office.vault, office.request)


def test_that_a_signature_given_before_the_rule_by_who_decided_does_not_count(
    vault: Vault,
) -> None:
    office = Office(vault)
    set_rule(vault, FourEyes(is_on=False), CLERK, "for now")
    office.begin(who=CLERK)
    office.accept(who=CLERK)
    office.sign(CLERK)
    set_rule(vault, FourEyes(is_on=True), CLERK)
    assert office.left() == "3 records are not accepted yet by the second reader."
    office.accept()
    sign_off_by_hand = signed(vault, office.request)
    assert sign_off_by_hand is None


def test_that_a_smaller_pass_than_the_vault_asks_is_not_enough(office: Office) -> None:
    office.begin(Which.TENTH)
    office.accept()
    assert office.left() == (
        "The second reader has not read enough: the vault asks for every record."
    )
    set_rule(office.vault, FourEyes(is_on=True, least=Which.TENTH), CLERK, "400 records a day")
    assert office.left() == "The second reader has read everything, but not signed."


def test_that_the_rule_is_loosened_only_with_a_reason_that_is_kept(office: Office) -> None:
    for less in (FourEyes(is_on=False), FourEyes(is_on=True, least=Which.TENTH)):
        with pytest.raises(AppError):
            set_rule(office.vault, less, CLERK, " . ")
    assert rule_of(office.vault) == FourEyes(is_on=True)
    set_rule(office.vault, FourEyes(is_on=False), CLERK, "the  deputy is ill")
    set_rule(office.vault, FourEyes(is_on=False), CLERK)
    with office.vault.read() as work:
        last = work.audit.entries()[-1]
    assert (last.act, last.detail["reason"]) == ("four_eyes.off", "the deputy is ill")


def test_that_a_record_goes_back_only_with_a_comment(office: Office) -> None:
    office.begin()
    with pytest.raises(DecisionRefused):
        office.send_back(office.ids[0], "  ")
    office.send_back(office.ids[0], "the first name stays visible")
    assert sent_back(office.vault, office.request) == {
        office.ids[0]: "the first name stays visible"
    }
    office.decider.dispose([office.ids[0]], Disposition.RELEASE)
    assert sent_back(office.vault, office.request) == {}
    now = reading(office.vault, office.request)
    assert now is not None
    assert now.notes == {office.ids[0]: "the first name stays visible"}


def test_that_what_is_undecided_cannot_be_accepted(office: Office) -> None:
    office.begin()
    office.decider.dispose([office.ids[1]], None)
    with pytest.raises(DecisionRefused):
        office.accept()
    assert judge(office.vault, office.request, READER, []) == ()
    now = reading(office.vault, office.request)
    assert now is not None
    assert len(now.of(Read.OPEN)) == 3


def test_that_records_naming_the_listed_are_read_whatever_is_drawn(office: Office) -> None:
    names = [(ListKind.VICTIMS, "Jordan Blackwood"), (ListKind.NEVER_REDACT, "call me")]
    Lists(office.vault, CLERK).add([ListEntry(kind, EntryKind.NAME, text) for kind, text in names])
    for _ in range(4):
        office.begin(Which.TENTH)
        now = reading(office.vault, office.request)
        assert now is not None
        assert office.ids[0] in now.states
        assert len(now.states) <= 2


def test_that_without_a_pass_there_is_nothing_to_read(office: Office) -> None:
    assert reading(office.vault, office.request) is None
    nobody = builders.new_request(office.vault, [], number="2026-015")
    assert "under another name" in (unread(office.vault, nobody) or pytest.fail("none")).remedy


def test_that_the_window_is_told_how_the_reading_stands(office: Office) -> None:
    told = seconding(office.vault, office.request, READER)
    assert (told.rule.is_on, told.reading, told.sent_back, told.signed) == (True, None, {}, False)
    office.begin()
    office.send_back(office.ids[0])
    told = seconding(office.vault, office.request, CLERK)
    assert told.sent_back == {office.ids[0]: "see the name"}
    assert told.reading is not None
    assert "may not be its second reader" in told.why_not
    office.accept()
    office.sign()
    assert seconding(office.vault, office.request, READER).signed
