"""One line in a page that says what happened and what to do; never a dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui.rows import Notice, Tone
from app.ui.widgets.speech import announce
from app.ui.widgets.words import button, label, set_tone

_SIGNS = {Tone.BAD: "●", Tone.SOON: "▲", Tone.GOOD: "✓"}


class NoticeLine(QFrame):
    """Shows a notice, or nothing.

    Attributes:
        pressed: the clerk pressed the notice's button.
        dismissed: the clerk took the notice away.
    """

    pressed = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None, *, closable: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._sign = label(role="strong")
        self._words = label(wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = button("", self.pressed.emit)
        self._close = button("Dismiss", self.dismissed.emit, "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 8, 7)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self._close.setVisible(closable)
        self._shown: Notice | None = None
        self.hide()

    def show_notice(self, notice: Notice | None) -> None:
        """Show a notice, and say it to a screen reader when it is a new one."""
        if notice == self._shown:
            return
        self._shown = notice
        self.setVisible(notice is not None)
        if notice is None:
            self._words.clear()
            return
        self._sign.setText(_SIGNS.get(notice.tone, ""))
        self._sign.setVisible(notice.tone in _SIGNS)
        self._words.setText(notice.sentence)
        self._words.setAccessibleName(notice.sentence)
        self._button.setText(notice.button)
        self._button.setAccessibleName(notice.button.replace("&", ""))
        self._button.setVisible(bool(notice.button))
        set_tone(self, notice.tone)
        set_tone(self._sign, notice.tone)
        announce(self, notice.sentence)
