"""A row of filters with counts, of which exactly one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from app.ui.rows import Chip
from app.ui.widgets.words import button, set_tone


class Chips(QWidget):
    """Shows chips; left and right arrows move between them.

    Attributes:
        wished: the key of the chip that the clerk chose.
    """

    wished = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}

    def show_chips(self, chips: Sequence[Chip], chosen: str) -> None:
        """Show counts afresh; chips are made once and keep the focus."""
        for chip in chips:
            made = self._buttons.get(chip.key) or self._made(chip.key)
            made.setText(f"{chip.sign} {chip.name}  {chip.count:,}".strip())
            made.setAccessibleName(f"{chip.name}, {chip.count:,}")
            made.setChecked(chip.key == chosen)
            set_tone(made, chip.tone)

    def _made(self, key: str) -> QPushButton:
        made = button("", lambda: self.wished.emit(key), "chip")
        made.setCheckable(True)
        made.setAutoDefault(False)
        self._buttons[key] = made
        self._group.addButton(made)
        self._row.addWidget(made)
        return made
