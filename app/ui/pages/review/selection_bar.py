"""The small bar beside a selection: the exemption used last, the recent ones, and the finder."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.ui.widgets.words import button, empty

MOST = 3


class SelectionBar(QFrame):
    """Floats in the text; never takes the focus, so that the selection stays.

    Attributes:
        recent_wished: position among the recent exemptions.
        find_wished: another exemption is to be found.
    """

    recent_wished = Signal(int)
    find_wished = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("selection_bar")
        self._recent: tuple[str, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 4, 4, 4)
        self._row.setSpacing(4)
        self._show_buttons()
        self.hide()

    def show_recent(self, recent: Sequence[str]) -> None:
        """Offer these exemptions."""
        if tuple(recent[:MOST]) != self._recent:
            self._recent = tuple(recent[:MOST])
            self._show_buttons()

    def place(self, beside: QRect, room: QRect) -> None:
        """Stand under a rectangle, or above it where there is no room below."""
        self.adjustSize()
        size = self.sizeHint()
        top = beside.bottom() + 6
        if top + size.height() > room.bottom():
            top = max(room.top(), beside.top() - size.height() - 6)
        left = min(max(room.left() + 4, beside.left()), max(0, room.right() - size.width() - 4))
        self.setGeometry(left, top, size.width(), size.height())
        self.show()
        self.raise_()

    def _show_buttons(self) -> None:
        empty(self._row)
        for at, code in enumerate(self._recent):
            key = "D" if at == 0 else str(at + 1)
            made = self._made(f"{code}  {key}", at == 0)
            made.setToolTip(f"Redact under {code} ({key})")
            made.clicked.connect(lambda _=False, at=at: self.recent_wished.emit(at))
            self._row.addWidget(made)
        find = self._made("Find an exemption  E", not self._recent)
        find.setToolTip("Find an exemption in plain words (E)")
        find.clicked.connect(lambda _=False: self.find_wished.emit())
        self._row.addWidget(find)

    def _made(self, text: str, first: bool) -> QPushButton:  # noqa: FBT001 - which look it gets
        made = button(text, lambda: None, "main" if first else "")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAutoDefault(False)
        return made
