"""Pages of bare pixels as images for the screen, each made once; knows no attachment."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QImage

from app.documents.on_screen import Pixels
from app.workflow.show_pages import ShownPage


def image_of(pixels: Pixels) -> QImage:
    """Give bare pixels as an image; they must stay at hand as long as the image does."""
    form = QImage.Format.Format_RGB888 if pixels.coloured else QImage.Format.Format_Grayscale8
    row = pixels.width * (3 if pixels.coloured else 1)
    return QImage(pixels.data, pixels.width, pixels.height, row, form)


class PageImages:
    """The images of the pages that are at hand."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[ShownPage, QImage]] = {}

    def hold(self, pages: Iterable[ShownPage]) -> None:
        """Keep images of these pages and of no other."""
        held = self._held
        self._held = {}
        for page in pages:
            if page.pixels is None:
                continue
            old = held.get(page.number)
            is_same = old is not None and old[0] is page
            image = old[1] if old is not None and is_same else image_of(page.pixels)
            self._held[page.number] = (page, image)

    def of(self, number: int) -> QImage | None:
        """Give the image of a page, where it is at hand."""
        held = self._held.get(number)
        return held[1] if held is not None else None
