"""What a word is: the one rule by which texts are indexed, searched and marked; no index."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import groupby

ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\uff66-\uff9f"  # kana, bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\uac00-\ud7af"  # Hangul syllables
)
"""Scripts without word breaks: each of their characters is a word."""

EMOJI = "\u2600-\u27bf\U0001f000-\U0001faff"
"""Pictures, each of them a word."""

_ACCENTS = frozenset(
    chr(0x300 + bit) for bit in range(50) if 0x000361F8_08029FDF >> bit & 1
)  # the marks that SQLite's unicode61 takes off; the bits are its own table
_STYLES = "\ufe0e\ufe0f"
_ASCII = re.compile(r"[A-Za-z0-9]+")
_ASCII_SHAPE = re.compile(r"[A-Za-z0-9*?]+")


def words(text: str) -> list[str]:
    """Split a text into its words as they are written.

    Letters, numbers, private-use characters and the marks on them make words; everything else
    is a gap. A phone number, an address or a statute is therefore a run of words.
    """
    return [word for word in _pattern(text).findall(text) if folded(word)]


def placed_words(text: str) -> list[tuple[str, int, int]]:
    """Give the folded words of a text, each with its place ``[start, end)``."""
    found = [(folded(match[0]), *match.span()) for match in _pattern(text).finditer(text)]
    return found if text.isascii() else [placed for placed in found if placed[0]]


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """Give the form in which a word lies in the index: small letters, Latin ones bare.

    As in SQLite's ``unicode61``, accents are taken off Latin letters alone; the letters of
    other alphabets keep theirs.
    """
    return word.lower() if word.isascii() else "".join(map(_folded_sign, word))


def _folded_sign(sign: str) -> str:
    if sign in _ACCENTS or sign in _STYLES:
        return ""
    base = unicodedata.normalize("NFD", sign)[0]
    small = base.lower() if base.isascii() else sign.casefold()
    return small if len(small) == 1 else sign.lower()


def shapes(text: str) -> list[str]:
    """Split a text like :func:`words`, with ``*`` and ``?`` counted as letters."""
    pattern = _ASCII_SHAPE if text.isascii() else _any_script("*?")
    return pattern.findall(text)


def _pattern(text: str) -> re.Pattern[str]:
    return _ASCII if text.isascii() else _any_script()


@cache
def _any_script(more: str = "") -> re.Pattern[str]:
    letters = _word_characters()
    single = f"(?=[{letters}])[{ALONE}]|[{EMOJI}]"
    return re.compile(f"{single}|(?:(?![{ALONE}{EMOJI}])[{letters}{more}])+")


@cache
def _word_characters() -> str:
    """Give the ranges of all characters of the categories L, N, Co, Mn and Mc."""
    every = (code for code in range(0x323B0) if _makes_words(chr(code)))
    runs = groupby(enumerate(every), key=lambda pair: pair[1] - pair[0])
    ranges = [[code for _, code in run] for _, run in runs]
    return "".join(f"{_sign(run[0])}-{_sign(run[-1])}" for run in ranges) + _SPECIAL_PLANES


_SPECIAL_PLANES = "\U000e0100-\U000e01ef\U000f0000-\U000ffffd\U00100000-\U0010fffd"


def _makes_words(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LN" or category in {"Co", "Mn", "Mc"}


def _sign(code: int) -> str:
    return f"\\U{code:08x}"
