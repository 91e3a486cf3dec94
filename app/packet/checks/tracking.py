"""Finds the yellow dots with which colour printers name themselves and the time, in scans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

import numpy as np
import numpy.typing as npt
import pypdfium2

from app.domain.packets import Finding

_SCALE = 300 / 72
_LIGHT = 200
_YELLOW = 14
_LARGEST = 8
_FEWEST, _MOST = 40, 1500
_SPREAD = 0.4
_NEAREST = 24
_EXACT = 3
_REPEATED = 0.5

Colours = npt.NDArray[np.int16]
Dot = tuple[int, int]


def check_tracking(data: bytes, numbers: Collection[int]) -> Iterator[Finding]:
    """Look at pages (one-based) that are pictures, in colour; the dots are too pale for grey."""
    if not numbers:
        return
    document = pypdfium2.PdfDocument(data)
    try:
        for number in sorted(numbers):
            if has_dots(_colours(document, number - 1)):
                what = "Yellow dots on the page name the printer and the time of printing."
                yield Finding("tracking_dots", number, what)
    finally:
        document.close()


def _colours(document: pypdfium2.PdfDocument, at: int) -> Colours:
    page = document[at]
    try:
        bitmap = page.render(scale=_SCALE, rev_byteorder=True)
        colours = np.array(bitmap.to_numpy()[:, :, :3], dtype=np.int16)
        bitmap.close()
    finally:
        page.close()
    return colours


def has_dots(colours: Colours) -> bool:
    """Say whether small yellow dots lie all over a page in a pattern that comes again."""
    red, green, blue = colours[:, :, 0], colours[:, :, 1], colours[:, :, 2]
    least = np.minimum(red, green)
    yellow = (least > _LIGHT) & (least - blue >= _YELLOW)
    dots = _dots(yellow) if 0 < int(yellow.sum()) <= _MOST * _LARGEST**2 else []
    if not _FEWEST <= len(dots) <= _MOST:
        return False
    ys, xs = np.array(dots).T
    height, width = yellow.shape
    if np.ptp(ys) < _SPREAD * height or np.ptp(xs) < _SPREAD * width:
        return False
    return _repeats(ys, xs)


def _dots(yellow: npt.NDArray[np.bool_]) -> list[Dot]:
    """Give the middles of small groups of pixels that touch."""
    left = {(int(y), int(x)) for y, x in np.argwhere(yellow)}
    found: list[Dot] = []
    while left:
        group = [left.pop()]
        for y, x in group:
            beside = {(y + down, x + across) for down in (-1, 0, 1) for across in (-1, 0, 1)}
            touching = beside & left
            left -= touching
            group += touching
        high, wide = np.ptp(np.array(group), axis=0) + 1
        if max(high, wide) <= _LARGEST:
            found.append(
                (sum(y for y, _ in group) // len(group), sum(x for _, x in group) // len(group))
            )
    return found


def _repeats(ys: npt.NDArray[np.int64], xs: npt.NDArray[np.int64]) -> bool:
    """Say whether most dots have another one at the same step from them."""
    down = (ys[:, None] - ys[None, :]).ravel()
    across = (xs[:, None] - xs[None, :]).ravel()
    far = (np.maximum(np.abs(down), np.abs(across)) >= _NEAREST) & (down >= 0)
    steps = Counter(
        zip((down[far] // _EXACT).tolist(), (across[far] // _EXACT).tolist(), strict=True)
    )
    if not steps:
        return False
    often = max(_around(steps, step) for step, _ in steps.most_common(5))
    return often >= _REPEATED * len(ys)


def _around(steps: Counter[Dot], step: Dot) -> int:
    """Count a step with those that differ by a pixel or two."""
    down, across = step
    return sum(steps[down + y, across + x] for y in (-1, 0, 1) for x in (-1, 0, 1))
