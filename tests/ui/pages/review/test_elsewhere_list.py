"""The same words elsewhere in the window: apart from alike ones, ticked, or left visible."""

from __future__ import annotations

import pytest
from desk_fakes import Shown
from review_desk import CODE, Bench

from app.domain.decisions import AlreadyPublic
from app.domain.redaction import SpanTarget
from app.domain.spans import Span
from app.ui.pages.review import elsewhere_work
from app.ui.pages.review.equals import NOWHERE
from app.ui.pages.review.presenter import ReviewPresenter
from app.workflow import looking

TEXTS = (
    "Jordan Blackwood called",
    "who is Jordan Blackwood?",
    "Jordan Blackwood's car",
    "jordan blakwood again",
    "nothing here",
)


class Reviewing(Bench):
    def __init__(self, folder) -> None:
        super().__init__(folder, TEXTS)
        self.shown: Shown = Shown()
        self.presenter = ReviewPresenter(self.context, self.shown)
        self.presenter.arrive()

    @property
    def same(self):
        return self.shown.last.same

    def redact_name(self) -> None:
        self.presenter.redacting.redact([SpanTarget(Span(0, 16))])
        self.presenter.picking.take(CODE)


@pytest.fixture
def desk(tmp_path):
    bench = Reviewing(tmp_path)
    yield bench
    bench.presenter.put_away()()
    bench.vault.close()


def test_that_alike_words_are_listed_apart_and_say_how_they_are_alike(desk):
    desk.redact_name()
    assert desk.same.title.startswith("The same words stand in 1 other place; 2 more are alike")
    desk.presenter.equals.open()
    likeness = [row.likeness for row in desk.same.rows]
    assert likeness[0] == "the same words"
    assert set(likeness[1:]) == {"possessive", "other spelling"}
    ticked = {row.likeness for row in desk.same.rows if row.checked}
    assert ticked == {"the same words", "possessive"}


def test_that_what_is_ticked_is_withheld_as_one_act(desk):
    desk.redact_name()
    desk.presenter.equals.open()
    desk.presenter.equals.tick_all()
    assert all(row.checked for row in desk.same.rows)
    desk.presenter.redacting.apply_equals()
    assert all(desk.standing(at).redactions for at in (1, 2, 3))
    desk.presenter.undo()
    assert not any(desk.standing(at).redactions for at in (1, 2, 3))


def test_that_none_is_ticked_where_all_were(desk):
    desk.redact_name()
    desk.presenter.equals.open()
    desk.presenter.equals.tick_all()
    desk.presenter.equals.tick_all()
    assert desk.same.checked == ()
    desk.presenter.redacting.apply_equals()
    desk.presenter.redacting.leave_visible("because")
    assert len(desk.log()) == 1


def test_that_words_of_the_public_stay_visible_with_a_logged_reason_and_do_not_come_again(desk):
    desk.redact_name()
    desk.presenter.redacting.leave_visible("printed in the Courier")
    public = [one.decision for one in desk.log() if isinstance(one.decision, AlreadyPublic)]
    assert {one.why for one in public} == {"printed in the Courier"}
    assert desk.same is None
    desk.presenter.redacting.elsewhere()
    assert [row.likeness for row in desk.same.rows] == ["other spelling"]


def test_that_a_long_list_is_described_portion_by_portion_and_ticked_as_a_whole(desk, monkeypatch):
    monkeypatch.setattr(elsewhere_work, "LISTED", 1)
    desk.redact_name()
    desk.presenter.equals.open()
    assert (len(desk.same.rows), len(desk.same.hits), len(desk.same.checked)) == (1, 3, 2)
    desk.presenter.equals.tick_all()
    assert len(desk.same.checked) == 3
    desk.presenter.equals.more()
    assert [row.checked for row in desk.same.rows] == [True, True]
    desk.presenter.equals.tick(1)
    desk.presenter.equals.more()
    assert [row.checked for row in desk.same.rows] == [True, False, True]
    desk.presenter.equals.tick_all()
    desk.presenter.redacting.apply_equals()
    assert all(desk.standing(at).redactions for at in (1, 2, 3))


def test_that_nothing_is_applied_while_texts_are_still_read_and_all_of_it_after(desk, monkeypatch):
    monkeypatch.setattr(looking, "AT_ONCE", 1)
    asked = []
    equals = desk.presenter.equals
    monkeypatch.setattr(equals._asks, "ask", lambda *question: asked.append(question))

    def answer():
        question, came, _ = asked.pop(0)
        came(question())

    desk.redact_name()
    while desk.same is None:
        answer()
    assert desk.same.left
    equals.open()
    desk.presenter.redacting.apply_equals()
    desk.presenter.redacting.leave_visible("because")
    assert "must still be read" in desk.ways.said[-1]
    assert len(desk.log()) == 1
    while asked:
        answer()
    assert desk.same.open
    assert (desk.same.left, len(desk.same.hits)) == (0, 3)
    desk.presenter.redacting.apply_equals()
    assert desk.standing(1).redactions


def test_that_a_reason_is_needed(desk):
    desk.redact_name()
    desk.presenter.redacting.leave_visible("  ")
    assert desk.shown.last.notice is not None
    assert desk.same is not None


def test_that_s_lists_the_words_of_the_last_redaction_at_any_time(desk):
    desk.redact_name()
    desk.presenter.equals.leave()
    desk.presenter.redacting.elsewhere()
    assert desk.same.open
    assert desk.same.codes == (CODE,)
    assert not desk.same.looks


def test_that_selected_words_are_found_and_an_exemption_is_asked_for(desk):
    desk.presenter.redacting.elsewhere(SpanTarget(Span(0, 16)))
    assert desk.same.codes == ()
    desk.presenter.redacting.apply_equals()
    assert "place" in desk.shown.last.pick.purpose


def test_that_words_that_stand_nowhere_else_are_said_so(desk):
    desk.presenter.go(desk.ids[4])
    desk.presenter.redacting.elsewhere(SpanTarget(Span(0, 7)))
    assert desk.ways.said[-1] == NOWHERE
    desk.presenter.redacting.elsewhere()
    assert desk.ways.said[-1].startswith("Select words")
