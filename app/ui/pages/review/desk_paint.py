"""Paints pages and their outlines; knows no keys and no mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.ui.pages.review.desk_state import DeskState, Outline, Ring
from app.ui.theme import Colours
from app.ui.widgets.page_image import PageImages
from app.ui.widgets.page_layout import PageLayout

_COLOURS = {
    Ring.REDACTED: "paper_marked",
    Ring.HINT: "paper_hint",
    Ring.CRITICAL: "paper_hint",
    Ring.HIT: "paper_hit",
    Ring.WAITING: "paper_hint",
    Ring.CHOSEN: "paper_chosen",
    Ring.CELL: "paper_chosen",
}
_FILLS = {
    Ring.REDACTED: 70,
    Ring.HINT: 24,
    Ring.CRITICAL: 40,
    Ring.HIT: 60,
    Ring.WAITING: 60,
    Ring.CHOSEN: 60,
    Ring.CELL: 0,
}
_LARGEST, _SMALLEST = 12, 7
_AROUND = 2
"""Pixels by which an outline keeps off the words that are still to be read."""


class Painter:
    """Paints on a strip of pages.

    Args:
        painter: moved so that it paints on the strip.
        colours: of the theme.
        layout: says where pages stand.
    """

    def __init__(self, painter: QPainter, colours: Colours, layout: PageLayout) -> None:
        self._painter = painter
        self._colours = colours
        self._layout = layout

    def pages(self, numbers: Sequence[int], state: DeskState, images: PageImages) -> None:
        """Paint pages, and what is outlined on them."""
        notes = {page.number: page.note for page in state.drawn}
        for number in numbers:
            rect = self._layout.rect(number)
            self._painter.fillRect(rect, self._colours["paper"])
            image = images.of(number)
            if image is not None:
                self._painter.drawImage(rect, image)
            else:
                self._words(rect, notes.get(number) or f"Page {number:,} is being drawn…")
            self._painter.setPen(QPen(self._colours["edge"], 1))
            self._painter.drawRect(rect)
        for outline in state.outlines:
            if outline.page in numbers:
                self._outline(outline)

    def band(self, rect: QRectF) -> None:
        """Paint the rectangle that is being drawn."""
        self._painter.setPen(QPen(self._colours["paper_chosen"], 1.5))
        self._painter.fillRect(rect, self._pale(Ring.CHOSEN))
        self._painter.drawRect(rect)

    def _outline(self, outline: Outline) -> None:
        rect = self._layout.placed(outline.page, outline.box)
        if outline.ring in {Ring.HINT, Ring.CRITICAL, Ring.WAITING}:
            rect = rect.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        colour = self._colours[_COLOURS[outline.ring]]
        is_wide = outline.ring in {Ring.WAITING, Ring.CELL, Ring.CRITICAL}
        pen = QPen(colour, 2.5 if is_wide else 1.5)
        if outline.ring in {Ring.HINT, Ring.CRITICAL}:
            pen.setStyle(Qt.PenStyle.DashLine)
        self._painter.setPen(pen)
        self._painter.fillRect(rect, self._pale(outline.ring))
        self._painter.drawRect(rect.adjusted(-1, -1, 1, 1) if is_wide else rect)
        if outline.words:
            self._code(rect, outline.words)

    def _code(self, rect: QRectF, words: str) -> None:
        """Write the codes on a plate in the middle of a box, as large as fits."""
        font = self._painter.font()
        font.setPixelSize(max(_SMALLEST, min(_LARGEST, round(rect.height() * 0.8))))
        font.setBold(True)
        self._painter.save()
        self._painter.setFont(font)
        metrics = self._painter.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(int(rect.width()), 24))
        plate = QRectF(0, 0, metrics.horizontalAdvance(shown) + 4, metrics.height())
        plate.moveCenter(rect.center())
        self._painter.fillRect(plate, self._colours["paper_marked"])
        self._painter.setPen(self._colours["paper"])
        self._painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), shown)
        self._painter.restore()

    def _words(self, rect: QRectF, words: str) -> None:
        self._painter.setPen(self._colours["on_paper"])
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        self._painter.drawText(rect.adjusted(16, 16, -16, -16), int(flags), words)

    def _pale(self, ring: Ring) -> QColor:
        colour = QColor(self._colours[_COLOURS[ring]])
        colour.setAlpha(_FILLS[ring])
        return colour
