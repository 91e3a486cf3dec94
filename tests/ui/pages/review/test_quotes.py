"""What a mail quotes: set apart, told where it is from, folded only where nothing is marked."""

from __future__ import annotations

from functools import partial

import pytest
from made_mails import ANSWERED, THANKED, thread
from PySide6.QtCore import Qt
from review_desk import CODE
from review_window import ReviewWindow

from app.domain.redaction import SpanTarget
from app.domain.spans import Span

SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


class Window(ReviewWindow):
    def lines(self) -> list[tuple[str, int]]:
        """Give the lines of the record in question, with how far they stand in."""
        state = self.presenter.state
        assert state.sight is not None
        (card,) = [one for one in state.sight.sheet.cards if one.here]
        return [("".join(run.text for run in line.runs), line.quoted) for line in card.lines]

    def shown(self) -> str:
        return self.sheet.toPlainText()

    def settle_all(self, at: int) -> None:
        """Decline every suggestion in a record, so that nothing in it is marked."""
        while self.presenter.state.sight.hints:
            self.press(Qt.Key.Key_Tab)
            self.press(Qt.Key.Key_Delete)
        assert self.presenter.record == self.ids[at]


@pytest.fixture
def desk(windows):
    return partial(windows, Window, made=thread())


def test_that_a_quotation_stands_apart_with_the_mail_that_it_is_from(desk) -> None:
    window = desk()
    window.presenter.go(window.ids[1])
    quoted = [(said, depth) for said, depth in window.lines() if depth]
    assert quoted[0] == ("quotes Rosa Diaz, 14 Mar 2026 5:04 PM", 1)
    assert quoted[1][0].startswith("On Sat, Mar 14, 2026")
    assert quoted[1][0].endswith("> Rosa")
    own = next(said for said, depth in window.lines() if said.startswith("I spoke"))
    assert own.endswith("Ben\n")
    assert ANSWERED in "\n".join(s for s, _ in window.lines() if not s.startswith("quotes "))


def test_that_a_chain_is_told_mail_by_mail(desk) -> None:
    window = desk()
    window.presenter.go(window.ids[2])
    told = [(said, depth) for said, depth in window.lines() if said.startswith("quotes ")]
    assert told == [
        ("quotes Ben Cole, 14 Mar 2026 6:04 PM", 1), ("quotes Rosa Diaz, 14 Mar 2026 5:04 PM", 2),
    ]  # fmt: skip


def test_that_the_link_and_its_key_go_to_the_quoted_mail(desk, qtbot) -> None:
    window = desk()
    window.presenter.go(window.ids[1])
    window.press("O", SHIFT)
    assert window.presenter.record == window.ids[0]
    window.press("O", SHIFT)
    assert window.presenter.record == window.ids[0]
    window.presenter.go(window.ids[1])
    at = window.shown().index("quotes Rosa") + len("quotes Ro")
    box = window.sheet.cursorRect(window.sheet._cursor(at, at))
    qtbot.mouseMove(window.sheet.viewport(), box.center())
    qtbot.mouseClick(window.sheet.viewport(), LEFT, pos=box.center())
    assert window.presenter.record == window.ids[0]


def test_that_the_key_goes_where_the_quotation_at_the_caret_leads(desk) -> None:
    window = desk()
    window.presenter.go(window.ids[2])
    start = THANKED.index("Good morning")
    window.sheet.show_target(SpanTarget(Span(start, start + 4)))
    window.press("O", SHIFT)
    assert window.presenter.record == window.ids[0]


def test_that_a_mail_that_is_not_in_the_request_is_named_without_a_link(desk) -> None:
    window = desk(held=[1])
    said = next(said for said, _ in window.lines() if said.startswith("quotes "))
    assert said.endswith("record 1, not in this request")
    window.press("O", SHIFT)
    assert window.presenter.record == window.ids[1]


def test_that_nothing_is_folded_before_it_is_asked_nor_on_the_next_record(desk) -> None:
    window = desk()
    window.presenter.go(window.ids[1])
    window.settle_all(1)
    assert "> Rosa" in window.shown()
    window.press("Q", SHIFT)
    assert "> Rosa" not in window.shown()
    assert "▸ 10 quoted lines folded: no redaction, suggestion or hit in them" in window.shown()
    window.presenter.go(window.ids[0])
    window.presenter.go(window.ids[1])
    assert "> Rosa" in window.shown()
    assert not window.sheet.folds


def test_that_a_quotation_with_a_suggestion_or_a_bar_stays_open(desk) -> None:
    window = desk()
    window.presenter.go(window.ids[1])
    assert window.presenter.state.sight.hints
    window.press("Q", SHIFT)
    assert "> Rosa" in window.shown()
    assert not window.sheet.folds
    window.settle_all(1)
    start = ANSWERED.index("850-555")
    window.press("Q", SHIFT)
    assert window.sheet.folds
    redact = [SpanTarget(Span(start, start + 12))]
    window.presenter.do(lambda decider: decider.redact(window.ids[1], redact, [CODE]))
    assert "> Rosa" in window.shown()


def test_that_coming_to_words_in_a_fold_opens_it(desk) -> None:
    window = desk()
    window.presenter.go(window.ids[1])
    window.settle_all(1)
    window.press("Q", SHIFT)
    start = ANSWERED.index("harbour")
    target = SpanTarget(Span(start, start + 7))
    window.sheet.show_target(target)
    assert window.sheet.targets() == (target,)


def test_that_a_selection_across_own_and_quoted_words_is_one(desk) -> None:
    window = desk(held=[1])
    whole = SpanTarget(Span(ANSWERED.index("All is"), ANSWERED.index("> Rosa") + 6))
    units = window.sheet._map.units_of(whole)
    assert units is not None
    window.sheet.setTextCursor(window.sheet._cursor(*units))
    (target,) = window.sheet.targets()
    assert target == whole


def test_that_what_may_be_done_is_said_where_nothing_is_quoted(desk) -> None:
    window = desk()
    window.presenter.go(window.ids[0])
    window.press("Q", SHIFT)
    window.press("O", SHIFT)
    assert window.ways.said[-2:] == [
        "Nothing here is quoted, or something is marked in all of it.",
        "This record quotes no mail that is in the request.",
    ]


def test_that_the_lines_of_quotations_are_drawn_at_their_left(desk) -> None:
    window = desk()
    window.presenter.go(window.ids[2])
    edge = window.sheet._look.colours["edge"]
    boxes = [window.sheet._line_of(*ends, 1) for *ends, _ in window.sheet._quoted]
    picture = window.sheet.viewport().grab().toImage()
    seen = [box for box in boxes if 0 < box.center().y() < picture.height()]
    assert seen
    for box in seen:
        assert picture.pixelColor(box.center()).name() == edge
