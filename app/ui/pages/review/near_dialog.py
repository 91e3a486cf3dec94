"""Lists near-copies of a record beside what differs, and lets them be decided alike."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from app.detect.near import Part, Piece
from app.ui.pages.review.near import NearState
from app.ui.rows import Column
from app.ui.theme import Look
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.placing import side_by_side
from app.ui.widgets.table import Table
from app.ui.widgets.words import button, label

COLUMNS = (
    Column("Record", 8, numbers=True),
    Column("Alike", 11),
    Column("From", 15),
    Column("Sent", 24),
    Column(""),
)
CHARACTERS = 150
HOW = (
    "Deciding alike gives them what is decided of this record, as one act. Words are withheld "
    "where the very same ones stand; a near-copy in which they differ is left for you, and one "
    "that was decided otherwise stays as it is."
)
_LOOKS = {
    Part.BOTH: "<span>{}</span>",
    Part.FIRST: '<s style="color:{gone}">{}</s>',
    Part.OTHER: '<b style="color:{new}">{}</b>',
}


class NearDialog(QDialog):
    """Stays open while near-copies are looked at.

    Attributes:
        chosen: key of the near-copy that is to be compared.
        alike_wished: decide them alike.
        record_wished: go to a record.
    """

    chosen = Signal(str)
    alike_wished = Signal()
    record_wished = Signal(int)

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent)
        self.setWindowTitle("Near-copies")
        self._look = look
        self.table = Table("Near-copies", COLUMNS, look.colours)
        self.differs = QTextBrowser()
        self.differs.setAccessibleName("What differs")
        self.notice = NoticeLine()
        self._heading = label(role="heading", wrap=True)
        self.alike = button("&Decide alike", self.alike_wished.emit, "main")
        keys = QHBoxLayout()
        keys.addWidget(
            label("struck out: in this record alone · bold: in the other alone", "muted")
        )
        keys.addStretch(1)
        keys.addWidget(button("&Go to the record", self._go))
        keys.addWidget(self.alike)
        keys.addWidget(button("&Close", self.reject))
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(10)
        column.addWidget(self._heading)
        column.addWidget(label(HOW, "muted", wrap=True))
        column.addWidget(self.notice)
        column.addWidget(side_by_side(self.table, self.differs, (560, 420)), 1)
        column.addLayout(keys)
        self.resize(self.fontMetrics().averageCharWidth() * CHARACTERS, 480)
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(lambda _: self._go())

    def show_state(self, state: NearState) -> None:
        """Show everything afresh; it closes where nothing is near any more."""
        if not state.rows:
            self.reject()
            return
        self._heading.setText(state.sentence)
        self.notice.show_notice(state.notice)
        self.alike.setEnabled(state.ready)
        if self.table.rows.position_of(state.rows[-1].key) is None or (
            self.table.rows.rowCount() != len(state.rows)
        ):
            self.table.rows.show_rows(state.rows)
        self.table.choose(state.chosen)
        colours = self._look.colours
        told = "".join(
            _html(piece, colours["bad"].name(), colours["good"].name()) for piece in state.pieces
        )
        self.differs.setHtml(f'<div style="white-space:pre-wrap">{told}</div>')

    def open_at(self, state: NearState) -> None:
        """Open with the first near-copy."""
        self.show_state(state)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.show()
        self.table.setFocus()

    def _go(self) -> None:
        for key in self.table.chosen_keys()[:1]:
            self.accept()
            self.record_wished.emit(int(key))


def _html(piece: Piece, gone: str, new: str) -> str:
    return _LOOKS[piece.part].format(escape(piece.text), gone=gone, new=new)
