"""Equal words elsewhere, or suggestions of a kind: one line, and on wish a list to tick."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.domain.spans import Span
from app.ui.marked_cell import MarkedCell
from app.ui.pages.review.matching import MatchList, MatchRow
from app.ui.rows import Cell, Column, Row, Tone
from app.ui.theme import Look
from app.ui.widgets.marked import MarkedDelegate
from app.ui.widgets.table import Table
from app.ui.widgets.words import button, label, set_tone

COLUMNS = (Column("", 3), Column("Where", 26), Column("Words"))


LINES = 5.2


class _Places(Table):
    toggled = Signal(int)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space."""
        if event.key() == Qt.Key.Key_Space:
            self.toggled.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class MatchView(QFrame):
    """The line and the list.

    Attributes:
        opened, applied, declined, left: what the clerk wants with it.
        toggled: position of a place that was ticked or left out.
    """

    opened = Signal()
    applied = Signal()
    declined = Signal()
    left = Signal()
    toggled = Signal(int)
    gone_to = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        set_tone(self, Tone.SOON)
        self._title = label(role="strong", wrap=True)
        self._show = button("&Show", self.opened.emit)
        self._apply = button("&Apply to all", self.applied.emit, "main")
        self._decline = button("None of t&hese", self.declined.emit)
        self._leave = button("Close", self.left.emit, "quiet")
        self._table = _Places("Places", COLUMNS, look.colours)
        self._table.setItemDelegate(MarkedDelegate(self._table, look))
        self._table.horizontalHeader().hide()
        lines = self._table.verticalHeader().defaultSectionSize()
        self._table.setFixedHeight(round(lines * LINES))
        look.changed.connect(lambda: self._table.rows.recolour(look.colours))
        self._shown: MatchList | None = None
        self._lay_out()
        self._table.pressed_cell.connect(self._pressed)
        self._table.toggled.connect(self.toggled)
        self._table.opened.connect(lambda key: self.gone_to.emit(int(key.partition(":")[0])))
        self.hide()

    def show_matches(self, found: MatchList | None) -> None:
        """Show the line, or the list, or nothing."""
        self.setVisible(found is not None)
        if found is None or found == self._shown:
            self._shown = found
            return
        before, self._shown = self._shown, found
        codes = " + ".join(found.codes)
        self._title.setText(found.title)
        self._show.setVisible(not found.open)
        ticked = len(found.checked)
        under = f" under {codes}" if codes else "…"
        whole = f"Redact &all{under}" if not found.open else f"Redact {ticked:,} &ticked{under}"
        self._apply.setText(whole)
        self._apply.setAccessibleName(whole.replace("&", ""))
        self._apply.setEnabled(ticked > 0)
        self._decline.setVisible(bool(found.kind))
        self._table.setVisible(found.open)
        if found.open and (before is None or before.rows != found.rows):
            at = self._table.currentIndex().row()
            self._table.rows.show_rows([_row(n, row) for n, row in enumerate(found.rows)])
            if at >= 0 and before is not None and before.open:
                self._table.stand_on(at)

    def _pressed(self, key: str, column: int) -> None:
        if column == 0:
            self.toggled.emit(int(key.partition(":")[2]))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for made in (self._apply, self._show, self._decline):
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 7, 8, 7)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addLayout(row)
        column.addWidget(self._table, 1)


def _row(at: int, row: MatchRow) -> Row:
    text = f"{row.before}{row.words}{row.after}"
    start = len(row.before)
    marks = (Span(start, start + len(row.words)),) if row.words else ()
    return Row(
        f"{row.record}:{at}",
        (
            Cell("☑" if row.checked else "☐", spoken="ticked" if row.checked else "left out"),
            Cell(row.where, Tone.MUTED),
            MarkedCell(text, marks=marks),
        ),
    )
