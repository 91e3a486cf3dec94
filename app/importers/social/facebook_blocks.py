"""Pages of a Facebook or Instagram download taken apart piece by piece; makes no record.

Class names are what the pages were built with and have changed; a block is known by any of them,
by being a section, or by what pages before 2018 called it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from app.importers.base import Export, MemberUnreadable
from app.importers.phone.voice_pages import words_of
from app.importers.social.facebook_cut import begins_thread, pieces_of, whole_blocks
from app.importers.social.json_stream import CUT_OFF
from app.importers.text import clean
from app.reading.html import without_tags
from app.reading.html_tree import Element, tree_of

_MARKS = re.compile(rb'_a6-[goph]\b|_2lej\b|uiBoxWhite|_a70[5-9]\b|class="message"')

_HEADINGS = frozenset({"_a6-h", "_2lel", "user"})
_DATES = frozenset({"_a6-o", "_2lem", "meta"})
_CONTENTS = frozenset({"_a6-p", "_2let"})
_REACTIONS = frozenset({"_a6-q"})
_BREAKS = frozenset({
    *("div", "p", "section", "header", "footer", "li", "ul", "ol", "tr", "table", "h1", "h2"),
    *("h3", "h4", "blockquote", "main", "aside", "td"),
})  # fmt: skip
_WEB = ("http:", "https:")
_EDGE = "\0"
_END = 200
_ENDED = re.compile(rb"</html\s*>", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Block:
    """One message, post or comment as a page shows it.

    Attributes:
        number: counted from one in the page.
        heading: who sent it, or what the page calls it.
        date: as written; empty where there is none.
        files: references to files, inside the export or in the web.
        thread: it only names those who take part, as pages before 2018 do.
    """

    number: int
    heading: str
    lines: tuple[str, ...]
    date: str
    files: tuple[str, ...] = ()
    reactions: tuple[str, ...] = ()
    thread: bool = False

    def __repr__(self) -> str:
        return f"Block({self.number})"


@dataclass(slots=True)
class Front:
    """What a page says before its first block.

    Attributes:
        made_utc: when the download was made, in UTC, as a machine writes it.
        made_local: the same as people read it, in the page's own zone.
    """

    title: str = ""
    words: str = ""
    made_utc: str = ""
    made_local: str = ""


@dataclass(slots=True)
class Page:
    """One page; its blocks are read while they are asked for.

    Raises:
        MemberUnreadable: while blocks are read, when the page cannot be read on or breaks off.
    """

    front: Front
    blocks: Iterator[Block] = field(default_factory=lambda: iter(()))


def looks_like_page(head: bytes) -> bool:
    """Say whether a page is built as those of a download are."""
    return _MARKS.search(head) is not None


def page_of(export: Export, member: str) -> Page:
    """Open a page.

    Raises:
        MemberUnreadable: now or while blocks are read, when the member cannot be read on.
    """
    pieces = _Pieces(pieces_of(export, member))
    front = _front(next(pieces, b""))
    return Page(front, _blocks(pieces))


class _Pieces:
    """The pieces of a page, with how it ends."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._end = b""

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        piece = next(self._pieces)
        self._end = (self._end + piece[-_END:])[-_END:]
        return piece

    @property
    def is_whole(self) -> bool:
        """Say whether the page ends as pages do."""
        return _ENDED.search(self._end) is not None


def _blocks(pieces: _Pieces) -> Iterator[Block]:
    for number, data in enumerate(whole_blocks(pieces), 1):
        yield _block(data, number)
    if not pieces.is_whole:
        raise MemberUnreadable(CUT_OFF)


def _front(data: bytes) -> Front:
    root = _parsed(data)
    if root is None:
        return Front()
    title = next((words_of(one) for one in root.iter("h1")), "")
    title = title or next((words_of(one) for one in root.iter("title")), "")
    when = next(root.iter("time"), None)
    local = words_of(when) if when is not None else ""
    utc = clean(when.get("datetime") or "") if when is not None else ""
    body = next(root.iter("body"), root)
    return Front(title, "\n".join(_lines(body)), utc, local)


