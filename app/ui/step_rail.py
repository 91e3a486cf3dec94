"""The rail at the left: home, the six steps and how each stands; knows no presenter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.steps import Step
from app.ui.frame_presenter import FrameState, RailRow
from app.ui.ways import Where, where_of
from app.ui.widgets.words import button, label, rule, set_mark, with_icon

_TONES = {"✓": "good", "●": "soon", "▸": "here", "○": "muted"}


class StepButton(QPushButton):
    """One step: number, mark, name and what is left."""

    def __init__(self, position: int, step: Step) -> None:
        super().__init__()
        self.setProperty("role", "step")
        self._mark = label("", "step_mark")
        self._name = label(step.value, "step_name")
        self._left = label("", "muted")
        figure = label(str(position), "small")
        figure.setFixedWidth(figure.fontMetrics().horizontalAdvance("0"))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 12, 0)
        row.setSpacing(8)
        for part, stretch in ((figure, 0), (self._mark, 0), (self._name, 1), (self._left, 0)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(part, stretch)
        self._mark.setFixedWidth(self._mark.fontMetrics().horizontalAdvance("●●"))
        self._keys = f"Ctrl+{position}"

    def show_row(self, row: RailRow) -> None:
        """Show how the step stands."""
        self._mark.setText(row.mark)
        set_mark(self._mark, "tone", _TONES[row.mark])
        set_mark(self, "here", "true" if row.here else "false")
        set_mark(self._name, "here", "true" if row.here else "false")
        set_mark(self._name, "blocked", "true" if row.blocked else "false")
        self._left.setText(row.number)
        self.setAccessibleName(row.spoken)
        self.setAccessibleDescription(row.tip)
        self.setToolTip(f"{row.tip}\n{self._keys}")


class StepRail(QWidget):
    """The whole rail; it scrolls where large text leaves too little room.

    Attributes:
        wished: the page that the clerk wants to see.
    """

    wished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Steps")
        self._steps = {step: StepButton(at, step) for at, step in enumerate(Step, start=1)}
        self._home = self._side(Where.REQUESTS, "home", "All requests", "Ctrl+0")
        self._library = self._side(Where.LIBRARY, "book", "Library", "Ctrl+B")
        self._verify = self._side(Where.VERIFY, "check", "Check a PDF", "Ctrl+Shift+P")
        self._vault = self._side(Where.VAULT, "folder", "Vault", "Ctrl+Shift+V")
        self._preferences = self._side(Where.PREFERENCES, "gear", "Preferences", "Ctrl+,")
        self._help = self._side(Where.HELP, "help", "Help", "F1")
        self._next = label(role="small", wrap=True)
        self._next.setContentsMargins(10, 0, 6, 4)
        self._lay_out()
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * 27 + 24)

    def show_state(self, state: FrameState) -> None:
        """Show every step afresh."""
        for row in state.rail:
            self._steps[row.step].show_row(row)
        self._next.setText(state.next_sentence)
        sides = {
            Where.REQUESTS: self._home,
            Where.LIBRARY: self._library,
            Where.VERIFY: self._verify,
            Where.VAULT: self._vault,
            Where.PREFERENCES: self._preferences,
            Where.HELP: self._help,
        }
        for where, side in sides.items():
            set_mark(side, "here", "true" if where is state.where else "false")

    def _side(self, where: Where, icon: str, name: str, keys: str) -> QPushButton:
        made = with_icon(button(name, lambda: self.wished.emit(where.value), "side"), icon, "muted")
        made.setText(f"  {name}")
        made.setToolTip(keys)
        return made

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 10, 8, 10)
        column.setSpacing(2)
        column.addWidget(self._home)
        column.addSpacing(6)
        column.addWidget(rule())
        column.addSpacing(6)
        for step, made in self._steps.items():
            where = where_of(step).value
            made.clicked.connect(lambda _checked, where=where: self.wished.emit(where))
            column.addWidget(made)
        column.addSpacing(10)
        column.addWidget(self._next)
        column.addStretch(1)
        for side in (self._library, self._verify, self._vault, self._preferences, self._help):
            column.addWidget(side)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
