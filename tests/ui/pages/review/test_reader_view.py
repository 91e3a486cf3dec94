"""The second reader by keyboard alone: V reads, Y and Enter accept, Q asks for a comment."""

from __future__ import annotations

import pytest
from page_desk import pdf, stored
from PySide6.QtCore import Qt
from review_window import ReviewWindow

from app.domain.decisions import BeginPass, Disposition, Verdict, Which
from app.domain.second_reading import FourEyes
from app.ui.pages.review.reader_view import KEYS
from app.workflow.check_request import signed
from app.workflow.decide import Decider
from app.workflow.second_reading import set_rule


class Window(ReviewWindow):
    @property
    def bar(self):
        return self.view.reader

    def verdicts(self) -> list[Verdict]:
        return [e.decision for e in self.log() if isinstance(e.decision, Verdict)]


@pytest.fixture
def desk(windows):
    made = windows(Window)
    Decider(made.vault, made.request, "Pat").dispose(made.ids, Disposition.RELEASE)
    made.page.refresh()
    return made


def test_that_a_pass_is_read_with_the_keys_alone(desk):
    assert desk.bar.isHidden()
    desk.press(Qt.Key.Key_V)
    assert desk.bar.isVisible()
    assert desk.view._keys.text().startswith(KEYS[:20])
    assert desk.bar.which.count() == 3
    desk.bar._begin.click()
    assert isinstance(desk.log()[-1].decision, BeginPass)
    desk.view.take_focus()
    desk.press(Qt.Key.Key_Y)
    desk.press(Qt.Key.Key_Return)
    assert [one.accepted for one in desk.verdicts()] == [True, True]
    desk.press(Qt.Key.Key_Q)
    assert desk.bar.comment.hasFocus()
    desk.type("why? very")
    desk.press(Qt.Key.Key_Return)
    back = desk.verdicts()[-1]
    assert (back.record, back.accepted, back.note) == (desk.ids[2], False, "why? very")
    assert desk.view.sheet.hasFocus()
    desk.press(Qt.Key.Key_R)
    assert len(desk.verdicts()) == 3
    desk.press(Qt.Key.Key_Y, times=2)
    desk.press(Qt.Key.Key_V)
    assert desk.bar.isHidden()
    assert not desk.view._keys.text().startswith(KEYS[:20])
    desk.press(Qt.Key.Key_Y)
    desk.press(Qt.Key.Key_Q)
    assert len(desk.verdicts()) == 5
    assert desk.bar.comment.isHidden()


def test_that_who_decides_sees_what_came_back_and_why(desk):
    desk.press(Qt.Key.Key_V)
    desk.bar._begin.click()
    desk.view.take_focus()
    desk.press(Qt.Key.Key_Q)
    desk.type("a name is visible")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_V)
    ways = [desk.view.queue.ways.itemText(at) for at in range(desk.view.queue.ways.count())]
    assert "Sent back  1" in ways
    desk.view.queue.shown_wished.emit("sent_back")
    assert desk.view.decision._comment.text() == "↩ Sent back: “a name is visible”"
    assert desk.view.decision._comment.isVisible()
    desk.press(Qt.Key.Key_N)
    assert desk.standing(0).outcome is Disposition.NOT_RESPONSIVE
    assert desk.view.decision._comment.isHidden()


def test_that_esc_sends_nothing_back(desk):
    desk.press(Qt.Key.Key_V)
    desk.bar._begin.click()
    desk.view.take_focus()
    desk.press(Qt.Key.Key_Q)
    desk.type("n")
    desk.press(Qt.Key.Key_Escape)
    assert desk.bar.comment.isHidden()
    assert desk.verdicts() == []
    desk.press(Qt.Key.Key_Q)
    assert desk.bar.comment.text() == ""


def test_that_the_bar_asks_who_reads_and_ends_with_a_signature(desk):
    set_rule(desk.vault, FourEyes(is_on=True, least=Which.TENTH), "Pat")
    Decider(desk.vault, desk.request, "M. Ortiz").dispose([desk.ids[0]], Disposition.RELEASE)
    desk.page.arrive("second reader")
    assert desk.bar._why.text().startswith("M. Ortiz decided in this request")
    assert desk.bar._begin.isHidden()
    desk.bar.name.setText("Lt. Reyes")
    desk.bar.name.returnPressed.emit()
    assert desk.bar.name.isHidden()
    assert desk.bar.which.currentData() == "tenth"
    desk.bar._begin.click()
    assert desk.view.queue._amount.isVisible()
    desk.bar._accept.click()
    assert desk.bar._sign.isVisible()
    desk.bar._sign.click()
    signature = signed(desk.vault, desk.request)
    assert signature is not None
    assert (signature.who, desk.bar._sign.isVisible()) == ("Lt. Reyes", False)
    desk.bar._anew.click()
    assert desk.bar.which.isVisible()
    desk.bar._leave.click()
    assert desk.bar.isHidden()


def test_that_everything_offers_what_a_reader_does(desk):
    deeds = {deed.title: deed for deed in desk.page.deeds()}
    deeds["Read a second time"].run()
    assert desk.bar.isVisible()
    desk.bar._begin.click()
    deeds["Accept as second reader"].run()
    deeds["Send back as second reader"].run()
    assert desk.bar.comment.isVisible()
    assert len(desk.verdicts()) == 1


def test_that_no_key_means_two_things(desk):
    keys = [deed.keys for deed in desk.page.deeds()]
    assert sorted(set(keys)) == sorted(keys)


def test_that_a_record_is_sent_back_from_its_pages(windows):
    picture = ("report.pdf", pdf((("The report",),)), "application/pdf")
    desk = windows(Window, attachments=lambda vault: [[stored(vault, *picture)]])
    Decider(desk.vault, desk.request, "Pat").dispose(desk.ids, Disposition.RELEASE)
    desk.page.refresh()
    desk.press(Qt.Key.Key_V)
    desk.bar._begin.click()
    desk.view.take_focus()
    desk.press(Qt.Key.Key_P)
    desk.press(Qt.Key.Key_B)
    assert desk.page.desk.state.burned
    assert desk.bar.comment.isHidden()
    desk.press(Qt.Key.Key_Q)
    desk.type("look at B")
    desk.press(Qt.Key.Key_Return)
    (back,) = desk.verdicts()
    assert (back.record, back.accepted, back.note) == (desk.ids[0], False, "look at B")
