"""How alike two words are: edits, sound, and what eyes of a machine take for one another; pure."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from app.detect.nicknames import common_words


class Likeness(StrEnum):
    """How words stand to those that are wanted; the nearest first."""

    SAME = "same"
    POSSESSIVE = "possessive"
    PUNCTUATION = "punctuation"
    ORDER = "order"
    ADDRESS = "address"
    SPELLING = "spelling"
    MISREAD = "misread"
    NICKNAME = "nickname"
    INITIALS = "initials"
    PART = "part"
    CUT = "cut"


_TWINS = str.maketrans("0q1i25869", "oollzsbgg")
_MERGED = (("rn", "m"), ("vv", "w"), ("cl", "d"))


def looks(text: str) -> str:
    """Give folded text in the form in which words are equal that a machine takes for another."""
    text = text.translate(_TWINS)
    for pair, sign in _MERGED:
        text = text.replace(pair, sign)
    return text


def edits(one: str, other: str, most: int) -> int:
    """Count the edits between two words, or ``most + 1`` where there are more.

    A letter added, lost or changed is one, and so are two neighbours that changed places
    (optimal string alignment).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, sign in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != sign))
            if i > 1 and j > 1 and letter == other[j - 2] and sign == one[i - 2]:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:kn|gn|pn)", "n"), (r"^wr", "r"), (r"^x", "s"), (r"mb$", "m"), (r"ph", "f"),
        (r"sch|sh|ch|tch", "x"), (r"gh(?=[^aeiouy]|$)", ""), (r"dg(?=[eiy])", "j"),
        (r"g(?=[eiy])", "j"), (r"c(?=[eiy])", "s"), (r"ck|qu?|c", "k"), (r"[zç]", "s"),
        (r"v", "f"), (r"d", "t"), (r"(?<!^)[wh]", ""), (r"^[aeiouy]+", "A"), (r"[aeiouy]", ""),
        (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Give the consonants that are heard of a folded word, so that Reyes and Raies are alike."""
    for pattern, said in _SOUNDS:
        word = pattern.sub(said, word)
    return word


def most_edits(word: str) -> int:
    """Give how many edits another spelling of a word may have; 0 of one that is too short."""
    return 0 if len(word) < 4 else 1 if len(word) < 7 else 2


def is_near(word: str, other: str) -> bool:
    """Say whether a folded word may be another spelling of a name.

    Short names, and names with two edits or another first letter, must sound alike as well; a
    common word is none.
    """
    if word == other or other in common_words() or not (word.isalpha() and other.isalpha()):
        return False
    most = most_edits(word)
    count = edits(word, other, most) if most else 1
    if count > most or (word[0] != other[0] and count > 1):
        return False
    if count == 1 and len(word) >= 6 and word[0] == other[0]:
        return True
    return (count == 2 and len(word) >= 10) or sound(word) == sound(other)
