"""The list of exemptions over the page: typed words, Enter takes, Ctrl+Enter takes several."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QHideEvent, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.review.picking import PickRow, PickState
from app.ui.theme import Look
from app.ui.widgets.placing import place_over
from app.ui.widgets.words import button, label

_ROW = Qt.ItemDataRole.UserRole + 1
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}


class PickDelegate(QStyledItemDelegate):
    """Draws an exemption in two lines: code and title, then plain words and citation."""

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent)
        self._look = look

    # Qt

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give room for the lines."""
        row: PickRow = index.data(_ROW)
        lines = 3 if row.doubt else 2
        return QSize(200, option.fontMetrics.height() * lines + 16)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one exemption."""
        row: PickRow = index.data(_ROW)
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        box = option.rect.adjusted(12, 7, -12, -7)
        tick = "✓ " if row.ticked else ""
        head = f"{tick}{row.code}"
        used = self._write(painter, box, head, ("text", True))
        self._write(painter, box.adjusted(used + 12, 0, 0, 0), row.title, ("text", False))
        below = box.adjusted(0, option.fontMetrics.height() + 1, 0, 0)
        tier = f"{row.tier.capitalize()}. " if row.tier else ""
        self._write(painter, below, f"{tier}{row.plain}", ("muted", False))
        if row.doubt:
            last = below.adjusted(0, option.fontMetrics.height() + 1, 0, 0)
            self._write(painter, last, f"▲ {row.doubt}", ("soon", False))
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, text: str, look: tuple[str, bool]) -> int:
        colour, strong = look
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(self._look.colours[colour])
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        side = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        painter.drawText(box, side, shown)
        return metrics.horizontalAdvance(shown)


class PickerView(QDialog):
    """A field and a list.

    Attributes:
        typed: words to look for.
        taken: code of the exemption that was taken.
        ticked: code that is to be taken together with others.
        left: closed without taking any.
    """

    typed = Signal(str)
    taken = Signal(str)
    ticked = Signal(str)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAccessibleName("Find an exemption")
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._purpose = label(role="heading")
        self._field = QLineEdit()
        self._field.setPlaceholderText("In plain words: home address, juvenile, active case…")
        self._field.setAccessibleName("Words of the exemption")
        self._list = QListView()
        self._list.setAccessibleName("Exemptions")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setItemDelegate(PickDelegate(self._list, look))
        self._model = QStandardItemModel(self)
        self._list.setModel(self._model)
        self._none = label(role="muted", wrap=True)
        self._several = label(role="strong", wrap=True)
        self._take = button("&Use these", lambda: self.taken.emit(""), "main")
        self._codes: list[str] = []
        self._lay_out()
        self._field.textEdited.connect(self.typed)
        self._field.installEventFilter(self)
        self._list.clicked.connect(lambda index: self.taken.emit(self._codes[index.row()]))

    def show_pick(self, pick: PickState | None, over: QWidget) -> None:
        """Open, fill or close."""
        if pick is None:
            self.hide()
            return
        at = self._list.currentIndex().row()
        same = self._codes == [row.code for row in pick.rows]
        self._fill(pick)
        self._list.setCurrentIndex(self._model.index(at if same and at >= 0 else 0, 0))
        if not self.isVisible():
            self._field.clear()
            self._open_over(over.window())

    def _fill(self, pick: PickState) -> None:
        self._purpose.setText(pick.purpose)
        self._codes = [row.code for row in pick.rows]
        self._model.clear()
        for row in pick.rows:
            item = QStandardItem(f"{row.code}, {row.title}. {row.plain} {row.doubt}".strip())
            item.setData(row, _ROW)
            item.setToolTip(f"{row.plain}\n{row.citation}")
            item.setEditable(False)
            self._model.appendRow(item)
        self._none.setText(pick.none)
        self._none.setVisible(bool(pick.none))
        self._several.setText(f"Together: {' + '.join(pick.ticked)}")
        self._several.setVisible(bool(pick.ticked))
        self._take.setVisible(bool(pick.ticked))

    def _open_over(self, window: QWidget) -> None:
        place_over(self, window, (720, 520))
        self.show()
        self._field.setFocus()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        box = QFrame()
        box.setObjectName("everything")
        outer.addWidget(box)
        column = QVBoxLayout(box)
        column.setContentsMargins(6, 10, 6, 8)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 10, 0)
        head.addWidget(self._purpose)
        column.addLayout(head)
        column.addWidget(self._field)
        column.addWidget(self._none, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 0, 6, 0)
        foot.addWidget(label("Enter takes it · Ctrl+Enter takes several · Esc leaves", "small"))
        foot.addStretch(1)
        foot.addWidget(self._several)
        foot.addWidget(self._take)
        column.addLayout(foot)

    def _current(self) -> str:
        at = self._list.currentIndex().row()
        return self._codes[at] if 0 <= at < len(self._codes) else ""

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows move in the list while the field keeps the focus."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if key in _MOVES:
            at = self._list.currentIndex().row() + _MOVES[key]
            at = min(max(at, 0), self._model.rowCount() - 1)
            self._list.setCurrentIndex(self._model.index(at, 0))
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            several = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.ticked if several else self.taken).emit(self._current())
            return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it was left, whatever closed it."""
        super().hideEvent(event)
        self.left.emit()
