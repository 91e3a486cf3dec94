"""Finds black boxes in lines of text whose widths tell how long the words under them were."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from app.domain.packets import Finding
from app.packet.reading import PageRead, inside
from app.packet.shapes import Box, Kind

_LOWEST, _TALLEST = 6.0, 24.0
_NARROWEST = 12.0
_DARK = 60
_FEW = 3
_BESIDE = 60.0


def check_bars(page: PageRead) -> Iterator[Finding]:
    """Find at least three empty black boxes of different widths, each beside words of its line."""
    bars = {
        tuple(round(side) for side in shape.box): shape.box
        for shape in page.shapes
        if shape.kind in {Kind.FILL, Kind.PICTURE} and _is_bar(page, shape.box)
    }
    widths = {round(box[2] - box[0]) for box in bars.values()}
    lefts = {round(box[0]) for box in bars.values()}
    if len(widths) >= _FEW and len(lefts) > 1:
        what = "The widths of black boxes tell how long the words were that stood there."
        yield Finding("bar_width", page.number, what)


def _is_bar(page: PageRead, box: Box) -> bool:
    wide, tall = box[2] - box[0], box[3] - box[1]
    if not _LOWEST <= tall <= _TALLEST or wide < max(_NARROWEST, tall):
        return False
    if inside(page.boxes, box).any() or _light(page, box) > _DARK:
        return False
    beside = (box[0] - _BESIDE, box[1], box[0], box[3])
    after = (box[2], box[1], box[2] + _BESIDE, box[3])
    return bool(inside(page.boxes, beside).any() and inside(page.boxes, after).any())


def _light(page: PageRead, box: Box) -> float:
    left, bottom = page.origin
    top = bottom + page.height
    x, to_x = (int((side - left) * page.scale) for side in (box[0] + 1, box[2] - 1))
    y, to_y = (int((top - side) * page.scale) for side in (box[3] - 1, box[1] + 1))
    part = page.grey[max(y, 0) : max(to_y, 0), max(x, 0) : max(to_x, 0)]
    return float(np.mean(part)) if part.size else 255.0
