"""Everything that can be done, found by typing (Ctrl+K); knows deeds, not what they do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QVBoxLayout, QWidget

from app.ui.rows import Cell, Column, Row, Tone
from app.ui.theme import Look
from app.ui.ways import Deed, found_deeds
from app.ui.widgets.placing import place_over
from app.ui.widgets.table import Table
from app.ui.widgets.words import label

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class Everything(QDialog):
    """A field and a list over the window; Enter does, Escape leaves."""

    def __init__(self, deeds: Sequence[Deed], look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAccessibleName("Everything")
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._deeds = tuple(deeds)
        self._found: list[Deed] = []
        self._field = QLineEdit()
        self._field.setPlaceholderText("What do you want to do? Or a request's number…")
        self._field.setAccessibleName("What do you want to do?")
        columns = (Column("What"), Column("Key", 12, numbers=True))
        self._list = Table("What can be done", columns, look.colours)
        self._list.horizontalHeader().hide()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._none = label("Nothing by that name. Try one word of it.", "muted")
        self._lay_out()
        self._field.textChanged.connect(self._look)
        self._field.installEventFilter(self)
        self._list.clicked.connect(lambda _: self._do())
        self._look("")

    def open_over(self, window: QWidget) -> None:
        """Open in the upper middle of the window."""
        place_over(self, window, (620, 440))
        self.show()
        self._field.setFocus()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        box = QFrame()
        box.setObjectName("everything")
        outer.addWidget(box)
        column = QVBoxLayout(box)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self._field)
        column.addWidget(self._none, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._list, 1)

    def _look(self, typed: str) -> None:
        self._found = found_deeds(self._deeds, typed)
        self._list.rows.show_rows(
            [
                Row(str(at), (Cell(deed.title), Cell(deed.keys, Tone.MUTED)))
                for at, deed in enumerate(self._found)
            ]
        )
        self._none.setVisible(not self._found)
        self._list.setVisible(bool(self._found))
        self._list.choose("0")

    def _do(self) -> None:
        at = self._list.currentIndex().row()
        if 0 <= at < len(self._found):
            deed = self._found[at]
            self.close()
            deed.run()

    def _move(self, by: int) -> None:
        at = min(max(self._list.currentIndex().row() + by, 0), len(self._found) - 1)
        self._list.choose(str(at))

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the field keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _STEPS:
                self._move(_STEPS[key])
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._do()
                return True
        return super().eventFilter(watched, event)
