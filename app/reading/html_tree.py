"""Pages made into trees of elements, unless they ask too much; knows nothing of what they say."""

from __future__ import annotations

import re

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml gives the class of its elements no other name

_MOST_TAGS = 1_000_000
_MOST_ATTRIBUTES = 2_000
_LONG_TAG = 6_000
_TAG = re.compile(r"<[A-Za-z](?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+")
_VALUE = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_BETWEEN = re.compile(r"[\s/\"]+")


def tree_parser() -> etree.HTMLParser:
    """Make a parser that loads nothing and leaves comments out."""
    return etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )


def tree_of(markup: str, parser: etree.HTMLParser | None = None) -> Element | None:
    """Give the root of a page; None where it holds nothing or asks too much."""
    if not markup.strip() or asks_too_much(markup):
        return None
    try:
        return etree.fromstring(markup.encode("utf-8"), parser or tree_parser())
    except etree.LxmlError:
        return None


def asks_too_much(markup: str) -> bool:
    """Say whether a page would fill the memory or keep the parser busy for minutes.

    Each element takes some hundred bytes, and the parser compares the attributes of one with
    each other.
    """
    if len(markup) < _LONG_TAG:
        return False
    if markup.count("<") > _MOST_TAGS:
        return True
    return any(
        tag.end() - tag.start() > _LONG_TAG and _is_crowded(tag[0]) for tag in _TAG.finditer(markup)
    )


def _is_crowded(tag: str) -> bool:
    return len(_BETWEEN.findall(_VALUE.sub('"', tag))) > _MOST_ATTRIBUTES
