"""The box in which the rule of four eyes is switched."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.pages.vault.four_eyes import CHOICES, RuleState
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.words import button, caption, label, panel

WORDS = (
    "Who decides in a request does not sign it off, and nothing leaves before somebody else has "
    "read and signed. It is a rule of order: people are known by the names that they enter."
)


class FourEyesView(QWidget):
    """The box.

    Attributes:
        set_wished: whether the rule is on, the least pass, the reason.
    """

    set_wished = Signal(bool, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.on = QCheckBox("Nothing leaves before a second reader has &signed")
        self.least = QComboBox()
        for key, name in CHOICES:
            self.least.addItem(name, key)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Needed to switch it off or to ask for less")
        self.save = button("Set the r&ule", self._wish)
        self._notice = NoticeLine()
        box = panel()
        column = QVBoxLayout(box)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(8)
        column.addWidget(label("Four eyes", "heading"))
        column.addWidget(label(WORDS, "muted", wrap=True))
        column.addWidget(self.on)
        row = QHBoxLayout()
        for text, field, stretch in (("R&eads", self.least, 0), ("Reas&on", self.reason, 1)):
            row.addWidget(caption(text, field))
            row.addWidget(field, stretch)
        row.addWidget(self.save)
        column.addLayout(row)
        column.addWidget(self._notice)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(box)
        self.reason.returnPressed.connect(self._wish)

    def show_rule(self, state: RuleState) -> None:
        """Show the rule as it holds; what was chosen stays where it was refused."""
        is_refused = state.notice is not None and state.notice.tone.value == "bad"
        self._notice.show_notice(state.notice)
        if not is_refused:
            self.on.setChecked(state.is_on)
            self.least.setCurrentIndex(self.least.findData(state.least))
            self.reason.clear()

    def _wish(self) -> None:
        self.set_wished.emit(self.on.isChecked(), str(self.least.currentData()), self.reason.text())
