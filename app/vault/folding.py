"""How texts are cut into words for the index, the same way for records and for queries.

FTS5's ``unicode61`` takes letters, numbers, private-use characters and combining marks as
word characters and everything else as a gap. That is kept for ``@ . _ - ' & # /`` on purpose:
an address, a phone number, a plate or a statute becomes a run of words, and a query for it
becomes a phrase of the same words in the same order, so it is found exactly, with or without
the comma that followed it, and by its parts as well (``example.com``, ``0142``). With those
characters inside words, ``end.`` would not be ``end``.

Scripts without word breaks are spaced out, one character a word; a query for several becomes
a phrase, which is a search for that exact run. Emoji become characters of the private-use
plane, which ``unicode61`` takes for letters.
"""

from __future__ import annotations

import re
import unicodedata

_ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\uff66-\uff9f"  # kana, bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\uac00-\ud7af"  # Hangul syllables: particles are glued to nouns
)
_EMOJI = "\u2600-\u27bf\U0001f000-\U0001faff"
_STYLE = "\ufe0e\ufe0f"
_SPACED = re.compile(f"[{_ALONE}{_EMOJI}{_STYLE}]")
_PRIVATE_PLANE = 0xF0000
_WORD_CATEGORIES = {"Co", "Mn", "Mc"}


def spaced(text: str) -> str:
    """Give the text as it is indexed; a text in Latin script comes back as it is."""
    return text if text.isascii() else _SPACED.sub(_alone, text)


def has_words(text: str) -> bool:
    """Say whether the index would find any word in a text."""
    return any(_in_word(character) for character in spaced(text))


def folded(word: str) -> str:
    """Give a word as the index spells it: small letters, without accents."""
    if word.isascii():
        return word.lower()
    bare = (c for c in unicodedata.normalize("NFD", spaced(word)) if not _is_accent(c))
    return unicodedata.normalize("NFC", "".join(bare)).lower().strip()


def shown(indexed: str) -> str:
    """Give a word of the index as a person reads it."""
    if len(indexed) == 1 and ord(indexed) >= _PRIVATE_PLANE:
        low = ord(indexed) & 0xFFFF
        return chr(low if 0x2600 <= low <= 0x27BF else 0x10000 | low)
    return indexed


def clean(text: str) -> str:
    """Give a typed text without what a database cannot take: NUL and lone surrogates."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def _alone(match: re.Match[str]) -> str:
    character = match.group()
    if character in _STYLE:
        return ""
    code = ord(character)
    is_emoji = 0x2600 <= code <= 0x27BF or 0x1F000 <= code <= 0x1FAFF
    return f" {chr(_PRIVATE_PLANE | (code & 0xFFFF))} " if is_emoji else f" {character} "


def _in_word(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LN" or category in _WORD_CATEGORIES


def _is_accent(character: str) -> bool:
    return "\u0300" <= character <= "\u036f"
