"""A page as eyes see it: its pixels, its black boxes, and what can be made out in and around them.

Who reads words in pixels is handed in from outside; this room knows no such reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from app.domain.redacted import Box, SheetWord
from app.packet.reading import Grey, PageRead

DPI = 200
POINTS = 72

_CELLS_TO_INCH = 50
_DARK = 70
_BRIGHT = 150
_FAINT = 12
_INK = 110
_EDGE = 0.9
_LEAST_CELLS = 2
_LEAST_WIDE = 6
_AROUND_POINTS = 14.0
_TIP_POINTS = (0.7, 3.6)
_TIP_WIDE_POINTS = 5.0
_FEW_TIPS = 4

Mask = npt.NDArray[np.bool_]
Cell = tuple[int, int]
"""Row and column in a grid that is laid over a page."""

Pixels = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels; right and bottom are the first outside."""


@dataclass(frozen=True, slots=True)
class PagePixels:
    """A page as it looks, one byte a pixel, without gaps between the lines."""

    width: int
    height: int
    grey: bytes = field(repr=False)
    dpi: int = DPI


Eyes = Callable[[Iterable[PagePixels]], Iterator[Sequence[SheetWord]]]
"""Reads the words of pages, page by page in order; boxes are fractions of the page."""


Pause = Callable[[], None]
"""Called between pages and between checks; what it raises ends the verification."""


@dataclass(frozen=True, slots=True)
class Watched:
    """Eyes of a verification that can be stopped on the way."""

    eyes: Eyes
    pause: Pause

    def __call__(self, pages: Iterable[PagePixels]) -> Iterator[Sequence[SheetWord]]:
        """Give the words of each page."""
        for words in self.eyes(pages):
            self.pause()
            yield words


def pixels_of(page: PageRead) -> PagePixels:
    """Give a page that was read as eyes are shown it."""
    return _shown(page.grey, round(page.scale * POINTS))


