"""Which texts may be near to which: an index in memory that takes one text after another; pure.

Near texts share one of their rarest words (:func:`app.detect.near.telling_words`). Whatever shares
one is compared by length and by a picture of its words in 256 bits before anybody reads it.
Texts of the very same words are one entry, so that a thousand equal notices cost one.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from app.detect.near import LEAST_SHARE, telling_words

MOST_COMPARED = 200
"""So many texts are read for one at most, the likest first."""
MOST_SAME = 50
_PICTURE = 256
_ROOM = 1_024


@dataclass(frozen=True, slots=True)
class Near:
    """What may be near to a text that came.

    Attributes:
        same: earlier texts of the very same words, the latest ones.
        entries: others, each with earlier texts of its very words.
    """

    same: tuple[int, ...]
    entries: tuple[tuple[int, ...], ...]


class NearIndex:
    """Takes texts and tells what came before that may be near.

    Args:
        met: how often a word is met in all texts; must not change meanwhile.
    """

    def __init__(self, met: Callable[[str], int]) -> None:
        self._met = met
        self._known: dict[int, int] = {}
        self._members: list[array[int]] = []
        self._totals = np.zeros(_ROOM, np.int32)
        self._pictures = np.zeros((_ROOM, 4), np.uint64)
        self._postings: defaultdict[str, array[int]] = defaultdict(lambda: array("i"))

    def take(self, record: int, words: Counter[str]) -> Near:
        """Take a text; gives what came before and may be near to it."""
        key = hash(frozenset(words.items()))
        entry = self._known.get(key)
        picture, telling = _picture(words), telling_words(words, self._met)
        found = self._near(telling, picture, words.total(), entry)
        entries = tuple(tuple(self._members[one]) for one in found)
        if entry is None:
            self._add(key, telling, picture, words.total())
            self._members.append(array("q", [record]))
            return Near((), entries)
        same = tuple(self._members[entry])
        self._members[entry] = array("q", [*same[1 - MOST_SAME :], record])
        return Near(same, entries)

    def _near(
        self, telling: list[str], picture: NDArray[np.uint64], total: int, own: int | None
    ) -> list[int]:
        lists = [self._postings[word] for word in telling if word in self._postings]
        if not lists:
            return []
        met = np.unique(np.concatenate([np.frombuffer(one, np.int32) for one in lists]))
        totals = self._totals[met]
        longer = np.maximum(totals, total)
        apart = totals + total - 2 * np.ceil(longer * LEAST_SHARE - 1e-9).astype(np.int32)
        is_near = np.minimum(totals, total) >= longer * LEAST_SHARE - 1e-9
        met, apart = met[is_near], apart[is_near]
        differing = np.bitwise_count(self._pictures[met] ^ picture).sum(axis=1, dtype=np.int32)
        fits = differing <= apart
        met, differing = met[fits], differing[fits]
        if own is not None:
            differing = differing[met != own]
            met = met[met != own]
        if len(met) > MOST_COMPARED:
            met = met[np.argsort(differing, kind="stable")[:MOST_COMPARED]]
        return [int(one) for one in met]

    def _add(self, key: int, telling: list[str], picture: NDArray[np.uint64], total: int) -> None:
        entry = len(self._members)
        if entry == len(self._totals):
            self._totals = np.concatenate([self._totals, np.zeros_like(self._totals)])
            self._pictures = np.concatenate([self._pictures, np.zeros_like(self._pictures)])
        self._known[key] = entry
        self._totals[entry] = total
        self._pictures[entry] = picture
        for word in telling:
            self._postings[word].append(entry)


def _picture(words: Counter[str]) -> NDArray[np.uint64]:
    bits = 0
    for word in words:
        bits |= 1 << (crc32(word.encode("utf-8", "replace")) % _PICTURE)
    return np.frombuffer(bits.to_bytes(_PICTURE // 8, "little"), np.uint64)
