"""The packet page: what goes in, real pages, one button, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.packet.form_view import FormView
from app.ui.pages.packet.presenter import COLUMNS
from app.ui.pages.packet.preview_view import PreviewView
from app.ui.pages.packet.state import Green, PacketState, Red
from app.ui.rows import Row, Tone
from app.ui.theme import Look
from app.ui.widgets.empty_page import EmptyPage
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.speech import announce
from app.ui.widgets.table import Table
from app.ui.widgets.words import button, empty, label, set_mark, set_tone, with_icon

MOST_KEPT = 3


class GreenPanel(QFrame):
    """A verified packet.

    Attributes:
        save_wished, print_wished: what is to become of it.
    """

    save_wished = Signal()
    print_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        set_tone(self, Tone.GOOD)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(2)
        self._checked = label(wrap=True)
        self._hash = label(role="small", wrap=True)
        self._hash.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._warnings = label(wrap=True)
        set_tone(self._warnings, "soon")
        head = label("✓ Verified", "heading")
        set_tone(head, "good")
        buttons = QHBoxLayout()
        self.save = with_icon(
            button("&Save PDF…", self.save_wished.emit, "main", key="Ctrl+S"), "save", "on_accent"
        )
        buttons.addWidget(self.save)
        buttons.addWidget(
            with_icon(button("&Print…", self.print_wished.emit, key="Ctrl+P"), "print")
        )
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 12, 12)
        column.setSpacing(7)
        column.addWidget(head)
        column.addLayout(buttons)
        column.addLayout(self._facts)
        column.addWidget(label("What was checked", "strong"))
        column.addWidget(self._checked)
        column.addWidget(self._warnings)
        column.addWidget(label("SHA-256", "strong"))
        column.addWidget(self._hash)

    def show_green(self, green: Green) -> None:
        """Show the facts."""
        empty(self._facts)
        for at, (name, value) in enumerate(green.facts):
            self._facts.addWidget(label(name, "muted"), at, 0)
            self._facts.addWidget(label(value, "strong", wrap=True), at, 1)
        self._facts.setColumnStretch(1, 1)
        self._checked.setText("\n".join(f"✓  {line}" for line in green.checked))
        half = len(green.sha256) // 2
        self._hash.setText(f"{green.sha256[:half]}\n{green.sha256[half:]}")
        self._warnings.setText("\n".join(f"▲  {line}" for line in green.warnings))
        self._warnings.setVisible(bool(green.warnings))
        announce(self, "The packet is verified.")


class RedPanel(QFrame):
    """Why there is no packet.

    Attributes:
        go_wished: the clerk wants to see it.
    """

    go_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        set_tone(self, Tone.BAD)
        head = label("● Not saved", "heading")
        set_tone(head, "bad")
        self._what = label(role="strong", wrap=True)
        self._remedy = label(wrap=True)
        self._go = button("&Go there", self.go_wished.emit, "main")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 12, 12)
        column.setSpacing(7)
        for widget in (head, self._what, self._remedy):
            column.addWidget(widget)
        column.addWidget(self._go, 0, Qt.AlignmentFlag.AlignLeft)

    def show_red(self, red: Red) -> None:
        """Show what was found."""
        self._what.setText(red.what)
        self._remedy.setText(red.remedy)
        self._go.setVisible(bool(red.record) or red.check)
        announce(self, red.what)


class PacketView(QWidget):
    """The whole page.

    Attributes:
        build_wished: build and verify.
    """

    build_wished = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.form = FormView()
        self.preview = PreviewView(look)
        self.green = GreenPanel()
        self.red = RedPanel()
        self.notice = NoticeLine()
        self.empty = EmptyPage()
        self.table = Table("Earlier packets", COLUMNS, look.colours)
        look.changed.connect(lambda: self.table.rows.recolour(look.colours))
        self._build = button("&Build and verify", self.build_wished.emit, "main")
        self._build.setToolTip("Build the packet and prove that it is clean (Ctrl+Enter)")
        self._earlier = label("Earlier packets", "heading")
        self._kept: tuple[Row, ...] = ()
        self._green: Green | None = None
        self._red: Red | None = None
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+Return"), self, self.build_wished.emit)

    def show_state(self, state: PacketState) -> None:
        """Show everything afresh."""
        self.notice.show_notice(state.notice)
        self._pages.setCurrentIndex(1 if state.empty is not None else 0)
        if state.empty is not None:
            self.empty.show_words(state.empty)
            return
        self.form.show_form(state.form, state.contents)
        self.form.setEnabled(not state.building)
        self.preview.show_state(state)
        self._build.setEnabled(not state.building)
        again = "&Build again" if state.green is not None else "&Build and verify"
        self._build.setText("Building and verifying…" if state.building else again)
        set_mark(self._build, "role", "" if state.green is not None else "main")
        self._show_result(state)
        if state.kept != self._kept:
            self._kept = state.kept
            self.table.rows.show_rows(state.kept)
            lines = min(len(state.kept), MOST_KEPT) + 1.35
            self.table.setFixedHeight(
                round(self.table.verticalHeader().defaultSectionSize() * lines)
            )
        self._earlier.setVisible(bool(state.kept))
        self.table.setVisible(bool(state.kept))

    def take_focus(self) -> None:
        """Put the focus on the one button."""
        self._build.setFocus()

    def _show_result(self, state: PacketState) -> None:
        if state.green is not None and state.green is not self._green:
            self.green.show_green(state.green)
            self.green.save.setFocus()
        if state.red is not None and state.red is not self._red:
            self.red.show_red(state.red)
        self._green, self._red = state.green, state.red
        self._result.setVisible(state.green is not None or state.red is not None)
        self.green.setVisible(state.green is not None)
        self.red.setVisible(state.red is not None)

    def _lay_out(self) -> None:
        left = QWidget()
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(10)
        beside.addWidget(self.form, 1)
        beside.addWidget(self._build)
        self._result = self._results()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget in (left, self.preview, self._result):
            splitter.addWidget(widget)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([310, 520, 320])
        splitter.setHandleWidth(14)
        splitter.setChildrenCollapsible(False)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(splitter, 1)
        column.addWidget(self._earlier)
        column.addWidget(self.table)
        self._pages = QStackedWidget()
        self._pages.addWidget(whole)
        self._pages.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 12, 18, 12)
        outer.setSpacing(8)
        outer.addWidget(self.notice)
        outer.addWidget(self._pages, 1)

    def _results(self) -> QScrollArea:
        inside = QWidget()
        panels = QVBoxLayout(inside)
        panels.setContentsMargins(0, 0, 6, 0)
        panels.addWidget(self.green)
        panels.addWidget(self.red)
        panels.addStretch(1)
        made = QScrollArea()
        made.setWidgetResizable(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setWidget(inside)
        made.setMinimumWidth(300)
        made.hide()
        return made
