"""How much of two texts is the same, word by word, and what differs; pure, knows no records."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from app.domain.spans import Span
from app.domain.words import placed_words

LEAST_SHARE = 0.8
"""So much of the words of the longer text must stand in the other, too."""
LEAST_WORDS = 8
"""Texts of fewer words are near to too many others."""
_MOST_COMPARED = 6_000

Placed = tuple[str, int, int]


class Part(StrEnum):
    """Where a stretch stands."""

    BOTH = "both"
    FIRST = "first"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one of two texts, or of both."""

    part: Part
    text: str = field(repr=False)


def counted(text: str) -> Counter[str]:
    """Count the words of a text."""
    return Counter(word for word, _, _ in placed_words(text))


def share(one: Counter[str], other: Counter[str]) -> float:
    """Give how much of the longer text stands in both, each word as often as it stands there."""
    longer = max(one.total(), other.total())
    return (one & other).total() / longer if longer else 0.0


def telling_words(words: Counter[str], met: Callable[[str], int]) -> list[str]:
    """Give rare words of a text: whatever is near to it holds one of them at least.

    A near text lacks a fifth of its words at most. So of one more than a fifth, it holds one.

    Args:
        words: of the text.
        met: how often a word is met in all texts.
    """
    missing = words.total() - math.ceil(words.total() * LEAST_SHARE)
    chosen: list[str] = []
    for word in sorted(words, key=lambda word: (met(word), word)):
        chosen.append(word)
        missing -= words[word]
        if missing < 0:
            return chosen
    return chosen


def differences(one: str, other: str) -> list[Piece]:
    """Give what stands in both texts and what in one alone, in order; spaces as they are."""
    first, second = placed_words(one), placed_words(other)
    pieces: list[Piece] = []
    at, there = 0, 0
    for tag, i, end, j, stop in _steps(first, second):
        upto, until = _end(first, end, one), _end(second, stop, other)
        if tag == "equal":
            pieces.append(Piece(Part.BOTH, one[at:upto]))
        else:
            pieces += [Piece(Part.FIRST, one[at:upto])] if end > i else []
            pieces += [Piece(Part.OTHER, other[there:until])] if stop > j else []
        at, there = (upto if end > i else at), (until if stop > j else there)
    return pieces


def span_in(other: str, one: str, span: Span) -> Span | None:
    """Give where the very words of a stretch of one text stand in the other; None if changed.

    The stretch must begin and end with words, and both texts must go on alike around it.
    """
    first, second = placed_words(one), placed_words(other)
    held = [at for at, (_, start, end) in enumerate(first) if start < span.end and end > span.start]
    if not held:
        return None
    for tag, i, end, j, _ in _steps(first, second):
        if tag == "equal" and i <= held[0] and held[-1] < end:
            return _same(one, other, span, (first[held[0]], second[j + held[0] - i]))
    return None


def _same(one: str, other: str, span: Span, words: tuple[Placed, Placed]) -> Span | None:
    start = words[1][1] + span.start - words[0][1]
    there = Span(start, start + span.end - span.start) if start >= 0 else None
    if there is None or other[there.start : there.end] != one[span.start : span.end]:
        return None
    return there


def _steps(
    first: Sequence[Placed], second: Sequence[Placed]
) -> Iterator[tuple[str, int, int, int, int]]:
    """Compare words; of very long texts what follows the common beginning is told as other."""
    one, other = [word for word, _, _ in first], [word for word, _, _ in second]
    if max(len(one), len(other)) <= _MOST_COMPARED:
        yield from SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
        return
    same = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    if same:
        yield "equal", 0, same, 0, same
    if len(one) > same or len(other) > same:
        yield "replace", same, len(one), same, len(other)


def _end(words: Sequence[Placed], count: int, text: str) -> int:
    """Give where the stretch of the first so many words ends; spaces go with the next word."""
    if count == len(words):
        return len(text)
    return words[count - 1][2] if count else 0
