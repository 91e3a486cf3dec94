"""Reads comments of Takeouts from before 2021, which were pages with a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs

import lxml.html

from app.importers.text import clean, decode

_ITEM = re.compile(rb"<li\b.*?(?=<li\b|</ul>|\Z)", re.IGNORECASE | re.DOTALL)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d+)? ?(?:UTC|Z|[+-]\d{2}:?\d{2})?)")


@dataclass(frozen=True, slots=True)
class OldComment:
    """One entry of the list; ``time`` is as written, empty where there is none."""

    number: int
    id: str
    video: str
    title: str
    time: str
    text: str


def looks_like_old_comments(head: bytes) -> bool:
    """Say whether a page lists comments or chat messages with links to videos."""
    return b"<li" in head and b"watch?v=" in head


def read_old_comments(data: bytes) -> Iterator[OldComment | int]:
    """Give the entries of a page; the number of one that holds nothing that can be read."""
    for number, found in enumerate(_ITEM.finditer(data), 1):
        yield _comment(number, decode(found[0]).text) or number


def _comment(number: int, untrusted_html: str) -> OldComment | None:
    plain = _CONTROLS.sub("\ufffd", untrusted_html)
    element = lxml.html.fragment_fromstring(plain, create_parent="div")
    for unwanted in element.xpath(".//script|.//style|.//iframe|.//object"):
        unwanted.drop_tree()
    for line_break in element.xpath(".//br"):
        line_break.tail = "\n" + (line_break.tail or "")
    links = [(link.get("href") or "", link.text_content()) for link in element.iter("a")]
    words = element.text_content()
    when = _TIME.search(words)
    if when is None and not links:
        return None
    first = parse_qs(links[0][0].partition("?")[2].partition("#")[0]) if links else {}
    behind = words[when.end() :] if when else words
    return OldComment(
        number,
        id=_first(first, "lc"),
        video=_first(first, "v"),
        title=clean(" ".join(links[1][1].split())) if len(links) > 1 else "",
        time=when[1] if when else "",
        text=clean(behind.lstrip(". \t").strip("\n ")),
    )


def _first(query: dict[str, list[str]], key: str) -> str:
    return clean(next(iter(query.get(key, ())), ""))
