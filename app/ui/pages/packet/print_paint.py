"""Paints one side of paper, the same way on a printer and in the preview."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPaintDevice, QPainter

from app.documents.print_pages import PrintPage
from app.ui.pages.packet.print_layout import STAMP_SIZE, STAMP_SMALLEST, Box
from app.ui.pages.packet.print_work import Laid

STAMP_INK = "#5e5e5e"
_FAMILIES = ["Segoe UI", "DejaVu Sans", "Arial"]


def image_of(page: PrintPage) -> QImage:
    """Give the page as Qt draws it."""
    kind, step = (
        (QImage.Format.Format_Grayscale8, 1) if page.is_grey else (QImage.Format.Format_RGB888, 3)
    )
    return QImage(page.pixels, page.width, page.height, page.width * step, kind)


def paint_side(painter: QPainter, laid: Sequence[Laid], stamp: str, dots_a_point: float) -> None:
    """Paint pages and their stamps; the painter's origin is the corner of the paper.

    Args:
        painter: in dots of its device.
        laid: the pages of this side.
        stamp: its words; empty for none.
        dots_a_point: how many dots one point has.
    """
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    for one in laid:
        painter.drawImage(_dots(one.spot.box, dots_a_point), image_of(one.page))
    for one in laid:
        if stamp and one.spot.stamp is not None:
            _paint_stamp(painter, _dots(one.spot.stamp, dots_a_point), stamp, dots_a_point)


def _paint_stamp(painter: QPainter, line: QRectF, words: str, dots: float) -> None:
    font = QFont(_FAMILIES)
    font.setPixelSize(max(1, round(STAMP_SIZE * dots)))
    wide = _width(font, words, painter.device())
    if wide > line.width():
        smaller = STAMP_SIZE * line.width() / wide * 0.98
        font.setPixelSize(max(1, int(max(STAMP_SMALLEST, smaller) * dots)))
        metrics = QFontMetricsF(font, painter.device())
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, line.width())
    painter.save()
    painter.setFont(font)
    painter.setPen(QColor(STAMP_INK))
    painter.drawText(line, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


def _width(font: QFont, words: str, device: QPaintDevice) -> float:
    return QFontMetricsF(font, device).horizontalAdvance(words)


def _dots(box: Box, dots: float) -> QRectF:
    return QRectF(box.left * dots, box.top * dots, box.width * dots, box.height * dots)
