"""Finds which of very many words stand in a text, in one walk; knows nothing of packets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint64]

LONGEST = 32
"""Of longer words this many letters are looked for, and the rest is compared where they stand."""
_AT_ONCE = 1 << 15
_TABLE_BITS = 21
_BASE = 0x9E3779B97F4A7C15
_MIX = np.uint64(0xD6E8FEB86659FD93)
_SHIFT = np.uint64(64 - _TABLE_BITS)
_WRAP = (1 << 64) - 1


class Finder:
    """Words, made ready once to be found in many texts.

    A word is looked for by a number that is made of its first and its last letters; the widths
    of the two together cover it. Where a number is met, the letters themselves are compared, so
    that nothing is found that does not stand there, and nothing is missed.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words: defaultdict[int, set[str]] = defaultdict(set)
        self._longer: defaultdict[str, defaultdict[int, set[str]]] = defaultdict(
            lambda: defaultdict(set)
        )
        for word in words:
            if len(word) > LONGEST:
                self._longer[word[:LONGEST]][len(word)].add(word)
            elif word:
                self._words[len(word)].add(word)
        self._heads = {size: list(found) for size, found in self._words.items()}
        if self._longer:
            self._heads[LONGEST] = [*self._heads.get(LONGEST, ()), *self._longer]
        self._table = np.zeros(1 << _TABLE_BITS if self._heads else 0, dtype=bool)
        for size, heads in self._heads.items():
            for numbers in _in_portions(heads, size):
                self._table[_numbers(_powers(numbers), size)[::size]] = True

    def found_in(self, text: str) -> set[str]:
        """Give the words that stand in a text."""
        found: set[str] = set()
        for start in range(0, len(text) if self._heads else 0, _AT_ONCE):
            part = text[start : start + _AT_ONCE + LONGEST - 1]
            powers = _powers(_codes(part))
            for size in self._heads:
                if size <= len(part):
                    met = np.flatnonzero(self._table[_numbers(powers, size)])
                    found |= self._compared(text, size, (start + met).tolist())
        return found

    def _compared(self, text: str, size: int, places: list[int]) -> set[str]:
        """Give the words that stand at places, of which only a number is known."""
        found = {text[at : at + size] for at in places}
        heads = found & self._longer.keys() if size == LONGEST else set()
        whole = found & self._words.get(size, set())
        for at in places if heads else ():
            for length, words in self._longer.get(text[at : at + size], {}).items():
                whole |= words & {text[at : at + length]}
        return whole


def _in_portions(words: list[str], size: int) -> Iterator[Numbers]:
    """Give the letters of words of one length, one word after the other."""
    count = max(1, _AT_ONCE // size)
    for start in range(0, len(words), count):
        yield _codes("".join(words[start : start + count]))


def _codes(text: str) -> Numbers:
    data = text.encode("utf-32-le", "surrogatepass")
    return np.frombuffer(data, dtype="<u4").astype(np.uint64)


def _powers(codes: Numbers) -> list[Numbers]:
    """Give a number for each stretch of 1, 2, 4, 8 and 16 letters, by where it begins."""
    made = [codes * np.uint64(_BASE)]
    width = 1
    while width < LONGEST // 2 and len(made[-1]) > width:
        last = made[-1]
        made.append(last[:-width] * np.uint64(_factor(width)) + last[width:])
        width *= 2
    return made


def _numbers(powers: list[Numbers], size: int) -> npt.NDArray[np.int64]:
    """Give the place in the table of each stretch of a length, by where it begins."""
    width = max(0, (size - 1).bit_length() - 1)
    first = powers[width]
    last = first[size - (1 << width) :]
    joined = first[: len(last)] * np.uint64(_factor(size + LONGEST)) + last
    return ((joined * _MIX) >> _SHIFT).astype(np.int64)


def _factor(power: int) -> int:
    return pow(_BASE, power, 1 << 64) & _WRAP
