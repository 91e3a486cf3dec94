"""Lets the clerk choose of whom, and in which channels, the request needs everything."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.ui.pages.coverage.state import Asked, Ticks
from app.ui.widgets.words import button, caption, label

_LINES = 4


class _Choice(QListWidget):
    """Names to tick; the space bar ticks the one on which the clerk stands."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._line = QSize(0, round(self.fontMetrics().height() * 1.7))
        self.setFixedHeight(self._line.height() * _LINES + 2 * self.frameWidth())
        self._shown: Ticks = ()

    @property
    def ticked(self) -> list[str]:
        """Give the names that are ticked."""
        items = (self.item(at) for at in range(self.count()))
        return [one.text() for one in items if one.checkState() is Qt.CheckState.Checked]

    def show_ticks(self, ticks: Ticks) -> None:
        """Show other names; what the clerk ticked stays until something else was kept."""
        if ticks == self._shown:
            return
        self._shown = ticks
        self.clear()
        for name, is_chosen in ticks:
            item = QListWidgetItem(name, self)
            item.setSizeHint(self._line)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
        self.setCurrentRow(0)


class AskedView(QWidget):
    """Both lists.

    Attributes:
        wished: names of custodians, and of channels.
    """

    wished = Signal(list, list)

    def __init__(self) -> None:
        super().__init__()
        self.custodians = _Choice("Custodians whom the request asks for; none ticked for all")
        self.channels = _Choice("Channels that the request asks for; none ticked for all")
        lists = QHBoxLayout()
        lists.setSpacing(12)
        for words, choice in (("C&ustodians", self.custodians), ("C&hannels", self.channels)):
            column = QVBoxLayout()
            column.addWidget(caption(words, choice))
            column.addWidget(choice)
            lists.addLayout(column, 1)
        below = QHBoxLayout()
        below.addWidget(label("Space ticks. None ticked stands for all.", "small"), 1)
        below.addWidget(button("Keep this choi&ce", self._wish))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(lists)
        outer.addLayout(below)

    def show_asked(self, asked: Asked) -> None:
        """Show what there is, and what is chosen."""
        self.custodians.show_ticks(asked.custodians)
        self.channels.show_ticks(asked.channels)

    def _wish(self) -> None:
        self.wished.emit(self.custodians.ticked, self.channels.ticked)
