"""E-mail addresses, also those written out with "at" and "dot"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.detect.suggestion import Suggestion
from app.domain.spans import Span

_LOCAL = r"(?<![\w.+%-])[\w.+%'-]{0,63}[\w+%-]"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_PLAIN = re.compile(rf"{_LOCAL}@{_LABEL}(?:\.{_LABEL}){{0,6}}\.[^\W\d_]{{2,24}}(?![\w@])")
_DOT = r"\s?(?:[\[(]\s?dot\s?[\])]|\sdot\s)\s?"
_SPOKEN = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}}(?:{_DOT}[\w.+-]{{1,64}}){{0,3}}"
    rf"\s?(?:[\[(]\s?at\s?[\])]|\sat\s|@)\s?[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,3}}?"
    rf"{_DOT}(?:com|org|net|gov|edu|mil|us|info|biz|io|co|me|ca|mx|uk)\b",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Suggestion]:
    """Give the e-mail addresses of a text."""
    if "@" in text:
        for match in _PLAIN.finditer(text):
            yield _suggestion(match, "An e-mail address; whose it is decides.")
    if "dot" in text.casefold():
        for match in _SPOKEN.finditer(text):
            yield _suggestion(match, "An e-mail address, written out in words.")


def _suggestion(match: re.Match[str], why: str) -> Suggestion:
    quotes = len(match[0]) - len(match[0].lstrip("'."))
    return Suggestion(Span(match.start() + quotes, match.end()), "email", "look", why)
