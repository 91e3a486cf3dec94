"""Brings letters on grounds of any colour to dark letters on white; runs in the child."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

_CELLS = 240
_LEAST_CELL = 8
_MIDDLE = 9
_PAPER = 160
_LEAST_SHARE = 0.01
_FAINTEST = 20
_LEAST_RANGE = 40
_STRONG = 90


def flattened(picture: Image.Image) -> Image.Image | None:
    """Give what stands out from its surroundings in black; nothing where the paper is plain.

    The ground of each cell is the middle one of those about it, so that light letters on dark
    and dark ones on a coloured field are told alike.

    Args:
        picture: in tones of grey.
    """
    grounds = _grounds(picture)
    if float((np.asarray(grounds) < _PAPER).mean()) < _LEAST_SHARE:
        return None
    ground = grounds.resize(picture.size, Image.Resampling.NEAREST)
    apart = np.abs(np.asarray(picture, np.int16) - np.asarray(ground, np.int16))
    strong = apart[apart > _FAINTEST]
    most = max(_LEAST_RANGE, int(np.percentile(strong, _STRONG))) if strong.size else _LEAST_RANGE
    dark = np.minimum(apart.astype(np.int32) * 255 // most, 255)
    return Image.fromarray((255 - dark).astype(np.uint8))


def _grounds(picture: Image.Image) -> Image.Image:
    cell = max(_LEAST_CELL, max(picture.size) // _CELLS)
    size = (max(1, picture.width // cell), max(1, picture.height // cell))
    return picture.resize(size, Image.Resampling.BOX).filter(ImageFilter.MedianFilter(_MIDDLE))
