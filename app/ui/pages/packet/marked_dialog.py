"""Asks for whom a marked copy is, and says who may have one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.pages.packet.marking import WHO, WHY
from app.ui.rows import Tone
from app.ui.widgets.words import button, caption, label, set_mark, set_tone

LONGEST = 120


class MarkedDialog(QDialog):
    """One field, and why it must be filled.

    Attributes:
        named: for whom the copy is to be made.

    Args:
        refusal: says why there can be no copy for somebody; empty where there can.
    """

    named = Signal(str)

    def __init__(self, parent: QWidget, refusal: Callable[[str], str]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Marked copy")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._refusal = refusal
        self.who = QLineEdit()
        self.who.setMaxLength(LONGEST)
        self.who.setPlaceholderText("for example Lt. Paula Reyes, second reader")
        self._wrong = label(wrap=True)
        set_tone(self._wrong, Tone.BAD)
        self._wrong.hide()
        self.go = button("&Build the marked copy", self._wish, "main")
        self._lay_out()

    def _wish(self) -> None:
        wrong = self._refusal(self.who.text())
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        set_mark(self.who, "wrong", "true" if wrong else "false")
        if wrong:
            self.who.setFocus()
            return
        self.named.emit(self.who.text())
        self.accept()

    def _lay_out(self) -> None:
        head = label("▲ A copy that shows what is withheld", "heading", wrap=True)
        set_tone(head, Tone.MARKED)
        keys = QHBoxLayout()
        keys.addStretch(1)
        keys.addWidget(button("Cancel", self.reject))
        keys.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(10)
        column.addWidget(head)
        column.addWidget(label(WHY, wrap=True))
        column.addWidget(label(WHO, "muted", wrap=True))
        column.addSpacing(4)
        column.addWidget(caption("For &whom is it?", self.who))
        column.addWidget(self.who)
        column.addWidget(self._wrong)
        column.addSpacing(4)
        column.addLayout(keys)
        self.setMinimumWidth(round(self.fontMetrics().averageCharWidth() * 74))
        self.who.setFocus()
