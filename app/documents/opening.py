"""Opens a picture file of the few formats that are decoded; runs in the child."""

from __future__ import annotations

import io

from PIL import Image

from app.reading.heif import know_heif

FORMATS = ("JPEG", "PNG", "GIF", "TIFF", "WEBP", "BMP")

_BOX = slice(4, 8)
_CONTAINER = b"ftyp"


def open_picture(untrusted: bytes) -> Image.Image:
    """Open a picture without decoding it; raises what Pillow raises for damaged ones."""
    return Image.open(io.BytesIO(untrusted), formats=_formats(untrusted[_BOX]))


def _formats(box: bytes) -> tuple[str, ...]:
    return know_heif() if box == _CONTAINER else FORMATS
