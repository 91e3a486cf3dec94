"""Draws the picture of what is held: a cell for each channel and week, with patterns for marks.

Nothing is told by colour alone: gaps are hatched, silence is dotted, an end is a stroke.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.domain.coverage import Mark
from app.ui.pages.coverage.state import FULL, CoverageState, GridCell
from app.ui.theme import Colours, Look

Index = QModelIndex | QPersistentModelIndex
_TITLE_CHARACTERS = 40
_AROUND_TITLE = 30
_CELL = 48
_MOST_LINES = 8
"""So many channels are always in sight; further ones are scrolled to."""


class GridModel(QAbstractTableModel):
    """The cells as Qt asks for them."""

    def __init__(self) -> None:
        super().__init__()
        self._state = CoverageState()

    def show_state(self, state: CoverageState) -> None:
        """Show other cells."""
        self.beginResetModel()
        self._state = state
        self.endResetModel()

    def cell(self, index: Index) -> GridCell:
        """Give a cell."""
        return self._state.lines[index.row()].cells[index.column()]

    # Qt

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the channels."""
        return 0 if parent is not None and parent.isValid() else len(self._state.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count the weeks or days."""
        return 0 if parent is not None and parent.isValid() else len(self._state.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give text, tip and what is spoken."""
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role in {
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.AccessibleDescriptionRole,
        }:
            return cell.tip
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name weeks and channels."""
        if orientation is Qt.Orientation.Horizontal:
            shown, spoken = self._state.heads[section]
        else:
            line = self._state.lines[section]
            shown, spoken = line.title, line.tip
        if role == Qt.ItemDataRole.DisplayRole:
            return shown
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return spoken
        return None


class _Painter(QStyledItemDelegate):
    """Paints a cell."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    # Qt

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Fill it by how much is held, then draw its marks, its number and the focus."""
        model = index.model()
        if not isinstance(model, GridModel):
            return
        place, colours = option.rect, self._look.colours
        painter.save()
        paint_cell(painter, place, model.cell(index), colours)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(colours["focus"], 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(2, 2, -2, -2))
        painter.restore()


def paint_cell(painter: QPainter, place: QRect, cell: GridCell, colours: Colours) -> None:
    """Paint a cell, also one that explains the marks."""
    painter.fillRect(place, colours["surface"])
    inside = place.adjusted(1, 1, -1, -1)
    painter.fillRect(inside, _shade(cell, colours))
    if Mark.SETTLED in cell.marks:
        painter.fillRect(inside, QBrush(colours["edge"], Qt.BrushStyle.HorPattern))
    if Mark.SILENT in cell.marks:
        painter.fillRect(inside, QBrush(colours["soon"], Qt.BrushStyle.Dense6Pattern))
    if Mark.GAP in cell.marks:
        painter.fillRect(inside, QBrush(colours["bad"], Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(colours["bad"], 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(inside.adjusted(0, 0, -1, -1))
    if Mark.CUT in cell.marks:
        painter.fillRect(QRect(inside.left(), inside.top(), 3, inside.height()), colours["text"])
    _write(painter, inside, cell, colours)


def _shade(cell: GridCell, colours: Colours) -> QColor:
    """Mix the accent into the ground by degree, so that one colour says how much in any theme."""
    if not cell.degree:
        return colours["surface"]
    most = 0.2 if colours.is_contrast else 0.44
    part = 0.16 + most * cell.degree / FULL
    ground, accent = colours["surface"], colours["accent"]
    pairs = zip(ground.getRgb()[:3], accent.getRgb()[:3], strict=True)  # type: ignore[index]  # the stubs call it an object
    return QColor(*(round(one + (other - one) * part) for one, other in pairs))


def _write(painter: QPainter, place: QRect, cell: GridCell, colours: Colours) -> None:
    signs = ("?" if Mark.UNREADABLE in cell.marks else "") + (
        "*" if Mark.UNEXPECTED in cell.marks else ""
    )
    painter.setPen(colours["text"])
    if cell.text and cell.marks & {Mark.GAP, Mark.SILENT, Mark.SETTLED}:
        wide = painter.fontMetrics().horizontalAdvance(cell.text) + 6
        high = painter.fontMetrics().height()
        behind = QRect(0, 0, wide, high)
        behind.moveCenter(place.center())
        painter.fillRect(behind, _shade(cell, colours))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, cell.text)
    if signs:
        corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        painter.drawText(place.adjusted(0, 0, -3, 0), corner, signs)


class Grid(QTableView):
    """The picture.

    Attributes:
        chosen: line and week on which the clerk stands now.
        opened: the chosen cell was double-clicked, or Enter was pressed on it.
    """

    chosen = Signal(int, int)
    opened = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.model_of = GridModel()
        self.setModel(self.model_of)
        self._painter = _Painter(look)
        self.setItemDelegate(self._painter)
        self.setAccessibleName("What is held, by channel and week")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.9))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultSectionSize(
            max(_CELL, self.fontMetrics().horizontalAdvance("28 Mar") + 34)
        )
        self.doubleClicked.connect(lambda _: self.opened.emit())
        look.changed.connect(self.viewport().update)

    def show_state(self, state: CoverageState) -> None:
        """Show other cells."""
        self.model_of.show_state(state)
        font = self.verticalHeader().font()
        font.setBold(True)
        written = QFontMetrics(font)
        longest = max((written.horizontalAdvance(line.title) for line in state.lines), default=0)
        most = written.averageCharWidth() * _TITLE_CHARACTERS
        self.verticalHeader().setFixedWidth(min(longest, most) + _AROUND_TITLE)
        lines = min(len(state.lines), _MOST_LINES) * self.verticalHeader().defaultSectionSize()
        around = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setMinimumHeight(lines + around + bar)

    def stand_on(self, line: int, part: int) -> None:
        """Stand on a cell without telling."""
        if self.currentIndex() == self.model_of.index(line, part):
            return
        blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.setCurrentIndex(self.model_of.index(line, part))
        self.blockSignals(blocked)

    # Qt

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the clerk stands."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(current.row(), current.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
            return
        super().keyPressEvent(event)
