"""Says whether two words may be one that was read wrongly; knows only letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from app.packet.checks.many import Finder

SURE = 7

_ALIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "8": "b", "6": "b", "9": "g"})
_WRONG_SHARE = 0.4


def copied_wrongly(word: str, text: str) -> bool:
    """Say whether a word stands in a text, if two letters in five may be read wrongly.

    Both are letters and digits alone; signs that look alike count as the same.
    """
    word, text = word.translate(_ALIKE), text.translate(_ALIKE)
    if not word:
        return False
    return word in text or distance(word, text) <= max(1, int(len(word) * _WRONG_SHARE))


def nearest(word: str, text: str) -> bool:
    """Say whether a word stands in a text with at most one letter read as another.

    Words of fewer than seven letters must stand there as they are, since one other letter makes
    another word of them.
    """
    if word in text:
        return True
    if len(word) < SURE:
        return False
    middle = len(word) // 2
    halves = ((word[:middle], 0), (word[middle:], middle))
    return any(_one_off(word, text, half, offset) for half, offset in halves)


class Resembling:
    """Words, made ready once, to find those that :func:`nearest` finds in a text.

    One half of such a word stands in the text as it is, so only words of such halves are tried.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words: defaultdict[str, list[str]] = defaultdict(list)
        for word in words:
            middle = len(word) // 2
            for half in (word[:middle], word[middle:]):
                self._words[half].append(word)
        self._finder = Finder(self._words)

    def found_in(self, text: str) -> list[str]:
        """Give the words that stand in a text with at most one letter read as another."""
        halves = sorted(self._finder.found_in(text))
        tried = dict.fromkeys(word for half in halves for word in self._words[half])
        return [word for word in tried if nearest(word, text)]


def distance(word: str, text: str) -> int:
    """Give the least number of letters to change, add or drop so that the word stands in a text."""
    before = [0] * (len(text) + 1)
    for row, letter in enumerate(word, start=1):
        now = [row]
        for column, other in enumerate(text, start=1):
            changed = before[column - 1] + (letter != other)
            now.append(min(changed, before[column] + 1, now[-1] + 1))
        before = now
    return min(before)


def _one_off(word: str, text: str, half: str, offset: int) -> bool:
    """Look at each place where one half stands as it is; the other may have one fault."""
    at = text.find(half)
    while at >= 0:
        start = at - offset
        part = text[start : start + len(word)] if start >= 0 else ""
        if len(part) == len(word) and sum(a != b for a, b in zip(word, part, strict=True)) <= 1:
            return True
        at = text.find(half, at + 1)
    return False
