"""Shows the unlock page: one small card in the middle of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.pages.unlock.forms import KeyForm, NewForm, RecoverForm, UnlockForm
from app.ui.pages.unlock.presenter import Mode, UnlockState
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.scrolling import fill_scrolling
from app.ui.widgets.words import button, label, panel

CARD = 470


class WelcomeForm(QWidget):
    """The three ways to begin, for somebody new.

    Attributes:
        new_wished, open_wished, sample_wished: which of them.
    """

    new_wished = Signal()
    open_wished = Signal()
    sample_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label("Welcome", "heading"))
        column.addWidget(label(_WELCOME, wrap=True))
        column.addSpacing(4)
        column.addWidget(button("&New vault", self.new_wished.emit, "main"))
        column.addWidget(button("&Open a vault…", self.open_wished.emit))
        column.addWidget(button("&Try the sample", self.sample_wished.emit))


_WELCOME = (
    "Records, decisions and drafts lie in one encrypted vault on this computer. Nothing is sent "
    "anywhere. The sample holds invented messages; it goes away when it is locked."
)


class UnlockView(QWidget):
    """The whole page.

    Attributes:
        other_wished, new_wished, sample_wished, recovery_wished: the links below the card.
    """

    other_wished = Signal()
    new_wished = Signal()
    sample_wished = Signal()
    recovery_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.unlock = UnlockForm()
        self.welcome = WelcomeForm()
        self.new = NewForm()
        self.recover = RecoverForm()
        self.key = KeyForm()
        self._forms: dict[Mode, QWidget] = {
            Mode.WELCOME: self.welcome,
            Mode.UNLOCK: self.unlock,
            Mode.NEW: self.new,
            Mode.RECOVER: self.recover,
            Mode.KEY: self.key,
        }
        self._notice = NoticeLine()
        self._busy = label(role="muted")
        self._links = QWidget()
        self._mode: Mode | None = None
        self.welcome.new_wished.connect(self.new_wished)
        self.welcome.open_wished.connect(self.other_wished)
        self.welcome.sample_wished.connect(self.sample_wished)
        self._lay_out()

    def show_state(self, state: UnlockState) -> None:
        """Show one form, and what is wrong or being done."""
        for form in (self.unlock, self.new, self.recover, self.key):
            form.show_state(state)
        for mode, shown in self._forms.items():
            shown.setVisible(mode is state.mode)
            shown.setEnabled(not state.busy or mode is Mode.UNLOCK)
        self._notice.show_notice(state.notice)
        self._busy.setText(state.busy)
        self._busy.setVisible(bool(state.busy))
        self._links.setVisible(state.mode is Mode.UNLOCK)
        self._links.setEnabled(not state.busy)
        if state.mode is not self._mode:
            self._turn(state.mode)
        elif state.notice is not None and state.mode is Mode.UNLOCK:
            self.unlock.passphrase.field.setFocus()
            self.unlock.passphrase.field.selectAll()

    def be_ready(self) -> None:
        """Put the focus where something is to be typed."""
        focus: dict[Mode | None, QWidget] = {
            Mode.UNLOCK: self.unlock.passphrase.field,
            Mode.NEW: self.new.name,
            Mode.RECOVER: self.recover.key,
            Mode.KEY: self.key.ticked,
        }
        focus.get(self._mode, self.welcome).setFocus()

    def forget(self) -> None:
        """Empty every field that held a secret."""
        self.unlock.passphrase.empty()
        self.new.pair.empty()
        self.recover.key.clear()
        self.recover.pair.empty()
        self.key.ticked.setChecked(False)

    def _turn(self, mode: Mode) -> None:
        self._mode = mode
        self.forget()
        self.be_ready()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Be ready to type."""
        super().showEvent(event)
        self.be_ready()

    # Inside

    def _lay_out(self) -> None:
        card = panel()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(28, 24, 28, 24)
        inside.setSpacing(10)
        for form in self._forms.values():
            inside.addWidget(form)
        inside.addWidget(self._notice)
        inside.addWidget(self._busy)
        self._fill_links()
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setSpacing(14)
        column.addStretch(2)
        for widget in (_heading(), card, self._links):
            column.addWidget(widget)
        column.addStretch(3)
        middle.setMaximumWidth(CARD)
        across = QWidget()
        row = QHBoxLayout(across)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        fill_scrolling(self, across)

    def _fill_links(self) -> None:
        column = QVBoxLayout(self._links)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.addStretch(1)
        wishes = (
            ("Open &another vault", self.other_wished),
            ("&New vault", self.new_wished),
            ("&Try the sample", self.sample_wished),
        )
        for at, (text, wish) in enumerate(wishes):
            if at:
                row.addWidget(label("·", "muted"))
            row.addWidget(button(text, wish.emit, "link"))
        row.addStretch(1)
        column.addLayout(row)
        lost = button("&Lost passphrase? Use the recovery key", self.recovery_wished.emit, "link")
        column.addWidget(lost, 0, Qt.AlignmentFlag.AlignHCenter)


def _heading() -> QLabel:
    heading = label("Sunshine Desk", "title")
    heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return heading
