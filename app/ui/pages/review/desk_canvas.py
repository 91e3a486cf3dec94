"""The strip of pages with its outlines; tells what is drawn, clicked and pressed on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from app.ui.pages.review.desk_paint import Painter
from app.ui.pages.review.desk_state import Come, DeskState
from app.ui.theme import Look
from app.ui.widgets.page_image import PageImages
from app.ui.widgets.page_layout import GAP, PageLayout, laid_out

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_LEAST_DRAG = 4
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class DeskCanvas(QAbstractScrollArea):
    """Pages under one another; only those in sight are painted.

    Attributes:
        looked: pages in sight, the one that is meant, and how many pixels wide it is.
        dragged: page and box of a rectangle that was drawn.
        clicked: page, point in fractions of it, how many clicks, whether with Shift.
        arrow: steps across and down, whether with Shift, whether with Ctrl.
        turned: pages onward; ``other`` attachments onward.
        hint_wished, accepted, declined, cells_wished: what those keys mean.
        zoomed: +1, -1, or 0 for the width of the room.
    """

    looked = Signal(object, int, int)
    dragged = Signal(int, object)
    clicked = Signal(int, object, int, bool)
    arrow = Signal(int, int, bool, bool)
    turned = Signal(int)
    other = Signal(int)
    hint_wished = Signal(int)
    accepted = Signal()
    declined = Signal()
    cells_wished = Signal()
    zoomed = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setAccessibleName("Pages of the attachment")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        self._look = look
        self._state = DeskState()
        self._layout = PageLayout()
        self._images = PageImages()
        self._come = Come(-1)
        self._page = 1
        self._coming = False
        self._pressed: tuple[int, QPointF] | None = None
        self._drag: QPointF | None = None
        self._clicks = 0
        self._last: tuple[int, QPoint] = (0, QPoint())
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        look.changed.connect(self.viewport().update)

    def show_pages(self, state: DeskState) -> None:
        """Show the pages afresh; what did not change stays where it is."""
        old, self._state = self._state, state
        self._images.hold(state.drawn)
        self.setAccessibleDescription(state.telling)
        comes = state.come != self._come and bool(state.sizes)
        if comes:
            self._come = state.come
            self._page = min(state.come.page, len(state.sizes))
        if old.sizes != state.sizes or old.zoom != state.zoom:
            self._lay_out()
        if comes:
            self._bring(state.come)
        elif old.sizes != state.sizes:
            self._tell()
        self.viewport().update()

    # Where things are

    def point_of(self, page: int, x: float, y: float) -> QPoint:
        """Give where a point of a page, in fractions of it, stands in the viewport."""
        placed = self._layout.placed(page, (x, y, x, y))
        return (placed.topLeft() - self._offset()).toPoint()

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _lay_out(self) -> None:
        self._coming = True
        room = self.viewport().size()
        self._layout = laid_out(self._state.sizes, room.width(), self._state.zoom)
        for bar, whole, part in (
            (self.verticalScrollBar(), self._layout.height, room.height()),
            (self.horizontalScrollBar(), self._layout.width, room.width()),
        ):
            bar.setPageStep(part)
            bar.setSingleStep(40)
            bar.setRange(0, max(0, round(whole - part)))
        self._coming = False

    def _bring(self, come: Come) -> None:
        """Scroll to a page, or as far as needed to see a box of it."""
        self._coming = True
        if come.box is None:
            self.verticalScrollBar().setValue(round(self._layout.rect(self._page).top() - GAP))
        else:
            self._reach(self._layout.placed(self._page, come.box))
        self._coming = False
        self._tell()

    def _reach(self, box: QRectF) -> None:
        room = self.viewport().size()
        for bar, first, last, most in (
            (self.verticalScrollBar(), box.top(), box.bottom(), room.height()),
            (self.horizontalScrollBar(), box.left(), box.right(), room.width()),
        ):
            edge = most / 6
            if last + edge > bar.value() + most:
                bar.setValue(round(last + edge - most))
            if first - edge < bar.value():
                bar.setValue(round(first - edge))

    def _scrolled(self) -> None:
        if not self._coming and self._layout.tops:
            third = self.verticalScrollBar().value() + self.viewport().height() / 3
            self._page = self._layout.page_at(third)
        if not self._coming:
            self._tell()
        self.viewport().update()

    def _tell(self) -> None:
        if not self._layout.tops or not self.isVisible():
            return
        top = self.verticalScrollBar().value()
        numbers = self._layout.between(top, top + self.viewport().height())
        page = min(self._page, len(self._layout.tops))
        width = self._layout.rect(page).width() * self.devicePixelRatioF()
        self.looked.emit(numbers, page, round(width))

    def _hit(self, at: QPointF) -> tuple[int, QPointF] | None:
        """Give the page at a point of the viewport, and the point on the strip."""
        if not self._layout.tops:
            return None
        point = at + self._offset()
        page = self._layout.page_at(point.y())
        return (page, point) if self._layout.rect(page).contains(point) else None

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint what is in sight."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(-self._offset())
        top = self.verticalScrollBar().value()
        numbers = self._layout.between(top, top + self.viewport().height())
        paint = Painter(painter, self._look.colours, self._layout)
        paint.pages(numbers, self._state, self._images)
        if self._pressed is not None and self._drag is not None:
            page, start = self._pressed
            paint.band(QRectF(start, self._drag).normalized() & self._layout.rect(page))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Lay the pages out anew and stay on the page."""
        self._lay_out()
        if self._state.sizes:
            self._bring(Come(page=self._page))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a rectangle."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        when, where = self._last
        place = event.position().toPoint()
        is_near = (place - where).manhattanLength() <= QApplication.startDragDistance()
        soon = event.timestamp() - when <= QApplication.doubleClickInterval()
        self._clicks = 3 if self._clicks == 2 and is_near and soon else 1
        self._pressed, self._drag = self._hit(event.position()), None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Count the second click."""
        self._clicks = 2
        self._pressed, self._drag = self._hit(event.position()), None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the rectangle on."""
        if self._pressed is None:
            return
        point = event.position() + self._offset()
        if self._drag is None and (point - self._pressed[1]).manhattanLength() < _LEAST_DRAG:
            return
        self._drag = point
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a click or a rectangle."""
        pressed, drag = self._pressed, self._drag
        self._pressed = self._drag = None
        self._last = (event.timestamp(), event.position().toPoint())
        if pressed is None:
            return
        page, start = pressed
        first = self._layout.within(page, start)
        if drag is not None:
            self.dragged.emit(page, (*first, *self._layout.within(page, drag)))
        else:
            extend = bool(event.modifiers() & SHIFT)
            self.clicked.emit(page, first, self._clicks, extend)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom with Ctrl."""
        if event.modifiers() & CTRL:
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+0 for the width of the room while the pages have the focus."""
        is_asked = event.type() is QEvent.Type.ShortcutOverride
        if is_asked and _is_width(event):
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's signature
        """Keep Tab while there are suggestions to go through."""
        return False if self._state.hints else super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor, turn pages, settle what waits."""
        key, held = Qt.Key(event.key()), event.modifiers()
        if key in _ARROWS:
            self.arrow.emit(*_ARROWS[key], bool(held & SHIFT), bool(held & CTRL))
        elif key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            by = 1 if key == Qt.Key.Key_PageDown else -1
            (self.other if held & CTRL else self.turned).emit(by)
        elif not self._settled(key, held):
            super().keyPressEvent(event)

    def _settled(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """Do what a key means that stands alone; says whether it means something."""
        pages = len(self._state.sizes)
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Home: lambda: self.turned.emit(-pages),
            Qt.Key.Key_End: lambda: self.turned.emit(pages),
            Qt.Key.Key_Tab: lambda: self.hint_wished.emit(1),
            Qt.Key.Key_Backtab: lambda: self.hint_wished.emit(-1),
            Qt.Key.Key_Return: self.accepted.emit,
            Qt.Key.Key_Enter: self.accepted.emit,
            Qt.Key.Key_Delete: self.declined.emit,
            Qt.Key.Key_Backspace: self.declined.emit,
            Qt.Key.Key_Space: self.cells_wished.emit,
        }
        if key == Qt.Key.Key_0 and held & CTRL:
            acts[key] = lambda: self.zoomed.emit(0)
        if key not in acts:
            return False
        acts[key]()
        return True


def _is_width(event: QEvent) -> bool:
    return (
        isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_0 and event.modifiers() == CTRL
    )
