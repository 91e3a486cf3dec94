"""Finds text that can be copied but not seen: under a shape, in white, tiny, off the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import category

import numpy as np
import numpy.typing as npt

from app.domain.packets import Finding
from app.packet.normal import seen
from app.packet.reading import Boxes, PageRead, inside
from app.packet.shapes import Box, Kind, Shape, area, overlap

_CONTRAST = 20
_FAINT = 8
_AROUND = 0.8
_TINY = 1.3
_FEW = 3
_DARK = 0.5
_BLANK = "\ufffc"
_MARKS = ("Mn", "Me")
"""Marks over and under letters: one on another leaves no ink; their letters are judged."""
_MOST = 0.6
_LOWEST, _TALLEST = 8, 40


def check_ink(page: PageRead) -> Iterator[Finding]:
    """Check that each character of a page is seen where it stands."""
    standing = _standing(page)
    outside = standing & _is_outside(page)
    if outside.any():
        what = f"{_characters(outside)} outside the visible part of the page."
        yield Finding("outside_page", page.number, what)
    within = standing & ~outside
    heights = page.boxes[:, 3] - page.boxes[:, 1]
    letters = np.array([sign.isalnum() for sign in page.characters], dtype=bool)
    tiny = within & letters & (heights < _TINY) & ((page.boxes[:, 2] - page.boxes[:, 0]) < _TINY)
    if int(tiny.sum()) >= _FEW:
        what = f"{_characters(tiny)} too small to be seen."
        yield Finding("tiny_text", page.number, what, box=_around(page, tiny))
    marks = np.array([category(sign) in _MARKS for sign in page.characters], dtype=bool)
    unseen = within & ~tiny & ~marks & ~_has_contrast(page)
    if unseen.any():
        what = f"{_characters(unseen)} there to be copied but not to be seen."
        yield Finding("text_under_ink", page.number, what, box=_around(page, unseen))


def check_covers(page: PageRead) -> Iterator[Finding]:
    """Find dark shapes painted over text or over a picture that still lies below."""
    covers = [(at, shape) for at, shape in enumerate(page.shapes) if shape.covers]
    for box in (shape.box for at, shape in covers if _covers_text(page, at, shape)):
        what = "A shape is painted over text that is still there."
        yield Finding("box_over_text", page.number, what, box=_fractions(page, box))
        break
    for box in (box for box in crosses(page.shapes) if _holds_text(page, box)):
        what = "Text that is still there is crossed out."
        yield Finding("box_over_text", page.number, what, box=_fractions(page, box))
        break
    pictures = [(at, s) for at, s in enumerate(page.shapes) if s.kind is Kind.PICTURE]
    if any(_hides(page, cover, picture) for cover in covers for picture in pictures):
        what = "A shape is painted over a picture that is still whole."
        yield Finding("box_over_picture", page.number, what)
    if any(_is_cut(page, picture) for _, picture in pictures):
        what = "A picture holds more than the part of it that is seen."
        yield Finding("cropped_picture", page.number, what)


def crosses(shapes: Sequence[Shape]) -> Iterator[Box]:
    """Give the boxes that are crossed from corner to corner, as lines of text are crossed out."""
    slashes = [shape for shape in shapes if shape.kind is Kind.SLASH]
    rising = {_rounded(shape.box) for shape in slashes if shape.light}
    for shape in slashes:
        box = shape.box
        tall = box[3] - box[1]
        is_line = _LOWEST <= tall <= _TALLEST and box[2] - box[0] >= 0.5 * tall
        if is_line and not shape.light and _rounded(box) in rising:
            yield box


def _rounded(box: Box) -> tuple[int, ...]:
    return tuple(round(side) for side in box)


def _holds_text(page: PageRead, box: Box) -> bool:
    found = map(int, np.flatnonzero(inside(page.boxes, box)))
    return any(page.characters[at].isalnum() for at in found)


def _fractions(page: PageRead, box: Box) -> Box:
    """Give a box as fractions of the page as it is seen, from its upper left corner."""
    left, bottom = page.origin
    wide, tall = max(page.width, 1.0), max(page.height, 1.0)
    return (
        *((box[0] - left) / wide, 1 - (box[3] - bottom) / tall),
        *((box[2] - left) / wide, 1 - (box[1] - bottom) / tall),
    )


def _around(page: PageRead, which: npt.NDArray[np.bool_]) -> Box:
    boxes = page.boxes[which]
    low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    return _fractions(page, (float(low[0]), float(low[1]), float(high[0]), float(high[1])))


def check_blank(page: PageRead) -> Iterator[Finding]:
    """Find pages that say something or hold a picture and yet look empty."""
    if (page.shapes or page.characters.strip()) and int(page.grey.max()) - int(page.grey.min()) < 8:
        yield Finding("blank_page", page.number, "The page is blank although something is on it.")


def _standing(page: PageRead) -> npt.NDArray[np.bool_]:
    """Say of each character whether it should leave ink."""
    shown = {sign: sign != _BLANK and bool(seen(sign)) for sign in set(page.characters)}
    return np.array([shown[sign] for sign in page.characters], dtype=bool) & page.boxes.any(axis=1)


def _is_outside(page: PageRead) -> npt.NDArray[np.bool_]:
    boxes = page.pixels()
    height, width = page.grey.shape
    middle_x = (boxes[:, 0] + boxes[:, 2]) / 2
    middle_y = (boxes[:, 1] + boxes[:, 3]) / 2
    off = (middle_x < 0) | (middle_y < 0) | (middle_x > width) | (middle_y > height)
    return np.asarray(off, dtype=bool)


def _has_contrast(page: PageRead) -> npt.NDArray[np.bool_]:
    """Say of each character whether neighbouring pixels of its box differ.

    The steps from pixel to pixel are summed over the page once, then read for all boxes.
    """
    grey = page.grey.astype(np.int16)
    height, width = grey.shape
    noisy = any(shape.kind is Kind.PICTURE for shape in page.shapes)
    least = _CONTRAST if noisy else _FAINT
    steps = np.zeros((height + 1, width + 1), dtype=np.int32)
    steps[1:, 2:] += np.abs(np.diff(grey, axis=1)) > least
    steps[2:, 1:] += np.abs(np.diff(grey, axis=0)) > least
    np.cumsum(steps, axis=0, out=steps)
    np.cumsum(steps, axis=1, out=steps)
    left, top, right, bottom = _edges(page)
    found = steps[bottom, right] - steps[top, right] - steps[bottom, left] + steps[top, left]
    return np.asarray(found > 0, dtype=bool)


def _edges(page: PageRead) -> tuple[npt.NDArray[np.int64], ...]:
    boxes: Boxes = page.pixels()
    height, width = page.grey.shape
    around = _AROUND * page.scale
    low = np.floor(boxes[:, :2] - around).astype(np.int64)
    high = np.ceil(boxes[:, 2:] + around).astype(np.int64)
    left, right = np.clip(low[:, 0], 0, width), np.clip(high[:, 0], 0, width)
    top, bottom = np.clip(low[:, 1], 0, height), np.clip(high[:, 1], 0, height)
    return left, top, right, bottom


def _covers_text(page: PageRead, at: int, cover: Shape) -> bool:
    if cover.light > _DARK:
        return False
    before = {shape.address for shape in page.shapes[:at] if shape.kind is Kind.TEXT}
    return any(
        page.texts[number] in before and seen(page.characters[number])
        for number in map(int, np.flatnonzero(inside(page.boxes, cover.box)))
        if number in page.texts
    )


def _hides(page: PageRead, cover: tuple[int, Shape], picture: tuple[int, Shape]) -> bool:
    at, shape = cover
    if picture[0] > at or not (shape.light < _DARK or shape.light > 0.97):
        return False
    shown = overlap(picture[1].box, _page_box(page))
    part = area(overlap(shape.box, shown))
    return part > _MOST * area(shape.box) and part < 0.98 * area(shown)


def _is_cut(page: PageRead, picture: Shape) -> bool:
    shown = overlap(picture.box, _page_box(page))
    if picture.clip is not None:
        shown = overlap(shown, picture.clip)
    return area(picture.box) > 0 and area(shown) < 0.9 * area(picture.box)


def _page_box(page: PageRead) -> Box:
    left, bottom = page.origin
    return (left, bottom, left + page.width, bottom + page.height)


def _characters(which: npt.NDArray[np.bool_]) -> str:
    count = int(which.sum())
    return "One character is" if count == 1 else f"{count} characters are"
