"""The second reader on the review page, over a real small vault, without a window."""

from __future__ import annotations

import pytest
from desk_fakes import Shown
from review_desk import Bench

from app.domain.decisions import Disposition, Verdict, Which
from app.domain.second_reading import FourEyes
from app.ui.pages.review.presenter import ReviewPresenter
from app.ui.pages.review.queueing import READING
from app.ui.pages.review.second_reader import (
    NOTHING_HERE,
    SUBJECT,
    ReaderPresenter,
    ReaderState,
)
from app.ui.pages.review.state import ReviewState
from app.workflow.check_request import signed
from app.workflow.decide import Decider
from app.workflow.second_reading import begin_pass, judge, set_rule


class Reading(Bench):
    """All five records are released by Pat; M. Ortiz has the vault open."""

    def __init__(self, folder) -> None:
        super().__init__(folder)
        Decider(self.vault, self.request, "Pat").dispose(self.ids, Disposition.RELEASE)
        self.states: Shown[ReviewState] = Shown()
        self.told: Shown[ReaderState] = Shown()
        self.presenter = ReviewPresenter(self.context, self._show)
        self.reader = ReaderPresenter(self.context, self.presenter, self.told)
        self.presenter.arrive()
        self.reader.arrive()

    def _show(self, state: ReviewState) -> None:
        self.states(state)
        self.reader.follow(state)

    @property
    def state(self) -> ReaderState:
        return self.reader.state

    def shown(self) -> dict[str, int]:
        return {way.name: way.count for way in self.states.last.queue.ways}

    def read(self, which: Which = Which.ALL) -> None:
        self.reader.toggle()
        self.reader.begin(which.value)


@pytest.fixture
def desk(tmp_path):
    bench = Reading(tmp_path)
    yield bench
    bench.presenter.put_away()()
    bench.vault.close()


def test_that_v_offers_a_pass_and_leads_back(desk):
    assert not desk.state.on
    desk.reader.toggle()
    assert desk.state.on
    assert desk.state.sentence == "Nobody has begun to read."
    assert [name for _, name in desk.state.choices] == [
        "Every record", "What is withheld", "A random tenth",
    ]  # fmt: skip
    assert desk.shown() == {"All": 5}
    desk.reader.toggle()
    assert not desk.state.on
    assert desk.shown()["All"] == 5
    assert "To read" not in desk.shown()


def test_that_accepting_goes_on_to_the_next_until_all_is_signed(desk):
    desk.read()
    assert desk.shown() == {"To read": 5, "Sent back": 0, "Accepted": 0, "All of the pass": 5}
    assert desk.presenter.record == desk.ids[0]
    assert (desk.state.judges, desk.state.verdict, desk.state.signs) == (True, "open", False)
    desk.reader.accept()
    assert desk.presenter.record == desk.ids[1]
    for _ in range(4):
        desk.reader.accept()
    assert desk.shown()["Accepted"] == 5
    assert desk.state.sentence == "Every record: all accepted. Sign off now."
    assert desk.state.signs
    desk.reader.sign()
    assert signed(desk.vault, desk.request).who == "M. Ortiz"
    assert (desk.state.signs, desk.state.done) == (False, True)
    assert desk.state.sentence == "Every record: read and signed."


def test_that_a_record_goes_back_with_a_comment_and_who_decides_sees_it(desk):
    desk.read()
    desk.reader.ask_back()
    assert desk.state.asks
    desk.reader.send_back("  ")
    assert desk.shown()["Sent back"] == 0
    desk.reader.stay()
    assert not desk.state.asks
    desk.reader.ask_back()
    desk.reader.send_back("who is it? ")
    assert not desk.state.asks
    assert desk.presenter.record == desk.ids[1]
    desk.reader.toggle()
    assert desk.shown()["Sent back"] == 1
    desk.presenter.show_only("sent_back")
    assert desk.states.last.queue.ids == (desk.ids[0],)
    assert desk.state.comment == "who is it?"
    desk.presenter.decide(Disposition.NOT_RESPONSIVE)
    assert "Sent back" not in desk.shown()
    desk.reader.toggle()
    desk.presenter.go(desk.ids[0])
    assert (desk.state.verdict, desk.state.comment) == ("open", "who is it?")


def test_that_nothing_is_decided_while_somebody_reads(desk):
    desk.read()
    before = len(desk.log())
    desk.presenter.decide(Disposition.WITHHOLD)
    desk.presenter.undo()
    desk.presenter.note("n")
    assert len(desk.log()) == before
    assert desk.context.ways.said[-3:] == [READING] * 3


def test_that_who_decided_is_told_so_and_another_name_may_read(desk):
    set_rule(desk.vault, FourEyes(is_on=True, least=Which.REDACTED), "Pat")
    Decider(desk.vault, desk.request, "M. Ortiz").comment(desk.ids[0], "mine")
    Decider(desk.vault, desk.request, "m. ortiz").dispose([desk.ids[0]], Disposition.RELEASE)
    desk.presenter.arrive()
    desk.reader.arrive(SUBJECT)
    assert desk.state.on
    assert desk.state.why_not.startswith("M. Ortiz decided in this request")
    assert desk.state.least == "redacted"
    assert desk.state.sentence.endswith(
        "The vault asks for every record of which something is withheld."
    )
    desk.reader.begin("all")
    assert "may not be its second reader" in desk.states.last.notice.what
    desk.reader.name("  Marta   Ruiz ")
    assert desk.state.why_not == ""
    desk.reader.begin("all")
    desk.reader.accept()
    assert desk.log()[-1].who == "Marta Ruiz"


def test_that_a_smaller_pass_than_the_vault_asks_says_so(desk):
    set_rule(desk.vault, FourEyes(is_on=True), "Pat")
    desk.read(Which.TENTH)
    assert desk.state.sentence == "A random tenth of the records. The vault asks for every record."
    assert desk.shown()["All of the pass"] == 1
    outside = next(one for one in desk.ids if one not in desk.states.last.queue.ids)
    desk.presenter.go(outside)
    assert not desk.state.judges
    desk.reader.accept()
    assert desk.context.ways.said[-1] == NOTHING_HERE
    desk.reader.anew()
    assert desk.state.choices
    desk.reader.begin("all")
    assert desk.shown()["To read"] == 5


def test_that_a_decision_of_somebody_else_opens_the_record_again(desk):
    begin_pass(desk.vault, desk.request, "M. Ortiz", Which.ALL)
    verdicts = [Verdict(one, accepted=True) for one in desk.ids]
    judge(desk.vault, desk.request, "M. Ortiz", verdicts)
    desk.reader.arrive(SUBJECT)
    assert desk.shown()["Accepted"] == 5
    Decider(desk.vault, desk.request, "Pat").dispose([desk.ids[2]], Disposition.NOT_RESPONSIVE)
    desk.presenter.arrive()
    assert desk.shown()["To read"] == 1


def test_that_nothing_is_read_without_a_request(desk):
    desk.context.ways.request = None
    desk.reader.arrive()
    desk.reader.toggle()
    desk.reader.begin("all")
    desk.reader.sign()
    desk.reader.look()
    desk.reader.accept()
    assert not desk.reader.is_on
    assert repr(desk.state) == "ReaderState(on=False)"
