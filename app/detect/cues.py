"""Which of two kinds of words stands nearer before a number; knows no numbers itself."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d{4,}|\d[\d-]{4,}\d")
_SENTENCE_END = re.compile(r"[!?\n]|\.\s+(?=[A-Z])")


def before(text: str, start: int, reach: int = 48) -> str:
    """Give the words before a place, back to the last number or the end of a sentence."""
    window = text[max(0, start - reach) : start]
    for pattern in (_NUMBER, _SENTENCE_END):
        for match in pattern.finditer(window):
            window = " " * match.end() + window[match.end() :]
    return window


def last_at(pattern: re.Pattern[str], text: str) -> int:
    """Give where the last match of a pattern begins; -1 where there is none."""
    at = -1
    for match in pattern.finditer(text):
        at = match.start()
    return at
