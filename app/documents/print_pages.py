"""Draws pages of a PDF for a printer, in the child, and finds where they are empty."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
from PIL import Image, ImageChops

from app.documents.base import Holder
from app.errors import ChildFailed

WIDEST = 6_000
MOST_PIXELS = 40_000_000
PALEST_INK = 216
"""Lighter than this is no writing: a watermark, a tinted ground."""
LOOKED_AT = 0.16
"""The share of a page, at its head, in which room for a stamp is looked for."""
_HAIR = 0.001
"""The drawing rounds up: without it a page becomes a dot too wide."""

Drawn = tuple[int, int, bytes, tuple[float, float]]
"""Width and height in pixels, the pixels, and the empty band as :class:`PrintPage` has it."""


@dataclass(frozen=True, slots=True)
class PrintPage:
    """One page as pixels, one byte each where it is grey, else three.

    Attributes:
        band: from where to where the head of the page is empty, in fractions of its height.
    """

    width: int
    height: int
    pixels: bytes
    is_grey: bool
    band: tuple[float, float]

    def __repr__(self) -> str:
        return f"PrintPage({self.width} x {self.height})"


def page_sizes(data: bytes) -> list[tuple[float, float]] | str:
    """Give width and height of every page in points, or a sentence."""
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            return [document.get_page_size(at) for at in range(len(document))]
    except pypdfium2.PdfiumError:
        return "This file cannot be printed."


def draw_page(data: bytes, number: int, width: int, is_grey: bool) -> Drawn | str:  # noqa: FBT001 - what crosses to the child is plain
    """Draw a page (one-based) so many pixels wide; a sentence where it cannot be drawn."""
    try:
        with (
            closing(pypdfium2.PdfDocument(data)) as document,
            closing(document[number - 1]) as page,
        ):
            across, down = page.get_size()
            wide = min(width, WIDEST) - _HAIR
            scale = min(wide / across, (MOST_PIXELS / (across * down)) ** 0.5)
            picture = page.render(scale=scale).to_pil()
    except (pypdfium2.PdfiumError, IndexError):
        return "This page cannot be drawn."
    coloured, grey = picture.convert("RGB"), picture.convert("L")
    drawn = grey if is_grey or is_without_colours(coloured) else coloured
    return drawn.width, drawn.height, drawn.tobytes(), empty_band(grey)


def is_without_colours(picture: Image.Image) -> bool:
    """Say whether a picture is all grey, so that a third of the bytes say the same."""
    red, green, blue = picture.split()
    pairs = ((red, green), (green, blue))
    return not any(ImageChops.difference(*pair).getbbox() for pair in pairs)


def empty_band(grey: Image.Image) -> tuple[float, float]:
    """Find the highest band without writing at the head of a page, in fractions of it."""
    high = max(1, round(grey.height * LOOKED_AT))
    head = grey.crop((0, 0, grey.width, high)).point([255] * PALEST_INK + [0] * (256 - PALEST_INK))
    _, rows = head.getprojection()
    inked = [-1, *(at for at, ink in enumerate(rows) if ink), high]
    top, bottom = max(pairwise(inked), key=lambda gap: gap[1] - gap[0])
    return (top + 1) / grey.height, bottom / grey.height


class PrintPages(Holder):
    """Draws pages in a process that may die without harm."""

    def sizes(self, data: bytes) -> list[tuple[float, float]]:
        """Give the sizes of all pages in points; raises ChildFailed with a sentence."""
        found = self._isolated.call(page_sizes, data)
        if isinstance(found, str):
            raise ChildFailed(found)
        return found

    def draw(self, data: bytes, number: int, width: int, *, is_grey: bool = False) -> PrintPage:
        """Draw one page; ``number`` is one-based, ``width`` in pixels.

        Raises:
            ChildFailed: it cannot be drawn; the reason is a sentence.
        """
        drawn = self._isolated.call(draw_page, data, number, width, is_grey)
        if isinstance(drawn, str):
            raise ChildFailed(drawn)
        across, down, pixels, band = drawn
        return PrintPage(across, down, pixels, len(pixels) == across * down, band)
