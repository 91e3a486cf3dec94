"""Decides how a page is kept, paints what is withheld and encodes it; runs in the child."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from app.documents import g4
from app.domain.redacted import Box, Encoding
from app.paths import resource

MOST_PIXELS = 40_000_000
BLOCK = 8
GRID = 16
PAD = 1.5
"""Points by which a box is widened at least."""

POINTS = 72.0
BLACK_BELOW = 150
QUALITY = 75

_DARK, _LIGHT = 64, 224
_COLOUR = 24
_MOST_MID_TONES = 0.12
_MOST_PALE = 0.0005
_MOST_COLOUR = 0.002
_PHOTO_MID_TONES = 0.3
_LARGEST_LABEL, _SMALLEST_LABEL = 9.0, 5.0
_NARROW = 0.92

Rows = np.ndarray
"""Pixels as rows of bytes: grey, or red, green and blue."""

Rect = tuple[int, int, int, int]
Burned = tuple[Box, str, int]
"""A box in fractions of the page, the words printed on it, and the grid it is widened to."""


class Tone(StrEnum):
    """What a page's pixels are like."""

    BILEVEL = "bilevel"
    GREY = "grey"
    COLOUR = "colour"
    GREY_PHOTO = "grey photo"
    PHOTO = "photo"

    @property
    def dots(self) -> int:
        """Give the dots an inch at which such a page is kept."""
        if self is Tone.BILEVEL:
            return 300
        return 150 if self in {Tone.PHOTO, Tone.GREY_PHOTO} else 200

    @property
    def grey(self) -> bool:
        """Say whether it has no colours."""
        return self in {Tone.BILEVEL, Tone.GREY, Tone.GREY_PHOTO}


@dataclass(frozen=True, slots=True)
class Encoded:
    """Pixels as they are kept, and the boxes that are black in them."""

    width: int
    height: int
    encoding: Encoding
    data: bytes = field(repr=False)
    marks: tuple[Box, ...]


def tone_of(rows: Rows, *, keep_grey: bool = False) -> Tone:
    """Say what a page's pixels are like.

    Black and white is only what has few mid-tones, all of them beside dark ink: pale writing and
    stamps would be lost.
    """
    grey = grey_of(rows)
    is_coloured = rows.ndim == 3 and _colour_share(rows) >= _MOST_COLOUR
    middle = (grey >= _DARK) & (grey < _LIGHT)
    share = float(middle.mean())
    if share > _PHOTO_MID_TONES:
        return Tone.PHOTO if is_coloured else Tone.GREY_PHOTO
    if is_coloured:
        return Tone.COLOUR
    if keep_grey or share >= _MOST_MID_TONES or _pale_share(grey, middle) > _MOST_PALE:
        return Tone.GREY
    return Tone.BILEVEL


def grey_of(rows: Rows) -> Rows:
    """Give the pixels without their colours."""
    if rows.ndim == 2:
        return rows
    red, green, blue = (rows[:, :, channel].astype(np.uint16) for channel in range(3))
    return ((77 * red + 150 * green + 29 * blue) >> 8).astype(np.uint8)


def _colour_share(rows: Rows) -> float:
    few = rows[::2, ::2]
    red, green, blue = few[:, :, 0], few[:, :, 1], few[:, :, 2]
    high = np.maximum(np.maximum(red, green), blue)
    low = np.minimum(np.minimum(red, green), blue)
    return float((high - low > _COLOUR).mean())


def _pale_share(grey: Rows, middle: Rows) -> float:
    """Give the share of mid-tones that are no edge of something dark."""
    near = grey < BLACK_BELOW
    for axis in (0, 1):
        near = _spread(_spread(near, axis), axis)
    return float((middle & ~near).mean())


