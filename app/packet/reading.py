"""Reads any PDF as a stranger would: characters, where they stand and what a page looks like."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

Boxes = npt.NDArray[np.float64]
Grey = npt.NDArray[np.uint8]


class NotReadable(Exception):
    """The bytes are no PDF that can be opened without a password."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """What one page shows.

    Attributes:
        characters: in the order in which a reader would copy them.
        boxes: left, bottom, right, top of each character in points; zero where it has none.
        grey: the page as it looks, one byte a pixel, ``scale`` pixels a point.
        origin: left and bottom of the visible part of the page.
    """

    number: int
    characters: str
    boxes: Boxes
    grey: Grey
    scale: float
    width: float
    height: float
    origin: tuple[float, float]


def read_pages(data: bytes, scale: float = 1.0) -> Iterator[PageRead]:
    """Read all pages one by one; raises :class:`NotReadable`."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise NotReadable from error
    try:
        for at in range(len(document)):
            yield _read_page(document, at, scale)
    finally:
        document.close()


def _read_page(document: pypdfium2.PdfDocument, at: int, scale: float) -> PageRead:
    page = document[at]
    try:
        characters, boxes = _characters(page)
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=True)
        grey = np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width)
        bitmap.close()
        width, height = page.get_size()
        left, bottom, _, _ = page.get_cropbox()
    finally:
        page.close()
    return PageRead(at + 1, characters, boxes, grey, scale, width, height, (left, bottom))


def _characters(page: pypdfium2.PdfPage) -> tuple[str, Boxes]:
    text = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(text.raw)
        codes = [pdfium.FPDFText_GetUnicode(text.raw, at) for at in range(count)]
        boxes = np.zeros((count, 4), dtype=np.float64)
        sides = [ctypes.c_double() for _ in range(4)]
        left, right, bottom, top = sides
        read = pdfium.FPDFText_GetCharBox
        for at in range(count):
            if read(text.raw, at, left, right, bottom, top):
                boxes[at] = (left.value, bottom.value, right.value, top.value)
    finally:
        text.close()
    return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes), boxes
