"""A field for a passphrase, with an eye to look at what was typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.ui.widgets.words import button, set_mark, with_icon


class SecretField(QWidget):
    """A line edit that hides its text and can show it.

    Attributes:
        typed: the text changed.
        entered: Enter was pressed.
    """

    typed = Signal(str)
    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(name)
        self.field.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._eye = with_icon(button("", self._turn, "icon"), "eye", "muted")
        self._eye.setAccessibleName(f"Show {name.lower()}")
        self._eye.setToolTip("Show what is typed")
        self._eye.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self._eye)
        self.field.textChanged.connect(self.typed)
        self.field.returnPressed.connect(self.entered)
        self.setFocusProxy(self.field)

    @property
    def text(self) -> str:
        """Give what was typed."""
        return self.field.text()

    def empty(self) -> None:
        """Forget what was typed, and its undo history with it."""
        self.field.clear()
        self._eye.setChecked(False)
        self._turn()

    def mark_wrong(self, *, wrong: bool) -> None:
        """Frame the field as one to put right."""
        set_mark(self.field, "wrong", "true" if wrong else "false")

    def _turn(self) -> None:
        shown = self._eye.isChecked()
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.field.setEchoMode(mode)
