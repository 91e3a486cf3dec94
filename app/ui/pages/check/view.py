"""The check page: sentences, each with a button that leads there; the signature."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.check.presenter import ROLE, CheckState, Item
from app.ui.rows import Tone
from app.ui.widgets.empty_page import EmptyPage
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.words import button, caption, empty, label, rule, set_tone

_SIGNS = {Tone.BAD: "●", Tone.SOON: "▲", Tone.MUTED: "○"}
_SPOKEN = {Tone.BAD: "Blocks the packet", Tone.SOON: "Look at it", Tone.MUTED: "Not yet done"}


class FindingCard(QFrame):
    """One sentence.

    Attributes:
        gone_to: record that the clerk wants to see.
        confirmed: code whose citation was compared.
        applied: finding whose places are to be withheld as elsewhere.
        left_visible: finding whose places the public knows, and how.
        sign_wished, read_wished: the clerk wants to have it signed, or read.
        coverage_wished: the clerk wants to see what is held.
    """

    gone_to = Signal(int)
    confirmed = Signal(str)
    applied = Signal(int)
    left_visible = Signal(int, str)
    sign_wished = Signal()
    read_wished = Signal()
    coverage_wished = Signal()

    def __init__(self, item: Item) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        set_tone(self, item.tone if item.tone is not Tone.MUTED else "")
        sign = label(_SIGNS.get(item.tone, ""), "strong")
        set_tone(sign, item.tone)
        words = label(item.sentence, "strong" if item.tone is Tone.BAD else "", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleName(f"{_SPOKEN.get(item.tone, '')}: {item.sentence}")
        row = QHBoxLayout()
        row.setSpacing(8)
        top = (
            Qt.AlignmentFlag.AlignVCenter
            if item.to_sign or item.to_read
            else Qt.AlignmentFlag.AlignTop
        )
        row.addWidget(sign, 0, top)
        row.addWidget(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 10, 9)
        column.setSpacing(5)
        column.addLayout(row)
        if item.code:
            self._add_citation(column, item)
        self._why, self._reason = QWidget(), QLineEdit()
        if item.words:
            column.addWidget(_beside(item.words))
        if item.records:
            column.addLayout(self._records(item))
        if item.places:
            column.addLayout(self._settling(item))
            self._add_why(column, item)
        if item.to_sign:
            row.addWidget(button("&Sign…", self.sign_wished.emit))
        if item.to_coverage:
            row.addWidget(button("See what is &held…", self.coverage_wished.emit))
        if item.to_read:
            made = button("&Read…", self.read_wished.emit)
            made.setToolTip("Go to the review as its second reader (V)")
            row.addWidget(made)

    def _add_citation(self, column: QVBoxLayout, item: Item) -> None:
        inside = QVBoxLayout()
        inside.setContentsMargins(20, 0, 0, 0)
        inside.setSpacing(2)
        cited = label(item.citation, "strong")
        cited.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(cited)
        inside.addWidget(label(item.plain, wrap=True))
        if item.read_in:
            inside.addWidget(label(item.read_in, "small", wrap=True))
        made = button("I compared it: &confirm", lambda: self.confirmed.emit(item.code))
        made.setAccessibleName(f"Confirm the citation of {item.code}")
        row = QHBoxLayout()
        row.addWidget(made)
        row.addStretch(1)
        inside.addLayout(row)
        column.addLayout(inside)

    def _records(self, item: Item) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 0, 0, 0)
        row.setSpacing(2)
        first = button("&Go there", lambda: self.gone_to.emit(int(item.records[0])))
        first.setAccessibleName(f"Go to record {item.records[0]}")
        row.addWidget(first)
        for record in item.records if len(item.records) > 1 else ():
            made = button(f"{record}", lambda r=record: self.gone_to.emit(int(r)), "link")  # type: ignore[misc]  # mypy gives the default no type
            made.setAccessibleName(f"Go to record {record}")
            made.setToolTip(f"Record {record} in review")
            row.addWidget(made)
        if item.more:
            row.addWidget(label(f"and {item.more:,} more", "muted"))
        row.addStretch(1)
        return row

    def _settling(self, item: Item) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(button(item.act, lambda: self.applied.emit(item.at)))
        if item.can_stay:
            row.addWidget(button("Already p&ublic…", self._ask_why))
        row.addStretch(1)
        return row

    def _ask_why(self) -> None:
        self._why.setVisible(not self._why.isVisible())
        self._reason.setFocus()

    def _add_why(self, column: QVBoxLayout, item: Item) -> None:
        """Add the line for the reason, which is hidden until it is wanted."""
        row = QHBoxLayout(self._why)
        row.setContentsMargins(20, 0, 0, 0)
        self._reason.setPlaceholderText("where it was published, or who made it public; logged")

        def leave() -> None:
            self.left_visible.emit(item.at, self._reason.text())

        self._reason.returnPressed.connect(leave)
        row.addWidget(caption("Public &because", self._reason))
        row.addWidget(self._reason, 1)
        row.addWidget(button("Leave &visible", leave))
        column.addWidget(self._why)
        self._why.hide()


def _beside(words: str) -> QLabel:
    shown = label(f"“{words}”", "muted", wrap=True)
    shown.setContentsMargins(20, 0, 0, 0)
    return shown


class SignPanel(QFrame):
    """How the records are decided, and who stands for it.

    Attributes:
        signed: name and role of whoever signs.
    """

    signed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._counts = QVBoxLayout()
        self._counts.setSpacing(4)
        self._stands = label(role="strong", wrap=True)
        self._reading = label(role="muted", wrap=True)
        self._name = QLineEdit()
        self._name.setPlaceholderText("Name of the second reader")
        self._role = QLineEdit(ROLE)
        self._button = button("&Sign", self._sign, "main")
        self._why = label(
            "Whoever signs has looked at the records as they are decided now. A further decision "
            "makes the signature void.",
            "small",
            wrap=True,
        )
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(5)
        for text, field in (("N&ame", self._name), ("R&ole", self._role)):
            form.addWidget(caption(text, field))
            form.addWidget(field)
        form.addSpacing(4)
        form.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(label("As it is decided now", "heading"))
        column.addLayout(self._counts)
        column.addWidget(rule())
        column.addWidget(label("Second reader", "heading"))
        column.addWidget(self._reading)
        column.addWidget(self._stands)
        column.addWidget(self._form)
        column.addWidget(self._why)
        column.addStretch(1)
        self._name.returnPressed.connect(self._sign)

    def show_panel(self, state: CheckState) -> None:
        """Show counts and signature."""
        empty(self._counts)
        for at, (words, number) in enumerate(state.counted):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(label(words.capitalize(), "strong" if not at else ""), 1)
            row.addWidget(label(f"{number:,}", "strong" if not at else ""))
            self._counts.addWidget(line)
        self._stands.setText(f"✓ {state.signed}" if state.signed else "Not signed yet.")
        set_tone(self._stands, "good" if state.signed else "muted")
        self._form.setVisible(not state.signed)
        self._reading.setText(state.reading)
        self._reading.setVisible(bool(state.reading))
        missing = sum(1 for item in state.items if item.to_sign and item.tone is Tone.BAD)
        blocked = state.blocking > missing
        self._button.setEnabled(not blocked)
        tip = "First put right what blocks the packet" if blocked else ""
        self._button.setToolTip(tip)

    def take_focus(self) -> None:
        """Put the caret where the name is entered."""
        self._name.setFocus()

    def _sign(self) -> None:
        if self._button.isEnabled():
            self.signed.emit(self._name.text(), self._role.text())


class CheckView(QWidget):
    """The whole page.

    Attributes:
        gone_to, confirmed, read_wished, coverage_wished: as of the cards.
        next_wished: on to the packet.
    """

    gone_to = Signal(int)
    confirmed = Signal(str)
    applied = Signal(int)
    left_visible = Signal(int, str)
    read_wished = Signal()
    coverage_wished = Signal()
    next_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.notice = NoticeLine()
        self.empty = EmptyPage()
        self.sign = SignPanel()
        self._head = label(role="title", wrap=True)
        self._under = label(role="muted", wrap=True)
        self._next = button("Go to the &packet", self.next_wished.emit, "main")
        self._list = QScrollArea()
        self._list.setWidgetResizable(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName("What stands in the way")
        self._items: tuple[Item, ...] | None = None
        self._lay_out()

    def show_state(self, state: CheckState) -> None:
        """Show everything afresh."""
        self.notice.show_notice(state.notice)
        self._pages.setCurrentIndex(1 if state.empty is not None else 0)
        if state.empty is not None:
            self.empty.show_words(state.empty)
            return
        self._show_head(state)
        if state.items != self._items:
            self._items = state.items
            self._fill(state.items)
        self.sign.show_panel(state)
        self._next.setVisible(state.checked and not state.blocking)

    def take_focus(self) -> None:
        """Put the focus on the first thing to do."""
        first = self._list.findChild(QWidget, "first")
        (first or self._next).setFocus()

    def _show_head(self, state: CheckState) -> None:
        if not state.checked:
            self._head.setText("Checking…" if state.working else "")
            self._under.setText("")
            return
        words = {
            0: "Nothing stands in the way.",
            1: "One thing stands in the way.",
        }.get(state.blocking, f"{state.blocking:,} things stand in the way.")
        self._head.setText(words)
        set_tone(self._head, "bad" if state.blocking else "good")
        looks = sum(1 for item in state.items if item.tone is Tone.SOON)
        under = ""
        if looks:
            keep = "it does" if looks == 1 else "they do"
            under = f"{looks:,} more to look at; {keep} not keep the packet back."
        self._under.setText(under)
        self._under.setVisible(bool(under))

    def _fill(self, items: tuple[Item, ...]) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for item in items:
            card = FindingCard(item)
            card.gone_to.connect(self.gone_to)
            card.confirmed.connect(self.confirmed)
            card.applied.connect(self.applied)
            card.left_visible.connect(self.left_visible)
            card.sign_wished.connect(self.sign.take_focus)
            card.read_wished.connect(self.read_wished)
            card.coverage_wished.connect(self.coverage_wished)
            column.addWidget(card)
        column.addStretch(1)
        self._list.setWidget(inside)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        top = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._head)
        words.addWidget(self._under)
        top.addLayout(words, 1)
        top.addWidget(self._next, 0, Qt.AlignmentFlag.AlignTop)
        left.addLayout(top)
        left.addWidget(self._list, 1)
        self.sign.setFixedWidth(300)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self.sign)
        self._pages = QStackedWidget()
        self._pages.addWidget(whole)
        self._pages.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(10)
        outer.addWidget(self.notice)
        outer.addWidget(self._pages, 1)
