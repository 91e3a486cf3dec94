"""The second reader's bar over the review: how the pass stands, the verdict, the comment."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.pages.review.second_reader import ReaderState
from app.ui.rows import Tone
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.words import button, label, set_tone

KEYS = (
    "Y or Enter accept · Q send back · J / K next, previous · P pages of the attachment · "
    "V decide again"
)
_TONES = {"accepted": Tone.GOOD, "sent back": Tone.SOON, "open": Tone.MUTED}
_SIGNS = {"accepted": "✓ accepted", "sent back": "↩ sent back", "open": "○ to read"}


class _Comment(QLineEdit):
    """One line; Esc leaves it."""

    left = Signal()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ReaderView(QFrame):
    """The bar.

    Attributes:
        toggled: read, or decide again.
        begun: which pass is begun.
        accepted, back_wished, sent_back, stayed: the verdict, and the comment that it needs.
        named: who reads.
        sign_wished, anew_wished: further buttons.
    """

    toggled = Signal()
    begun = Signal(str)
    accepted = Signal()
    back_wished = Signal()
    sent_back = Signal(str)
    stayed = Signal()
    named = Signal(str)
    sign_wished = Signal()
    anew_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._sentence = ElidedLabel()
        self._verdict = label(role="strong")
        self.which = QComboBox()
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.which.setAccessibleName("Which records are read")
        self._begin = button("&Begin", self._wish_begin, "main")
        self._accept = button("Accept", self.accepted.emit)
        self._accept.setToolTip("Accept the record as it stands, and go on (Y or Enter)")
        self._back = button("Send back…", self.back_wished.emit)
        self._back.setToolTip("Send the record back with a comment (Q)")
        self._sign = button("Sign &off", self.sign_wished.emit, "main")
        self._anew = button("Another pass…", self.anew_wished.emit, "link")
        self._leave = button("Decide again", self.toggled.emit, "link")
        self._leave.setToolTip("Stop reading (V)")
        self._why = label(wrap=True)
        self.name = QLineEdit()
        self.name.setPlaceholderText("Name of who reads")
        self.name.setAccessibleName("Name of who reads")
        self.comment = _Comment()
        self.comment.setPlaceholderText("What is to be looked at again? Enter sends it back.")
        self.comment.setAccessibleName("Comment for whoever decides")
        self._before = label(role="muted", wrap=True)
        self._state = ReaderState()
        self._enters: list[QShortcut] = []
        self._lay_out()
        self.comment.returnPressed.connect(self._send)
        self.comment.left.connect(self.stayed)
        self.name.returnPressed.connect(lambda: self.named.emit(self.name.text()))
        self.hide()

    def show_reader(self, state: ReaderState) -> None:
        """Show how the reading stands."""
        asked = state.asks and not self._state.asks
        is_anew = (state.least, state.choices) != (self._state.least, self._state.choices)
        self._state = state
        self.setVisible(state.on)
        for shortcut in self._enters:
            shortcut.setEnabled(state.on)
        if not state.on:
            return
        self._sentence.set_whole(f"Second reader · {state.sentence}")
        set_tone(self, Tone.GOOD if state.done else "")
        self._show_choices(state, is_anew=is_anew)
        self._verdict.setText(_SIGNS.get(state.verdict, ""))
        set_tone(self._verdict, _TONES.get(state.verdict, Tone.MUTED))
        for made in (self._accept, self._back, self._verdict):
            made.setVisible(state.judges and not state.choices)
        self._sign.setVisible(state.signs and not state.choices)
        self._anew.setVisible(not state.choices and not state.why_not)
        self._why.setText(f"{state.why_not} If somebody else reads here, enter their name.")
        for widget in (self._why, self.name):
            widget.setVisible(bool(state.why_not))
        self._before.setText(f"Sent back: “{state.comment}”")
        self._before.setVisible(bool(state.comment))
        self.comment.setVisible(state.asks)
        if asked:
            self.comment.clear()
            self.comment.setFocus()

    @property
    def reads(self) -> bool:
        """Say whether somebody reads."""
        return self._state.on

    def accept_by_enter(self, widget: QWidget) -> None:
        """Let Enter accept while a widget has the focus; only while somebody reads."""
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_Return), widget)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.setEnabled(False)
        shortcut.activated.connect(self.accepted)
        self._enters.append(shortcut)

    def _show_choices(self, state: ReaderState, *, is_anew: bool) -> None:
        may = bool(state.choices) and not state.why_not
        self.which.setVisible(may)
        self._begin.setVisible(may)
        if state.choices and is_anew:
            self.which.clear()
            for key, name in state.choices:
                self.which.addItem(name, key)
            self.which.setCurrentIndex(self.which.findData(state.least))

    def _wish_begin(self) -> None:
        self.begun.emit(str(self.which.currentData()))

    def _send(self) -> None:
        self.sent_back.emit(self.comment.text())

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._sentence, 1)
        for widget in (self._verdict, self.which, self._begin, self._accept, self._back):
            row.addWidget(widget)
        for widget in (self._sign, self._anew, self._leave):
            row.addWidget(widget)
        named = QHBoxLayout()
        named.addWidget(self._why, 1)
        named.addWidget(self.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 6)
        column.setSpacing(5)
        column.addLayout(row)
        column.addLayout(named)
        column.addWidget(self._before)
        column.addWidget(self.comment)
