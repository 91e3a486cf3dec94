"""Shows the help: a field and the topics on the left, the text on the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.help.presenter import COLUMNS, HelpState
from app.ui.pages.help.text_view import HelpText
from app.ui.theme import Look
from app.ui.widgets.empty_page import EmptyPage
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.table import Table
from app.ui.widgets.words import button, caption, label

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class HelpView(QWidget):
    """The whole page.

    Attributes:
        find_wished: words to look for.
        back_wished: the topic that was read before; ``leave_wished`` the page one came from.
    """

    find_wished = Signal(str)
    back_wished = Signal()
    leave_wished = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._find = QLineEdit()
        self._find.setPlaceholderText("in plain words, such as: lost passphrase")
        self._find.setClearButtonEnabled(True)
        self._found = label(role="muted")
        self.table = Table("Topics", COLUMNS, look.colours)
        self.table.horizontalHeader().hide()
        look.changed.connect(lambda: self.table.rows.recolour(look.colours))
        self.text = HelpText(look)
        self.empty = EmptyPage()
        self.notice = NoticeLine()
        self._back = button("&Previous topic", self.back_wished.emit)
        self._leave = button("", self.leave_wished.emit)
        self._stack = QStackedWidget()
        self._shown: HelpState | None = None
        self._lay_out()
        self._find.textChanged.connect(self.find_wished)
        self._find.installEventFilter(self)
        self.table.opened.connect(lambda _: self.text.setFocus())
        self._key("Ctrl+F", self._find.setFocus)
        self._key("Alt+Left", self.back_wished.emit)
        self._key("Esc", self.leave_wished.emit)

    def show_state(self, state: HelpState) -> None:
        """Show everything afresh."""
        before, self._shown = self._shown, state
        self.notice.show_notice(state.notice)
        self._found.setText(state.found)
        self._back.setEnabled(state.can_go_back)
        self._leave.setVisible(bool(state.leave_word))
        if self._leave.text() != state.leave_word:
            self._leave.setText(state.leave_word)
            self._leave.setAccessibleName(state.leave_word.replace("&", ""))
        if before is None or before.rows != state.rows:
            self.table.rows.show_rows(state.rows)
        self.table.choose(state.chosen)
        if state.empty is not None:
            self.empty.show_words(state.empty)
        self._stack.setCurrentIndex(1 if state.empty is not None else 0)
        self._show_text(before, state)

    def take_focus(self) -> None:
        """Begin with the text, so that it can be read with the keys at once."""
        self.text.setFocus()

    def _show_text(self, before: HelpState | None, state: HelpState) -> None:
        def place(one: HelpState) -> tuple[str, str, str]:
            return one.title, one.text, one.heading

        if state.title and (before is None or place(before) != place(state)):
            self.text.show_topic(state.title, state.text, state.heading)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(caption("&Find", self._find))
        top.addWidget(self._find, 1)
        top.addWidget(self._found)
        top.addStretch(1)
        top.addWidget(self._back)
        top.addWidget(self._leave)
        self._stack.addWidget(self.text)
        self._stack.addWidget(self.empty)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.table)
        splitter.addWidget(self._stack)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([300, 740])
        splitter.setHandleWidth(12)
        splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addWidget(splitter, 1)

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _step(self, by: int) -> None:
        at = self.table.currentIndex().row() + by
        row = self.table.rows.row(at)
        if row is not None:
            self.table.chosen.emit(row.key)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows move in the list while the field keeps the focus; Enter goes to the text."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _STEPS:
                self._step(_STEPS[key])
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.text.setFocus()
                return True
        return super().eventFilter(watched, event)
