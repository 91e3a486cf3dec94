"""Shows what is held: days, the picture, what is told of a cell, answers, the register."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.coverage import Settling
from app.ui.pages.coverage.asked_view import AskedView
from app.ui.pages.coverage.collected_view import CollectedView
from app.ui.pages.coverage.grid import Grid
from app.ui.pages.coverage.legend import Legend
from app.ui.pages.coverage.register_view import RegisterView
from app.ui.pages.coverage.rule_view import RuleView
from app.ui.pages.coverage.state import SETTLINGS, CoverageState, rule_in_words
from app.ui.theme import Look
from app.ui.widgets.empty_page import EmptyPage
from app.ui.widgets.fold import Fold
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.scrolling import PAGE, fill_scrolling
from app.ui.widgets.words import button, caption, label, let_shrink
from app.ui.wording import count


class AnswerBox(QWidget):
    """What is the matter with a gap.

    Attributes:
        answered: settling, number of the source, reason.
        acknowledged: reason for which all open gaps may pass.
    """

    answered = Signal(str, int, str)
    acknowledged = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.gap = label(role="strong", wrap=True)
        self.settling = QComboBox()
        for settling, words in SETTLINGS:
            self.settling.addItem(words, settling.value)
        self.source = QComboBox()
        self.source.setAccessibleName("Source with which it was collected")
        let_shrink(self.source)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("who said so, or why; kept, and printed with the coverage")
        self._answer = button("&Answer the gap", self._wish, "main")
        self._all = button("Acknow&ledge all open gaps", self._wish_all)
        self._all.setToolTip("The packet may then be built although they are open")
        row = QHBoxLayout()
        row.addWidget(caption("A&nswer", self.settling))
        row.addWidget(self.settling)
        row.addWidget(self.source)
        row.addWidget(caption("&Reason", self.reason))
        row.addWidget(self.reason, 1)
        acts = QHBoxLayout()
        acts.addWidget(self._answer)
        acts.addWidget(self._all)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.gap)
        column.addLayout(row)
        column.addLayout(acts)
        self.settling.currentIndexChanged.connect(self._turn)
        self.reason.returnPressed.connect(self._wish)
        self._turn()

    def show_state(self, state: CoverageState) -> None:
        """Show what may be answered; a reason that was typed stays until it was taken."""
        gap = state.chosen.gap if state.chosen else ""
        self.gap.setText(f"Open gap: {gap}" if gap else "")
        self.gap.setVisible(bool(gap))
        self._answer.setEnabled(bool(gap))
        self._all.setEnabled(state.open_gaps > 0)
        self.setVisible(state.open_gaps > 0)
        if self.source.count() != len(state.sources):
            self.source.clear()
            for number, name in state.sources:
                self.source.addItem(name, number)

    def clear(self) -> None:
        """Forget the reason."""
        self.reason.clear()

    def _turn(self) -> None:
        self.source.setVisible(self.settling.currentData() == Settling.COLLECTED.value)

    def _wish(self) -> None:
        if self._answer.isEnabled():
            source = self.source.currentData()
            settling = str(self.settling.currentData())
            self.answered.emit(settling, int(source or 0), self.reason.text())

    def _wish_all(self) -> None:
        self.acknowledged.emit(self.reason.text())


class CoverageView(QWidget):
    """The whole page.

    Attributes:
        days_wished: first and last day, as typed.
        zoomed: days instead of weeks.
        find_wished: search for the records of the chosen cell.
    """

    days_wished = Signal(str, str)
    zoomed = Signal(bool)
    find_wished = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.notice = NoticeLine()
        self.empty = EmptyPage()
        self.grid = Grid(look)
        self.answer = AnswerBox()
        self.register = RegisterView(look)
        self.first, self.last = QLineEdit(), QLineEdit()
        self._summary = label(role="strong", wrap=True)
        self._told = label(role="muted", wrap=True)
        self._zoom = button("Show &days", self._turn)
        self._find = button("&Find these records", self.find_wished.emit)
        self.collected = CollectedView()
        inside = QWidget()
        both = QVBoxLayout(inside)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(self.register)
        both.addWidget(label("How an export was collected", "strong"))
        both.addWidget(self.collected)
        self.fold = Fold("Re&gister of custodians and channels", inside)
        self.asked, self.rule = AskedView(), RuleView()
        self.fold_of_asked = Fold("&Whom and what the request asks for", self.asked)
        self.fold_of_rule = Fold("Th&e rule on gaps, for all requests", self.rule)
        self.folds = (self.fold_of_asked, self.fold_of_rule, self.fold)
        self._legend = Legend(look)
        self._by_days = False
        self._shown: CoverageState | None = None
        self._lay_out()

    def show_state(self, state: CoverageState) -> None:
        """Show everything afresh."""
        self.notice.show_notice(state.notice)
        self._pages.setCurrentIndex(1 if state.empty is not None else 0)
        if state.empty is not None:
            self.empty.show_words(state.empty)
            return
        before, self._shown = self._shown, state
        self._by_days = state.by_days
        self._zoom.setText("Show &weeks" if state.by_days else "Show &days")
        if before is None or (before.first, before.last) != (state.first, state.last):
            self.first.setText(state.first)
            self.last.setText(state.last)
        if before is None or (before.heads, before.lines) != (state.heads, state.lines):
            self.grid.show_state(state)
            self.answer.clear()
        if state.chosen is not None:
            self.grid.stand_on(state.chosen.line, state.chosen.part)
        self._summary.setText(state.summary)
        self._told.setText(state.chosen.sentence if state.chosen else "")
        self._find.setEnabled(state.chosen is not None and state.chosen.has_records)
        for widget in (self.grid, self._legend, self._told, self._find):
            widget.setVisible(bool(state.lines))
        self.answer.show_state(state)
        self.register.show_state(state)
        self.collected.show_state(state)
        self.asked.show_asked(state.asked)
        self.rule.show_rule(state.rule)
        self.fold.say(count(len(state.register), "entry", "entries") if state.register else "empty")
        self.fold_of_asked.say(state.asked.in_words)
        self.fold_of_rule.say(rule_in_words(state.rule))
        if not state.registered:
            self.fold.set_open(is_open=True)

    def take_focus(self) -> None:
        """Put the focus on the picture."""
        self.grid.setFocus()

    def open_answer(self) -> None:
        """Answer the gap of the chosen cell, or find its records where there is none."""
        chosen = self._shown.chosen if self._shown else None
        if chosen is not None and chosen.gap:
            self.answer.reason.setFocus()
        elif chosen is not None and chosen.has_records:
            self.find_wished.emit()

    def open_asked(self) -> None:
        """Let the clerk choose whom and what the request asks for."""
        self._show_fold(self.fold_of_asked, self.asked.custodians)

    def open_rule(self) -> None:
        """Let the clerk change the rule on gaps."""
        self._show_fold(self.fold_of_rule, self.rule.hole)

    def _show_fold(self, fold: Fold, first: QWidget) -> None:
        fold.set_open(is_open=True)
        self._open_alone(fold)
        first.setFocus()

    def _open_alone(self, opened: Fold) -> None:
        """Close the other folds, so that each letter leads to one field, and show this one."""
        for fold in self.folds:
            if fold is not opened:
                fold.set_open(is_open=False)
        QTimer.singleShot(0, opened, lambda: self._scroll.ensureWidgetVisible(opened))

    def _turn(self) -> None:
        self.zoomed.emit(not self._by_days)

    def _wish_days(self) -> None:
        self.days_wished.emit(self.first.text(), self.last.text())

    def _lay_out(self) -> None:
        days = QHBoxLayout()
        for words, field in (("Fro&m", self.first), ("&To", self.last)):
            field.setFixedWidth(self.fontMetrics().averageCharWidth() * 14)
            field.returnPressed.connect(self._wish_days)
            days.addWidget(caption(words, field))
            days.addWidget(field)
        days.addWidget(button("&Keep these days", self._wish_days))
        days.addWidget(self._zoom)
        days.addStretch(1)
        told = QHBoxLayout()
        told.addWidget(self._told, 1)
        told.addWidget(self._find)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        column.addLayout(days)
        column.addWidget(self._summary)
        column.addWidget(self.grid, 3)
        column.addWidget(self._legend)
        column.addLayout(told)
        column.addWidget(self.answer)
        for fold in self.folds:
            column.addWidget(fold, 0)
            fold.opened.connect(partial(self._open_alone, fold))
        column.addStretch(0)
        whole = QWidget()
        self._scroll = fill_scrolling(whole, inside)
        self._pages = QStackedWidget()
        self._pages.addWidget(whole)
        self._pages.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*PAGE)
        outer.setSpacing(10)
        outer.addWidget(self.notice)
        outer.addWidget(self._pages, 1)
