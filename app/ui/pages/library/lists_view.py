"""Shows the clerk's lists: a table, a line to add to it, and ways in and out as a table."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.library.lists import COLUMNS, KINDS, ListsState
from app.ui.theme import Look
from app.ui.widgets.ask_path import ask_file, ask_save
from app.ui.widgets.empty_page import EmptyPage
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.table import Table
from app.ui.widgets.words import button, caption, label

ALL = "All lists"


class _Entries(Table):
    removed = Signal()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove with Delete."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class ListsView(QWidget):
    """The whole part.

    Attributes:
        list_wished: the list that is to be shown; empty for all.
        added: list, kind, text, note and exemptions of a new entry.
        removed: keys of the entries that are to go.
        office_wished: the office's own people are to be spared.
        taken, saved: file of a table to take in, or to write.
        save_wished: the shown list is to be written.
    """

    list_wished = Signal(str)
    added = Signal(str, str, str, str, str)
    removed = Signal(list)
    office_wished = Signal()
    taken = Signal(Path)
    saved = Signal(Path)
    save_wished = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.table = _Entries("Entries of the lists", COLUMNS, look.colours)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        look.changed.connect(lambda: self.table.rows.recolour(look.colours))
        self.empty = EmptyPage()
        self.notice = NoticeLine()
        self._shown = QComboBox()
        self._list = QComboBox()
        self._list.setEditable(True)
        self._list.setToolTip("Choose a list, or write the name of one of your own")
        self._kind = QComboBox()
        self._text, self._note, self._codes = QLineEdit(), QLineEdit(), QLineEdit()
        self._found = label(role="muted")
        self._stack = QStackedWidget()
        for box in (self._shown, self._list, self._kind):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for key, words in KINDS:
            self._kind.addItem(words, key)
        self._lay_out()
        self._shown.activated.connect(lambda at: self.list_wished.emit(self._shown.itemData(at)))
        self.table.removed.connect(self._remove)
        for field in (self._text, self._note, self._codes):
            field.returnPressed.connect(self._add)

    def show_state(self, state: ListsState) -> None:
        """Show everything afresh."""
        self._show_lists(state)
        self.notice.show_notice(state.notice)
        self._found.setText(state.found)
        self.table.rows.show_rows(state.rows)
        if state.empty is not None:
            self.empty.show_words(state.empty)
        self._stack.setCurrentIndex(1 if state.empty is not None else 0)

    def take_focus(self) -> None:
        """Begin with a new entry."""
        self._text.setFocus()

    def _show_lists(self, state: ListsState) -> None:
        if self._list.count() != len(state.lists):
            typed = self._list.currentText()
            for box in (self._shown, self._list):
                box.clear()
            self._shown.addItem(ALL, "")
            for name, words in state.lists:
                self._shown.addItem(words, name)
                self._list.addItem(words, name)
            if typed:
                self._list.setCurrentText(typed)
        self._shown.setCurrentIndex(self._shown.findData(state.chosen))

    def _add(self) -> None:
        at = self._list.findText(self._list.currentText())
        name = self._list.itemData(at) if at >= 0 else self._list.currentText()
        fields = (self._text, self._note, self._codes)
        self.added.emit(name, self._kind.currentData(), *(field.text() for field in fields))
        for field in fields:
            field.clear()
        self._text.setFocus()

    def _remove(self) -> None:
        self.removed.emit(self.table.chosen_keys())

    def _import(self) -> None:
        ask_file(self, "Take in a table", "CSV (*.csv)", self.taken.emit)

    def ask_place(self) -> None:
        """Ask where the table goes."""
        ask_save(self, "Save as a table, not encrypted", Path("lists.csv"), self.saved.emit)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(caption("&Show", self._shown))
        top.addWidget(self._shown)
        top.addWidget(self._found, 1)
        top.addWidget(button("&Office's own people", self.office_wished.emit))
        top.addWidget(button("Ta&ke in a table…", self._import))
        top.addWidget(button("Sa&ve as a table…", self.save_wished.emit))
        top.addWidget(button("&Remove", self._remove))
        new = QHBoxLayout()
        new.setSpacing(8)
        self._codes.setPlaceholderText("codes; optional")
        self._note.setPlaceholderText("never printed; optional")
        for words, field, share in (
            ("&New entry", self._text, 3),
            ("on the &list", self._list, 0),
            ("it &is", self._kind, 0),
            ("&under", self._codes, 1),
            ("no&te", self._note, 2),
        ):
            new.addWidget(caption(words, field))
            new.addWidget(field, share)
        new.addWidget(button("A&dd", self._add, "main"))
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(new)
        column.addWidget(self.notice)
        column.addWidget(self._stack, 1)
