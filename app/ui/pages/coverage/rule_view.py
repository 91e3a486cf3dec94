"""Lets the clerk say what is called a gap, and whether open ones hold packets back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from app.domain.coverage import GapRule
from app.ui.widgets.words import button, caption, label
from app.workflow.gaps import MOST_HOLE, MOST_SILENT


class RuleView(QWidget):
    """Two lines.

    Attributes:
        wished: a :class:`GapRule`.
    """

    wished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.hole, self.silent = QSpinBox(), QSpinBox()
        self.hole.setRange(1, MOST_HOLE)
        self.silent.setRange(1, MOST_SILENT)
        self.hole.setAccessibleName("A gap is more than so many days without a record")
        self.silent.setAccessibleName("Silent are so many unusual days without a record, or more")
        self.blocks = QCheckBox("Open gaps &hold the packet back")
        days, holds = QHBoxLayout(), QHBoxLayout()
        for widget in (
            caption("A ga&p is more than", self.hole),
            self.hole,
            label("days without a record; silent are"),
            self.silent,
            label("unusual ones or more"),
        ):
            days.addWidget(widget)
        days.addStretch(1)
        holds.addWidget(self.blocks)
        holds.addStretch(1)
        holds.addWidget(button("Keep this r&ule", self._wish))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(days)
        column.addLayout(holds)
        self._shown: GapRule | None = None

    def show_rule(self, rule: GapRule) -> None:
        """Show the rule; what was typed stays until something else was kept."""
        if rule == self._shown:
            return
        self._shown = rule
        self.hole.setValue(rule.hole)
        self.silent.setValue(rule.silent)
        self.blocks.setChecked(rule.blocks)

    def _wish(self) -> None:
        self.wished.emit(GapRule(self.blocks.isChecked(), self.hole.value(), self.silent.value()))
