"""Shows what can be done with the vault as a whole: quiet boxes, one thing in each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.unlock.forms import PairOfSecrets
from app.ui.pages.vault.four_eyes_view import FourEyesView
from app.ui.pages.vault.presenter import DIFFERENT, VaultState
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.fingerprint import Fingerprint
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.scrolling import PAGE, fill_scrolling
from app.ui.widgets.secret_field import SecretField
from app.ui.widgets.words import button, caption, label, panel, set_tone


class VaultView(QWidget):
    """The whole page.

    Attributes:
        change_wished: change the passphrase: the old one, the new one, the new one once more.
        backup_wished, trail_wished: ask where to.
        check_wished: look for damage; whether deep.
    """

    change_wished = Signal(str, str, str)
    backup_wished = Signal()
    trail_wished = Signal()
    check_wished = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.old = SecretField("Passphrase that holds now")
        self.pair = PairOfSecrets()
        self.deep = QCheckBox("Read every attachment and every &word too; this takes longer")
        self._place = ElidedLabel("muted")
        self._title = label(role="heading")
        self._wrong = label(role="small", wrap=True)
        set_tone(self._wrong, "bad")
        self._wrong.hide()
        self._notice, self._found = NoticeLine(), NoticeLine()
        self._faults = label(wrap=True)
        self._change = button("Chan&ge the passphrase", self._wish_change)
        self._backup = button("&Back up to a folder…", self.backup_wished.emit, "main")
        self._check = button("&Check the vault", self._wish_check)
        self._trail = button("Save the &audit trail…", self.trail_wished.emit)
        self.fingerprint = Fingerprint()
        self.four_eyes = FourEyesView()
        self._changed = 0
        self._lay_out()
        self.pair.again.entered.connect(self._wish_change)

    def show_state(self, state: VaultState) -> None:
        """Show what goes on and what came of it."""
        self._title.setText(f"The vault {state.name}")
        self._place.set_whole(state.place)
        self.fingerprint.show_signs(state.fingerprint)
        self._notice.show_notice(state.notice)
        self._wrong.setText(state.wrong)
        self._wrong.setVisible(bool(state.wrong))
        different = state.wrong == DIFFERENT
        self.old.mark_wrong(wrong=bool(state.wrong) and not different)
        self.pair.again.mark_wrong(wrong=different)
        self._change.setEnabled(not state.changing)
        self._backup.setEnabled(not state.copying)
        self._check.setEnabled(not state.checking)
        self._found.show_notice(state.found)
        self._faults.setText("\n".join(state.faults))
        self._faults.setVisible(bool(state.faults))
        if state.changed != self._changed:
            self._changed = state.changed
            self.empty()

    def empty(self) -> None:
        """Forget every passphrase that was typed."""
        self.old.empty()
        self.pair.empty()

    def take_focus(self) -> None:
        """Begin at what is done most."""
        self._backup.setFocus()

    def _wish_change(self) -> None:
        self.change_wished.emit(self.old.text, self.pair.first.text, self.pair.again.text)

    def _wish_check(self) -> None:
        self.check_wished.emit(self.deep.isChecked())

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._place)
        column.addWidget(self._notice)
        grid = QGridLayout()
        grid.setSpacing(12)
        grid.addWidget(self._backup_box(), 0, 0)
        grid.addWidget(self._check_box(), 1, 0)
        grid.addWidget(self._trail_box(), 2, 0)
        grid.addWidget(self._sign_box(), 0, 1)
        grid.addWidget(self._secret_box(), 1, 1, 2, 1)
        grid.addWidget(self.four_eyes, 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addStretch(1)
        fill_scrolling(self, inside, PAGE)

    def _backup_box(self) -> QWidget:
        words = (
            "A copy of the whole vault in a folder of its own. It is encrypted, and opens with the "
            "same passphrase and recovery key. You can go on working while it is made."
        )
        return _box("Backup", words, _row(self._backup))

    def _check_box(self) -> QWidget:
        words = "Looks for damage and for changes from outside. Nothing is changed."
        return _box("Is it whole?", words, self.deep, _row(self._check), self._found, self._faults)

    def _trail_box(self) -> QWidget:
        words = (
            "Who opened the vault, what was imported and what was handed over. The file can "
            "be checked by others, and is not encrypted."
        )
        return _box("Audit trail", words, _row(self._trail))

    def _sign_box(self) -> QWidget:
        words = "Certificates of packets are signed with a key that never leaves this vault."
        return _box("Signature", words, self.fingerprint)

    def _secret_box(self) -> QWidget:
        words = "The recovery key stays the same. Backups made before keep the old passphrase."
        fields = (caption("The one that &holds now", self.old.field), self.old, self.pair)
        return _box("Another passphrase", words, *fields, self._wrong, _row(self._change))


def _box(title: str, words: str, *parts: QWidget) -> QWidget:
    box = panel()
    column = QVBoxLayout(box)
    column.setContentsMargins(20, 14, 20, 16)
    column.setSpacing(8)
    column.addWidget(label(title, "heading"))
    column.addWidget(label(words, "muted", wrap=True))
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return box


def _row(key: QPushButton) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 4, 0, 0)
    row.addWidget(key)
    row.addStretch(1)
    return made
