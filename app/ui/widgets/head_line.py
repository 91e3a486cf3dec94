"""The line that names the open request, and at its end the two things always at hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.frame_presenter import HeadLine
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.words import button, label, set_tone, with_icon


class HeadLineView(QWidget):
    """Two short lines about the open request; "everything" and Lock at the right.

    Attributes:
        everything_wished: the clerk wants to find something to do.
        lock_wished: the clerk wants to lock the vault.
    """

    everything_wished = Signal()
    lock_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("head")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._number = label(role="heading")
        self._who = ElidedLabel("strong")
        self._about = ElidedLabel("muted")
        self._law = label(role="muted")
        self._due = label(role="strong")
        self._urgent = label(role="strong")
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._number)
        first.addWidget(self._who, 1)
        first.addWidget(self._law)
        first.addWidget(self._due)
        first.addWidget(self._urgent)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(first)
        column.addWidget(self._about)
        find = with_icon(button("Find", self.everything_wished.emit, "quiet"), "search", "muted")
        find.setToolTip("Find anything that can be done (Ctrl+K)")
        lock = with_icon(button("Lock", self.lock_wished.emit, "quiet"), "lock", "muted")
        lock.setToolTip("Lock the vault (Ctrl+L)")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 10, 8)
        row.addLayout(column, 1)
        row.addSpacing(14)
        row.addWidget(find)
        row.addWidget(lock)

    def show_head(self, head: HeadLine | None) -> None:
        """Show the open request, or nothing."""
        for part in (self._number, self._law, self._due, self._urgent, self._about):
            part.setVisible(head is not None)
        if head is None:
            self._who.set_whole("No request is open")
            self.setAccessibleName("No request is open")
            return
        self._number.setText(head.number)
        self._who.set_whole(head.who)
        self._about.set_whole(head.about)
        self._about.setVisible(bool(head.about))
        self._law.setText(head.law)
        self._due.setText(head.due)
        self._urgent.setText(head.urgent)
        self._urgent.setVisible(bool(head.urgent))
        set_tone(self._due, head.tone)
        set_tone(self._urgent, head.tone)
        self.setAccessibleName(
            f"Request {head.number}, {head.who}, {head.law}, {head.due} {head.urgent}".strip()
        )
