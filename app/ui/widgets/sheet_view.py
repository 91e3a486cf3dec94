"""Shows records in their conversation; tells what is selected as targets in their texts."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from app.domain.redaction import Field, SpanTarget
from app.ui.sheet import Card, Ink, Line, Run, Sheet
from app.ui.sheet_map import SheetMap, Stretch, shown_text
from app.ui.theme import Look

_COLOURS = {Ink.MUTED: "muted", Ink.LABEL: "muted", Ink.BAR: "on_bar", Ink.HIT: "on_hit"}
_GROUNDS = {Ink.BAR: "bar", Ink.HIT: "hit"}


class SheetView(QTextEdit):
    """Read only; text can be selected by mouse and keyboard.

    Attributes:
        picked: something in the record in question was selected, or no longer is.
        opened: a neighbour was double-clicked.
        hint_wished: +1 for the next suggestion, -1 for the one before.
        accept_wished, decline_wished: what is to become of the suggestion that waits.
    """

    picked = Signal()
    opened = Signal(int)
    hint_wished = Signal(int)
    accept_wished = Signal()
    decline_wished = Signal()

    def __init__(self, name: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("role", "sheet")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(6)
        self._look = look
        self._sheet = Sheet()
        self._map = SheetMap(())
        self._stretches: list[Stretch] = []
        self._cards: list[tuple[int, int, Card]] = []
        self._hint: SpanTarget | None = None
        self._hints = 0
        self.selectionChanged.connect(self.picked)
        look.changed.connect(self._redraw)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a conversation; the same one again keeps its place."""
        if sheet == self._sheet:
            return
        same = _here(sheet) == _here(self._sheet)
        self._sheet = sheet
        self._write(keep=same)

    def mark_hint(self, target: SpanTarget | None, waiting: int) -> None:
        """Mark the suggestion that waits; ``waiting`` says how many there are."""
        moved = target != self._hint
        self._hint, self._hints = target, waiting
        units = self._map.units_of(target) if target else None
        selections: list[QTextEdit.ExtraSelection] = []
        if units is not None:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._cursor(*units)
            mark.format.setBackground(self._look.colours["soon_ground"])
            mark.format.setFontWeight(QFont.Weight.DemiBold)
            selections.append(mark)
            if moved:
                self._come_to(units[0])
        self.setExtraSelections(selections)

    def targets(self) -> tuple[SpanTarget, ...]:
        """Give what is selected of the record in question."""
        cursor = self.textCursor()
        return self._map.targets(cursor.selectionStart(), cursor.selectionEnd())

    def here(self) -> tuple[SpanTarget, ...]:
        """Give what is selected, or else the bar or marked words in which the caret stands."""
        at = self.textCursor().position()
        under = (one for one in self._stretches if one.start <= at <= one.end)
        spots = [one.run.spot for one in under if one.run.ink in {Ink.BAR, Ink.OPEN}]
        found = tuple(SpanTarget(spot.span, spot.place) for spot in spots if spot is not None)
        return self.targets() or found

    def show_target(self, target: SpanTarget) -> None:
        """Come to where a target stands, and select it."""
        units = self._map.units_of(target)
        if units is not None:
            self.setTextCursor(self._cursor(*units))
            self.ensureCursorVisible()

    def shows(self, target: SpanTarget) -> bool:
        """Say whether a target of the record in question can be seen here."""
        return self._map.units_of(target) is not None

    def drop_selection(self) -> None:
        """Select nothing; the caret stays."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def selection_box(self) -> QRect:
        """Give the rectangle of the selection's last line, in the viewport."""
        cursor = self.textCursor()
        end = QTextCursor(cursor)
        end.setPosition(cursor.selectionEnd())
        start = QTextCursor(cursor)
        start.setPosition(cursor.selectionStart())
        last, first = self.cursorRect(end), self.cursorRect(start)
        if first.top() == last.top():
            return first.united(last)
        return QRect(0, last.top(), last.right(), last.height())

    # Writing

    def _redraw(self) -> None:
        self._write(keep=True)

    def _write(self, *, keep: bool) -> None:
        bar = self.verticalScrollBar()
        scrolled, caret = bar.value(), self.textCursor().position()
        blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        document = self.document()
        document.clear()
        self._stretches, self._cards = [], []
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for card in self._sheet.cards:
            self._write_card(cursor, card)
        cursor.endEditBlock()
        self._map = SheetMap(self._stretches)
        self._hint = None
        self.setExtraSelections([])
        self.blockSignals(blocked)
        if keep:
            self._come_to(min(caret, max(document.characterCount() - 1, 0)))
            bar.setValue(scrolled)
        else:
            self._begin()
        self.picked.emit()

    def _begin(self) -> None:
        """Put the caret where the record's own text begins, and the record into the middle."""
        here = next((one for one in self._cards if one[2].here), None)
        if here is None:
            return
        texts = (s for s in self._stretches if s.run.spot and s.run.spot.place.field is Field.TEXT)
        start = next((s.start for s in texts), here[0])
        self._come_to(here[1])
        self._come_to(here[0])
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        self.setTextCursor(cursor)
        top = self.cursorRect(self._cursor(here[0], here[0])).top()
        tall = self.cursorRect(self._cursor(here[1], here[1])).bottom() - top
        room = self.viewport().height() // 4 if tall < self.viewport().height() // 2 else 16
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + top - room)

    def _write_card(self, cursor: QTextCursor, card: Card) -> None:
        frame = cursor.insertFrame(self._frame_format(card))
        inside = frame.firstCursorPosition()
        start = inside.position()
        for at, line in enumerate(card.lines):
            if at:
                inside.insertBlock()
            inside.setBlockFormat(self._block_format(line, card))
            first = inside.position()
            self._write_line(inside, line, card)
            self._space_before(first, line, card)
        self._cards.append((start, inside.position(), card))
        cursor.setPosition(self.document().characterCount() - 1)
        thin = QTextBlockFormat()
        thin.setLineHeight(3, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.setBlockFormat(thin)

    def _space_before(self, position: int, line: Line, card: Card) -> None:
        """Set a text apart from the fields above it; only its first line."""
        if card.here and not line.small and line.runs and line.runs[0].ink is not Ink.LABEL:
            cursor = self._cursor(position, position)
            made = cursor.blockFormat()
            made.setTopMargin(7)
            cursor.setBlockFormat(made)

    def _write_line(self, cursor: QTextCursor, line: Line, card: Card) -> None:
        for run in line.runs:
            start = cursor.position()
            cursor.insertText(shown_text(run.text), self._format(run, line, card))
            if card.here and run.spot is not None:
                self._stretches.append(Stretch(start, cursor.position(), run))

    def _format(self, run: Run, line: Line, card: Card) -> QTextCharFormat:
        colours = self._look.colours
        made = QTextCharFormat()
        made.setForeground(colours[_COLOURS.get(run.ink, "text" if card.here else "muted")])
        if run.ink in _GROUNDS:
            made.setBackground(colours[_GROUNDS[run.ink]])
        if run.ink is Ink.HINT:
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            made.setUnderlineColor(colours["hint"])
            made.setForeground(colours["hint"])
        if run.ink is Ink.OPEN:
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            made.setUnderlineColor(colours["bad"])
            made.setBackground(colours["bad_ground"])
        if run.ink is Ink.STRONG:
            made.setForeground(colours["text" if card.here else "muted"])
            made.setFontWeight(QFont.Weight.DemiBold)
        size = self.font().pointSizeF()
        small = line.small or run.ink in {Ink.LABEL, Ink.BAR}
        made.setFontPointSize(size * (0.9 if small else 1.08 if card.here else 1.0))
        if run.tip:
            made.setToolTip(run.tip)
        return made

    def _block_format(self, line: Line, card: Card) -> QTextBlockFormat:
        """Let fields stand under each other, and what is too long for a line under itself."""
        made = QTextBlockFormat()
        if line.runs and line.runs[0].ink is Ink.LABEL:
            margin = self.fontMetrics().averageCharWidth() * 8
            made.setLeftMargin(margin)
            made.setBottomMargin(2)
            made.setTextIndent(-margin)
            made.setTabPositions([QTextOption.Tab(margin, QTextOption.TabType.LeftTab)])
        elif card.here and not line.small:
            made.setLineHeight(115, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        return made

    def _frame_format(self, card: Card) -> QTextFrameFormat:
        colours = self._look.colours
        made = QTextFrameFormat()
        made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        made.setPadding(9 if card.here else 2)
        made.setMargin(2)
        made.setLeftMargin(0 if card.here else 8)
        if card.here:
            made.setBackground(colours["surface"])
            made.setBorder(1.5)
            made.setBorderBrush(colours["accent"])
            made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        else:
            made.setBorder(0)
        return made

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _boxes_of(self, start: int, end: int) -> list[QRect]:
        """Give the boxes of a stretch in the viewport, one for each line that it stands in."""
        boxes: list[QRect] = []
        for at in range(start, end):
            first, last = (
                self.cursorRect(self._cursor(at, at)),
                self.cursorRect(self._cursor(at + 1, at + 1)),
            )
            if last.top() != first.top():
                continue
            here = first.united(last)
            if boxes and boxes[-1].top() == here.top():
                boxes[-1] = boxes[-1].united(here)
            else:
                boxes.append(here)
        return boxes

    def _come_to(self, position: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _card_at(self, position: int) -> Card | None:
        return next((c for start, end, c in self._cards if start <= position <= end), None)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through suggestions with Tab, decide them with Enter and Delete."""
        key = event.key()
        if key == Qt.Key.Key_Tab and self._hints and not event.modifiers():
            self.hint_wished.emit(1)
        elif key == Qt.Key.Key_Backtab and self._hint is not None:
            self.hint_wished.emit(-1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._hint is not None:
            self.accept_wished.emit()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self._hint is not None:
            self.decline_wished.emit()
        elif key == Qt.Key.Key_Escape and self.textCursor().hasSelection():
            self.drop_selection()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Keep Tab while there are suggestions to walk through."""
        if (forward and self._hints) or (not forward and self._hint is not None):
            return False
        return super().focusNextPrevChild(forward)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to a neighbour; in the record itself, select the word."""
        position = self.cursorForPosition(event.position().toPoint()).position()
        card = self._card_at(position)
        if card is not None and card.held and not card.here:
            self.opened.emit(int(card.record))
            return
        super().mouseDoubleClickEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell what is under a bar, never as anything but plain text."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            cursor = self.cursorForPosition(event.pos())
            cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
            tip = cursor.charFormat().toolTip()
            shown = f"<p style='white-space:pre-wrap'>{html.escape(tip)}</p>" if tip else ""
            QToolTip.showText(event.globalPos(), shown, self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw dashed frames around what is open for one audience and withheld from the public."""
        super().paintEvent(event)
        opened = [one for one in self._stretches if one.run.ink is Ink.OPEN]
        if not opened:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(self._look.colours["bad"], 1.4, Qt.PenStyle.DashLine))
        for one in opened:
            for box in self._boxes_of(one.start, one.end):
                painter.drawRoundedRect(box.adjusted(-1, 0, 1, 0), 3, 3)
        painter.end()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain text only; what is under a bar stays there."""
        data = QMimeData()
        data.setText(self.textCursor().selectedText().replace("\u2029", "\n"))
        return data

    def changeEvent(self, event: QEvent) -> None:
        """Write anew when the text grows."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_sheet"):
            self._redraw()


def _here(sheet: Sheet) -> int:
    return next((int(card.record) for card in sheet.cards if card.here), 0)
