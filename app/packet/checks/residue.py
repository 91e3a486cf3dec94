"""Finds letters that can be guessed from what covers them in a picture: tips, mosaics and blurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

import numpy as np
import numpy.typing as npt

from app.domain.packets import Finding
from app.packet.looking import DPI, POINTS, Pixels, black_boxes, has_tips, touching
from app.packet.reading import Grey, read_pages

Mask = npt.NDArray[np.bool_]
Square = tuple[int, int, int, int]
"""Left and top, the size of a side, and the light of a square of one light."""

_FLAT = (5, 10)
"""What still counts as one light: as it is drawn, and after lossy encoding."""
_SIDES = range(5, 33)
_MIDDLE = (30, 240)
_FEWEST_SQUARES = 12
_FEWEST_LIGHTS = 5
_PAPER, _PAPER_SHARE = 225, 0.55
_CELL = 8
_SOFT = 24
_TALL = (2, 9)
_WIDE = 6
_FILLED = 0.5
_UNEVEN = 6.0
_FEWEST_HUMPS = 4
_SHARP, _SHARP_PIXELS = 60, 400


def check_residue(data: bytes, numbers: Collection[int], *, tips: bool) -> Iterator[Finding]:
    """Look at pages that are pictures.

    Args:
        data: any PDF.
        numbers: of the pages, one-based.
        tips: whether to look for the tips of letters too; else others do so.
    """
    for page in read_pages(data, DPI / POINTS, numbers) if numbers else ():
        boxes = black_boxes(page.grey) if tips else ()
        if any(has_tips(page.grey, box) for box in boxes):
            what = "Parts of letters stick out above or below a black box."
            yield Finding("letter_tips", page.number, what)
        if has_mosaic(page.grey):
            what = "Words under a mosaic can be guessed from its squares."
            yield Finding("mosaic", page.number, what)
        elif has_blur(page.grey):
            yield Finding("blurred", page.number, "Words that are blurred can be made out again.")


def has_mosaic(grey: Grey) -> bool:
    """Say whether squares of one size and several lights lie side by side in one grid."""
    return any(_has_grid(list(_squares(grey, flat))) for flat in _FLAT)


def _has_grid(squares: list[Square]) -> bool:
    sizes = Counter(size for _, _, size, _ in squares)
    for size, count in sizes.most_common(3):
        if count < _FEWEST_SQUARES:
            break
        own = [one for one in squares if abs(one[2] - size) <= 1]
        beside = [one for one in own if _neighbours(one, own)]
        if len(beside) >= _FEWEST_SQUARES and len({x[3] // 8 for x in beside}) >= _FEWEST_LIGHTS:
            return True
    return False


def _squares(grey: Grey, flat: int) -> Iterator[Square]:
    """Give the squares of one light: runs of one length below one another, as many as long."""
    going: dict[tuple[int, int], list[int]] = {}
    for y, row in enumerate(grey):
        now: dict[tuple[int, int], list[int]] = {}
        for start, length, light in _runs(row, flat):
            before = going.get((start, length))
            if before is not None and abs(before[1] - light) <= flat:
                now[start, length] = [before[0], before[1]]
            else:
                now[start, length] = [y, light]
        for (start, length), (top, light) in going.items():
            kept = now.get((start, length))
            if (kept is None or kept[0] != top) and abs(y - top - length) <= 2:
                yield start, top, length, light
        going = now


def _runs(row: npt.NDArray[np.uint8], flat: int) -> Iterator[tuple[int, int, int]]:
    """Give where stretches of one middle light begin, their lengths and their lights."""
    steps = np.flatnonzero(np.abs(np.diff(row.astype(np.int16))) > flat) + 1
    if len(steps) < 3:
        return
    starts, lengths = steps[:-1], np.diff(steps)
    lights = row[starts + lengths // 2]
    kept = (lengths >= _SIDES[0]) & (lengths <= _SIDES[-1])
    kept &= (lights > _MIDDLE[0]) & (lights < _MIDDLE[1])
    for start, length, light in zip(starts[kept], lengths[kept], lights[kept], strict=True):
        yield int(start), int(length), int(light)


def _neighbours(one: Square, others: list[Square]) -> bool:
    """Say whether another square of the grid touches one, beside it or below."""
    left, top, size, _ = one
    return any(
        (abs(x - left) <= 1 and 0 < abs(y - top) <= size + 3)
        or (abs(y - top) <= 1 and 0 < abs(x - left) <= size + 3)
        for x, y, _, _ in others
    )


def has_blur(grey: Grey) -> bool:
    """Say whether a stretch as high as a line is soft on a page of sharp letters on paper."""
    if float((grey >= _PAPER).mean()) < _PAPER_SHARE:
        return False
    light = grey.astype(np.int16)
    across = np.abs(np.diff(light, axis=1, prepend=light[:, :1]))
    down = np.abs(np.diff(light, axis=0, prepend=light[:1]))
    steps = np.maximum(across, down)
    if int((steps > _SHARP).sum()) < _SHARP_PIXELS:
        return False
    return any(_is_soft_line(grey, box) for box in _soft_boxes(grey, steps))


def _soft_boxes(grey: Grey, steps: npt.NDArray[np.int16]) -> Iterator[Pixels]:
    """Give the boxes around cells that touch, in which nothing is sharp and nothing is paper."""
    rows, columns = grey.shape[0] // _CELL, grey.shape[1] // _CELL
    cut = (slice(0, rows * _CELL), slice(0, columns * _CELL))
    shape = (rows, _CELL, columns, _CELL)
    soft: Mask = steps[cut].reshape(shape).max(axis=(1, 3)) <= _SOFT
    means = grey[cut].reshape(shape).mean(axis=(1, 3))
    left = {
        (int(y), int(x)) for y, x in np.argwhere(soft & (means < _PAPER) & (means > _MIDDLE[0]))
    }
    for group in touching(left):
        ys, xs = [y for y, _ in group], [x for _, x in group]
        top, bottom, first, last = min(ys), max(ys) + 1, min(xs), max(xs) + 1
        is_line = _TALL[0] <= bottom - top <= _TALL[1] and last - first >= _WIDE
        if is_line and len(group) >= _FILLED * (bottom - top) * (last - first):
            yield first * _CELL, top * _CELL, last * _CELL, bottom * _CELL


def _is_soft_line(grey: Grey, box: Pixels) -> bool:
    """Say whether the light of a box goes up and down, as letters do that run into one another."""
    left, top, right, bottom = box
    profile = grey[top:bottom, left:right].mean(axis=0)
    turns, extreme, rises = 0, float(profile[0]), True
    for light in profile.tolist():
        if (light > extreme) == rises:
            extreme = light
        elif abs(light - extreme) >= _UNEVEN:
            turns, extreme, rises = turns + 1, light, not rises
    return turns >= 2 * _FEWEST_HUMPS
