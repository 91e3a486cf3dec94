"""Near-copies in the review: how many, what differs, decided alike; over a real small vault."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from review_desk import CODE
from review_window import ReviewWindow

from app.domain.decisions import Disposition
from app.domain.redaction import SpanTarget
from app.domain.spans import Span
from app.workflow.decide import Decider

FIRST = "Please bring Jordan Blackwood to the front desk before nine on Friday morning"
NEAR = "Please bring Jordan Blackwood to the front desk before ten on Friday morning"
OTHER_NAME = "Please bring Marlow Quinnell to the front desk before nine on Friday morning"
TEXTS = (FIRST, NEAR, OTHER_NAME, "call me", FIRST + " <b>")


@pytest.fixture
def desk(tmp_path, qtbot):
    made = ReviewWindow(tmp_path, qtbot, texts=TEXTS, held=[0, 1, 2, 3])
    yield made
    made.close()


def outcomes(desk):
    return [desk.standing(at).outcome for at in range(4)]


def test_that_the_record_says_how_many_near_copies_it_has(desk):
    assert desk.view._near.text() == "3 near-copies"
    assert desk.view._near.isVisible()
    assert "Shift+S near-copies" in desk.view._keys.text()
    desk.presenter.go(desk.ids[3])
    assert not desk.view._near.isVisible()
    desk.press("S", Qt.KeyboardModifier.ShiftModifier)
    assert desk.page.near_dialog is None
    assert "near-copy" in desk.ways.said[-1]


def test_that_what_differs_is_shown_of_the_one_that_is_chosen(desk):
    desk.press("S", Qt.KeyboardModifier.ShiftModifier)
    dialog = desk.page.near_dialog
    assert [row.key for row in desk.page.near.state.rows] == ["5", "2", "3"]
    assert "<b>" in dialog.differs.toPlainText()
    dialog.table.choose("2")
    dialog.chosen.emit("2")
    text = dialog.differs.toPlainText()
    assert "nine" in text
    assert "ten" in text
    assert "not in this request" in desk.page.near.state.rows[0].cells[4].text
    dialog.record_wished.emit(2)
    assert desk.presenter.record == 2
    dialog.reject()


def test_that_near_copies_are_decided_alike_as_one_act(desk):
    decider = Decider(desk.vault, desk.request, "M. Ortiz")
    decider.dispose(desk.ids[:1], Disposition.RELEASE)
    decider.redact(desk.ids[0], [SpanTarget(Span(13, 29))], [CODE])
    desk.page.arrive("1")
    desk.view._near.click()
    desk.page.near_dialog.alike.click()
    assert outcomes(desk) == [Disposition.REDACT, Disposition.REDACT, None, None]
    assert desk.ways.said[-1] == (
        "1 near-copy decided alike; 1 record left, where withheld words differ."
    )
    desk.presenter.undo()
    assert desk.standing(1).outcome is None


def test_that_a_record_without_a_decision_has_none_to_give(desk):
    desk.view._near.click()
    desk.page.near_dialog.alike.click()
    assert outcomes(desk) == [None] * 4
    assert "not decided itself" in desk.page.near.state.notice.what


def test_that_near_copies_that_came_meanwhile_are_told_when_the_page_is_opened_again(desk):
    desk.presenter.go(desk.ids[3])
    desk.page.refresh()
    assert desk.page.near.state.label == ""
    desk.page.near.decide_alike()
    assert outcomes(desk) == [None] * 4
