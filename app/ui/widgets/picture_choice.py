"""A few choices side by side, each with a small drawing of what it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QSizePolicy, QWidget

from app.ui.theme import ICON_LARGE
from app.ui.widgets.words import button, label, with_icon


@dataclass(frozen=True, slots=True)
class Option:
    """One choice.

    Attributes:
        icon: name of its drawing.
        tip: one sentence on what it gives.
    """

    key: str
    name: str
    icon: str
    tip: str = ""


class PictureChoice(QWidget):
    """Exactly one is chosen; the arrow keys move between them.

    Attributes:
        chosen: key of the choice that the clerk made.
    """

    chosen = Signal(str)

    def __init__(self, name: str, options: Sequence[Option]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        for at, option in enumerate(options):
            made = self._made(name, option)
            words = label(option.name, "small")
            words.setAlignment(words.alignment().AlignHCenter)
            grid.addWidget(made, 0, at)
            grid.addWidget(words, 1, at)
            grid.setColumnStretch(at, 1)

    @property
    def key(self) -> str:
        """Give what is chosen; empty for nothing."""
        return next((key for key, one in self._buttons.items() if one.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose without telling."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def _made(self, name: str, option: Option) -> QPushButton:
        made = with_icon(button("", lambda: self.chosen.emit(option.key), "picture"), option.icon)
        made.setProperty(ICON_LARGE, True)  # noqa: FBT003 - a property's value
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setAccessibleName(f"{name}: {option.name}")
        made.setAccessibleDescription(option.tip)
        made.setToolTip(option.tip)
        made.setMinimumSize(QSize(56, 44))
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._buttons[option.key] = made
        self._group.addButton(made)
        return made
