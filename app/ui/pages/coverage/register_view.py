"""Shows the register of custodians and channels, and takes entries by hand or from tables."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.coverage.entry_view import EntryView
from app.ui.pages.coverage.state import CoverageState
from app.ui.pages.coverage.typed import RegisterRow
from app.ui.rows import Cell, Column, Row
from app.ui.theme import Look
from app.ui.widgets.table import Table
from app.ui.widgets.words import button

COLUMNS = (
    Column("Custodian"),
    Column("Role", 10),
    Column("Channel", 10),
    Column("Number or address", 20),
    Column("Device", 12),
    Column("Since", 10),
    Column("Until", 10),
    Column("May hold", 14),
)
_LINES = 6


class RegisterView(QWidget):
    """The list, and the fields of one entry.

    Attributes:
        taken_over, table_wished, save_wished: from the sources, from a table, to a table.
    """

    taken_over = Signal()
    table_wished = Signal()
    save_wished = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.table = Table("Register", COLUMNS, look.colours)
        self.table.setFixedHeight(round(self.fontMetrics().height() * 1.85 * _LINES))
        look.changed.connect(lambda: self.table.rows.recolour(look.colours))
        self.entry = EntryView()
        self._take_over = button("Take &over from the sources", self.taken_over.emit)
        self._rows: tuple[RegisterRow, ...] | None = None
        self._lay_out()
        self.table.chosen.connect(self._stand)

    def show_state(self, state: CoverageState) -> None:
        """Show the entries; what is typed stays until the register is another one."""
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

    def _stand(self, key: str) -> None:
        self.entry.show_row(next((one for one in self._rows or () if str(one.id) == key), None))

    def _lay_out(self) -> None:
        keys = QHBoxLayout()
        keys.addWidget(self._take_over)
        keys.addStretch(1)
        keys.addWidget(button("Take in a ta&ble…", self.table_wished.emit))
        keys.addWidget(button("&Save as CSV…", self.save_wished.emit))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.table)
        column.addWidget(self.entry)
        column.addLayout(keys)
