"""Shows a mail with what it quotes set apart: quieter, with a line at the left, to be folded."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from app.domain.redaction import SpanTarget
from app.ui.quoted import can_fold, folded, links_of
from app.ui.sheet import Card, Ink, Line, Run, Sheet
from app.ui.theme import Look
from app.ui.widgets.sheet_view import SheetView

_STEP = 16
_GAP, _WIDE = 10, 3


class QuotingSheetView(SheetView):
    """Folding is for the record on the screen alone; the next one comes with all its words."""

    def __init__(self, name: str, look: Look, parent: QWidget | None = None) -> None:
        self._folds = False
        self._quoted: list[tuple[int, int, int]] = []
        super().__init__(name, look, parent)
        self.viewport().setMouseTracking(True)

    @property
    def folds(self) -> bool:
        """Say whether quotations are folded."""
        return self._folds

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a conversation; another record comes unfolded."""
        if _record(sheet) != _record(self._sheet):
            self._folds = False
        super().show_sheet(sheet)

    def fold(self) -> bool:
        """Fold what is quoted, or unfold it; False where there is nothing that may be folded."""
        if not self._folds and not any(map(can_fold, self._here())):
            return False
        self._folds = not self._folds
        self._write(keep=False)
        return True

    def quoted_record(self) -> int | None:
        """Give the record to which the quotation at the caret leads, or else the first one."""
        links = [int(run.goes) for card in self._here() for run in links_of(card) if run.goes]
        at = self.textCursor().position()
        above = [here for start, here in self._links() if start <= at]
        return above[-1] if above else next(iter(links), None)

    def show_target(self, target: SpanTarget) -> None:
        """Come to where a target stands, out of a fold if it must be."""
        if self._folds and not self.shows(target):
            self.fold()
        super().show_target(target)

    def _here(self) -> list[Card]:
        return [card for card in self._sheet.cards if card.here]

    def _links(self) -> list[tuple[int, int]]:
        """Give where links stand in the document, and where they lead."""
        found: list[tuple[int, int]] = []
        for start, end, _ in self._quoted:
            cursor = QTextCursor(self.document())
            cursor.setPosition(end)
            href = cursor.charFormat().anchorHref()
            found += [(start, int(href))] if href else []
        return found

    def _write(self, *, keep: bool) -> None:
        self._quoted = []
        super()._write(keep=keep)

    def _write_card(self, cursor: QTextCursor, card: Card) -> None:
        super()._write_card(cursor, folded(card) if self._folds and card.here else card)

    def _write_line(self, cursor: QTextCursor, line: Line, card: Card) -> None:
        start = cursor.position()
        super()._write_line(cursor, line, card)
        if line.quoted:
            self._quoted.append((start, cursor.position(), line.quoted))

    def _format(self, run: Run, line: Line, card: Card) -> QTextCharFormat:
        made = super()._format(run, line, card)
        if line.quoted and run.ink is Ink.PLAIN:
            made.setForeground(self._look.colours["muted"])
        if run.goes is not None:
            made.setForeground(self._look.colours["link"])
            made.setFontUnderline(True)
            made.setAnchor(True)
            made.setAnchorHref(str(run.goes))
        return made

    def _block_format(self, line: Line, card: Card) -> QTextBlockFormat:
        made = super()._block_format(line, card)
        if line.quoted:
            made.setLeftMargin(line.quoted * _STEP)
        return made

    def _leads_to(self, at: QPoint) -> int | None:
        href = self.anchorAt(at)
        return int(href) if href.isdecimal() else None

    # Qt

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the pointer what leads somewhere."""
        super().mouseMoveEvent(event)
        leads = self._leads_to(event.position().toPoint()) is not None
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the quoted mail, unless words were selected."""
        super().mouseReleaseEvent(event)
        record = self._leads_to(event.position().toPoint())
        is_click = event.button() is Qt.MouseButton.LeftButton
        if record is not None and is_click and not self.textCursor().hasSelection():
            self.opened.emit(record)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a line at the left of each depth of quotation."""
        super().paintEvent(event)
        if not self._quoted:
            return
        painter, ink = QPainter(self.viewport()), QColor(self._look.colours["edge"])
        for start, end, depth in self._quoted:
            for level in range(depth):
                painter.fillRect(self._line_of(start, end, depth - level), ink)
        painter.end()

    def _line_of(self, start: int, end: int, back: int) -> QRect:
        top, bottom = (self.cursorRect(self._cursor(at, at)) for at in (start, end))
        left = self._left_of(start) - (back - 1) * _STEP - _GAP
        return QRect(left, top.top(), _WIDE, bottom.bottom() - top.top() + 1)

    def _left_of(self, position: int) -> int:
        """Give where the lines of a block begin, in the viewport."""
        cursor = self._cursor(position, position)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        return self.cursorRect(cursor).left()


def _record(sheet: Sheet) -> int:
    return next((int(card.record) for card in sheet.cards if card.here), 0)
