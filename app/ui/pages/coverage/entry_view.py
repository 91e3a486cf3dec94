"""The fields of one entry of the register: a new one, or the one that is chosen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.coverage.typed import RegisterRow, TypedEntry
from app.ui.widgets.words import button, caption, let_shrink

_CHANNELS = (
    "",
    "sms",
    "email",
    "facebook",
    "x",
    "imessage",
    "whatsapp",
    "signal",
    "teams",
    "slack",
)
_FIELDS = (
    ("custodian", "&Custodian", ""),
    ("role", "Role", ""),
    ("channel", "C&hannel", ""),
    ("account", "N&umber or address", ""),
    ("device", "Device", ""),
    ("serial", "Serial number", ""),
    ("since", "Since", "2026-03-14"),
    ("until", "Until", "no end"),
)
_IN_A_ROW = 4


class EntryView(QWidget):
    """The fields, and what can be done with them.

    Attributes:
        put, changed: a :class:`TypedEntry`; of the chosen entry its number stands before.
        ended: number of the chosen entry, and a day.
        removed: number of the chosen entry.
    """

    put = Signal(object)
    changed = Signal(int, object)
    ended = Signal(int, str)
    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.channel = QComboBox()
        self.channel.setEditable(True)
        self.channel.addItems(_CHANNELS)
        let_shrink(self.channel)
        self.lines = {name: QLineEdit() for name, _, _ in _FIELDS if name != "channel"}
        self.said = QLineEdit()
        self.may_hold = QCheckBox("Records may lie there")
        self._chosen: RegisterRow | None = None
        self._of_chosen = (
            button("Keep th&is change", self._wish_changed),
            button("End it", self._wish_ended),
            button("Remo&ve it", self._wish_removed),
            button("New entr&y", lambda: self.show_row(None)),
        )
        self._of_chosen[1].setToolTip("On the day under Until, or today")
        self._put = button("Put &into the register", self._wish_put)
        self._lay_out()
        self.may_hold.toggled.connect(self._turn)
        for line in (*self.lines.values(), self.said):
            line.returnPressed.connect(self._enter)
        self.show_row(None)

    def show_row(self, row: RegisterRow | None) -> None:
        """Show an entry to be changed, or empty fields for a new one."""
        self._chosen = row
        typed = row.typed if row is not None else TypedEntry()
        for name, line in self.lines.items():
            line.setText(getattr(typed, name))
        self.channel.setEditText(typed.channel)
        self.said.setText(typed.said)
        self.may_hold.setChecked(typed.may_hold)
        self._turn()
        self._put.setVisible(row is None)
        for one in self._of_chosen:
            one.setVisible(row is not None)

    @property
    def typed(self) -> TypedEntry:
        """Give what stands in the fields."""
        words = {name: line.text() for name, line in self.lines.items()}
        may = self.may_hold.isChecked()
        entry = TypedEntry(**words, channel=self.channel.currentText(), may_hold=may)
        return entry if may else replace(entry, said=self.said.text())

    def _turn(self) -> None:
        self.said.setEnabled(not self.may_hold.isChecked())

    def _enter(self) -> None:
        if self._chosen is None:
            self._wish_put()
        else:
            self._wish_changed()

    def _wish_put(self) -> None:
        self.put.emit(self.typed)

    def _wish_changed(self) -> None:
        if self._chosen is not None:
            self.changed.emit(self._chosen.id, self.typed)

    def _wish_ended(self) -> None:
        if self._chosen is not None:
            self.ended.emit(self._chosen.id, self.lines["until"].text())

    def _wish_removed(self) -> None:
        if self._chosen is not None:
            self.removed.emit(self._chosen.id)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        for at, (name, words, hint) in enumerate(_FIELDS):
            field = self.channel if name == "channel" else self.lines[name]
            row, column = divmod(at, _IN_A_ROW)
            grid.addWidget(caption(words, field), 2 * row, column)
            grid.addWidget(field, 2 * row + 1, column)
            grid.setColumnStretch(column, 1)
            if hint:
                self.lines[name].setPlaceholderText(hint)
        self.said.setPlaceholderText("who said that none may, and when")
        policy = QHBoxLayout()
        policy.addWidget(self.may_hold)
        policy.addWidget(caption("None by the policy of", self.said))
        policy.addWidget(self.said, 1)
        acts = QHBoxLayout()
        for one in (self._put, *self._of_chosen):
            acts.addWidget(one)
        acts.addStretch(1)
        column_of = QVBoxLayout(self)
        column_of.setContentsMargins(0, 0, 0, 0)
        column_of.setSpacing(4)
        for part in (grid, policy, acts):
            column_of.addLayout(part)