def black_boxes(grey: Grey, dpi: int = DPI) -> list[Pixels]:
    """Find black rectangles, with or without bright letters in them."""
    size = max(2, dpi // _CELLS_TO_INCH)
    rows, columns = grey.shape[0] // size, grey.shape[1] // size
    cells = grey[: rows * size, : columns * size].reshape(rows, size, columns, size)
    dark: Mask = cells.max(axis=(1, 3)) < _DARK
    left = {(int(y), int(x)) for y, x in zip(*np.nonzero(dark), strict=True)}
    found = (_bounds(dark, group) for group in touching(left))
    return [_widened(grey, _times(box, size), size) for box in found if box is not None]


def around_boxes(grey: Grey, boxes: Sequence[Pixels], dpi: int = DPI) -> PagePixels:
    """Show only what lies in black boxes and close around them, the boxes as white paper.

    What differs a little from a box's black becomes ink; its bright letters, which name the
    exemption, are wiped. So letters that were covered badly, or only in part, can be read.
    """
    around = round(_AROUND_POINTS * dpi / POINTS)
    page = np.full_like(grey, 255)
    for left, top, right, bottom in boxes:
        rows = slice(max(0, top - around), bottom + around)
        columns = slice(max(0, left - around), right + around)
        page[rows, columns] = grey[rows, columns]
    for left, top, right, bottom in boxes:
        page[top:bottom, left:right] = _stretched(grey[top:bottom, left:right])
    return _shown(page, dpi)


def labels_of(grey: Grey, boxes: Sequence[Pixels], dpi: int = DPI) -> PagePixels:
    """Show only the bright letters in black boxes, as ink on paper."""
    page = np.full_like(grey, 255)
    for left, top, right, bottom in boxes:
        bright = grey[top:bottom, left:right] > _BRIGHT
        page[top:bottom, left:right] = np.where(bright, 0, 255)
    return _shown(page, dpi)


def has_tips(grey: Grey, box: Pixels, dpi: int = DPI) -> bool:
    """Say whether the tips of several letters stick out above or below a black box.

    Letters that stand whole beside it are higher than a tip; a ruled line is longer.
    """
    left, top, right, bottom = box
    most = round(_TIP_POINTS[1] * dpi / POINTS) + 3
    above = grey[max(0, top - most) : top, left:right][::-1] < _INK
    below = grey[bottom : bottom + most, left:right] < _INK
    return any(_tips(side, dpi) >= _FEW_TIPS for side in (above, below))


def fractions(box: Pixels, width: int, height: int) -> Box:
    """Give a box of pixels in fractions of a page."""
    return (box[0] / width, box[1] / height, box[2] / width, box[3] / height)


def _shown(grey: Grey, dpi: int) -> PagePixels:
    return PagePixels(grey.shape[1], grey.shape[0], grey.tobytes(), dpi)


def touching(left: set[Cell]) -> Iterator[list[Cell]]:
    """Give the groups of cells that touch; takes them out of the set."""
    while left:
        group = [left.pop()]
        for y, x in group:
            for beside in ((y, x + 1), (y, x - 1), (y + 1, x), (y - 1, x)):
                if beside in left:
                    left.remove(beside)
                    group.append(beside)
        yield group


def _bounds(dark: Mask, group: Sequence[tuple[int, int]]) -> Pixels | None:
    """Give the rectangle around a group of cells, where its four edges are dark."""
    ys, xs = [y for y, _ in group], [x for _, x in group]
    top, bottom, left, right = min(ys), max(ys) + 1, min(xs), max(xs) + 1
    if bottom - top < _LEAST_CELLS or right - left < _LEAST_WIDE:
        return None
    part = dark[top:bottom, left:right]
    edges = (part[0], part[-1], part[:, 0], part[:, -1])
    return (left, top, right, bottom) if min(edge.mean() for edge in edges) >= _EDGE else None


def _times(box: Pixels, size: int) -> Pixels:
    left, top, right, bottom = (side * size for side in box)
    return (left, top, right, bottom)


def _widened(grey: Grey, box: Pixels, most: int) -> Pixels:
    """Move the edges of a box outwards to where its black ends."""
    left, top, right, bottom = box
    middle_rows, middle_columns = slice(top, bottom), slice(left, right)
    above = grey[max(0, top - most) : top, middle_columns][::-1]
    below = grey[bottom : bottom + most, middle_columns]
    before = grey[middle_rows, max(0, left - most) : left].T[::-1]
    after = grey[middle_rows, right : right + most].T
    return (
        *(left - _black_lines(before), top - _black_lines(above)),
        *(right + _black_lines(after), bottom + _black_lines(below)),
    )


def _black_lines(lines: Grey) -> int:
    """Count the lines from the first that are black nearly all along."""
    black = (lines < _INK).mean(axis=1) >= _EDGE if lines.size else np.zeros(0, dtype=bool)
    return len(black) if black.all() else int(np.argmin(black))


def _stretched(part: Grey) -> Grey:
    """Turn a box into paper on which what hardly differs from its black is ink."""
    ground = int(np.bincount(part.ravel(), minlength=256).argmax())
    away = np.abs(part.astype(np.int16) - ground) > _FAINT
    ink = away & ~_grown(part > _BRIGHT, 3)
    ink[:2] = ink[-2:] = False
    ink[:, :2] = ink[:, -2:] = False
    return np.where(ink, 0, 255).astype(np.uint8)


def _grown(mask: Mask, by: int) -> Mask:
    """Widen a mask by so many pixels on all sides."""
    height, width = mask.shape
    room = np.pad(mask, by)
    grown = np.zeros_like(mask)
    for down in range(2 * by + 1):
        for across in range(2 * by + 1):
            grown |= room[down : down + height, across : across + width]
    return grown


def _tips(side: Mask, dpi: int) -> int:
    """Count narrow stretches of ink that begin at a box's edge (row 0) and end soon.

    A letter's tip ends within the rows that are given; a whole letter goes on to the last.
    """
    if side.shape[0] < 3:
        return 0
    least = max(2, round(_TIP_POINTS[0] * dpi / POINTS))
    wide = round(_TIP_WIDE_POINTS * dpi / POINTS)
    edge = np.diff(np.concatenate(([0], side[:2].all(axis=0).astype(np.int8), [0])))
    starts, ends = np.nonzero(edge == 1)[0], np.nonzero(edge == -1)[0]
    return sum(
        1
        for start, end in zip(starts, ends, strict=True)
        if end - start <= wide and least <= _reach(side, int(start), int(end)) < len(side) - 1
    )


def _reach(side: Mask, start: int, end: int) -> int:
    """Say how many rows a stretch of ink goes on, from row to row over touching pixels."""
    now = np.zeros(side.shape[1], dtype=bool)
    now[start:end] = True
    for row in range(len(side)):
        beside = now.copy()
        beside[1:] |= now[:-1]
        beside[:-1] |= now[1:]
        now = _joined(side[row], beside)
        if not now.any():
            return row
    return len(side)


def _joined(row: Mask, touched: Mask) -> Mask:
    """Give the whole stretches of ink of a row of which a part is touched."""
    names = np.cumsum(np.diff(np.concatenate(([False], row))) & row) * row
    return np.asarray(np.isin(names, np.unique(names[touched & row])) & row, dtype=bool)
