"""Shows the list of requests and, beside it, how the chosen one's due date was found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.requests.presenter import COLUMNS, Detail, RequestsState
from app.ui.theme import Look
from app.ui.widgets.chips import Chips
from app.ui.widgets.empty_page import EmptyPage
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.placing import side_by_side
from app.ui.widgets.table import Table
from app.ui.widgets.words import button, caption, label, panel, rule, set_tone, with_icon


class DetailPanel(QWidget):
    """The chosen request: what was asked, and the deadline step by step.

    Attributes:
        open_wished, edit_wished, close_wished: what the clerk wants to do with it.
    """

    open_wished = Signal()
    edit_wished = Signal()
    close_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._number = label(role="heading")
        self._due = label(role="strong")
        self._requester = label(role="strong", wrap=True)
        self._asked = label(wrap=True)
        self._asked.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._law = label(role="muted")
        self._steps = label(wrap=True)
        self._close = button("", self.close_wished.emit)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        for widget in (self._number, self._due, self._requester, self._asked, rule()):
            column.addWidget(widget)
        for widget in (label("Why this day", "strong"), self._law, self._steps):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(words)
        box = panel()
        inside = QVBoxLayout(box)
        inside.setContentsMargins(1, 1, 1, 10)
        inside.addWidget(scroll, 1)
        inside.addLayout(self._buttons())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(box)

    def show_detail(self, detail: Detail | None) -> None:
        """Show a request, or nothing."""
        self.setVisible(detail is not None)
        if detail is None:
            return
        self._number.setText(detail.number)
        self._due.setText(detail.due)
        set_tone(self._due, detail.tone)
        self._requester.setText(detail.requester)
        self._asked.setText(detail.asked)
        self._asked.setVisible(bool(detail.asked))
        self._law.setText(detail.law)
        self._steps.setText("\n\n".join(detail.steps))
        self._close.setText(detail.close_word)
        self._close.setAccessibleName(detail.close_word.replace("&", ""))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 0)
        row.addWidget(button("&Open", self.open_wished.emit, "main"))
        row.addWidget(button("&Edit", self.edit_wished.emit))
        row.addStretch(1)
        row.addWidget(self._close)
        return row


class RequestsView(QWidget):
    """The whole page.

    Attributes:
        new_wished, filter_wished, find_wished: what the clerk wants to see or enter.
        opened: number of the request that was opened.
    """

    new_wished = Signal()
    filter_wished = Signal(str)
    find_wished = Signal(str)
    opened = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._find = QLineEdit()
        self._find.setPlaceholderText("number, name or words")
        self._find.setClearButtonEnabled(True)
        self._find.setMaximumWidth(280)
        self.chips = Chips("Which requests")
        self.table = Table("Requests", COLUMNS, look.colours)
        look.changed.connect(lambda: self.table.rows.recolour(look.colours))
        self.detail = DetailPanel()
        self.notice = NoticeLine()
        self.empty = EmptyPage()
        self._shown: RequestsState | None = None
        self._lay_out()
        self.chips.wished.connect(self.filter_wished)
        self._find.textChanged.connect(self.find_wished)
        self.table.opened.connect(self.opened)
        QShortcut(QKeySequence("Ctrl+F"), self, self._find.setFocus)

    def show_state(self, state: RequestsState) -> None:
        """Show everything afresh; the table keeps its place where its rows did not change."""
        self.notice.show_notice(state.notice)
        self.chips.show_chips(state.chips, state.chosen_chip)
        if self._shown is None or self._shown.rows != state.rows:
            self.table.rows.show_rows(state.rows)
        self.table.choose(state.chosen)
        self.detail.show_detail(state.detail)
        if state.empty is not None:
            self.empty.show_words(state.empty)
        self._stack.setCurrentIndex(1 if state.empty is not None else 0)
        if state.chosen_chip == "all" and not state.rows and self._find.text() and state.empty:
            self._find.setFocus()
        self._shown = state

    def clear_find(self) -> None:
        """Empty the find field."""
        self._find.clear()

    def take_focus(self) -> None:
        """Put the focus where the work is."""
        self.table.setFocus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(
            with_icon(button("&New request", self.new_wished.emit, "main"), "add", "on_accent")
        )
        top.addSpacing(8)
        top.addWidget(caption("&Find", self._find))
        top.addWidget(self._find, 1)
        top.addStretch(1)
        top.addWidget(self.chips)
        splitter = side_by_side(self.table, self.detail, (760, 300))
        self._stack = QStackedWidget()
        self._stack.addWidget(splitter)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addWidget(self._stack, 1)
