"""Undo and redo from pages that decide nothing themselves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from review_desk import Bench

from app.domain.decisions import Disposition
from app.errors import AppError
from app.ui.undoing import Undoing
from app.ui.widgets.undo_keys import bind_undo
from app.workflow.decide import Decider

CTRL = Qt.KeyboardModifier.ControlModifier


class Asked(Bench):
    def __init__(self, folder) -> None:
        super().__init__(folder)
        self.again = 0
        self.undoing = Undoing(self.context, self._again)

    def _again(self) -> None:
        self.again += 1

    def decide(self) -> None:
        decider = Decider(self.vault, self.request, "M. Ortiz")
        decider.dispose(self.ids[:2], Disposition.RELEASE)


@pytest.fixture
def desk(tmp_path):
    bench = Asked(tmp_path)
    yield bench
    bench.vault.close()


def test_that_undo_takes_the_last_act_back_and_says_what_and_where(desk):
    desk.decide()
    desk.undoing.undo()
    assert desk.standing(0).outcome is None
    assert desk.ways.said == ["Undone: 2 decisions in 2 records."]
    assert (desk.ways.changes, desk.again) == (1, 1)
    desk.undoing.redo()
    assert desk.standing(1).outcome is Disposition.RELEASE
    assert desk.ways.said[-1] == "Done again: 2 decisions in 2 records."


def test_that_there_may_be_nothing_to_undo(desk):
    desk.undoing.undo()
    desk.undoing.redo()
    assert desk.ways.said == ["Nothing to undo.", "Nothing to do again."]
    assert desk.again == 0


def test_that_without_a_request_it_says_so(desk):
    desk.ways.request = None
    desk.undoing.undo()
    assert desk.ways.said == ["No request is open."]


def test_that_a_refusal_is_shown_and_the_next_wish_is_heard(desk, monkeypatch):
    def refused(_decider) -> None:
        raise AppError("This request is closed.", "Reopen it.")

    monkeypatch.setattr(Decider, "undo", refused)
    desk.undoing.undo()
    desk.undoing.undo()
    assert [one.what for one in desk.ways.troubles] == ["This request is closed."] * 2


def test_that_a_text_field_keeps_its_own_undo(desk, qtbot):
    page, field = QWidget(), QLineEdit()
    column = QVBoxLayout(page)
    column.addWidget(field)
    other = QWidget()
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    column.addWidget(other)
    bind_undo(page, desk.undoing)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    desk.decide()
    field.setFocus()
    qtbot.keyClicks(field, "cedar")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    assert field.text() == ""
    assert desk.standing(0).outcome is Disposition.RELEASE
    other.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    assert desk.standing(0).outcome is None
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Y, CTRL)
    assert desk.standing(0).outcome is Disposition.RELEASE
