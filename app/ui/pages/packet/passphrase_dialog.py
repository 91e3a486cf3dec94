"""Asks for the passphrase of a ZIP, which is kept nowhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.unlock.forms import PairOfSecrets
from app.ui.rows import Tone
from app.ui.widgets.words import button, label, set_tone

WORDS = (
    "Whoever gets the ZIP needs this passphrase. Tell it by telephone or in person, not in the "
    "same mail. The program does not keep it."
)


class PassphraseDialog(QDialog):
    """A passphrase, typed twice.

    Attributes:
        given: the passphrase.

    Args:
        refusal: says what is wrong with the two; empty for nothing.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget, refusal: Callable[[str, str], str]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Passphrase of the ZIP")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._refusal = refusal
        self.pair = PairOfSecrets()
        self._wrong = label(wrap=True)
        set_tone(self._wrong, Tone.BAD)
        self._wrong.hide()
        self.go = button("&Go on", self._wish, "main")
        self.pair.again.entered.connect(self._wish)
        keys = QHBoxLayout()
        keys.addStretch(1)
        keys.addWidget(button("Cancel", self.reject))
        keys.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(10)
        column.addWidget(label("Lock the ZIP", "heading"))
        column.addWidget(label(WORDS, "muted", wrap=True))
        column.addWidget(self.pair)
        column.addWidget(self._wrong)
        column.addLayout(keys)
        self.setMinimumWidth(round(self.fontMetrics().averageCharWidth() * 66))
        self.pair.first.field.setFocus()

    def _wish(self) -> None:
        first, again = self.pair.first.text, self.pair.again.text
        wrong = self._refusal(first, again)
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        if not wrong:
            self.pair.empty()
            self.accept()
            self.given.emit(first)
