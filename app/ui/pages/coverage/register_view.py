"""Shows the register of custodians and channels, and takes entries by hand or from tables."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.pages.coverage.state import CoverageState, RegisterRow
from app.ui.rows import Cell, Column, Row
from app.ui.theme import Look
from app.ui.widgets.table import Table
from app.ui.widgets.words import button, caption

COLUMNS = (
    Column("Custodian"),
    Column("Role", 12),
    Column("Channel", 12),
    Column("Number or address", 22),
    Column("Device", 14),
    Column("Since", 10),
    Column("Until", 10),
    Column("May hold records", 18),
)
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


class RegisterView(QWidget):
    """The list, and a line for another entry.

    Attributes:
        added: custodian, channel, number or address.
        removed: number of an entry.
        taken_over, table_wished, save_wished: from the sources, from a table, to a table.
    """

    added = Signal(str, str, str)
    removed = Signal(int)
    taken_over = Signal()
    table_wished = Signal()
    save_wished = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.table = Table("Register", COLUMNS, look.colours)
        self.table.setMinimumHeight(90)
        self.table.setMaximumHeight(190)
        look.changed.connect(lambda: self.table.rows.recolour(look.colours))
        self.custodian, self.account = QLineEdit(), QLineEdit()
        self.channel = QComboBox()
        self.channel.setEditable(True)
        self.channel.addItems(_CHANNELS)
        self._take_over = button("Take &over from the sources", self.taken_over.emit)
        self._remove = button("Remo&ve entry", self._wish_removed)
        self._chosen = ""
        self._rows: tuple[RegisterRow, ...] | None = None
        self._lay_out()
        self.table.chosen.connect(self._stand)
        self.account.returnPressed.connect(self._wish_added)

    def show_state(self, state: CoverageState) -> None:
        """Show the entries."""
        count = state.proposals
        self._take_over.setText(f"Take &over {count:,} from the sources" if count else "")
        self._take_over.setVisible(count > 0)
        if state.register == self._rows:
            return
        self._rows = state.register
        self.table.rows.show_rows(
            [Row(str(one.id), tuple(map(Cell, one.words))) for one in state.register]
        )
        self._stand("")
        self.custodian.clear()
        self.account.clear()

    def _stand(self, key: str) -> None:
        self._chosen = key
        self._remove.setEnabled(bool(key))

    def _wish_added(self) -> None:
        self.added.emit(self.custodian.text(), self.channel.currentText(), self.account.text())

    def _wish_removed(self) -> None:
        if self._chosen:
            self.removed.emit(int(self._chosen))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        fields = (
            ("&Custodian", self.custodian),
            ("C&hannel", self.channel),
            ("N&umber or address", self.account),
        )
        for words, field in fields:
            line.addWidget(caption(words, field))
            line.addWidget(field, 1)
        line.addWidget(button("Put &into the register", self._wish_added))
        keys = QHBoxLayout()
        keys.addWidget(self._take_over)
        keys.addWidget(self._remove)
        keys.addStretch(1)
        keys.addWidget(button("Take in a ta&ble…", self.table_wished.emit))
        keys.addWidget(button("&Save as CSV…", self.save_wished.emit))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.table)
        column.addLayout(line)
        column.addLayout(keys)
