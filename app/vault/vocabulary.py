"""Every word that the vault holds, sorted, for expansion and spelling; knows no queries."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from app.vault.driver import Driver
from app.vault.folding import folded, shown

_TABLES = ("words", "handle_words", "title_words")


class Vocabulary:
    """The words of the index, folded as the index spells them, with their counts.

    A count says how many texts hold the word: records, names and conversation titles.
    """

    def __init__(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self._words = sorted(counts)

    @property
    def words(self) -> Sequence[str]:
        """Give all words, sorted."""
        return self._words

    def __len__(self) -> int:
        return len(self._words)

    def __contains__(self, word: str) -> bool:
        return _key(word) in self._counts

    def count(self, word: str) -> int:
        """Say how many texts hold a word; 0 where none does."""
        return self._counts.get(_key(word), 0)

    def starting(self, prefix: str) -> list[str]:
        """Give the words that begin so, sorted."""
        start = _key(prefix)
        after = bisect_left(self._words, start + "\U0010ffff")
        return self._words[bisect_left(self._words, start) : after]


def _key(word: str) -> str:
    return shown(folded(word))


def read_vocabulary(raw: Driver) -> Vocabulary:
    """Read the words as a transaction sees them."""
    counts: dict[str, int] = {}
    for table in _TABLES:
        for term, texts in raw.execute(f"SELECT term, doc FROM {table}_counts"):
            word = shown(term)
            counts[word] = counts.get(word, 0) + texts
    return Vocabulary(counts)