def _block(data: bytes, number: int) -> Block:
    root = _parsed(data)
    if root is None:
        return Block(number, "", tuple(without_tags(_markup(data)).splitlines()), "")
    if begins_thread(data):
        return Block(number, "", tuple(_lines(root)), "", thread=True)
    date = _take(_last(root, _DATES, "footer"))
    heading = _take(_first(root, _HEADINGS, "h2"))
    reactions = tuple(_taken_reactions(root))
    files = tuple(dict.fromkeys(_files(root)))
    content = _first(root, _CONTENTS, "") if date else None
    _tell_links(root)
    lines = tuple(_lines(content if content is not None else root))
    return Block(number, heading, lines, date, files, reactions)


def _parsed(data: bytes) -> Element | None:
    root = tree_of(_markup(data))
    for unwanted in (
        list(root.iter("script", "style", "iframe", "object")) if root is not None else ()
    ):
        _drop(unwanted)
    return root


def _markup(data: bytes) -> str:
    return _plain(data.decode("utf-8", "replace"))


def _plain(text: str) -> str:
    """Leave out signs that a tree of elements cannot hold."""
    return _CONTROLS.sub("\ufffd", text)


def _classes(element: Element) -> set[str]:
    return set((element.get("class") or "").split())


def _first(root: Element, names: frozenset[str], tag: str) -> Element | None:
    found = (one for one in root.iter() if one.tag == tag or names & _classes(one))
    return next(found, None)


def _last(root: Element, names: frozenset[str], tag: str) -> Element | None:
    found = [one for one in root.iter() if one.tag == tag or names & _classes(one)]
    known = frozenset(found)
    outer = [one for one in found if not any(above in known for above in one.iterancestors())]
    return outer[-1] if outer else None


def _take(element: Element | None) -> str:
    """Take an element out and give its words."""
    if element is None:
        return ""
    words = words_of(element)
    _drop(element)
    return words


def _drop(element: Element) -> None:
    """Take an element out; what follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    tail = _plain(element.tail or "")
    if before is not None:
        before.tail = _plain(before.tail or "") + tail
    else:
        parent.text = _plain(parent.text or "") + tail
    parent.remove(element)


def _taken_reactions(root: Element) -> Iterator[str]:
    for listed in [one for one in root.iter("ul") if _REACTIONS & _classes(one)]:
        for item in listed.iter("li"):
            yield words_of(item)
        _drop(listed)


def _files(root: Element) -> Iterator[str]:
    """Give what pictures, films and links to files mean; take the words out that films hide."""
    for one in root.iter("img", "video", "audio", "source", "a"):
        reference = clean(one.get("href" if one.tag == "a" else "src") or "").strip()
        if one.tag == "a" and (reference.lower().startswith(_WEB) or _is_no_file(reference)):
            continue
        if reference:
            yield reference
    for film in list(root.iter("video", "audio")):
        for inner in list(film):
            _drop(inner)
        film.text = ""


def _is_no_file(reference: str) -> bool:
    name = reference.partition("?")[0].partition("#")[0].lower()
    return not name or name.endswith((".html", ".htm")) or ":" in name.partition("/")[0]


def _tell_links(root: Element) -> None:
    """Put the address behind the words of a link that do not show it."""
    for link in root.iter("a"):
        address = clean(link.get("href") or "").strip()
        words = words_of(link)
        if address.lower().startswith(_WEB) and address not in words:
            shown = f" <{address}>" if words else address
            link.tail = _plain(shown + (link.tail or ""))


def _lines(element: Element) -> Iterator[str]:
    """Give the text in lines: one for each box, and those that the text itself has."""
    parts: list[str] = []
    for event, one in etree.iterwalk(element, events=("start", "end")):
        edge = _EDGE if one.tag in _BREAKS else ""
        if event == "start":
            parts.append("\n" if one.tag == "br" else edge + _spaced(one.text))
        else:
            parts.append(edge + (_spaced(one.tail) if one is not element else ""))
    for box in "".join(parts).split(_EDGE):
        text = "\n".join(line.strip() for line in box.split("\n")).strip("\n")
        if text:
            yield clean(text)


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
