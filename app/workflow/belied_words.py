"""Says whether the words that a page has of its own are those that eyes read on it; pure."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.redacted import Box, SheetWord
from app.domain.words import folded

_LONG = 4
_FEWEST = 2
_SHARE = 0.08


def belied(own: Sequence[SheetWord], seen: Sequence[SheetWord]) -> bool:
    """Say whether eyes read other words than the page's own at more than a few of their places."""
    long = [word for word in seen if len(_plain(word.text)) >= _LONG]
    others = sum(1 for word in long if not _is_said(word, own))
    return others >= max(_FEWEST, _SHARE * len(long))


def _is_said(word: SheetWord, own: Sequence[SheetWord]) -> bool:
    """Say whether a word stands among its own where it is seen; where none is, nothing is said."""
    here = [other for other in own if _holds(other.box, word.box)]
    if not here:
        return True
    return _plain(word.text) in "".join(_plain(other.text) for other in here)


def _holds(outer: Box, inner: Box) -> bool:
    down = (inner[1] + inner[3]) / 2
    return outer[1] <= down <= outer[3] and outer[0] < inner[2] and inner[0] < outer[2]


def _plain(text: str) -> str:
    return "".join(sign for sign in folded(text) if sign.isalnum())
