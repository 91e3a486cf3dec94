"""Lists originals in which something hides; each stays behind unless a person lets it leave."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.packet.state import Original
from app.ui.rows import Cell, Column, Row, Tone
from app.ui.theme import Look
from app.ui.widgets.table import Table
from app.ui.widgets.words import button, label

COLUMNS = (
    Column("Original", 12),
    Column("File", 26),
    Column("Where", 27),
    Column("What hides in it"),
)
TITLE = "Original files in which something hides"
WORDS = (
    "Their records are released whole, but these files hold more than the packet shows. Each "
    "stays behind unless you let it leave. The audit trail keeps who let which file leave."
)
CHARACTERS = 118
_LET, _KEEP = "&Let it leave", "Let it s&tay"


class OriginalsDialog(QDialog):
    """One line for each file.

    Attributes:
        permitted: SHA-256 of the files that may leave.
    """

    permitted = Signal(frozenset)

    def __init__(
        self, parent: QWidget, originals: Sequence[Original], before: frozenset[str], look: Look
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Original files")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._originals = tuple(originals)
        self._leave = before & {one.sha256 for one in originals}
        self.table = Table(TITLE, COLUMNS, look.colours)
        self.table.opened.connect(self.turn)
        self.table.chosen.connect(lambda _: self._name_key())
        self.turned = button(_LET, lambda: self.turn(self._chosen()))
        self.turned.setToolTip("Let the file leave, or let it stay (Space)")
        self.done_key = button("&Use this choice", self._finish, "main")
        self._sum = label(role="muted", wrap=True)
        self.table.installEventFilter(self)
        self._lay_out()
        self._show()
        if originals:
            self.table.choose(originals[0].sha256)
            self._name_key()
        self.table.setFocus()

    def turn(self, sha256: str) -> None:
        """Let a file leave, or stay where it was to leave."""
        if not sha256:
            return
        self._leave ^= {sha256}
        self._show()
        self.table.choose(sha256)
        self._name_key()

    def _show(self) -> None:
        self.table.rows.show_rows([self._row(one) for one in self._originals])
        many, leave = len(self._originals), len(self._leave)
        self._sum.setText(f"{leave:,} of {many:,} may leave." if leave else "All of them stay.")

    def _row(self, one: Original) -> Row:
        leaves = one.sha256 in self._leave
        said = Cell("▲ may leave", Tone.SOON) if leaves else Cell("stays", Tone.MUTED)
        file = Cell(one.name or one.kind, tip=f"{one.name} ({one.kind})", strong=True)
        return Row(one.sha256, (said, file, Cell(one.where), Cell(one.hides, tip=one.hides)))

    def _name_key(self) -> None:
        text = _KEEP if self._chosen() in self._leave else _LET
        self.turned.setText(text)
        self.turned.setAccessibleName(text.replace("&", ""))

    def _chosen(self) -> str:
        return next(iter(self.table.chosen_keys()), "")

    def _finish(self) -> None:
        self.permitted.emit(frozenset(self._leave))
        self.accept()

    def _lay_out(self) -> None:
        keys = QHBoxLayout()
        keys.addWidget(self.turned)
        keys.addWidget(self._sum, 1)
        keys.addWidget(button("&Cancel", self.reject))
        keys.addWidget(self.done_key)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(10)
        column.addWidget(label(TITLE, "heading", wrap=True))
        column.addWidget(label(WORDS, "muted", wrap=True))
        column.addWidget(self.table, 1)
        column.addLayout(keys)
        across = self.fontMetrics().averageCharWidth()
        self.resize(across * CHARACTERS, 460)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn the file that the clerk stands on with Space."""
        is_press = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if isinstance(event, QKeyEvent) and is_press and event.key() == Qt.Key.Key_Space:
            self.turn(self._chosen())
            return True
        return super().eventFilter(watched, event)
