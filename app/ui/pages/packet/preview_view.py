"""One page of the packet as it will be printed, and the keys that turn it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.documents.pages import PagePicture
from app.ui.pages.packet.state import PacketState
from app.ui.theme import Look
from app.ui.widgets.words import button, label, set_tone

SETTLE_MS = 200


class Paper(QWidget):
    """Draws a page as large as fits.

    Attributes:
        turned: +1 for the next page, -1 for the one before.
    """

    turned = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._image = QImage()
        self.setAccessibleName("Preview of the packet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(220, 260)

    def show_page(self, page: PagePicture | None) -> None:
        """Show a page."""
        if page is None:
            self._image = QImage()
        else:
            kind = QImage.Format.Format_RGB888
            line = page.width * 3
            self._image = QImage(page.pixels, page.width, page.height, line, kind).copy()
            self.setAccessibleDescription(f"Page {page.number} of {page.pages}")
        self.update()

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the page with its edge."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QSize(self.width() - 12, self.height() - 12)
        shown = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        left = (self.width() - shown.width()) // 2
        top = (self.height() - shown.height()) // 2
        sharp = shown * self.devicePixelRatioF()
        keep, smooth = (
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        small = self._image.scaled(sharp, keep, smooth)
        small.setDevicePixelRatio(self.devicePixelRatioF())
        painter.drawImage(left, top, small)
        painter.setPen(self._look.colours["focus" if self.hasFocus() else "edge"])
        painter.drawRect(left - 1, top - 1, shown.width() + 1, shown.height() + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn with the page and arrow keys."""
        steps = {
            Qt.Key.Key_PageDown: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
            Qt.Key.Key_Home: -1_000_000, Qt.Key.Key_End: 1_000_000,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps:
            self.turned.emit(steps[key])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn with the wheel."""
        if event.angleDelta().y():
            self.turned.emit(-1 if event.angleDelta().y() > 0 else 1)


class PreviewView(QWidget):
    """The page, its number, and what it is.

    Attributes:
        turned: as of the paper.
        wide: how many pixels wide a page should be drawn.
    """

    turned = Signal(int)
    wide = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.paper = Paper(look)
        self._what = label(role="muted")
        self._number = label(role="strong")
        self._before = button("◂", lambda: self.turned.emit(-1))
        self._after = button("▸", lambda: self.turned.emit(1))
        self._before.setAccessibleName("Previous page")
        self._after.setAccessibleName("Next page")
        self._page: PagePicture | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._tell_width)
        self.paper.turned.connect(self.turned)
        row = QHBoxLayout()
        row.addWidget(self._what, 1)
        for widget in (self._before, self._number, self._after):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.paper, 1)

    def show_state(self, state: PacketState) -> None:
        """Show the page."""
        if state.page is not self._page:
            self._page = state.page
            self.paper.show_page(state.page)
        words = "Preview: not yet verified"
        if state.final:
            words = "✓ The verified packet"
        elif state.drawing:
            words = "Drawing the preview…"
        elif state.drawing_trouble:
            words = state.drawing_trouble
        self._what.setText(words)
        set_tone(self._what, "good" if state.final else "muted")
        self._number.setText(f"Page {state.number:,} of {state.pages:,}" if state.pages else "")
        self._before.setEnabled(state.number > 1)
        self._after.setEnabled(state.number < state.pages)

    def _tell_width(self) -> None:
        self.wide.emit(round(self.paper.width() * self.devicePixelRatioF()))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the page drawn for the new width, once it has settled."""
        super().resizeEvent(event)
        self._settle.start()
