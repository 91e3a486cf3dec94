"""The forms of the unlock page, one for each thing it asks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.pages.unlock.presenter import NewVault, UnlockState
from app.ui.pages.unlock.strength import strength
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.secret_field import SecretField
from app.ui.widgets.words import button, caption, label, set_tone


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    return column


class UnlockForm(QWidget):
    """The vault's name, the passphrase, Unlock.

    Attributes:
        wished: open the vault with this passphrase.
    """

    wished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._name = label(role="heading")
        self.passphrase = SecretField("Passphrase")
        self.passphrase.entered.connect(self._wish)
        self._go = button("&Unlock", self._wish, "main")
        column = _column(self)
        column.addWidget(self._name)
        column.addWidget(caption("&Passphrase", self.passphrase.field))
        column.addWidget(self.passphrase)
        column.addSpacing(4)
        column.addWidget(self._go)

    def show_state(self, state: UnlockState) -> None:
        """Show the vault's name and whether something is wrong."""
        self._name.setText(state.vault_name)
        self._go.setEnabled(not state.busy)
        self.passphrase.field.setReadOnly(bool(state.busy))
        self.passphrase.mark_wrong(wrong=state.notice is not None)

    def _wish(self) -> None:
        self.wished.emit(self.passphrase.text)


class PairOfSecrets(QWidget):
    """A new passphrase, typed twice, with an honest word on its strength."""

    def __init__(self) -> None:
        super().__init__()
        self.first = SecretField("New passphrase")
        self.again = SecretField("The same once more")
        self._strength = label(role="small", wrap=True)
        self._strength.setMinimumHeight(self._strength.fontMetrics().height() * 2)
        column = _column(self)
        column.setSpacing(6)
        column.addWidget(caption("New &passphrase", self.first.field))
        column.addWidget(self.first)
        column.addWidget(self._strength)
        column.addWidget(caption("The same &once more", self.again.field))
        column.addWidget(self.again)
        self.first.typed.connect(self._judge)
        self._judge("")

    def empty(self) -> None:
        """Forget both."""
        self.first.empty()
        self.again.empty()

    def _judge(self, typed: str) -> None:
        found = strength(typed)
        hint = "Four or five unrelated words are strong and easy to keep in mind."
        self._strength.setText(found.sentence or hint)
        set_tone(self._strength, found.tone)


class NewForm(QWidget):
    """What a new vault needs.

    Attributes:
        wished: make a vault of this.
        back_wished: make none.
        folder_wished: keep it somewhere else.
    """

    wished = Signal(object)
    back_wished = Signal()
    folder_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit("Records")
        self.clerk = QLineEdit()
        self.clerk.setPlaceholderText("as it shall stand in the audit trail")
        self._folder = ElidedLabel("muted")
        self.pair = PairOfSecrets()
        self.pair.again.entered.connect(self._wish)
        self._go = button("&Make the vault", self._wish, "main")
        form = QFormLayout()
        form.setSpacing(8)
        place = QHBoxLayout()
        place.addWidget(self._folder, 1)
        place.addWidget(button("&Change…", self.folder_wished.emit, "link"))
        form.addRow(caption("Vault's &name", self.name), self.name)
        form.addRow(label("Kept in", "muted"), place)
        form.addRow(caption("&Your name", self.clerk), self.clerk)
        column = _column(self)
        column.addWidget(label("New vault", "heading"))
        column.addLayout(form)
        column.addWidget(self.pair)
        column.addSpacing(4)
        column.addLayout(_last_row(self._go, self.back_wished.emit))

    def show_state(self, state: UnlockState) -> None:
        """Show where it will be kept."""
        self._folder.set_whole(state.vault_folder)
        self._go.setEnabled(not state.busy)
        if not self.clerk.text():
            self.clerk.setText(state.clerk)

    def _wish(self) -> None:
        self.wished.emit(
            NewVault(
                self.name.text(),
                Path(self._folder.text()),
                self.clerk.text(),
                self.pair.first.text,
                self.pair.again.text,
            )
        )


class RecoverForm(QWidget):
    """The recovery key and a new passphrase.

    Attributes:
        wished: recovery key, passphrase, passphrase again.
        back_wished: go back.
    """

    wished = Signal(str, str, str)
    back_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = label(role="heading")
        self.key = QLineEdit()
        self.key.setPlaceholderText("as it was printed; capitals and dashes do not matter")
        self.pair = PairOfSecrets()
        self.pair.again.entered.connect(self._wish)
        self._go = button("Open and &set the new passphrase", self._wish, "main")
        column = _column(self)
        column.addWidget(self._name)
        column.addWidget(caption("&Recovery key", self.key))
        column.addWidget(self.key)
        column.addWidget(self.pair)
        column.addSpacing(4)
        column.addLayout(_last_row(self._go, self.back_wished.emit))

    def show_state(self, state: UnlockState) -> None:
        """Show which vault is meant."""
        self._name.setText(state.vault_name)
        self._go.setEnabled(not state.busy)

    def _wish(self) -> None:
        self.wished.emit(self.key.text(), self.pair.first.text, self.pair.again.text)


class KeyForm(QWidget):
    """The recovery key, shown once.

    Attributes:
        kept: the clerk says that it is kept.
        print_wished, save_wished: print or save it.
    """

    kept = Signal()
    print_wished = Signal()
    save_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.key = label(role="key", wrap=True)
        self.key.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.ticked = QCheckBox("I have &printed the key or written it down, and put it away")
        self._go = button("&Open the vault", self.kept.emit, "main")
        self._go.setEnabled(False)
        self.ticked.toggled.connect(self._go.setEnabled)
        column = _column(self)
        column.addWidget(label("The recovery key", "heading"))
        column.addWidget(label(_WHY, wrap=True))
        column.addWidget(self.key)
        row = QHBoxLayout()
        row.addWidget(button("P&rint…", self.print_wished.emit))
        row.addWidget(button("&Save as a file…", self.save_wished.emit))
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.ticked)
        column.addWidget(self._go)

    def show_state(self, state: UnlockState) -> None:
        """Show the key."""
        self.key.setText(state.recovery_key)
        self.key.setAccessibleName(f"Recovery key {state.recovery_key}")


_WHY = (
    "If the passphrase is lost, this key is the only other way in; nobody can make a new one. "
    "It is shown now and never again. Keep it on paper in a safe, not on this computer."
)


def _last_row(main: QWidget, back: object) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(main, 1)
    if callable(back):
        row.addWidget(button("&Back", back))
    return row
