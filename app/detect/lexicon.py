"""All words of some texts, made ready to be asked which are like a given one; knows no vault."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.detect.likeness import is_near, looks, most_edits
from app.detect.nicknames import common_words

_WIDTH = 20
_PART = 50_000
_LEAST_MISREAD = 4


class Lexicon:
    """Words, folded as :func:`app.domain.words.folded` gives them.

    Near spellings are found by the lengths of words and the letters that they hold, both kept as
    numbers, so that half a million of words are asked in a few milliseconds.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words: Sequence[str] = [word for word in dict.fromkeys(words) if word]
        self._joined = "\n" + "\n".join(self._words) + "\n"
        self._lengths = np.fromiter(map(len, self._words), np.int32, len(self._words))
        self._letters = _letters(self._words)
        self._first = np.fromiter((ord(word[0]) for word in self._words), np.int32, len(self))

    def __len__(self) -> int:
        return len(self._words)

    def near(self, word: str) -> list[str]:
        """Give the other spellings of a name."""
        most = most_edits(word)
        if not most:
            return []
        longer = np.abs(self._lengths - len(word))
        differ = np.bitwise_count(self._letters ^ _letters([word])[0])
        fits = (longer <= 1) & (differ <= 2)
        if most > 1:
            fits |= (longer <= most) & (differ <= 2 * most) & (self._first == ord(word[0]))
        return [
            other for at in np.flatnonzero(fits).tolist() if is_near(word, other := self._words[at])
        ]

    def misread(self, word: str) -> list[str]:
        """Give the words that a machine's eyes may have taken a word for."""
        if len(word) < _LEAST_MISREAD:
            return []
        alike = self._alike.get(looks(word), ())
        return [other for other in alike if other != word and other not in common_words()]

    def holding(self, part: str) -> list[str]:
        """Give the words with a part inside them, the part itself left out."""
        found: dict[str, None] = {}
        at = self._joined.find(part)
        while at >= 0:
            start = self._joined.rindex("\n", 0, at + 1) + 1
            end = self._joined.index("\n", at)
            found[self._joined[start:end]] = None
            at = self._joined.find(part, end)
        found.pop(part, None)
        return list(found)

    @cached_property
    def _alike(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        if not self._words:
            return found
        for form, word in zip(looks(self._joined).split("\n")[1:-1], self._words, strict=True):
            found.setdefault(form, []).append(word)
        return found


def _letters(words: Sequence[str]) -> NDArray[np.uint64]:
    """Give for each word a bit for each letter that it holds."""
    parts = [_bits(words[at : at + _PART]) for at in range(0, len(words), _PART)]
    return np.concatenate(parts) if parts else np.zeros(0, np.uint64)


def _bits(words: Sequence[str]) -> NDArray[np.uint64]:
    table = np.array(words, f"U{_WIDTH}").view(np.uint32).reshape(len(words), _WIDTH)
    bits = np.uint64(1) << (table.astype(np.uint64) & np.uint64(63))
    bits[table == 0] = 0
    folded: NDArray[np.uint64] = np.bitwise_or.reduce(bits, axis=1)
    return folded
