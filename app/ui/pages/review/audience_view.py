"""Shows for whom the review is shown: a choice, and a strong bar while it is not the public."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from app.domain.audiences import IN_WORDS, Audience
from app.ui.pages.review.audience import NAMES, ORDER, AudienceState
from app.ui.rows import Tone
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.words import button, label, set_tone

KEYS = (
    "Z open or close · D withhold for them alone · W withhold the record for them alone · "
    "J / K next, previous · Shift+V next view · Ctrl+Z"
)


class AudienceChoice(QWidget):
    """The choice, small enough to stand beside a heading.

    Attributes:
        chosen: for whom the review is to be shown.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._otherwise = ElidedLabel("small")
        self.box = QComboBox()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.setAccessibleName("Shown for")
        for audience in ORDER:
            self.box.addItem(NAMES[audience], audience)
        name = QLabel("Shown &for")
        name.setProperty("role", "muted")
        name.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._otherwise, 1)
        row.addWidget(name)
        row.addWidget(self.box)
        self.box.activated.connect(lambda at: self.chosen.emit(Audience(self.box.itemData(at))))

    def show_audience(self, state: AudienceState) -> None:
        """Show for whom, and who sees the record otherwise."""
        self.box.setCurrentIndex(ORDER.index(state.audience))
        self._otherwise.set_whole(f"◇ {state.otherwise}" if state.otherwise else "")


class AudienceBar(QFrame):
    """The bar; hidden while the public's view is shown.

    Attributes:
        held: an exemption, and whether it holds against the audience.
        turn_wished, public_wished: open or close what is chosen; back to what everybody sees.
    """

    held = Signal(str, bool)
    turn_wished = Signal()
    public_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "view")
        self._title = label(role="strong")
        set_tone(self._title, Tone.BAD)
        self._sentence = ElidedLabel()
        self._turn = button("Open or close", self.turn_wished.emit)
        self._turn.setToolTip("Open or close the redaction that is chosen, for them alone (Z)")
        self.codes = QToolButton()
        self.codes.setText("Exe&mptions…")
        self.codes.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.codes)
        self.codes.setMenu(self.menu)
        self._leave = button("Back to the public view", self.public_wished.emit, "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self._sentence, 1)
        for widget in (self._turn, self.codes, self._leave):
            row.addWidget(widget)
        self.hide()

    def show_audience(self, state: AudienceState) -> None:
        """Show what is open for the audience; nothing for the public."""
        self.setVisible(not state.is_public)
        if state.is_public:
            return
        whom = IN_WORDS[state.audience]
        self._title.setText(f"◆ NOT the public view: shown for {whom}")
        self._sentence.set_whole(state.sentence)
        self.menu.clear()
        for code, holds in state.codes:
            self.menu.addAction(self._action(code, whom, holds=holds))
        self.codes.setEnabled(bool(state.codes))

    def _action(self, code: str, whom: str, *, holds: bool) -> QAction:
        shown = code.replace("&", "&&")
        action = QAction(f"{shown} does not hold against {whom}", self.menu)
        action.setCheckable(True)
        action.setChecked(not holds)
        action.triggered.connect(lambda ticked: self.held.emit(code, not ticked))
        return action
