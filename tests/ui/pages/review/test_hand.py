"""Few keys do much: words by their beginnings, what is next, many records at once."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from review_desk import CODE, OTHER, TEXTS
from review_window import ReviewWindow

from app.domain.decisions import Disposition
from app.domain.redaction import SpanTarget
from app.domain.spans import Span
from app.ui.hits import subject_of
from app.ui.pages.review.begun_words import words_begun
from app.workflow.gather_records import Sought

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


class Window(ReviewWindow):
    def use(self, code: str, at: int = 0) -> None:
        """Let an exemption be the one used last."""
        work = self.presenter.work
        self.presenter.do(
            lambda decider: decider.redact(self.ids[at], [SpanTarget(Span(0, 5))], [code])
        )
        assert work is not None

    def withheld(self, at: int) -> list[str]:
        spans = [one.target.span for one in self.standing(at).redactions]
        return sorted(TEXTS[at][span.start : span.end] for span in spans)


@pytest.fixture
def desk(windows):
    return partial(windows, Window)


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("lives at 14 Cedar Lane.", "14 ", ["14 Cedar"]),
        ("lives at 14 Cedar Lane.", "14  ", ["14 Cedar Lane"]),
        ("lives at 14 Cedar Lane.", "14 c l", ["14 Cedar Lane"]),
        ("her number, (850) 555-0142. bye", "850 ", ["(850) 555-0142"]),
        ("her number (850) 555-0142", "555", ["555-0142"]),
        ("Delaney, Mrs. Delaney", "del", ["Delaney", "Delaney"]),
        ("señor Ángel", "ang", ["Ángel"]),
        ("“Caleb” said", "ca", ["Caleb"]),
        ("nothing", "x", []),
        ("a b", " ", []),
        ("one", "one ", []),
    ],
)
def test_that_words_are_found_by_their_beginnings(text, typed, found):
    assert [text[span.start : span.end] for span in words_begun(text, typed)] == found


def test_that_typed_beginnings_choose_and_enter_withholds(desk):
    window = desk()
    window.use(CODE)
    window.press(Qt.Key.Key_J)
    window.press("t")
    assert window.page.hand.line.field.hasFocus()
    window.type("14  ")
    (target,) = window.view.sheet.targets()
    assert TEXTS[1][target.span.start : target.span.end] == "14 Cedar Hollow"
    window.press(Qt.Key.Key_Return)
    assert window.withheld(1) == ["14 Cedar Hollow"]
    assert not window.page.hand.line.isVisible()
    assert window.view.sheet.hasFocus()
    assert window.standing(1).outcome is None


def test_that_tab_goes_to_the_next_place_and_back(desk):
    window = desk()
    window.presenter.go(window.ids[1])
    window.press("t")
    window.type("c")
    first = window.view.sheet.targets()
    window.press(Qt.Key.Key_Tab)
    second = window.view.sheet.targets()
    assert first[0].span.start < second[0].span.start
    window.press(Qt.Key.Key_Backtab)
    assert window.view.sheet.targets() == first
    window.press(Qt.Key.Key_Escape)
    assert window.view.sheet.targets() == first
    assert not window.page.hand.line.isVisible()


def test_that_shift_enter_asks_and_alt_with_a_number_takes_a_recent_exemption(desk):
    window = desk()
    window.use(OTHER)
    window.use(CODE)
    window.presenter.go(window.ids[1])
    window.press("t")
    window.type("j ")
    window.press(Qt.Key.Key_Return, SHIFT)
    assert window.view.picker.isVisible()
    window.press(Qt.Key.Key_Escape)
    assert window.standing(1).redactions == ()
    window.press("t")
    window.type("j ")
    window.press("2", ALT)
    (redaction,) = window.standing(1).redactions
    assert redaction.codes == (OTHER,)


def test_that_letters_that_begin_no_word_choose_nothing_and_withhold_nothing(desk):
    window = desk()
    window.use(CODE)
    window.presenter.go(window.ids[1])
    window.press("t")
    window.type("zzz")
    assert window.view.sheet.targets() == ()
    window.press(Qt.Key.Key_Return)
    assert window.standing(1).redactions == ()
    assert window.page.hand.choice.state.said == "No words of this record begin so."


def test_that_the_line_goes_when_another_record_comes(desk):
    window = desk()
    window.press("t")
    assert window.page.hand.line.isVisible()
    window.presenter.go(window.ids[2])
    assert not window.page.hand.line.isVisible()


def test_that_the_words_chosen_last_are_chosen_again_with_one_key(desk):
    window = desk()
    window.press("h")
    assert window.ways.said[-1] == "No words were chosen yet."
    window.use(CODE)
    window.presenter.go(window.ids[1])
    window.press("t")
    window.type("j ")
    window.press(Qt.Key.Key_Return)
    window.presenter.go(window.ids[3])
    window.press("h")
    window.press("d")
    assert window.withheld(3) == ["Jordan Blackwood"]
    window.press("h")
    assert window.ways.said[-1] == "The words chosen last stand nowhere in this record."


def test_that_u_goes_to_the_next_undecided_one(desk):
    window = desk()
    window.presenter.show_only("all")
    window.presenter.go(window.ids[0])
    window.presenter.do(
        lambda decider: decider.dispose(window.ids[1:3], Disposition.NOT_RESPONSIVE)
    )
    window.press("u")
    assert window.presenter.record == window.ids[3]
    window.presenter.do(
        lambda decider: decider.dispose([window.ids[0], window.ids[4]], Disposition.RELEASE)
    )
    window.press("u")
    assert window.ways.said[-1] == "This is the last one undecided."
    window.press("n")
    window.press("u")
    assert window.ways.said[-1] == "Every record has a decision."


def test_that_a_dot_goes_through_suggestions_from_record_to_record(desk):
    window = desk()
    hints = len(window.presenter.state.sight.hints)
    window.press(".", times=hints)
    assert (window.presenter.record, window.presenter.state.hint) == (window.ids[0], hints - 1)
    window.press(".")
    assert (window.presenter.record, window.presenter.state.hint) == (window.ids[1], 0)
    window.press(Qt.Key.Key_Tab)
    window.press(Qt.Key.Key_Backtab)
    assert window.presenter.state.hint == 0
    assert window.view.sheet.hasFocus()


def test_that_a_dot_says_where_there_is_no_further_suggestion(desk):
    window = desk(held=[2])
    hints = len(window.presenter.state.sight.hints)
    window.press(".", times=hints + 1)
    assert window.ways.said[-1] == "No further suggestion in the records of this list."
    assert window.presenter.record == window.ids[2]


def test_that_the_whole_conversation_is_decided_by_two_keys_and_undone_by_one(desk):
    window = desk()
    window.press("c")
    assert window.presenter.state.panel.several == len(TEXTS)
    rows = window.view.queue.table.selectionModel().selectedRows()
    assert len(rows) == len(TEXTS)
    window.press("n")
    assert {window.standing(at).outcome for at in range(5)} == {Disposition.NOT_RESPONSIVE}
    window.press(Qt.Key.Key_Z, CTRL)
    assert {window.standing(at).outcome for at in range(5)} == {None}


def test_that_words_are_withheld_in_all_that_is_chosen_as_one_act(desk):
    window = desk()
    window.use(CODE)
    window.presenter.go(window.ids[1])
    window.press("o")
    assert window.ways.said[-1].startswith("5 records of this person chosen")
    window.press("t")
    window.type("j ")
    window.press(Qt.Key.Key_Return)
    assert window.withheld(1) == ["Jordan Blackwood"]
    assert window.withheld(3) == ["Jordan Blackwood"]
    assert window.presenter.state.panel.several == len(TEXTS)
    window.press(Qt.Key.Key_Z, CTRL)
    assert window.withheld(1) == window.withheld(3) == []


def test_that_a_conversation_of_one_record_says_so(desk):
    window = desk(held=[2])
    window.press("c")
    assert window.ways.said[-1] == "Nothing else of this conversation is in this list."
    assert window.presenter.state.panel.several == 0


def test_that_e_on_a_suggestion_asks_whatever_is_proposed(desk):
    window = desk()
    window.press(".")
    window.press("e")
    assert window.view.picker.isVisible()


def test_that_d_withholds_the_searched_words_where_hits_are_chosen_and_nothing_is_selected(desk):
    window = desk()
    window.page.arrive(subject_of(Sought('"jordan blackwood"')))
    window.press("d")
    assert window.presenter.state.pick.purpose.startswith("Redact the searched words, 2 places")
    window.presenter.picking.take(CODE)
    assert window.withheld(1) == window.withheld(3) == ["Jordan Blackwood"]
    window.press(Qt.Key.Key_Tab)
    window.press("d")
    assert window.presenter.state.pick is None
    assert len(window.log()) > 2
