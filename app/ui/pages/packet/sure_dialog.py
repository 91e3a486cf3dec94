"""Asks once before a copy that is not the public's is handed over."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.audiences import MadeFor
from app.ui.rows import Tone
from app.ui.widgets.asking import AskingDialog
from app.ui.widgets.words import label, set_tone


class SureDialog(AskingDialog):
    """Says for whom the copy is, and what it holds.

    Args:
        requester: who asked; a copy that is not for them is not their answer.

    Attributes:
        sure: the clerk hands it over.
    """

    sure = Signal()

    def __init__(self, parent: QWidget, whom: MadeFor, requester: str) -> None:
        super().__init__(parent, "This is not the public's packet", "&Hand it over", self._go)
        title = label(f"◆ This copy is for {whom.in_words}.", "strong", wrap=True)
        set_tone(title, Tone.BAD)
        more = "It holds words that are withheld from the public. " if whom.shows_more else ""
        told = label(f"{more}It may go to nobody else, and may not be published.", wrap=True)
        column = self._column(62)
        column.addWidget(title)
        column.addWidget(told)
        if requester.casefold().split() != whom.name.casefold().split():
            words = f"It is not the answer to {requester}, who asked for the records."
            column.addWidget(label(words, wrap=True))
        column.addLayout(self._keys())

    def _go(self) -> None:
        self.accept()
        self.sure.emit()
