"""Lists what hides in attachments, and which are replaced by a slip sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.packet.state import Hiding
from app.ui.rows import Column
from app.ui.theme import Look
from app.ui.widgets.table import Table
from app.ui.widgets.words import button, label

COLUMNS = (
    Column("Record", 9, numbers=True),
    Column("Attachment", 30),
    Column("In the packet", 16),
    Column("What hides, or why it is not drawn"),
)
CHARACTERS = 112
WORDS = (
    "The packet shows pages drawn afresh, so nothing that hides in a file can leave with it. "
    "Look here if something that should be released would be lost. A slip sheet says that a "
    "file exists and is not reproduced."
)


class HidingDialog(QDialog):
    """One line for each attachment.

    Attributes:
        record_wished: go to a record.
    """

    record_wished = Signal(int)

    def __init__(self, parent: QWidget, hiding: Hiding, look: Look) -> None:
        super().__init__(parent)
        self.setWindowTitle("What stays behind")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.table = Table("What hides in attachments", COLUMNS, look.colours)
        self.table.rows.show_rows(hiding.rows)
        self.table.opened.connect(self._go)
        self.go = button("&Go to the record", lambda: self._go(self._chosen()), "main")
        keys = QHBoxLayout()
        keys.addStretch(1)
        keys.addWidget(button("&Close", self.reject))
        keys.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(10)
        column.addWidget(label(hiding.sentence, "heading", wrap=True))
        column.addWidget(label(WORDS, "muted", wrap=True))
        column.addWidget(self.table, 1)
        column.addLayout(keys)
        self.resize(self.fontMetrics().averageCharWidth() * CHARACTERS, 460)
        if hiding.rows:
            self.table.choose(hiding.rows[0].key)
        self.table.setFocus()

    def _chosen(self) -> str:
        return next(iter(self.table.chosen_keys()), "")

    def _go(self, key: str) -> None:
        record = key.partition(":")[0]
        if record:
            self.accept()
            self.record_wished.emit(int(record))
