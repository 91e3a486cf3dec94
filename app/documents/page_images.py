"""Draws pages of a verified PDF as picture files of a production, in the child."""

from __future__ import annotations

import io
from contextlib import closing

import numpy as np
import pypdfium2
from PIL import Image

from app.documents.base import Holder
from app.errors import ChildFailed

DPI = 300
_COLOUR_DPI = 200
_LOOK_DPI = 36
_COLOURED = 90
_FEW = 30
_WHITE = 176
_QUALITY = 80
_IMAGE = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
_SECONDS_A_PAGE = 20.0

Drawn = list[tuple[str, bytes]]
"""Ending and bytes of each page."""


def draw_pages(data: bytes, first: int, count: int) -> Drawn | str:
    """Draw pages from a one-based one on; a sentence where one cannot be drawn.

    A page without colour becomes TIFF G4 at 300 dpi, any other JPEG at 200 dpi.
    """
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            last = min(len(document), first - 1 + count)
            return [_drawn(document, at) for at in range(first - 1, last)]
    except (pypdfium2.PdfiumError, OSError, ValueError):
        return "A page of the packet cannot be drawn."


def _drawn(document: pypdfium2.PdfDocument, at: int) -> tuple[str, bytes]:
    with closing(document[at]) as page:
        if _has_tones(page) or _is_coloured(_rendered(page, _LOOK_DPI)):
            return "jpg", _jpeg(_rendered(page, _COLOUR_DPI))
        return "tif", _tiff(_rendered(page, DPI, grey=True))


def _rendered(page: pypdfium2.PdfPage, dpi: int, *, grey: bool = False) -> Image.Image:
    picture: Image.Image = page.render(scale=dpi / 72, grayscale=grey).to_pil()
    return picture.convert("L" if grey else "RGB")


def _has_tones(page: pypdfium2.PdfPage) -> bool:
    """Say whether it shows a picture of more than black and white, such as a grey photograph."""
    pictures = page.get_objects(filter=[_IMAGE], max_depth=4)
    return any(picture.get_metadata().bits_per_pixel > 1 for picture in pictures)


def _is_coloured(picture: Image.Image) -> bool:
    """Say whether colour would be lost."""
    pixels = np.asarray(picture, dtype=np.int16)
    tints = (pixels.max(axis=2) - pixels.min(axis=2)) > _COLOURED
    return int(tints.sum()) > _FEW


def _tiff(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    ink = picture.point(lambda tone: 255 if tone > _WHITE else 0).convert("1", dither=None)
    ink.save(target, "TIFF", compression="group4", dpi=(DPI, DPI))
    return target.getvalue()


def _jpeg(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=_QUALITY, dpi=(_COLOUR_DPI, _COLOUR_DPI))
    return target.getvalue()


class PageImages(Holder):
    """Draws pages in a process that may die without harm."""

    def draw(self, data: bytes, first: int, count: int) -> Drawn:
        """Draw so many pages from a one-based one on.

        Raises:
            ChildFailed: one cannot be drawn; the reason is a sentence.
        """
        seconds = max(60.0, count * _SECONDS_A_PAGE)
        drawn = self._isolated.call(draw_pages, data, first, count, seconds=seconds)
        if isinstance(drawn, str):
            raise ChildFailed(drawn)
        return drawn
