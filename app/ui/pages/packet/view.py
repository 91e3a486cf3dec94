"""The packet page: what goes in or what came of it, one button, real pages, earlier packets."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.packet.form_view import FormView
from app.ui.pages.packet.presenter import COLUMNS
from app.ui.pages.packet.preview_view import PreviewView
from app.ui.pages.packet.result_view import GreenPanel, MarkedPanel, RedPanel
from app.ui.pages.packet.state import Hiding, PacketState
from app.ui.pages.packet.telling import too_large
from app.ui.rows import Notice, Row
from app.ui.theme import Look
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.empty_page import EmptyPage
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.table import Table
from app.ui.widgets.words import button, label, set_mark

MOST_KEPT = 3
LEFT, RIGHT = 390, 640
LEFT_CHARACTERS = 42
STOPPING = "Stopping at the next safe place…"


class PacketView(QWidget):
    """The whole page.

    Attributes:
        build_wished: build and verify.
        form_wished, result_wished: show what was chosen, or what came of it.
        hiding_wished: list what hides in attachments.
        parts_wished: hand the packet over in parts.
        stop_wished: stop what is built.
    """

    build_wished = Signal()
    parts_wished = Signal()
    stop_wished = Signal()
    form_wished = Signal()
    result_wished = Signal()
    hiding_wished = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.form = FormView()
        self.preview = PreviewView(look)
        self.green, self.marked, self.red = GreenPanel(), MarkedPanel(), RedPanel()
        self.notice = NoticeLine()
        self.hiding = NoticeLine()
        self.hiding.pressed.connect(self.hiding_wished)
        self.large = NoticeLine()
        self.large.pressed.connect(self.parts_wished)
        self.empty = EmptyPage()
        self.table = Table("Earlier packets", COLUMNS, look.colours)
        look.changed.connect(lambda: self.table.rows.recolour(look.colours))
        self.build = button("&Build and verify", self.build_wished.emit, "main")
        self.build.setToolTip("Build the packet and prove that it is clean (Ctrl+Enter)")
        self.back = button("◂ &Change what goes in", self.form_wished.emit, "link")
        self.forth = button("Back to the &result ▸", self.result_wished.emit, "link")
        self.stop = button("S&top", self.stop_wished.emit, key="Esc")
        self.stop.setAccessibleName("Stop building")
        self._step = ElidedLabel("muted")
        self._bar = QProgressBar()
        self._earlier = label("Earlier packets", "heading")
        self._kept: tuple[Row, ...] = ()
        self._shown = PacketState()
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+Return"), self, self.build_wished.emit)

    def show_state(self, state: PacketState) -> None:
        """Show everything afresh."""
        before, self._shown = self._shown, state
        self.notice.show_notice(state.notice)
        self._pages.setCurrentIndex(1 if state.empty is not None else 0)
        if state.empty is not None:
            self.hiding.show_notice(None)
            self.large.show_notice(None)
            self.empty.show_words(state.empty)
            return
        self.hiding.show_notice(None if state.showing else _told(state.hiding))
        self.large.show_notice(too_large(state))
        self.form.show_state(state)
        self.form.setEnabled(not state.building)
        self.preview.show_state(state)
        self._show_button(state)
        self._show_result(state, before)
        self._show_kept(state)

    def take_focus(self) -> None:
        """Put the focus on the one button."""
        self.build.setFocus()

    def _show_button(self, state: PacketState) -> None:
        done = state.green is not None
        self.build.setEnabled(not state.building)
        text = "&Build again" if done else "&Build and verify"
        self.build.setText("Building and verifying…" if state.building else text)
        set_mark(self.build, "role", "" if done else "main")
        self._step.set_whole(STOPPING if state.stopping else state.step)
        self._bar.setRange(0, 0 if state.parts is None else 1000)
        self._bar.setValue(state.parts or 0)
        for widget in (self._step, self._bar, self.stop):
            widget.setVisible(state.building)
        self.stop.setEnabled(not state.stopping)

    def _show_result(self, state: PacketState, before: PacketState) -> None:
        if state.green is not None and state.green is not before.green:
            self.green.show_green(state.green)
        if state.marked is not None and state.marked is not before.marked:
            self.marked.show_marked(state.marked)
        if state.red is not None and state.red is not before.red:
            self.red.show_red(state.red)
        has = any(one is not None for one in (state.green, state.red, state.marked))
        shows = has and state.showing
        self._left.setCurrentIndex(1 if shows else 0)
        for panel, what in (
            (self.green, state.green), (self.marked, state.marked), (self.red, state.red),
        ):  # fmt: skip
            panel.setVisible(what is not None)
        self.back.setVisible(shows)
        self.forth.setVisible(has and not shows)
        self.green.pages.setVisible(state.marked is not None)
        if shows and not before.showing and state.green is not None:
            self.green.save.setFocus()

    def _show_kept(self, state: PacketState) -> None:
        if state.kept != self._kept:
            self._kept = state.kept
            self.table.rows.show_rows(state.kept)
            lines = min(len(state.kept), MOST_KEPT) + 1.35
            self.table.setFixedHeight(
                round(self.table.verticalHeader().defaultSectionSize() * lines)
            )
        self._earlier.setVisible(bool(state.kept))
        self.table.setVisible(bool(state.kept))

    def _lay_out(self) -> None:
        self._left = QStackedWidget()
        self._left.addWidget(self.form)
        self._left.addWidget(self._results())
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Building, progress")
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._left_side())
        splitter.addWidget(self.preview)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LEFT, RIGHT])
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
        outer.addWidget(self.large)
        outer.addWidget(self.hiding)
        outer.addWidget(self._pages, 1)

    def _left_side(self) -> QWidget:
        progress = QHBoxLayout()
        progress.addWidget(self._bar, 1)
        progress.addWidget(self.stop)
        left = QWidget()
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(6)
        left.setMinimumWidth(self.fontMetrics().averageCharWidth() * LEFT_CHARACTERS)
        beside.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addWidget(self._left, 1)
        beside.addWidget(self._step)
        beside.addLayout(progress)
        beside.addWidget(self.build)
        beside.addWidget(self.forth, 0, Qt.AlignmentFlag.AlignRight)
        return left

    def _results(self) -> QScrollArea:
        inside = QWidget()
        panels = QVBoxLayout(inside)
        panels.setContentsMargins(0, 0, 6, 0)
        panels.setSpacing(8)
        for panel in (self.red, self.green, self.marked):
            panels.addWidget(panel)
        panels.addStretch(1)
        made = QScrollArea()
        made.setWidgetResizable(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setWidget(inside)
        return made


def _told(hiding: Hiding) -> Notice | None:
    if not hiding.sentence:
        return None
    more = " Still looking…" if hiding.looking else ""
    return Notice(hiding.sentence + more, button="Sho&w")
