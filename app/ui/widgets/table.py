"""A table over rows that come when they are looked at; scrolls through any number of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.ui.rows import Cell, Column, FetchRows, Row, Tone, column_widths
from app.ui.theme import Colours

PAGE = 200
PAGES_KEPT = 25
_WAITING = Cell("…", Tone.MUTED)
Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractTableModel):
    """Rows by page: only pages that were looked at are asked for, and few of them are kept."""

    def __init__(self, columns: Sequence[Column], colours: Colours) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._colours = colours
        self._count = 0
        self._fetch: FetchRows | None = None
        self._pages: dict[int, tuple[Row, ...]] = {}
        self._asked: set[int] = set()
        self._turn = 0

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show rows that are all at hand."""
        self.beginResetModel()
        self._forget()
        self._count = len(rows)
        for start in range(0, len(rows), PAGE):
            self._pages[start // PAGE] = tuple(rows[start : start + PAGE])
        self._fetch = None
        self.endResetModel()

    def show_count(self, count: int, fetch: FetchRows) -> None:
        """Show so many rows, each page of which is fetched when it is first looked at."""
        self.beginResetModel()
        self._forget()
        self._count = count
        self._fetch = fetch
        self.endResetModel()

    def renew(self) -> None:
        """Fetch what is at hand once more; it stays on the screen until the new rows come."""
        if self._fetch is None:
            return
        self._turn += 1
        self._asked = set()
        for number in tuple(self._pages):
            self._ask(number)

    def recolour(self, colours: Colours) -> None:
        """Take up the colours of another theme."""
        self._colours = colours
        self._redrawn(0, self._count)

    def row(self, position: int) -> Row | None:
        """Give a row where it is at hand; otherwise ask for it and give None."""
        if not 0 <= position < self._count:
            return None
        page = self._pages.get(position // PAGE)
        if page is None:
            self._ask(position // PAGE)
            page = self._pages.get(position // PAGE, ())
        at = position % PAGE
        return page[at] if at < len(page) else None

    def position_of(self, key: str) -> int | None:
        """Find a row among those at hand."""
        for number, page in self._pages.items():
            for at, row in enumerate(page):
                if row.key == key:
                    return number * PAGE + at
        return None

    def _forget(self) -> None:
        self._turn += 1
        self._pages = {}
        self._asked = set()

    def _ask(self, number: int) -> None:
        if self._fetch is None or number in self._asked:
            return
        self._asked.add(number)
        turn = self._turn

        def came(rows: Sequence[Row]) -> None:
            if turn == self._turn:
                self._keep(number, tuple(rows))

        self._fetch(number * PAGE, PAGE, came)

    def _keep(self, number: int, rows: tuple[Row, ...]) -> None:
        self._asked.discard(number)
        if not rows:
            return
        self._pages[number] = rows
        while len(self._pages) > PAGES_KEPT:
            farthest = max(self._pages, key=lambda other: abs(other - number))
            del self._pages[farthest]
        self._redrawn(number * PAGE, number * PAGE + len(rows))

    def _redrawn(self, start: int, end: int) -> None:
        if end > start:
            last = self.index(end - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(start, 0), last)

    def _font(self, cell: Cell) -> QFont | None:
        if not cell.strong:
            return None
        font = QFont()
        font.setWeight(QFont.Weight.DemiBold)
        return font

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Give the number of rows."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Give the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a cell shows."""
        if not index.isValid():
            return None
        row = self.row(index.row())
        cell = row.cells[index.column()] if row else _WAITING
        return self._told(cell, index.column(), role)

    def _told(self, cell: Cell, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colours.of_tone(cell.tone)
        if role == Qt.ItemDataRole.FontRole:
            return self._font(cell)
        if role == _ALIGN:
            return self._alignment(column)
        return _TEXTS[role](cell) if role in _TEXTS else None

    def _alignment(self, column: int) -> int:
        numbers = self._columns[column].numbers
        side = Qt.AlignmentFlag.AlignRight if numbers else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give a column's title."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._columns[section].tip or None
        return self._alignment(section) if role == _ALIGN else None


_ALIGN = Qt.ItemDataRole.TextAlignmentRole
_TEXTS: dict[int, Callable[[Cell], str]] = {
    Qt.ItemDataRole.DisplayRole: lambda cell: cell.text,
    Qt.ItemDataRole.ToolTipRole: lambda cell: cell.tip or cell.text,
    Qt.ItemDataRole.AccessibleTextRole: lambda cell: cell.spoken or cell.text,
}


class ToneDelegate(QStyledItemDelegate):
    """Lets a cell keep the colour of its meaning when its row is chosen."""

    # Qt

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Carry the colour over."""
        super().initStyleOption(option, index)
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        if colour is not None:
            option.palette.setBrush(QPalette.ColorRole.HighlightedText, colour)


class Table(QTableView):
    """A table of whole rows.

    Attributes:
        chosen: key of the row that the clerk stands on; empty for none.
        opened: key of the row that was opened with Enter or a double click.
        pressed: key and column of a cell that was clicked.
        sort_wished: column whose title was clicked.
    """

    chosen = Signal(str)
    opened = Signal(str)
    pressed_cell = Signal(str, int)
    sort_wished = Signal(int)

    def __init__(
        self, name: str, columns: Sequence[Column], colours: Colours, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._columns = tuple(columns)
        self.rows = RowsModel(columns, colours)
        self.setModel(self.rows)
        self.setItemDelegate(ToneDelegate(self))
        self._awaited = -1
        self.rows.dataChanged.connect(self._came_at_last)
        self._shape()
        self._size_columns()
        self.selectionModel().currentRowChanged.connect(lambda now, _: self._came_to(now.row()))
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.clicked.connect(lambda index: self._press(index.row(), index.column()))
        self.horizontalHeader().sectionClicked.connect(self.sort_wished)

    def choose(self, key: str) -> None:
        """Stand on a row without telling the clerk's wish."""
        position = self.rows.position_of(key) if key else None
        with _Quiet(self):
            if position is None:
                self.clearSelection()
                self.setCurrentIndex(QModelIndex())
                return
            index = self.rows.index(position, 0)
            self.selectionModel().setCurrentIndex(
                index,
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows,
            )
            self.scrollTo(index)

    def stand_on(self, position: int) -> None:
        """Stand on a row by its position, at hand or not, without telling the clerk's wish."""
        if self.currentIndex().row() == position:
            return
        with _Quiet(self):
            index = self.rows.index(position, 0)
            self.selectionModel().setCurrentIndex(
                index,
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows,
            )
            if index.isValid():
                self.scrollTo(index)

    def chosen_keys(self) -> list[str]:
        """Give the keys of the selected rows that are at hand, in order."""
        positions = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = (self.rows.row(position) for position in positions)
        return [row.key for row in rows if row]

    def _shape(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(24)
        self._share_width()
        metrics = self.fontMetrics()
        lines = self.verticalHeader()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(round(metrics.height() * 1.85))

    def _share_width(self) -> None:
        character = self.fontMetrics().averageCharWidth()
        room = self.viewport().width()
        for at, width in enumerate(column_widths(self._columns, character, room)):
            self.setColumnWidth(at, width)

    def _came_to(self, position: int) -> None:
        row = self.rows.row(position) if position >= 0 else None
        self._awaited = position if row is None and position >= 0 else -1
        self.chosen.emit(row.key if row else "")

    def _came_at_last(self) -> None:
        """Tell the row that the clerk stands on, once it is at hand."""
        if self._awaited >= 0 and self._awaited == self.currentIndex().row():
            self._came_to(self._awaited)

    def _open(self, position: int) -> None:
        row = self.rows.row(position)
        if row:
            self.opened.emit(row.key)

    def _press(self, position: int, column: int) -> None:
        row = self.rows.row(position)
        if row:
            self.pressed_cell.emit(row.key, column)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out again."""
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        """Give lines and columns their size again when the text grows."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "rows"):
            self._size_columns()


class _Quiet:
    """Silences a table's own signals while it is told where to stand."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def __enter__(self) -> None:
        self._blocker = QSignalBlocker(self._table)

    def __exit__(self, *_: object) -> None:
        self._blocker.unblock()
