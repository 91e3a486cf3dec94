"""Cells in which found words are marked; the piece that is shown always holds the first of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.spans import Span
from app.ui.marked_cell import MarkedCell
from app.ui.theme import Look
from app.ui.utf16 import Units
from app.ui.widgets.table import Table

LEAD = 24
PADDING = 7


class MarkedDelegate(QStyledItemDelegate):
    """Draws marked cells of a table; others as they are."""

    def __init__(self, table: Table, look: Look) -> None:
        super().__init__(table)
        self._table = table
        self._look = look

    # Qt

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        row = self._table.rows.row(index.row())
        cell = row.cells[index.column()] if row else None
        if not isinstance(cell, MarkedCell):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        colour = option.palette.color(QPalette.ColorRole.Text)
        option.text = ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        tone = self._look.colours.of_tone(cell.tone)
        painter.save()
        painter.setPen(self._look.colours["on_chosen"] if chosen else tone or colour)
        box = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        draw_marked(painter, box, (cell.text, cell.marks, cell.kept), hit_format(self._look))
        painter.restore()


def hit_format(look: Look) -> QTextCharFormat:
    """Give how found words look."""
    found = QTextCharFormat()
    found.setBackground(look.colours["hit"])
    found.setForeground(look.colours["on_hit"])
    return found


def draw_marked(
    painter: QPainter,
    box: QRect,
    marked: tuple[str, Sequence[Span], str],
    found: QTextCharFormat,
) -> None:
    """Draw one line of a text with marks, as much of it as fits, from the middle if need be.

    ``marked`` is the text, its marks, and what stays before it where its beginning is cut off.
    """
    metrics = painter.fontMetrics()
    text, marks = _fitting(*marked, (metrics, box.width()))
    units = Units(text)
    layout = QTextLayout(text, painter.font())
    formats = []
    for mark in marks:
        one = QTextLayout.FormatRange()
        start, end = units.units(mark)
        one.start, one.length, one.format = start, end - start, found
        formats.append(one)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(1 << 20)
    layout.endLayout()
    top = box.top() + (box.height() - metrics.height()) / 2
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    layout.draw(painter, QPointF(box.left(), top))


def _fitting(
    text: str, marks: Sequence[Span], kept: str, room: tuple[QFontMetrics, int]
) -> tuple[str, list[Span]]:
    """Cut a text so that its first mark is seen."""
    metrics, width = room
    first = marks[0] if marks else None
    if first and metrics.horizontalAdvance(text[: first.end] + "…") > width:
        start = max(text.find(kept) + len(kept), first.start - LEAD)
        while start < first.start and (
            metrics.horizontalAdvance(kept + text[start : first.end] + "……") > width * 0.7
        ):
            start += 1
        before = kept + "…"
        text = before + text[start:]
        marks = [mark.shifted(len(before) - start) for mark in marks if mark.start >= start]
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    length = len(shown) - (1 if shown != text else 0)
    return shown, [Span(m.start, min(m.end, length)) for m in marks if m.start < length]
