"""The line in which the beginnings of words are typed, to choose them without the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.ui.pages.review.word_choice import ChoiceState
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.words import label

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_STEPS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Backtab: -1, Qt.Key.Key_Up: -1}
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


class _Field(QLineEdit):
    stepped = Signal(int)
    taken = Signal(int)
    left = Signal()

    # Qt

    def event(self, event: QEvent) -> bool:
        """Take Tab, and Alt with a digit, before the window does."""
        if isinstance(event, QKeyEvent) and event.type() in {
            QEvent.Type.KeyPress,
            QEvent.Type.ShortcutOverride,
        }:
            mine = event.key() in _STEPS or self._recent(event) >= 0
            if mine and event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if mine:
                self.keyPressEvent(event)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next place, withhold, or leave."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            self.taken.emit(-1 if event.modifiers() & SHIFT else 0)
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif self._recent(event) >= 0:
            self.taken.emit(self._recent(event))
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _recent(event: QKeyEvent) -> int:
        digit = event.key() - Qt.Key.Key_1
        return digit if event.modifiers() & ALT and 0 <= digit < 9 else -1


class WordLine(QWidget):
    """Label, field and what was found.

    Attributes:
        typed: other beginnings.
        stepped: to the next place, or the one before.
        taken: withhold what is chosen: position among the recent exemptions, -1 to find one.
        left: the line is no longer wanted.
    """

    typed = Signal(str)
    stepped = Signal(int)
    taken = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = _Field()
        self.field.setAccessibleName("Choose words by how they begin")
        self.field.setMaximumWidth(220)
        self._said = ElidedLabel("hint")
        name = label("&Words:", role="strong")
        name.setBuddy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(name)
        row.addWidget(self.field)
        row.addWidget(self._said, 1)
        self.field.textEdited.connect(self.typed)
        self.field.stepped.connect(self.stepped)
        self.field.taken.connect(self.taken)
        self.field.left.connect(self.left)
        self.hide()

    def show_choice(self, state: ChoiceState) -> None:
        """Show the line, or put it away."""
        self._said.set_whole(state.said)
        if state.open and not self.isVisible():
            self.field.clear()
            self.show()
            self.field.setFocus()
        elif not state.open:
            self.hide()
