"""A small vocabulary for tests, with the same questions as the vault's."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence


class SmallVocabulary:
    """Words and counts in memory."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = dict(counts)
        self._words = sorted(counts)

    @property
    def words(self) -> Sequence[str]:
        return self._words

    def count(self, word: str) -> int:
        return self._counts.get(word, 0)

    def starting(self, prefix: str) -> Sequence[str]:
        start = bisect_left(self._words, prefix)
        end = bisect_left(self._words, prefix + "\U0010ffff")
        return self._words[start:end]
