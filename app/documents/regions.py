"""Where words stand on a page, and how far a box reaches around them; knows no pixels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from app.domain.redacted import Box, SheetWord
from app.domain.spans import Region
from app.domain.words import placed_words

SURE_ANYWHERE = 8
"""So many letters and digits are the words, whatever they are glued to."""


class BoxMode(StrEnum):
    """How far a box reaches; a box as wide as a word tells much of the word."""

    EXACT = "exact"
    NEIGHBOUR = "neighbour"
    LINE_END = "line-end"
    LINE = "line"
    BLOCK = "block"


def widen(region: Region, mode: BoxMode, words: Sequence[SheetWord]) -> Region:
    """Give the region made as wide as asked for; one that touches no word stays as it is.

    ``NEIGHBOUR`` takes in the nearest word on both sides, so that the gap between what is left
    tells nothing of the length of what is withheld.
    """
    touched = [at for at, word in enumerate(words) if _touch(_box(region), word.box)]
    if mode is BoxMode.EXACT or not touched:
        return region
    taken = _REACH[mode](touched, words)
    boxes = [_box(region), *(words[at].box for at in taken)]
    return _around(region.page, boxes)


def find_words(words: Sequence[SheetWord], literal: str, page: int = 1) -> list[Region]:
    """Find a literal by whole words, whatever its case and accents, one region a line's part.

    It is found across line ends, also where a word is broken there with or without a hyphen, and
    where its letters stand apart from one another; a long one also inside another word, which is
    then withheld as a whole.
    """
    wanted = [word for word, _, _ in placed_words(literal)]
    if not wanted:
        return []
    tokens = _tokens(words)
    whole = "".join(wanted)
    regions: list[Region] = []
    for start, (said, number, _) in enumerate(tokens):
        is_inside = len(whole) >= SURE_ANYWHERE and whole in said
        found = [number] if is_inside else _match(tokens, start, wanted)
        if found:
            regions += _by_line(found, words, page)
    return list(dict.fromkeys(regions))


Token = tuple[str, int, bool]
"""A folded word, the number of the word on the page, and whether its line ends with it."""


def _tokens(words: Sequence[SheetWord]) -> list[Token]:
    tokens: list[Token] = []
    for at, word in enumerate(words):
        parts = placed_words(word.text)
        is_last = at + 1 == len(words) or words[at + 1].line != word.line
        tokens += [
            (part, at, is_last and number + 1 == len(parts))
            for number, (part, _, _) in enumerate(parts)
        ]
    return tokens


def _match(tokens: Sequence[Token], start: int, wanted: Sequence[str]) -> list[int]:
    """Give the words of the page that say what is wanted from ``start`` on; else none."""
    taken: list[int] = []
    at = start
    for word in wanted:
        rest, is_spaced = word, False
        while rest:
            if at >= len(tokens):
                return []
            said, number, ends_line = tokens[at]
            taken.append(number)
            at += 1
            if said == rest and (rest == word or not is_spaced or len(said) == 1):
                break
            is_spaced = len(said) == 1 and not ends_line
            if not ((ends_line or is_spaced) and rest.startswith(said)):
                return []
            rest = rest[len(said) :]
    return taken


def _by_line(found: Sequence[int], words: Sequence[SheetWord], page: int) -> list[Region]:
    lines: dict[int, list[Box]] = {}
    for at in found:
        lines.setdefault(words[at].line, []).append(words[at].box)
    return [_around(page, boxes) for boxes in lines.values()]


def _neighbours(touched: Sequence[int], words: Sequence[SheetWord]) -> list[int]:
    taken = set(touched)
    for at in touched:
        for other in (at - 1, at + 1):
            if 0 <= other < len(words) and words[other].line == words[at].line:
                taken.add(other)
    return sorted(taken)


def _to_line_end(touched: Sequence[int], words: Sequence[SheetWord]) -> list[int]:
    first: dict[int, int] = {}
    for at in touched:
        first.setdefault(words[at].line, at)
    return [at for at, word in enumerate(words) if word.line in first and at >= first[word.line]]


def _lines(touched: Sequence[int], words: Sequence[SheetWord]) -> list[int]:
    lines = {words[at].line for at in touched}
    return [at for at, word in enumerate(words) if word.line in lines]


def _blocks(touched: Sequence[int], words: Sequence[SheetWord]) -> list[int]:
    blocks = {words[at].block for at in touched}
    return [at for at, word in enumerate(words) if word.block in blocks]


_REACH: dict[BoxMode, Callable[[Sequence[int], Sequence[SheetWord]], list[int]]] = {
    BoxMode.NEIGHBOUR: _neighbours,
    BoxMode.LINE_END: _to_line_end,
    BoxMode.LINE: _lines,
    BoxMode.BLOCK: _blocks,
}


def _box(region: Region) -> Box:
    return region.left, region.top, region.right, region.bottom


def _touch(one: Box, other: Box) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


def _around(page: int, boxes: Sequence[Box]) -> Region:
    left, top, right, bottom = zip(*boxes, strict=True)
    return Region(
        page, max(0.0, min(left)), max(0.0, min(top)), min(1.0, max(right)), min(1.0, max(bottom))
    )
