"""Sends the verified packet to a printer, page after page, without blocking the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from app.documents.pages import PagePicture

DPI = 200

DrawPage = Callable[[int, int, Callable[[PagePicture], None]], None]
"""Draw a page (one-based) so many pixels wide, then call with it."""

PAPERS = {
    "letter": QPageSize.PageSizeId.Letter,
    "legal": QPageSize.PageSizeId.Legal,
    "a4": QPageSize.PageSizeId.A4,
}


class PrintRun:
    """One print; each page is drawn when the one before it has gone.

    Args:
        pages: first and last page, one-based.
        finished: called when the last page has gone.
    """

    def __init__(
        self,
        printer: QPrinter,
        draw: DrawPage,
        pages: tuple[int, int],
        finished: Callable[[], None],
    ) -> None:
        self._printer = printer
        self._draw = draw
        self._at, self._last = pages
        self._finished = finished
        self._painter = QPainter(printer)
        self._first = True

    def begin(self) -> None:
        """Ask for the first page."""
        self._ask()

    def _ask(self) -> None:
        inches = self._printer.pageRect(QPrinter.Unit.Inch).width()
        self._draw(self._at, round(inches * DPI), self._came)

    def _came(self, page: PagePicture) -> None:
        if not self._first:
            self._printer.newPage()
        self._first = False
        image = QImage(
            page.pixels, page.width, page.height, page.width * 3, QImage.Format.Format_RGB888
        )
        room = QRectF(self._painter.viewport())
        size = QSizeF(image.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        self._painter.drawImage(QRectF(room.topLeft(), size), image)
        self._at += 1
        if self._at > self._last:
            self._painter.end()
            self._finished()
        else:
            self._ask()
