"""The words of a text as names are looked for among them, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.detect.name_lists import sure_family_names
from app.detect.name_words import NO_NAMES, PARTICLES, RANKS
from app.detect.streets import ALIKE, PLACES
from app.domain.words import folded

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+){0,3}")
_NUMBERED = re.compile(
    r"\d[A-Za-z]?(?:\s(?:[NSEW]|[NS][EW]|north|south|east|west)\.?)?\s\Z", re.IGNORECASE
)
_MOST_APART = 3


@dataclass(frozen=True, slots=True)
class NameWord:
    """A word of a text: where it stands, and how it is written.

    Attributes:
        owns: whether a possessive stands behind it.
    """

    start: int
    end: int
    text: str = field(repr=False)
    plain: str = field(repr=False)
    owns: bool = False

    @property
    def is_capital(self) -> bool:
        """Say whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def is_shouted(self) -> bool:
        """Say whether it is written in capitals."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def is_initial(self) -> bool:
        """Say whether it is one capital."""
        return len(self.text) == 1 and self.is_capital

    @property
    def is_sure_family(self) -> bool:
        """Say whether it is a family name, also one of two with a hyphen, and no other word."""
        if self.plain in sure_family_names():
            return True
        parts = re.split(r"['\u2019-]", self.plain)
        if len(parts) < 2 or parts[-1] == "s":
            return False
        return parts[0] in {"o", "d"} or all(part in sure_family_names() for part in parts)

    @property
    def could_be_name(self) -> bool:
        """Say whether it is written as names are, and is none of the words that follow roles."""
        return self.is_capital and len(self.text) > 1 and self.plain not in NO_NAMES


def words_of_text(text: str) -> list[NameWord]:
    """Give the words of a text with their places."""
    return [_word(match) for match in _WORD.finditer(text)]


def _word(match: re.Match[str]) -> NameWord:
    said = match[0]
    owns = len(said) > 3 and said[-2] in "'\u2019" and said[-1] in "sS"
    said = said[:-2] if owns else said
    plain = said.lower() if said.isascii() else folded(said)
    return NameWord(match.start(), match.start() + len(said), said, plain, owns)


def is_near(
    text: str, words: Sequence[NameWord], at: int, signs: str, *, most: int = _MOST_APART
) -> bool:
    """Say whether nothing but these signs stands before the next word, and few of them."""
    if at + 1 >= len(words):
        return False
    between = text[words[at].end : words[at + 1].start]
    return 0 < len(between) <= most and not between.strip(signs)


def is_ranked(words: Sequence[NameWord], at: int) -> bool:
    """Say whether a rank stands before a word, or before the name that it ends."""
    before = [word.plain for word in words[max(0, at - 2) : at]]
    if before and before[-1] in RANKS:
        return True
    middle = words[at - 1] if at else None
    return len(before) > 1 and before[0] in RANKS and middle is not None and middle.is_capital


def last_of_family(text: str, words: Sequence[NameWord], at: int) -> int | None:
    """Give the last word of a family name that begins at a word: particles are gone over."""
    end = at
    while end < len(words) and words[end].plain in PARTICLES and end - at < 3:
        if not is_near(text, words, end, ". ", most=2):
            break
        end += 1
    if end >= len(words):
        return None
    if end > at and not words[end].is_capital and words[at].is_capital:
        return None
    return end


def is_place(text: str, words: Sequence[NameWord], first: int, last: int) -> bool:
    """Say whether a street, a school or a county is called so."""
    numbered = _NUMBERED.search(text[max(0, words[first].start - 10) : words[first].start])
    for ahead in range(last + 1, min(len(words), last + 4)):
        if not is_near(text, words, ahead - 1, " .", most=2):
            return False
        following = words[ahead]
        sort = following.plain in ALIKE or following.plain in PLACES
        if sort and (following.is_capital or numbered is not None):
            return True
        if not following.is_capital and numbered is None:
            return False
    return False
