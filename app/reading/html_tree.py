"""Pages made into trees of elements, unless they ask too much; knows nothing of what they say."""

from __future__ import annotations

import re

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml gives the class of its elements no other name

_MOST_TAGS = 1_000_000
_MOST_ATTRIBUTES = 2_000
_LONG_TAG = 6_000
_MOST_DEEP = 2_048
"""There libxml2 2.14 stops by itself; 2.11, which comes with lxml for Windows, goes on."""
_IS_DEEPER = etree.XPath(f"boolean(//*[ancestor::*[{_MOST_DEEP}]])")
_TAG = re.compile(r"<[A-Za-z](?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+")
_VALUE = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_BETWEEN = re.compile(r"[\s/\"]+")


def tree_of(markup: str) -> Element | None:
    """Give the root of a page; None where it holds nothing, asks too much or is nested too deep.

    To go through what is nested deep takes time by the square of its depth.
    """
    if not markup.strip() or asks_too_much(markup):
        return None
    parser = _parser()
    try:
        root = etree.fromstring(markup.encode("utf-8"), parser)
    except etree.LxmlError:
        return None
    if root is None or _gave_up(parser) or (markup.count("<") > _MOST_DEEP and _IS_DEEPER(root)):
        return None
    return root


def _parser() -> etree.HTMLParser:
    """Make a parser that loads nothing and leaves comments out."""
    return etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )


def _gave_up(parser: etree.HTMLParser) -> bool:
    """Say whether the parser left out the rest of a page."""
    return any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log)


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
