"""Asks for whom a marked copy is, and says who may have one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.pages.packet.marking import WHO, WHY
from app.ui.rows import Tone
from app.ui.widgets.asking import AskingDialog
from app.ui.widgets.words import caption, label, set_mark, set_tone

LONGEST = 120


class MarkedDialog(AskingDialog):
    """One field, and why it must be filled.

    Attributes:
        named: for whom the copy is to be made.

    Args:
        refusal: says why there can be no copy for somebody; empty where there can.
    """

    named = Signal(str)

    def __init__(self, parent: QWidget, refusal: Callable[[str], str]) -> None:
        super().__init__(parent, "Marked copy", "&Build the marked copy", self._wish)
        self._refusal = refusal
        self.who = QLineEdit()
        self.who.setMaxLength(LONGEST)
        self.who.setPlaceholderText("for example Lt. Paula Reyes, second reader")
        self._lay_out()

    def _wish(self) -> None:
        wrong = self._say_wrong(self._refusal(self.who.text()))
        set_mark(self.who, "wrong", "true" if wrong else "false")
        if wrong:
            self.who.setFocus()
            return
        self.named.emit(self.who.text())
        self.accept()

    def _lay_out(self) -> None:
        head = label("▲ A copy that shows what is withheld", "heading", wrap=True)
        set_tone(head, Tone.MARKED)
        column = self._column(74)
        column.addWidget(head)
        column.addWidget(label(WHY, wrap=True))
        column.addWidget(label(WHO, "muted", wrap=True))
        column.addSpacing(4)
        column.addWidget(caption("For &whom is it?", self.who))
        column.addWidget(self.who)
        column.addWidget(self._wrong)
        column.addSpacing(4)
        column.addLayout(self._keys())
        self.who.setFocus()
