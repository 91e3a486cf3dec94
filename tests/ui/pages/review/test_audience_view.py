"""The review shown for one audience: a strong bar, and keys that change its layer alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from review_desk import CODE, OTHER
from review_window import ReviewWindow

from app.domain.audiences import Audience
from app.domain.decisions import Disposition
from app.domain.layers import Layered, OnlyRedact, OpenCode, OpenRedaction
from app.domain.redaction import SpanTarget
from app.domain.spans import Span
from app.ui.pages.review.audience_view import KEYS
from app.ui.sheet import Ink
from app.workflow.decide import Decider

VICTIM = Audience.VICTIM
JORDAN = SpanTarget(Span(10, 26))
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Window(ReviewWindow):
    @property
    def bar(self):
        return self.view.audience

    def show_for(self, audience: Audience) -> None:
        box = self.view.audience_choice.box
        box.activated.emit(box.findData(audience))

    def layered(self) -> list[Layered]:
        return [e.decision for e in self.log() if isinstance(e.decision, Layered)]

    def seen(self, at: int, audience: Audience = VICTIM):
        with self.vault.read() as work:
            ids = [self.ids[at]]
            return work.layers.standings_of(self.request.id, ids, audience)[self.ids[at]]

    def inks(self) -> set[Ink]:
        return {one.run.ink for one in self.view.sheet._stretches}


@pytest.fixture
def desk(windows):
    made = windows(Window)
    decider = Decider(made.vault, made.request, "Pat")
    decider.dispose(made.ids[:2], Disposition.RELEASE)
    decider.dispose(made.ids[2:], Disposition.WITHHOLD, [OTHER])
    decider.redact(made.ids[1], [JORDAN], [CODE])
    made.page.refresh()
    made.presenter.go(made.ids[1])
    return made


def test_that_the_page_is_the_publics_until_it_says_otherwise_in_a_strong_bar(desk):
    assert desk.bar.isHidden()
    assert Ink.BAR in desk.inks()
    desk.show_for(VICTIM)
    assert desk.bar.isVisible()
    assert desk.bar._title.text() == "◆ NOT the public view: shown for the victim"
    assert desk.bar._sentence.text().startswith("Open for the victim: 0 redactions")
    assert desk.view._keys.text().startswith(KEYS[:20])
    desk.page.arrive("")
    assert desk.bar.isHidden()
    assert not desk.view._keys.text().startswith(KEYS[:20])


def test_that_z_opens_what_is_chosen_and_closes_it_again(desk):
    desk.press(Qt.Key.Key_Z)
    assert "Choose first for whom" in desk.ways.said[-1]
    desk.show_for(VICTIM)
    desk.sheet.show_target(JORDAN)
    desk.press(Qt.Key.Key_Z)
    (opened,) = desk.layered()
    assert isinstance(opened.entry, OpenRedaction)
    assert desk.seen(1).redactions == ()
    assert len(desk.standing(1).redactions) == 1
    assert Ink.OPEN in desk.inks()
    assert Ink.BAR not in desk.inks()
    assert "open for the victim" in desk.view.decision._list.item(0).text()
    desk.show_for(Audience.PUBLIC)
    assert Ink.BAR in desk.inks()
    assert "Seen otherwise by the victim" in desk.view.audience_choice._otherwise.text()
    desk.show_for(VICTIM)
    desk.sheet.show_target(JORDAN)
    desk.press(Qt.Key.Key_Z)
    assert len(desk.seen(1).redactions) == 1


def test_that_the_caret_on_a_bar_is_enough(desk):
    desk.show_for(VICTIM)
    desk.sheet.show_target(JORDAN)
    desk.sheet.drop_selection()
    assert desk.sheet.targets() == ()
    desk.press(Qt.Key.Key_Z)
    assert desk.seen(1).redactions == ()


def test_that_keys_of_decisions_change_the_layer_alone(desk):
    desk.show_for(VICTIM)
    before = (desk.standing(0), desk.standing(1))
    desk.sheet.show_target(SpanTarget(Span(30, 42)))
    desk.press(Qt.Key.Key_D)
    desk.press(Qt.Key.Key_Return)
    (only,) = desk.layered()
    assert isinstance(only.entry, OnlyRedact)
    assert "for the victim alone" in desk.view.decision._list.item(1).text()
    desk.press(Qt.Key.Key_N)
    assert "decides for everybody" in desk.ways.said[-1]
    desk.press(Qt.Key.Key_W)
    desk.press(Qt.Key.Key_Return)
    assert desk.seen(1).outcome is Disposition.WITHHOLD
    desk.press(Qt.Key.Key_R)
    assert desk.seen(1).outcome is Disposition.REDACT
    assert (desk.standing(0), desk.standing(1)) == before
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.seen(1).outcome is Disposition.WITHHOLD


def test_that_a_redaction_is_opened_from_the_list_and_never_lifted_for_all(desk):
    desk.show_for(VICTIM)
    desk.view.decision._lift.click()
    assert desk.seen(1).redactions == ()
    assert len(desk.standing(1).redactions) == 1
    desk.view.decision._recode.click()
    desk.press(Qt.Key.Key_Return)
    assert desk.standing(1).redactions[0].codes == (CODE,)


def test_that_a_withheld_record_is_opened(desk):
    desk.presenter.go(desk.ids[3])
    desk.show_for(Audience.COURT)
    assert desk.view.decision._stands.text().startswith("For the court: Withheld")
    desk.press(Qt.Key.Key_Z)
    assert desk.seen(3, Audience.COURT).outcome is Disposition.RELEASE
    assert desk.seen(3).outcome is Disposition.WITHHOLD


def test_that_where_nothing_is_withheld_the_clerk_is_told(desk):
    desk.presenter.go(desk.ids[0])
    desk.show_for(VICTIM)
    desk.press(Qt.Key.Key_Z)
    assert desk.layered() == []
    assert "to open it for the victim" in desk.ways.said[-1]


def test_that_an_exemption_is_ticked_that_does_not_hold(desk):
    desk.show_for(VICTIM)
    assert [one.text() for one in desk.bar.menu.actions()] == [
        f"{CODE} does not hold against the victim",
        f"{OTHER} does not hold against the victim",
    ]
    desk.bar.menu.actions()[0].trigger()
    assert [one.entry for one in desk.layered()] == [OpenCode(CODE)]
    assert desk.seen(1).redactions == ()
    assert "1 redaction and" in desk.bar._sentence.text()
    assert [one.isChecked() for one in desk.bar.menu.actions()] == [True, False]
    desk.bar.menu.actions()[0].trigger()
    assert len(desk.seen(1).redactions) == 1


def test_that_shift_v_goes_through_the_views_and_groups_are_the_publics(desk):
    for audience in ("victim", "prosecutor", "court"):
        desk.press(Qt.Key.Key_V, SHIFT)
        assert desk.bar._title.text().endswith(audience)
    desk.press(Qt.Key.Key_V, SHIFT)
    assert desk.bar.isHidden()
    desk.show_for(VICTIM)
    desk.press(Qt.Key.Key_G)
    assert desk.page.audience.is_public
    assert desk.bar.isHidden()


def test_that_several_records_are_withheld_for_one_alone(desk):
    desk.show_for(VICTIM)
    desk.presenter.choose([0, 1], 1)
    desk.press(Qt.Key.Key_W)
    desk.press(Qt.Key.Key_Return)
    assert {one.record for one in desk.layered()} == set(desk.ids[:2])
    assert desk.standing(0).outcome is Disposition.RELEASE


def test_that_an_audience_is_left_with_the_request_and_with_pages(desk):
    desk.show_for(VICTIM)
    desk.press(Qt.Key.Key_P)
    assert desk.page.audience.is_public


def test_that_a_suggestion_is_accepted_for_everybody_or_not_at_all(desk):
    desk.presenter.go(desk.ids[3])
    desk.presenter.decide(Disposition.RELEASE, stay=True)
    desk.show_for(VICTIM)
    desk.presenter.redacting.next_hint()
    assert desk.presenter.redacting.hint is not None
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    assert desk.layered() == []
    assert "decides for everybody" in desk.ways.said[-1]
    desk.press(Qt.Key.Key_D)
    desk.press(Qt.Key.Key_Return)
    assert desk.layered() == []


def test_that_an_exemption_asked_for_in_one_view_is_not_given_in_another(desk):
    desk.sheet.show_target(SpanTarget(Span(30, 42)))
    desk.press(Qt.Key.Key_E)
    assert desk.presenter.picking.open
    desk.show_for(VICTIM)
    assert not desk.presenter.picking.open
    assert desk.layered() == []


def test_that_words_in_several_records_are_not_withheld_in_one_of_them_alone(desk):
    desk.presenter.choose([0, 1], 1)
    desk.show_for(VICTIM)
    desk.presenter.choose([0, 1], 1)
    desk.sheet.show_target(SpanTarget(Span(30, 42)))
    desk.press(Qt.Key.Key_D)
    desk.press(Qt.Key.Key_Return)
    assert desk.layered() == []
    assert "one record at a time" in desk.ways.said[-1]
