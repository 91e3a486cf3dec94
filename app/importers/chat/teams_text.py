"""Words of Teams' pages, cards and events as people read them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape

from app.importers.text import clean
from app.reading.html import html_text

_SIGNS = re.compile(
    r"<(?:emoji|img)\b[^<>]{0,2000}?\balt=\"([^\"<>]{1,80})\"[^<>]{0,2000}>(?:</emoji>)?",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"<img\b[^<>]{0,4000}?hostedContents[^<>]{0,4000}>", re.IGNORECASE)
_ATTACHED = re.compile(r"<attachment\b[^<>]{0,400}>(?:</attachment>)?", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!]")
_CARD_WORDS = ("title", "subtitle", "summary", "text", "speak", "value", "name", "altText")
_CARD_PARTS = ("body", "items", "columns", "sections", "facts", "content", "inlines", "actions",
               "activityTitle", "cells", "rows", "buttons")  # fmt: skip
_DEEPEST = 30
_KEPT = 20_000


def page_words(written: str) -> str:
    """Give the words of a message's page; signs of its own stand as they are shown."""
    if not _TAG.search(written):
        return clean(unescape(written))
    marked = _SIGNS.sub(lambda found: found[1], _ATTACHED.sub("", _PICTURE.sub("", written)))
    return html_text(marked.encode("utf-8", "replace"), "utf-8").text.strip()


def pictures_in(written: str) -> int:
    """Count the pictures that a page shows and Teams keeps apart."""
    return len(_PICTURE.findall(written))


def card_words(content: object) -> str:
    """Give the words of a card, which is kept as JSON in a text."""
    if isinstance(content, str):
        try:
            content = json.loads(content)
        except (ValueError, RecursionError):
            return page_words(content if isinstance(content, str) else "")
    said = dict.fromkeys(piece.strip() for piece in _pieces(content, 0))
    return "\n".join(filter(None, said))[:_KEPT]


def _pieces(value: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _pieces(one, depth + 1)
    elif isinstance(value, Mapping):
        for key in _CARD_WORDS:
            words = value.get(key)
            if isinstance(words, str):
                yield page_words(words)
        for key in _CARD_PARTS:
            yield from _pieces(value.get(key), depth + 1)
