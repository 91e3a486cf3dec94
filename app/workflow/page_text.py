"""Lays the words of a drawn page out as texts, and says on which words a stretch stands; pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from app.domain.redacted import SheetWord
from app.domain.spans import Region, Span

_SHARED = 0.5
_APART = 2.0
_HYPHENS = ("-", "\u00ad", "\u2010")


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of a page as one text.

    Attributes:
        starts, ends: of each word in the text, in order.
        numbers: which words of the page those are.
    """

    text: str = field(repr=False)
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    numbers: tuple[int, ...]

    def under(self, span: Span) -> tuple[int, ...]:
        """Give the numbers of the words that a stretch of the text touches."""
        first = bisect_right(self.ends, span.start)
        return self.numbers[first : bisect_left(self.starts, span.end)]


def lines_of(words: Sequence[SheetWord]) -> PageText:
    """Lay words out as the page has them: a line of the page is a line of the text."""
    pieces = list(_said(words))
    return _laid(
        (at, said, "\n" if words[at].line != words[before].line else " ")
        for (at, said), before in zip(pieces, _before(pieces), strict=True)
    )


def flowing(words: Sequence[SheetWord]) -> PageText:
    """Lay lines out as a paragraph is read on, over their ends, hyphens closed up.

    Only lines at whose end something may be broken are taken, each with the one that follows.
    """
    lines = [list(line) for _, line in groupby(_said(words), key=lambda one: words[one[0]].line)]
    seams = [
        _goes_on(words[upper[-1][0]], words[lower[0][0]]) and _may_break(upper[-1][1], lower[0][1])
        for upper, lower in pairwise(lines)
    ]
    made: list[tuple[int, str, str]] = []
    for line, after, before in zip(lines, [*seams, False], [False, *seams], strict=False):
        if after or before:
            gap = _closed_up(made, line[0][1]) if before else "\n"
            made.append((*line[0], gap))
            made += [(at, said, " ") for at, said in line[1:]]
    return _laid(made)


def rows(words: Sequence[SheetWord]) -> PageText | None:
    """Lay words out by where they are seen, row by row; None where they stand so already.

    In a filled form what was typed may come after all that was printed.
    """
    made: list[list[int]] = []
    by_top = sorted((at for at, _ in _said(words)), key=lambda at: _middle(words[at]))
    for at in by_top:
        if made and _is_beside(words[made[-1][0]], words[at]):
            made[-1].append(at)
        else:
            made.append([at])
    placed = [sorted(row, key=lambda at: words[at].box[0]) for row in made]
    if [at for row in placed for at in row] == [at for at, _ in _said(words)]:
        return None
    said = dict(_said(words))
    return _laid(
        (at, said[at], " " if number else "\n") for row in placed for number, at in enumerate(row)
    )


def by_line(page: int, words: Sequence[SheetWord]) -> list[Region]:
    """Give a region around the words of each line."""
    lines: dict[int, list[SheetWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return [_around(page, line) for line in lines.values()]


def is_same_place(one: Sequence[Region], other: Sequence[Region]) -> bool:
    """Say whether regions, line by line, are of one place."""
    return len(one) == len(other) and all(map(_meet, one, other))


def _said(words: Sequence[SheetWord]) -> Iterator[tuple[int, str]]:
    """Give what can be read, with its number; eyes take a small l for a rule."""
    for at, word in enumerate(words):
        if word.text:
            yield at, word.text.replace("|", "l")


def _may_break(last: str, first: str) -> bool:
    """Say whether a name or a number may go on from the end of a line to the next."""
    if not last[-1].isalnum() or any(map(str.isdigit, last + first)):
        return True
    return last[0].isupper() and first[0].isupper()


def _closed_up(made: list[tuple[int, str, str]], first: str) -> str:
    """Give the gap behind the end of a line; a hyphen that only breaks a word goes."""
    number, last, before = made[-1]
    if not last.endswith(_HYPHENS):
        return " "
    if last[-2:-1].isalpha() and first[0].islower():
        made[-1] = (number, last[:-1], before)
    return ""


def _before(pieces: Sequence[tuple[int, str]]) -> list[int]:
    numbers = [at for at, _ in pieces]
    return [*numbers[:1], *numbers[:-1]]


def _laid(pieces: Iterator[tuple[int, str, str]] | Sequence[tuple[int, str, str]]) -> PageText:
    """Join numbered pieces, each behind its gap; the first has none."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    numbers: list[int] = []
    at = 0
    for number, said, gap in pieces:
        before = gap if parts else ""
        parts.append(before + said)
        starts.append(at + len(before))
        at = starts[-1] + len(said)
        ends.append(at)
        numbers.append(number)
    return PageText("".join(parts), tuple(starts), tuple(ends), tuple(numbers))


def _around(page: int, words: Sequence[SheetWord]) -> Region:
    left, top, right, bottom = zip(*(word.box for word in words), strict=True)
    return Region(page, max(0.0, min(left)), max(0.0, min(top)),
                  min(1.0, max(right)), min(1.0, max(bottom)))  # fmt: skip


def _meet(one: Region, other: Region) -> bool:
    """Say whether two regions are of one place; those beside or under one another just touch."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    narrower = min(one.right - one.left, other.right - other.left)
    lower = min(one.bottom - one.top, other.bottom - other.top)
    shared = across > _SHARED * narrower and down > _SHARED * lower
    return one.page == other.page and shared


def _goes_on(one: SheetWord, other: SheetWord) -> bool:
    """Say whether a word is read after another: in its block, or below it as lines stand apart."""
    gap = other.box[1] - one.box[3]
    high = max(one.box[3] - one.box[1], other.box[3] - other.box[1])
    return one.block == other.block or 0 <= gap <= _APART * high


def _middle(word: SheetWord) -> float:
    return (word.box[1] + word.box[3]) / 2


def _is_beside(one: SheetWord, other: SheetWord) -> bool:
    """Say whether the middle of a word lies within the height of another."""
    return one.box[1] <= _middle(other) <= one.box[3]
