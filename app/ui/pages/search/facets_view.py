"""The column that narrows an answer: where, when as a strip of bars, who, which export."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.search.state import Group, Narrower
from app.ui.theme import Look
from app.ui.widgets.words import label, set_mark

WIDEST = 26


class MonthStrip(QWidget):
    """A bar for each month; arrows move, Enter or a click narrows.

    Attributes:
        wished: what is to be added to the line or taken out.
    """

    wished = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows: tuple[Narrower, ...] = ()
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        look.changed.connect(self.update)

    def show_months(self, rows: tuple[Narrower, ...]) -> None:
        """Show the months."""
        self._rows = rows
        self._at = min(self._at, len(rows) - 1)
        first, last = (rows[0].name, rows[-1].name) if rows else ("", "")
        self.setAccessibleName(f"Months from {first} to {last}")
        self.update()

    def _bar(self) -> float:
        """Give the width of one month."""
        return min(WIDEST, self.width() / max(len(self._rows), 1))

    def _box(self, at: int) -> QRect:
        width = self._bar()
        most = max((row.count for row in self._rows), default=1)
        room = self.height() - self.fontMetrics().height() - 6
        height = max(2, round(room * self._rows[at].count / most))
        gap = 2 if width > 5 else 0
        return QRect(round(at * width), room - height, max(1, round(width) - gap), height)

    def _under(self, point: QPoint) -> int:
        return min(int(point.x() / self._bar()), len(self._rows) - 1)

    # Qt

    def sizeHint(self) -> QSize:
        """Ask for a low strip."""
        return QSize(150, 44 + self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the bars and the first and last month."""
        painter = QPainter(self)
        colours = self._look.colours
        any_active = any(row.active for row in self._rows)
        for at, row in enumerate(self._rows):
            strong = row.active or not any_active
            painter.fillRect(self._box(at), colours["accent" if strong else "line"])
            if at == self._at and self.hasFocus():
                painter.setPen(colours["focus"])
                painter.drawRect(self._box(at).adjusted(-1, -3, 1, 1))
        painter.setPen(colours["muted"])
        words = self.rect().adjusted(0, self.height() - self.fontMetrics().height(), 0, 0)
        taken = round(self._bar() * len(self._rows))
        if taken > self.fontMetrics().horizontalAdvance("Mar 2026   Mar 2026"):
            words.setWidth(taken)
        if self._rows:
            painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft), self._rows[0].name)
        if len(self._rows) > 1 and self._rows[-1].name != self._rows[0].name:
            painter.drawText(words, int(Qt.AlignmentFlag.AlignRight), self._rows[-1].name)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Narrow to a month."""
        if self._rows:
            self.wished.emit(self._rows[self._under(event.position().toPoint())].adds)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, narrow with Enter."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right} and self._rows:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self._at = min(max(self._at + step, 0), len(self._rows) - 1)
            row = self._rows[self._at]
            self.setAccessibleDescription(f"{row.name}, {row.count:,} records")
            self.update()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Space} and self._at >= 0:
            self.wished.emit(self._rows[self._at].adds)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell a month and its count on hover."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and self._rows:
            row = self._rows[self._under(event.pos())]
            QToolTip.showText(event.globalPos(), f"{row.name}: {row.count:,}", self)
            return True
        return super().event(event)


class FacetsView(QScrollArea):
    """All groups.

    Attributes:
        wished: what is to be added to the line or taken out.
    """

    wished = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._shown: tuple[Group, ...] = ()
        self._strip = MonthStrip(look)
        self._strip.wished.connect(self.wished)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Narrow")
        self.setMinimumWidth(150)

    def show_groups(self, groups: tuple[Group, ...]) -> None:
        """Show the groups."""
        if groups == self._shown:
            return
        self._shown = groups
        self._strip.setParent(None)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(1)
        for group in groups:
            column.addWidget(label(group.title, "strong"))
            if group.is_time:
                self._strip.show_months(group.rows)
                column.addWidget(self._strip)
                self._strip.show()
            else:
                for row in group.rows:
                    column.addWidget(self._row(row))
            column.addSpacing(10)
        column.addStretch(1)
        self.setWidget(inside)

    def _row(self, row: Narrower) -> QPushButton:
        made = _FacetButton(row)
        made.clicked.connect(lambda _=False: self.wished.emit(row.adds))
        return made


class _FacetButton(QPushButton):
    """A name at the left, its count at the right."""

    def __init__(self, row: Narrower) -> None:
        super().__init__()
        self._row = row
        self.setProperty("role", "facet")
        set_mark(self, "here", "true" if row.active else "false")
        verb = "Take out" if row.active else "Narrow to"
        self.setToolTip(f"{verb} {row.name}")
        self.setAccessibleName(f"{row.name}, {row.count:,}" + (", chosen" if row.active else ""))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    # Qt

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return QSize(120, round(self.fontMetrics().height() * 1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the name as far as it fits, then the count."""
        super().paintEvent(event)
        painter = QPainter(self)
        box = self.rect().adjusted(6, 0, -6, 0)
        metrics = self.fontMetrics()
        amount = f"{self._row.count:,}"
        side = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignRight), amount)
        room = box.width() - metrics.horizontalAdvance(amount) - 8
        name = f"✓ {self._row.name}" if self._row.active else self._row.name
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignLeft), shown)
