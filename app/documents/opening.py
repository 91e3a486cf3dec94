"""Opens a picture file of the few formats that are decoded; runs in the child."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image

FORMATS = ("JPEG", "PNG", "GIF", "TIFF", "WEBP", "BMP")

_BOX = slice(4, 8)
_CONTAINER = b"ftyp"


def open_picture(untrusted: bytes) -> Image.Image:
    """Open a picture without decoding it; raises what Pillow raises for damaged ones."""
    return Image.open(io.BytesIO(untrusted), formats=_formats(untrusted[_BOX]))


def _formats(box: bytes) -> tuple[str, ...]:
    return _of_phones() if box == _CONTAINER else FORMATS


@cache
def _of_phones() -> tuple[str, ...]:
    """Make HEIC known, whose library is loaded only where one is met."""
    import pi_heif  # type: ignore[import-untyped]  # it ships no types

    pi_heif.register_heif_opener(thumbnails=False)
    return ("HEIF", "AVIF")
