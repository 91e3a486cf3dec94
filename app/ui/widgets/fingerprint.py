"""The fingerprint of a vault's key, to be read out on the telephone, with a button that copies."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.widgets.words import button, label, with_icon

WHAT_FOR = (
    "Read it out to anybody who telephones to ask whether a certificate is yours: the same signs "
    "stand on the certificate."
)
_NAME = "Fingerprint of this vault"


class Fingerprint(QWidget):
    """Eight groups of four signs, and one sentence on what they are for."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self._signs = label(role="strong")
        self._signs.setAccessibleName(_NAME)
        self._signs.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy = with_icon(button("", self._copy, "icon"), "copy", "muted")
        self.copy.setAccessibleName("Copy the fingerprint")
        self.copy.setToolTip("Copy the fingerprint")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.addWidget(label(_NAME, "muted"), 0, 0)
        grid.addWidget(self._signs, 1, 0)
        grid.addWidget(self.copy, 0, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(WHAT_FOR, "small", wrap=True), 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    @property
    def signs(self) -> str:
        """Give what is shown."""
        return self._whole

    def show_signs(self, signs: str) -> None:
        """Show a fingerprint in two lines of as many groups."""
        self._whole = signs
        groups = signs.split()
        half = (len(groups) + 1) // 2
        self._signs.setText(f"{' '.join(groups[:half])}\n{' '.join(groups[half:])}")
        self.copy.setEnabled(bool(signs))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.signs)
