"""One side of the paper as it will be printed, and the keys that turn to another."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.packet.print_paint import paint_side
from app.ui.pages.packet.print_state import PrintState
from app.ui.theme import Look
from app.ui.widgets.words import button, label, set_tone

SETTLE_MS = 200
_TURNS = {
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_End: 1_000_000,
    Qt.Key.Key_Home: -1_000_000,
}
_EDGE = 8


class SideView(QWidget):
    """Draws a side of the paper as large as fits.

    Attributes:
        turned: how many sides further; less than 0 for back.
    """

    turned = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._state = PrintState()
        self.setAccessibleName("The paper as it will be printed")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(300, 340)

    def show_state(self, state: PrintState) -> None:
        """Show a side."""
        self._state = state
        self.setAccessibleDescription(state.caption)
        self.update()

    def pixels(self) -> int:
        """Give how many dots of the screen the paper is wide."""
        return round(self._state.paper.width * self.scale() * self.devicePixelRatioF())

    def scale(self) -> float:
        """Give how many of the window's units one point of the paper has."""
        paper = self._state.paper
        room = self.size()
        wide, high = room.width() - 2 * _EDGE, room.height() - 2 * _EDGE
        return max(0.05, min(wide / paper.width, high / paper.height))

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the paper, what is on it and its edge."""
        state, scale = self._state, self.scale()
        if not state.sides:
            return
        painter = QPainter(self)
        wide, high = state.paper.width * scale, state.paper.height * scale
        painter.translate((self.width() - wide) / 2, (self.height() - high) / 2)
        sheet = QRectF(0, 0, wide, high)
        painter.fillRect(sheet, QColor("white"))
        paint_side(painter, state.laid, state.stamp, scale)
        painter.setPen(self._look.colours["focus" if self.hasFocus() else "edge"])
        painter.drawRect(sheet)
        if state.form.two_up and state.laid:
            painter.setPen(QPen(QColor("#b8bec6"), 1, Qt.PenStyle.DashLine))
            middle = sheet.center().x()
            painter.drawLine(QPointF(middle, 6), QPointF(middle, high - 6))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn."""
        by = _TURNS.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.turned.emit(by)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn."""
        if event.angleDelta().y():
            self.turned.emit(-1 if event.angleDelta().y() > 0 else 1)


class PrintPreview(QWidget):
    """The side, where it stands among the others, and buttons that turn.

    Attributes:
        turned: how many sides further.
        wide: how many pixels the paper has on the screen.
    """

    turned = Signal(int)
    wide = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.side = SideView(look)
        self._caption = label(role="strong")
        self._place = label(role="muted")
        self._before = button("◂", lambda: self.turned.emit(-1))
        self._after = button("▸", lambda: self.turned.emit(1))
        self._before.setAccessibleName("Previous side")
        self._after.setAccessibleName("Next side")
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._tell_width)
        self.side.turned.connect(self.turned)
        row = QHBoxLayout()
        row.addWidget(self._caption, 1)
        for widget in (self._before, self._place, self._after):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.side, 1)

    def show_state(self, state: PrintState) -> None:
        """Show the side."""
        paper = self.side.scale()
        self.side.show_state(state)
        self._caption.setText(state.trouble or state.caption)
        set_tone(self._caption, "bad" if state.trouble else "")
        self._place.setText(f"side {state.at + 1:,} of {state.sides:,}" if state.sides else "")
        self._before.setEnabled(state.at > 0)
        self._after.setEnabled(state.at < state.sides - 1)
        if paper != self.side.scale():
            self._settle.start()

    def _tell_width(self) -> None:
        self.wide.emit(self.side.pixels())

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the side drawn for the new width, once it has settled."""
        super().resizeEvent(event)
        self._settle.start()
