r"""Reads the text column of YouTube's tables: plain, one JSON object, or several without brackets.

A cell that only looks like JSON, such as ``12`` or ``{"text":``, is what somebody wrote.
"""

from __future__ import annotations

import json
import re

from app.importers.text import clean
from app.reading.deep import undisturbed

_DECODER = json.JSONDecoder(strict=False)
_NEXT = re.compile(r"[\s,]*")


def comment_text(cell: str) -> str:
    """Give the words of a cell, with mentions and the addresses of links."""
    segments = _segments(cell)
    if segments is None:
        return clean(cell)
    return clean("".join(_words(segment) for segment in segments))


def _segments(cell: str) -> list[dict[str, object]] | None:
    """Read a cell's objects; None where it is no list of segments to its very end."""
    if cell.lstrip()[:1] not in {"{", "["}:
        return None
    found: list[object] = []
    at = 0
    while (at := _after_blanks(cell, at)) < len(cell):
        try:
            with undisturbed():
                value, at = _DECODER.raw_decode(cell, at)
        except (ValueError, RecursionError):
            return None
        found += _listed(value)
    segments = [one for one in found if isinstance(one, dict) and _is_segment(one)]
    return segments if segments and len(segments) == len(found) else None


def _listed(value: object) -> list[object]:
    if isinstance(value, dict) and isinstance(value.get("takeoutSegments"), list):
        return list(value["takeoutSegments"])
    return value if isinstance(value, list) else [value]


def _is_segment(one: dict[str, object]) -> bool:
    return isinstance(one.get("text"), str) or isinstance(one.get("mention"), dict)


def _words(segment: dict[str, object]) -> str:
    """Give a segment's words; a link whose words do not show its address gets it behind them."""
    text = segment.get("text")
    words = text if isinstance(text, str) else ""
    mention = segment.get("mention")
    if not words and isinstance(mention, dict):
        words = next((str(value) for value in mention.values() if isinstance(value, str)), "")
    link = segment.get("link")
    address = link.get("linkUrl") if isinstance(link, dict) else None
    if isinstance(address, str) and address and words.strip() not in {"", address}:
        return f"{words} <{address}>"
    return words or (address if isinstance(address, str) else "")


def _after_blanks(cell: str, at: int) -> int:
    found = _NEXT.match(cell, at)
    return found.end() if found else at
