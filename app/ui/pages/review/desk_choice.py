"""What is chosen on a page: words, a rectangle, as wide as wished, or all but that. No PySide6."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.documents.regions import BoxMode, widen
from app.domain.redacted import Box, SheetWord
from app.domain.spans import Region
from app.workflow.show_pages import ShownPage

COLUMNS, ROWS = 24, 32
"""The grid on which a rectangle is moved by keys."""

PAD = 1.5
GRID = 16
THIN = 0.001


class Reach(StrEnum):
    """How far what is chosen is widened."""

    EXACT = "exact"
    LINE = "line"
    BLOCK = "block"
    PAGE = "page"


_MODES = {Reach.LINE: BoxMode.LINE, Reach.BLOCK: BoxMode.BLOCK}
_NEXT = {
    Reach.EXACT: Reach.LINE,
    Reach.LINE: Reach.BLOCK,
    Reach.BLOCK: Reach.PAGE,
    Reach.PAGE: Reach.EXACT,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen on one page.

    Attributes:
        box: a rectangle; None where words are chosen.
        first: position of the word where choosing began; ``last`` where the cursor stands.
        inverted: everything but this is meant.
    """

    page: int
    box: Box | None = None
    first: int = -1
    last: int = -1
    reach: Reach = Reach.EXACT
    inverted: bool = False

    def wider(self) -> Choice:
        """Give the same one size wider, and after the whole page exactly again."""
        return replace(self, reach=_NEXT[self.reach])


def word_at(words: Sequence[SheetWord], x: float, y: float) -> int:
    """Give the position of the word at a point; -1 where there is none."""
    for at, word in enumerate(words):
        left, top, right, bottom = word.box
        if left <= x <= right and top <= y <= bottom:
            return at
    return -1


def word_beside(words: Sequence[SheetWord], at: int, across: int, down: int) -> int:
    """Give the word that an arrow key leads to: in reading order, or in the line above or below."""
    if across:
        return min(max(at + across, 0), len(words) - 1)
    here = _middle(words[at].box)
    tall = (words[at].box[3] - words[at].box[1]) / 2
    others = [
        ((_middle(word.box)[1] - here[1]) * down, abs(_middle(word.box)[0] - here[0]), number)
        for number, word in enumerate(words)
    ]
    onward = [one for one in others if one[0] > tall]
    if not onward:
        return at
    line = min(onward)[0] + tall
    return min((beside, number) for far, beside, number in onward if far <= line)[1]


def first_cell() -> Box:
    """Give the rectangle with which choosing by keys begins."""
    wide, tall = 1 / COLUMNS, 1 / ROWS
    return 2 * wide, 2 * tall, 6 * wide, 4 * tall


def moved(box: Box, across: float, down: float) -> Box:
    """Move a rectangle by cells, within its page."""
    left, top, right, bottom = box
    x = min(max(across / COLUMNS, -left), 1 - right)
    y = min(max(down / ROWS, -top), 1 - bottom)
    return left + x, top + y, right + x, bottom + y


def grown(box: Box, across: float, down: float) -> Box:
    """Move the lower right corner of a rectangle by cells; a part of a cell always stays."""
    left, top, right, bottom = box
    least_x, least_y = 0.25 / COLUMNS, 0.25 / ROWS
    right = min(max(right + across / COLUMNS, left + least_x), 1.0)
    bottom = min(max(bottom + down / ROWS, top + least_y), 1.0)
    return left, top, right, bottom


def boxes_of(choice: Choice, words: Sequence[SheetWord]) -> tuple[Box, ...]:
    """Give what is chosen as boxes: of words one a line."""
    if choice.reach is Reach.PAGE:
        return ((0.0, 0.0, 1.0, 1.0),)
    boxes = [choice.box] if choice.box else _lines(choice, words)
    if choice.reach is Reach.EXACT:
        return tuple(boxes)
    mode = _MODES[choice.reach]
    wide = [widen(_region(choice.page, box), mode, words) for box in boxes]
    return tuple(dict.fromkeys((r.left, r.top, r.right, r.bottom) for r in wide))


def regions_of(choice: Choice, page: ShownPage) -> tuple[Region, ...]:
    """Give what is to be withheld of a page."""
    boxes = boxes_of(choice, page.words)
    if not boxes:
        return ()
    if choice.inverted:
        boxes = _around(_kept(boxes, page))
    return tuple(_region(choice.page, box) for box in boxes)


def words_in(choice: Choice, words: Sequence[SheetWord]) -> str:
    """Give the words that are chosen, for a screen reader."""
    start, end = sorted((choice.first, choice.last))
    return " ".join(word.text for word in words[max(start, 0) : end + 1])


def _lines(choice: Choice, words: Sequence[SheetWord]) -> list[Box]:
    start, end = sorted((choice.first, choice.last))
    lines: dict[int, list[Box]] = {}
    for word in words[max(start, 0) : end + 1]:
        lines.setdefault(word.line, []).append(word.box)
    return [_union(boxes) for boxes in lines.values()]


def _kept(boxes: Sequence[Box], page: ShownPage) -> Box:
    """Give what stays, so much larger that burning beside it leaves it whole.

    A burned box is padded, and moved outwards to the grid in which JPEG would keep traces.
    """
    grid = 1 if page.bilevel else GRID
    edges = list(_union(boxes))
    for axis in (0, 1):
        most = page.size[axis]
        pad = PAD * most / page.points[axis]
        start = math.floor(edges[axis] * most / grid) * grid - pad
        end = math.ceil(edges[axis + 2] * most / grid) * grid + pad
        edges[axis], edges[axis + 2] = start / most, end / most
    left, top, right, bottom = edges
    return max(left, 0.0), max(top, 0.0), min(right, 1.0), min(bottom, 1.0)


def _around(kept: Box) -> tuple[Box, ...]:
    left, top, right, bottom = kept
    strips = (
        (0.0, 0.0, 1.0, top),
        (0.0, top, left, bottom),
        (right, top, 1.0, bottom),
        (0.0, bottom, 1.0, 1.0),
    )
    return tuple(box for box in strips if box[2] - box[0] > THIN and box[3] - box[1] > THIN)


def _union(boxes: Sequence[Box]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _region(page: int, box: Box) -> Region:
    left, top, right, bottom = box
    return Region(page, max(left, 0.0), max(top, 0.0), min(right, 1.0), min(bottom, 1.0))


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
