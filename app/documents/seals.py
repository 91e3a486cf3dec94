"""Makes a department's seal or badge small and clean; decoding is done in the child."""

from __future__ import annotations

import io

from PIL import Image

from app.documents import burn
from app.documents.base import Holder
from app.domain.redacted import Picture
from app.errors import ChildFailed

MOST_SIDE = 900
_FEW_COLOURS = 4_096

Small = tuple[bytes, int, int]
"""Bytes of a PNG or JPEG, width and height."""


def small_picture(untrusted: bytes) -> Small | str:
    """Give the pixels alone, at most 900 to a side; a sentence where it is no picture."""
    cleaned = burn.clean_picture(untrusted, ())
    if isinstance(cleaned, str):
        return cleaned
    with Image.open(io.BytesIO(cleaned[0])) as picture:
        small = picture.convert("RGB")
    small.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    if small.getcolors(_FEW_COLOURS) is not None:
        small.save(target, "PNG", optimize=True)
    else:
        small.save(target, "JPEG", quality=90)
    return target.getvalue(), small.width, small.height


class Seals(Holder):
    """Cleans seals in a process that may die without harm."""

    def clean(self, untrusted: bytes) -> Picture:
        """Give a seal for the letterhead; raises ChildFailed with a sentence."""
        made = self._isolated.call(small_picture, untrusted)
        if isinstance(made, str):
            raise ChildFailed(made)
        data, width, height = made
        return Picture(width, height, data)