def _spread(mask: Rows, axis: int) -> Rows:
    """Widen what is true by one pixel along an axis."""
    wide = mask.copy()
    ahead: list[slice] = [slice(None)] * 2
    behind: list[slice] = [slice(None)] * 2
    ahead[axis], behind[axis] = slice(1, None), slice(None, -1)
    wide[tuple(ahead)] |= mask[tuple(behind)]
    wide[tuple(behind)] |= mask[tuple(ahead)]
    return wide


def fitting_size(points: tuple[float, float], dots: float) -> tuple[int, int]:
    """Give width and height in pixels at so many dots an inch, fewer where that is too large."""
    width, height = points
    wished = width * height * (dots / POINTS) ** 2
    scale = dots / POINTS * min(1.0, math.sqrt(MOST_PIXELS / wished))
    return max(1, round(width * scale)), max(1, round(height * scale))


def encoded(
    rows: Rows, tone: Tone, boxes: Sequence[Burned], points: tuple[float, float]
) -> Encoded:
    """Paint the boxes into the pixels and encode them.

    What lies beneath a box never reaches the encoder, so that nothing of it is in the data.
    """
    height, width = rows.shape[:2]
    scale = (width / points[0], height / points[1])
    is_bilevel = tone is Tone.BILEVEL
    rects = [
        _rect(box, (width, height), scale, 1 if is_bilevel else grid) for box, _, grid in boxes
    ]
    burned = _burned(rows, tone, rects, [words for _, words, _ in boxes], min(scale))
    marks = tuple((a / width, b / height, c / width, d / height) for a, b, c, d in rects)
    if is_bilevel:
        return Encoded(width, height, Encoding.G4, g4.packed(burned < BLACK_BELOW), marks)
    target = io.BytesIO()
    Image.fromarray(burned).save(target, "JPEG", quality=QUALITY, subsampling=0)
    return Encoded(width, height, Encoding.JPEG, target.getvalue(), marks)


def _rect(box: Box, size: tuple[int, int], scale: tuple[float, float], grid: int) -> Rect:
    """Give the pixels of a box, padded and moved outwards to the grid."""
    edges = []
    for axis in (0, 1):
        pad, most = PAD * scale[axis], size[axis]
        start = math.floor((box[axis] * most - pad) / grid) * grid
        end = math.ceil((box[axis + 2] * most + pad) / grid) * grid
        edges.append((max(0, min(start, most - 1)), min(most, max(end, 1))))
    return edges[0][0], edges[1][0], edges[0][1], edges[1][1]


def _burned(
    rows: Rows, tone: Tone, rects: Sequence[Rect], labels: Sequence[str], scale: float
) -> Rows:
    made = np.array(grey_of(rows) if tone.grey else rows, copy=True)
    for left, top, right, bottom in rects:
        made[top:bottom, left:right] = 0
    taken: list[Rect] = []
    for rect, words in zip(rects, labels, strict=True):
        if words and not any(overlap(rect, other) for other in taken):
            left, top, right, bottom = rect
            made[top:bottom, left:right][_label((right - left, bottom - top), words, scale)] = 255
            taken.append(rect)
    return made


def overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    """Say whether two boxes share more than an edge."""
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


def _label(box: tuple[int, int], words: str, scale: float) -> Rows:
    """Say which pixels of a box are white: the words in its middle where they fit, else none.

    The letters have no grey edges.
    """
    width, height = box[0] * _NARROW, box[1] * _NARROW
    label = Image.new("L", box)
    size = min(_LARGEST_LABEL * scale, height)
    font = ImageFont.truetype(str(resource("fonts/NotoSans-Bold.ttf")), max(1.0, size))
    length = font.getlength(words)
    if length > width:
        size *= width / length
        font = font.font_variant(size=max(1.0, size))
    if size >= _SMALLEST_LABEL * scale:
        pen = ImageDraw.Draw(label)
        pen.fontmode = "1"
        pen.text((box[0] / 2, box[1] / 2), words, fill=255, font=font, anchor="mm")
    return np.asarray(label) > 0
