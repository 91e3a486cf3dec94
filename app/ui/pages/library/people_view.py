"""Shows the people of the vault: a list to join and take apart, and suggestions beneath it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.library.people import COLUMNS, MAYBE_COLUMNS, PeopleState
from app.ui.theme import Look
from app.ui.widgets.empty_page import EmptyPage
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.table import Table
from app.ui.widgets.words import button, caption, label


class _Keyed(Table):
    """A table in which two single keys do something.

    Attributes:
        yes, no: the key for it was pressed.
    """

    yes = Signal()
    no = Signal()
    yes_key = Qt.Key.Key_J
    no_key = Qt.Key.Key_S

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the two keys; all others move the choice."""
        plain = not event.modifiers()
        if plain and event.key() == self.yes_key:
            self.yes.emit()
        elif plain and event.key() == self.no_key:
            self.no.emit()
        else:
            super().keyPressEvent(event)


class _Maybe(_Keyed):
    yes_key = Qt.Key.Key_A
    no_key = Qt.Key.Key_D


class PeopleView(QWidget):
    """The whole part.

    Attributes:
        find_wished: words that are looked for.
        join_wished: keys of the chosen, and how they are called.
        split_wished: keys of the chosen.
        name_wished: keys of the chosen, and a name.
        accepted, declined: key of a suggestion.
        undo_wished: the last act is to be taken back.
    """

    find_wished = Signal(str)
    join_wished = Signal(list, str)
    split_wished = Signal(list)
    name_wished = Signal(list, str)
    accepted = Signal(str)
    declined = Signal(str)
    undo_wished = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.table = _Keyed("People", COLUMNS, look.colours)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.maybe = _Maybe("Who may be one person", MAYBE_COLUMNS, look.colours)
        for table in (self.table, self.maybe):
            look.changed.connect(lambda table=table: table.rows.recolour(look.colours))
        self.empty = EmptyPage()
        self.notice = NoticeLine()
        self._find, self._name = QLineEdit(), QLineEdit()
        self._found, self._maybe_words = label(role="muted"), label(role="muted")
        self._stack = QStackedWidget()
        self._undo = button("&Undo", self.undo_wished.emit)
        self._lay_out()
        self._find.textChanged.connect(self.find_wished)
        self._name.returnPressed.connect(self._call)
        self.table.yes.connect(self._join)
        self.table.no.connect(self._split)
        self.maybe.yes.connect(self._accept)
        self.maybe.no.connect(self._decline)

    def show_state(self, state: PeopleState) -> None:
        """Show everything afresh."""
        self.notice.show_notice(state.notice)
        self._found.setText(state.found)
        self._maybe_words.setText(state.maybe_words)
        self._undo.setEnabled(state.can_undo)
        self.table.rows.show_rows(state.rows)
        at, in_use = self.maybe.currentIndex().row(), self.maybe.hasFocus()
        self.maybe.rows.show_rows(state.maybe)
        if in_use and state.maybe:
            self.maybe.selectRow(min(max(at, 0), len(state.maybe) - 1))
        self.maybe.setVisible(bool(state.maybe))
        for one in self._of_maybe:
            one.setVisible(bool(state.maybe))
        if state.empty is not None:
            self.empty.show_words(state.empty)
        self._stack.setCurrentIndex(1 if state.empty is not None else 0)

    def take_focus(self) -> None:
        """Begin with looking for somebody."""
        self._find.setFocus()

    def _join(self) -> None:
        self.join_wished.emit(self.table.chosen_keys(), self._name.text())
        self._name.clear()

    def _split(self) -> None:
        self.split_wished.emit(self.table.chosen_keys())

    def _call(self) -> None:
        self.name_wished.emit(self.table.chosen_keys(), self._name.text())
        self._name.clear()

    def _accept(self) -> None:
        for key in self.maybe.chosen_keys()[:1]:
            self.accepted.emit(key)

    def _decline(self) -> None:
        for key in self.maybe.chosen_keys()[:1]:
            self.declined.emit(key)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        self._find.setPlaceholderText("name, number, address or handle")
        self._find.setClearButtonEnabled(True)
        top.addWidget(caption("&Find", self._find))
        top.addWidget(self._find, 1)
        top.addWidget(self._found)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self._stack)
        parts.addWidget(self._lower())
        parts.setSizes([420, 240])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(self._acts())
        column.addWidget(self.notice)
        column.addWidget(parts, 1)

    def _acts(self) -> QHBoxLayout:
        acts = QHBoxLayout()
        acts.setSpacing(10)
        self._name.setPlaceholderText("how the chosen are called; optional")
        acts.addWidget(caption("&Name", self._name))
        acts.addWidget(self._name, 1)
        acts.addWidget(button("&Join  J", self._join, "main"))
        acts.addWidget(button("Spli&t  S", self._split))
        acts.addWidget(button("&Call so", self._call))
        acts.addWidget(self._undo)
        return acts

    def _lower(self) -> QWidget:
        below = QHBoxLayout()
        below.setSpacing(10)
        self._of_maybe = (
            button("&Accept  A", self._accept, "main"),
            button("&Decline  D", self._decline),
        )
        below.addWidget(self._maybe_words, 1)
        for one in self._of_maybe:
            below.addWidget(one)
        lower = QWidget()
        under = QVBoxLayout(lower)
        under.setContentsMargins(0, 6, 0, 0)
        under.setSpacing(8)
        under.addLayout(below)
        under.addWidget(self.maybe, 1)
        return lower
