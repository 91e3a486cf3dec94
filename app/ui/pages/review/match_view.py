"""Equal words elsewhere: one line, and on wish a list to tick; or a reason to leave them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.spans import Span
from app.ui.marked_cell import MarkedCell
from app.ui.pages.review.matching import MatchList, MatchRow
from app.ui.rows import Cell, Column, Row, Tone
from app.ui.theme import Look
from app.ui.widgets.marked import MarkedDelegate
from app.ui.widgets.table import Table
from app.ui.widgets.words import button, caption, label, set_tone

COLUMNS = (Column("", 3, whole=True), Column("Where", 26), Column("Likeness", 17), Column("Words"))


LINES = 6.2


class Places(Table):
    """Places that can be ticked.

    Attributes:
        toggled: position of a place that was ticked or left out.
        left: the clerk wants to go back.
    """

    toggled = Signal(int)
    left = Signal()

    def __init__(self, columns: tuple[Column, ...], look: Look) -> None:
        super().__init__("Places", columns, look.colours)
        self.setItemDelegate(MarkedDelegate(self, look))
        self.horizontalHeader().hide()
        look.changed.connect(lambda: self.rows.recolour(look.colours))
        self.pressed_cell.connect(self._pressed)

    def show_places(self, rows: tuple[MatchRow, ...], *, with_likeness: bool) -> None:
        """Show places; the clerk stays where he stands."""
        at = self.currentIndex().row()
        self.rows.show_rows([_row(n, row, with_likeness) for n, row in enumerate(rows)])
        if rows:
            self.stand_on(min(max(at, 0), len(rows) - 1))

    def _pressed(self, key: str, column: int) -> None:
        if column == 0:
            self.toggled.emit(int(key.partition(":")[2]))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space, go back with Esc."""
        if event.key() == Qt.Key.Key_Space:
            self.toggled.emit(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class MatchView(QFrame):
    """The line and the list.

    Attributes:
        opened, applied, left, all_ticked: what the clerk wants with it.
        toggled: position of a place that was ticked or left out.
        public: how the public knows what stands at the ticked places.
        gone_to: record that the clerk wants to see.
        more: further places of a long list are wanted.
    """

    opened = Signal()
    applied = Signal()
    left = Signal()
    all_ticked = Signal()
    toggled = Signal(int)
    public = Signal(str)
    gone_to = Signal(int)
    more = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        set_tone(self, Tone.SOON)
        self._title = label(role="strong", wrap=True)
        self._show = button("&Show", self.opened.emit)
        self._apply = button("&Apply to all", self.applied.emit, "main")
        self._more = button("More", self.more.emit, "quiet")
        self._all = button("&All / none", self.all_ticked.emit)
        self._leave_visible = button("Already p&ublic…", self._ask_why)
        self._leave = button("Close", self.left.emit, "quiet")
        self._table = Places(COLUMNS, look)
        lines = self._table.verticalHeader().defaultSectionSize()
        self._table.setFixedHeight(round(lines * LINES))
        self._why = QLineEdit()
        self._why.setPlaceholderText("where it was published, or who made it public; logged")
        self._reason = QWidget()
        self._shown: MatchList | None = None
        self._lay_out()
        self._table.toggled.connect(self.toggled)
        self._table.left.connect(self.left)
        self._table.opened.connect(lambda key: self.gone_to.emit(int(key.partition(":")[0])))
        self._why.returnPressed.connect(self._leave_them)
        self.hide()

    def show_matches(self, found: MatchList | None) -> None:
        """Show the line, or the list, or nothing."""
        self.setVisible(found is not None)
        if found is None or found == self._shown:
            self._shown = found
            return
        before, self._shown = self._shown, found
        if before is None:
            self._reason.hide()
        self._title.setText(f"{found.title}{_going_on(found)}")
        self._show.setVisible(not found.open)
        self._all.setVisible(found.open)
        listed = len(found.rows)
        self._more.setVisible(found.open and not found.looks and listed < len(found.hits))
        self._more.setText(f"{listed:,} are listed: list more")
        self._say_apply(found)
        self._table.setVisible(found.open)
        if found.open and (before is None or before.rows != found.rows):
            self._table.show_places(found.rows, with_likeness=True)
            if before is None or not before.open:
                self._table.setFocus()

    def _say_apply(self, found: MatchList) -> None:
        ticked = len(found.checked)
        codes = " + ".join(found.codes)
        under = f" under {codes}" if codes else "…"
        whole = f"Redact &all {ticked:,}{under}"
        short = f"Redact {ticked:,} &ticked{'' if codes else '…'}"
        self._apply.setText(short if found.open else whole)
        self._apply.setToolTip(f"Withheld{under}" if codes else "")
        self._apply.setAccessibleName(self._apply.text().replace("&", ""))
        for made in (self._apply, self._leave_visible):
            made.setEnabled(ticked > 0 and not found.left)

    def _ask_why(self) -> None:
        self._reason.setVisible(not self._reason.isVisible())
        self._why.setFocus()

    def _leave_them(self) -> None:
        self.public.emit(self._why.text())
        self._why.clear()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for made in (self._apply, self._show, self._all, self._leave_visible, self._more):
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(self._leave)
        reason = QHBoxLayout(self._reason)
        reason.setContentsMargins(0, 0, 0, 0)
        reason.addWidget(caption("Public &because", self._why))
        reason.addWidget(self._why, 1)
        reason.addWidget(button("Leave &visible", self._leave_them))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 7, 8, 7)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addLayout(row)
        column.addWidget(self._reason)
        column.addWidget(self._table, 1)
        self._reason.hide()


def _going_on(found: MatchList) -> str:
    if found.left:
        return f" · {found.left:,} more texts are being read…"
    return " · looking at pages of attachments…" if found.looks else ""


def _row(at: int, row: MatchRow, with_likeness: bool) -> Row:  # noqa: FBT001 - handed on as it is
    text = f"{row.before}{row.words}{row.after}"
    start = len(row.before)
    marks = (Span(start, start + len(row.words)),) if row.words else ()
    first = (
        Cell("☑" if row.checked else "☐", spoken="ticked" if row.checked else "left out"),
        Cell(row.where, Tone.MUTED),
    )
    likeness = (Cell(row.likeness, Tone.PLAIN),) if with_likeness else ()
    return Row(f"{row.record}:{at}", (*first, *likeness, MarkedCell(text, marks=marks)))
