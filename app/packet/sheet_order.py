"""Puts the words and the marks of a page of an attachment into the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from app.domain.redacted import Box, Sheet, SheetMark, SheetWord
from app.packet.clusters import clean

Piece = SheetWord | SheetMark
_Line = list[SheetWord]
_NEAR = 3.0
_ALIKE = 0.8
_MARGIN = 0.02
_PLACES = 3


def pieces_of(sheet: Sheet) -> list[list[Piece]]:
    """Give the paragraphs of a page, its marks among its words where they stand.

    A word that is written twice over itself, as to make it bold, is given once.
    """
    words = [word for word in _once(sheet.words) if text_of(word)]
    lines = [list(line) for _, line in groupby(words, key=lambda word: (word.block, word.line))]
    bounds = [bounds_of(line) for line in lines] if sheet.marks else []
    before: dict[int, list[SheetMark]] = {}
    within: dict[int, list[SheetMark]] = {}
    for mark in sheet.marks:
        at = _beside(mark.box, bounds)
        if at is None:
            before.setdefault(_next(mark.box, bounds), []).append(mark)
        else:
            within.setdefault(at, []).append(mark)
    return list(_paragraphs(lines, before, within))


def text_of(word: SheetWord) -> str:
    """Give a word as it is printed: without line ends and without what has no shape."""
    return clean(word.text).replace("\n", " ").strip()


def _paragraphs(
    lines: Sequence[_Line],
    before: dict[int, list[SheetMark]],
    within: dict[int, list[SheetMark]],
) -> Iterator[list[Piece]]:
    held: list[Piece] = []
    for at, line in enumerate(lines):
        if held and at and line[0].block != lines[at - 1][0].block:
            yield held
            held = []
        held += before.get(at, [])
        held += _merged(line, within.get(at, []))
    held += before.get(len(lines), [])
    if held:
        yield held


def _merged(line: _Line, marks: Sequence[SheetMark]) -> list[Piece]:
    """Put each mark before the first word of its line that stands to the right of it."""
    pieces: list[Piece] = list(line)
    for mark in marks:
        middle = _middle(mark.box)[0]
        places = (at for at, piece in enumerate(pieces) if _middle(piece.box)[0] > middle)
        pieces.insert(next(places, len(pieces)), mark)
    return pieces


def _beside(box: Box, lines: Sequence[Box]) -> int | None:
    """Give the line at whose height a mark stands, and near it; None where there is none."""
    best: tuple[float, int] | None = None
    for at, bounds in enumerate(lines):
        height = bounds[3] - bounds[1]
        middle = _middle(bounds)[1]
        level = box[1] <= middle <= box[3] or bounds[1] <= _middle(box)[1] <= bounds[3]
        if not level or box[3] - box[1] > _NEAR * max(height, 0.001):
            continue
        gap = max(box[0] - bounds[2], bounds[0] - box[2], 0.0)
        if gap <= _NEAR * height + _MARGIN and (best is None or gap < best[0]):
            best = (gap, at)
    return best[1] if best else None


def _next(box: Box, lines: Sequence[Box]) -> int:
    """Give the first line below a mark in its column; behind the column where none is."""
    middle = _middle(box)[1]
    behind = -1
    for at, bounds in enumerate(lines):
        if bounds[0] < box[2] and bounds[2] > box[0]:
            if _middle(bounds)[1] > middle:
                return at
            behind = at
    if behind >= 0:
        return behind + 1
    lower = (at for at, bounds in enumerate(lines) if _middle(bounds)[1] > middle)
    return next(lower, len(lines))


def bounds_of(line: Sequence[Piece]) -> Box:
    """Give the box around some words."""
    boxes = [piece.box for piece in line]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _once(words: Sequence[SheetWord]) -> Iterator[SheetWord]:
    """Leave out words that lie over others: readers drop them, so they could not be proved."""
    stands: dict[str, list[Box]] = {}
    taken: set[Box] = set()
    for word in words:
        before = stands.setdefault(word.text, [])
        left, top, right, bottom = (round(side, _PLACES) for side in word.box)
        place = (left, top, right, bottom)
        if place not in taken and not any(_is_same(box, word.box) for box in before):
            yield word
            before.append(word.box)
            taken.add(place)


def _is_same(left: Box, right: Box) -> bool:
    wide = min(left[2], right[2]) - max(left[0], right[0])
    high = min(left[3], right[3]) - max(left[1], right[1])
    whole = (right[2] - right[0]) * (right[3] - right[1])
    return wide > 0 and high > 0 and wide * high > _ALIKE * whole


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
