"""One page of the packet as it will be printed, whole or as wide as the room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from app.documents.pages import PagePicture
from app.ui.pages.packet.state import PacketState, Source
from app.ui.theme import Look
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.words import button, label, set_tone

SETTLE_MS = 200
EDGE = 6
_WORDS = {
    Source.PREVIEW: ("Preview of the first pages, not yet verified", "muted"),
    Source.PACKET: ("✓ The verified packet", "good"),
    Source.MARKED: ("▲ The marked copy: not for release", "marked"),
}


class Paper(QWidget):
    """Draws a page: whole, or as wide as the room.

    Attributes:
        turned: +1 for the next page, -1 for the one before.
        zoomed: wished to see it wide, or whole.
    """

    turned = Signal(int)
    zoomed = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._image = QImage()
        self._wide = False
        self.setAccessibleName("Preview of the packet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(220, 220)

    def show_page(self, page: PagePicture | None) -> None:
        """Show a page."""
        if page is None:
            self._image = QImage()
        else:
            kind = QImage.Format.Format_RGB888
            line = page.width * 3
            self._image = QImage(page.pixels, page.width, page.height, line, kind).copy()
            self.setAccessibleDescription(f"Page {page.number} of {page.pages}")
        self._fit()
        self.update()

    def set_wide(self, *, wide: bool) -> None:
        """Show pages as wide as the room, or whole."""
        if wide != self._wide:
            self._wide = wide
            self._fit()
            self.update()

    def _fit(self) -> None:
        """Ask for the height that a page of this width needs."""
        height = 220
        if self._wide and not self._image.isNull():
            across = max(self.width() - 2 * EDGE, 1)
            height = round(across * self._image.height() / self._image.width()) + 2 * EDGE
        if self.minimumHeight() != height:
            self.setMinimumHeight(height)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the page with its edge."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QSize(self.width() - 2 * EDGE, self.height() - 2 * EDGE)
        shown = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        left = (self.width() - shown.width()) // 2
        top = EDGE if self._wide else (self.height() - shown.height()) // 2
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
        """Turn with the page and arrow keys; + and - zoom."""
        steps = {
            Qt.Key.Key_PageDown: 1, Qt.Key.Key_Right: 1,
            Qt.Key.Key_PageUp: -1, Qt.Key.Key_Left: -1,
            Qt.Key.Key_Home: -1_000_000, Qt.Key.Key_End: 1_000_000,
        }  # fmt: skip
        if not self._wide:
            steps |= {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        zooms = {Qt.Key.Key_Plus: True, Qt.Key.Key_Equal: True, Qt.Key.Key_Minus: False}
        key = Qt.Key(event.key())
        if key in steps:
            self.turned.emit(steps[key])
        elif key in zooms:
            self.zoomed.emit(zooms[key])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn with the wheel; a wide page is moved by it instead."""
        if self._wide:
            event.ignore()
        elif event.angleDelta().y():
            self.turned.emit(-1 if event.angleDelta().y() > 0 else 1)

    def mouseDoubleClickEvent(self, event: object) -> None:  # noqa: ARG002 - Qt's signature
        """Zoom with a double click."""
        self.zoomed.emit(not self._wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the height of a wide page right."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()


class PreviewView(QWidget):
    """The page, its number, and what it is.

    Attributes:
        turned, zoomed: as of the paper.
        gone: to a page by its number.
        wide: how many pixels wide a page should be drawn.
    """

    turned = Signal(int)
    gone = Signal(int)
    zoomed = Signal(bool)
    wide = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.paper = Paper(look)
        self.number = QSpinBox()
        self._what = label(role="strong")
        self._section = ElidedLabel("muted")
        self._of = label(role="muted")
        self._before = button("◂", lambda: self.turned.emit(-1))
        self._after = button("▸", lambda: self.turned.emit(1))
        self._whole = button("Whole", lambda: self._zoom(wide=False), "chip")
        self._across = button("Wide", lambda: self._zoom(wide=True), "chip")
        self._before.setAccessibleName("Previous page")
        self._after.setAccessibleName("Next page")
        self._page: PagePicture | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._tell_width)
        self._bind()
        self._lay_out()

    def show_state(self, state: PacketState) -> None:
        """Show the page."""
        self.paper.set_wide(wide=state.wide)
        if state.page is not self._page:
            self._page = state.page
            self.paper.show_page(state.page)
            self._scroll.verticalScrollBar().setValue(0)
        words, tone = _WORDS[state.source]
        if state.drawing and state.source is Source.PREVIEW:
            words = "Drawing the preview…"
        elif state.drawing_trouble:
            words, tone = state.drawing_trouble, "muted"
        self._what.setText(words)
        set_tone(self._what, tone)
        self._section.set_whole(state.section)
        self._show_number(state)
        self._whole.setChecked(not state.wide)
        self._across.setChecked(state.wide)

    def _show_number(self, state: PacketState) -> None:
        self.number.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.number.setRange(1, max(state.pages, 1))
        if not self.number.hasFocus() or self.number.value() != state.number:
            self.number.setValue(state.number)
        self.number.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._of.setText(f"of {state.pages:,}" if state.pages else "")
        self._before.setEnabled(state.number > 1)
        self._after.setEnabled(state.number < state.pages)

    def _zoom(self, *, wide: bool) -> None:
        self.zoomed.emit(wide)

    def _tell_width(self) -> None:
        self.wide.emit(round(self.paper.width() * self.devicePixelRatioF()))

    def _bind(self) -> None:
        self.paper.turned.connect(self.turned)
        self.paper.zoomed.connect(self.zoomed)
        self.number.setAccessibleName("Page")
        self.number.setKeyboardTracking(False)
        self.number.valueChanged.connect(self.gone)
        for choice in (self._whole, self._across):
            choice.setCheckable(True)
            choice.setAutoDefault(False)
            bold = QFont(choice.font())
            bold.setBold(True)
            words = QFontMetrics(bold).horizontalAdvance(choice.text())
            choice.setMinimumWidth(words + 2 * self.fontMetrics().height())

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self._what)
        first.addWidget(self._section, 1)
        row = QHBoxLayout()
        row.setSpacing(6)
        for widget in (self._before, label("Page", "muted"), self.number, self._of, self._after):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._whole)
        row.addWidget(self._across)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setProperty("role", "desk")
        self._scroll.setWidget(self.paper)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(first)
        column.addWidget(self._scroll, 1)
        column.addLayout(row)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the page drawn for the new width, once it has settled."""
        super().resizeEvent(event)
        self._settle.start()
