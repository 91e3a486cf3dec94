"""The list of records on the left: two lines each, several of which can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QProgressBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.review.state import Queue
from app.ui.rows import Cell, Column, FetchRows, Row
from app.ui.theme import Look
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.table import Table
from app.ui.widgets.words import label

PAD = 8
SIGN = 20
TIME_SHARE = 0.5


class QueueDelegate(QStyledItemDelegate):
    """Draws a record: sign, sender and time above, the beginning of its text below."""

    def __init__(self, table: QueueTable, look: Look) -> None:
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
        """Draw one record."""
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        row = self._table.rows.row(index.row())
        if row is None:
            return
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._draw(painter, option.rect.adjusted(PAD, 4, -PAD, -4), row, chosen=chosen)
        painter.restore()

    def _draw(self, painter: QPainter, box: QRect, row: Row, *, chosen: bool) -> None:
        sign, author, when, opening, marks = row.cells
        half = box.height() // 2
        upper = QRect(box.left() + SIGN, box.top(), box.width() - SIGN, half)
        lower = QRect(upper.left(), box.top() + half, upper.width(), half)
        mark = QRect(box.left(), box.top(), SIGN, half)
        few = chosen and self._look.colours.is_contrast
        self._write(painter, mark, sign, Qt.AlignmentFlag.AlignLeft, chosen=few)
        if painter.fontMetrics().horizontalAdvance(when.text) > upper.width() * TIME_SHARE:
            when = replace(when, text=" ".join(when.text.split()[:2]))
        used = self._write(painter, upper, when, Qt.AlignmentFlag.AlignRight, chosen=chosen)
        upper.setRight(upper.right() - used - 6)
        self._write(painter, upper, author, Qt.AlignmentFlag.AlignLeft, chosen=chosen)
        used = self._write(painter, lower, marks, Qt.AlignmentFlag.AlignRight, chosen=chosen)
        lower.setRight(lower.right() - used - (6 if used else 0))
        self._write(painter, lower, opening, Qt.AlignmentFlag.AlignLeft, chosen=chosen)

    def _write(
        self,
        painter: QPainter,
        box: QRect,
        cell: Cell,
        side: Qt.AlignmentFlag,
        *,
        chosen: bool = False,
    ) -> int:
        """Write a cell; gives the width it took."""
        font = QFont(self._table.font())
        font.setWeight(QFont.Weight.DemiBold if cell.strong else QFont.Weight.Normal)
        painter.setFont(font)
        colour = self._look.colours.of_tone(cell.tone) or self._look.colours["text"]
        painter.setPen(self._look.colours["on_chosen"] if chosen else colour)
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
        return min(metrics.horizontalAdvance(shown), box.width())


class QueueTable(Table):
    """One column of records.

    Attributes:
        moved: positions that are chosen, and the one that the clerk stands on.
    """

    moved = Signal(list, int)

    def __init__(self, look: Look) -> None:
        super().__init__("Records of the request", (Column("Record"),), look.colours)
        self.setItemDelegate(QueueDelegate(self, look))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.horizontalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().selectionChanged.connect(self._moved)
        look.changed.connect(lambda: self.rows.recolour(look.colours))
        self._quiet = False

    def show_queue(self, queue: Queue, fetch: FetchRows, *, anew: bool, changed: bool) -> None:
        """Show the records; the same ones in place."""
        self._quiet = True
        if anew:
            scrolled = self.verticalScrollBar().value()
            self.rows.show_count(len(queue.ids), fetch)
            self.verticalScrollBar().setValue(scrolled)
        elif changed:
            self.rows.renew()
        if queue.position >= 0:
            self.stand_on(queue.position)
        else:
            self.clearSelection()
        if queue.chosen:
            self._mark(queue.chosen)
        self._quiet = False

    def _mark(self, chosen: Sequence[int]) -> None:
        """Mark rows that are chosen together."""
        selection = QItemSelection()
        first = before = chosen[0]
        for at in (*chosen[1:], -1):
            if at != before + 1:
                selection.select(self.rows.index(first, 0), self.rows.index(before, 0))
                first = at
            before = at
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)

    def narrow(self, position: int) -> None:
        """Leave only one row chosen."""
        self._quiet = True
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(
            self.rows.index(position, 0), flags.ClearAndSelect | flags.Rows
        )
        self._quiet = False

    def _moved(self, _now: QItemSelection, _before: QItemSelection) -> None:
        if self._quiet or self.signalsBlocked():
            return
        positions = sorted(index.row() for index in self.selectionModel().selectedRows())
        self.moved.emit(positions, self.currentIndex().row())

    # Qt

    def _size_columns(self) -> None:
        super()._size_columns()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 2.2) + 12)


class QueueView(QWidget):
    """The list, what of it is shown, and how far it is.

    Attributes:
        shown_wished: another way to show the queue.
        moved: as of the table.
    """

    shown_wished = Signal(str)
    moved = Signal(list, int)

    def __init__(self, look: Look, fetch: FetchRows) -> None:
        super().__init__()
        self._fetch = fetch
        self._queue = Queue()
        self._several = 0
        self.ways = QComboBox()
        self.ways.setAccessibleName("Which records are shown")
        self.ways.setToolTip("Show all records, or only some")
        self.table = QueueTable(look)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Records decided")
        self._amount = label(role="strong")
        self._pace = ElidedLabel("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.ways)
        column.addWidget(self.table, 1)
        column.addWidget(self._bar)
        column.addWidget(self._amount)
        column.addWidget(self._pace)
        self.ways.activated.connect(lambda at: self.shown_wished.emit(self.ways.itemData(at)))
        self.table.moved.connect(self.moved)

    def show_queue(self, queue: Queue, several: int) -> None:
        """Show the queue."""
        before = self._queue
        self._queue = queue
        self._show_ways(queue)
        self.table.show_queue(
            queue,
            self._fetch,
            anew=queue.ids != before.ids,
            changed=queue.version != before.version,
        )
        if self._several and not several and queue.position >= 0:
            self.table.narrow(queue.position)
        self._several = several
        self._bar.setRange(0, max(queue.total, 1))
        self._bar.setValue(queue.decided)
        self._amount.setText(f"{queue.decided:,} of {queue.total:,} decided")
        self._pace.set_whole(queue.pace or _left(queue))

    def _show_ways(self, queue: Queue) -> None:
        texts = [f"{way.name}  {way.count:,}" for way in queue.ways]
        if texts != [self.ways.itemText(at) for at in range(self.ways.count())]:
            self.ways.clear()
            for way, text in zip(queue.ways, texts, strict=True):
                self.ways.addItem(text, way.key)
        self.ways.setCurrentIndex(self.ways.findData(queue.shown))


def _left(queue: Queue) -> str:
    left = queue.total - queue.decided
    return f"{left:,} left" if left else "All decided"
