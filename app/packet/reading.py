"""Reads any PDF as a stranger would: characters, where they stand and what a page looks like."""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

from app.packet.shapes import Box, Kind, Shape, address_of, shapes_of

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
        shapes: what is painted, in order.
        texts: of the characters that stand inside a shape that was painted, the address of the
            text object they stand in.
        broken: the page could not be opened; it then says nothing.
    """

    number: int
    characters: str = field(repr=False)
    boxes: Boxes
    grey: Grey
    scale: float
    width: float
    height: float
    origin: tuple[float, float]
    shapes: tuple[Shape, ...] = ()
    texts: Mapping[int, int] = field(default_factory=dict)
    broken: bool = False

    def pixels(self) -> Boxes:
        """Give the characters' boxes as left, top, right, bottom in pixels of ``grey``."""
        left, bottom = self.origin
        top = bottom + self.height
        moved = np.column_stack(
            (
                self.boxes[:, 0] - left,
                top - self.boxes[:, 3],
                self.boxes[:, 2] - left,
                top - self.boxes[:, 1],
            )
        )
        return moved * self.scale


def read_pages(
    data: bytes, scale: float = 1.0, only: Collection[int] | None = None
) -> Iterator[PageRead]:
    """Read all pages one by one, or ``only`` some (one-based); raises :class:`NotReadable`."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise NotReadable from error
    try:
        for at in range(len(document)):
            if only is not None and at + 1 not in only:
                continue
            try:
                yield _read_page(document, at, scale)
            except pypdfium2.PdfiumError:
                yield _broken_page(at)
    finally:
        document.close()


def _broken_page(at: int) -> PageRead:
    nothing = np.zeros((1, 1), dtype=np.uint8)
    return PageRead(at + 1, "", np.zeros((0, 4)), nothing, 1, 1, 1, (0, 0), broken=True)


def _read_page(document: pypdfium2.PdfDocument, at: int, scale: float) -> PageRead:
    page = document[at]
    try:
        page.set_rotation(0)
        shapes = tuple(shapes_of(page.raw))
        characters, boxes, texts = _characters(page, shapes)
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=True)
        grey = np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width)
        bitmap.close()
        width, height = page.get_size()
        left, bottom, _, _ = page.get_cropbox()
    finally:
        page.close()
    origin = (left, bottom)
    return PageRead(at + 1, characters, boxes, grey, scale, width, height, origin, shapes, texts)


def inside(boxes: Boxes, box: Box) -> npt.NDArray[np.bool_]:
    """Say which characters have their middle inside a box."""
    left, bottom, right, top = box
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    found = (x > left) & (x < right) & (y > bottom) & (y < top) & boxes.any(axis=1)
    return np.asarray(found, dtype=bool)


def _inside_any(boxes: Boxes, shapes: tuple[Shape, ...]) -> list[int]:
    """Give the characters inside shapes that came after some text, which they may cover."""
    found = np.zeros(len(boxes), dtype=bool)
    after_text = False
    for shape in shapes:
        after_text = after_text or shape.kind is Kind.TEXT
        if after_text and shape.covers:
            found |= inside(boxes, shape.box)
    return [int(at) for at in np.flatnonzero(found)]


def _characters(
    page: pypdfium2.PdfPage, shapes: tuple[Shape, ...]
) -> tuple[str, Boxes, dict[int, int]]:
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
        objects = pdfium.FPDFText_GetTextObject
        texts = {at: address_of(objects(text.raw, at)) for at in _inside_any(boxes, shapes)}
    finally:
        text.close()
    found = "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
    return found, boxes, texts
