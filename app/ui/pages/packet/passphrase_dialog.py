"""Asks for the passphrase of a ZIP, which is kept nowhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.pages.unlock.forms import PairOfSecrets
from app.ui.widgets.asking import AskingDialog
from app.ui.widgets.words import label

WORDS = (
    "Whoever gets the ZIP needs this passphrase. Tell it by telephone or in person, not in the "
    "same mail. The program does not keep it."
)


class PassphraseDialog(AskingDialog):
    """A passphrase, typed twice.

    Attributes:
        given: the passphrase.

    Args:
        refusal: says what is wrong with the two; empty for nothing.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget, refusal: Callable[[str, str], str]) -> None:
        super().__init__(parent, "Passphrase of the ZIP", "&Go on", self._wish)
        self._refusal = refusal
        self.pair = PairOfSecrets()
        self.pair.again.entered.connect(self._wish)
        column = self._column(66)
        column.addWidget(label("Lock the ZIP", "heading"))
        column.addWidget(label(WORDS, "muted", wrap=True))
        column.addWidget(self.pair)
        column.addWidget(self._wrong)
        column.addLayout(self._keys())
        self.pair.first.field.setFocus()

    def _wish(self) -> None:
        first, again = self.pair.first.text, self.pair.again.text
        if not self._say_wrong(self._refusal(first, again)):
            self.pair.empty()
            self.accept()
            self.given.emit(first)
