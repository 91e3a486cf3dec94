"""Texts of exports made fit to be kept and compared; knows nothing of any format."""

from __future__ import annotations

import unicodedata

from app.reading.charsets import Decoded, clean, decode

__all__ = ["Decoded", "clean", "decode", "fold_for_matching", "plain_blanks"]

_INVISIBLE = dict.fromkeys(
    [0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF], None
)
_BLANKS = dict.fromkeys([0xA0, 0x202F, 0x2009], " ")
_FOLDING = {**_INVISIBLE, **_BLANKS}


def fold_for_matching(text: str) -> str:
    """Give the form in which two spellings are compared; never shown or kept."""
    return unicodedata.normalize("NFC", text.translate(_FOLDING)).casefold()


def plain_blanks(text: str) -> str:
    """Turn no-break and thin blanks into blanks and drop direction marks, to read a date."""
    return text.translate(_FOLDING).strip()
