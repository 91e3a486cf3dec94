"""What a reader of an HTML page would read, as plain text; loads nothing and draws nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from lxml import etree

from app.reading.charsets import clean, decode
from app.reading.html_tree import Element, tree_of

_DROPPED = frozenset({"script", "style", "template", "head", "iframe", "object", "embed", "applet"})
_PARAGRAPHS = frozenset(
    {
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "table", "pre"),
        *("form", "fieldset", "figure", "article", "section"),
    }
)
_LINES = frozenset(
    {
        *("div", "tr", "li", "dt", "dd", "hr", "address", "header", "footer", "main", "nav"),
        *("aside", "center", "caption", "option", "legend", "summary", "details", "figcaption"),
        *("body", "html", "thead", "tbody", "tfoot", "title"),
    }
)
_CELLS = frozenset({"td", "th"})
_BLANKS = re.compile(r"[ \t\n\r\f\xa0]+")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d])"
    r"|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
_CHARSET = re.compile(
    rb"<(?:meta[^>]{0,200}charset|\?xml[^>]{0,80}encoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE
)
_TINY = re.compile(r"\s*[0-3](?:px)?\s*\Z", re.IGNORECASE)
_LONGEST_TARGET = 2_000
_MOST_PIECES = 2_000


@dataclass(frozen=True, slots=True)
class HtmlText:
    """The text of a page and what cannot be seen in it.

    Attributes:
        title: the page's title, which is not part of ``text``.
        hidden: some of the text is hidden where the page is shown.
        remote: how many pictures lie on the net; they are not loaded.
        trackers: how many of them cannot be seen and serve to watch the reader.
    """

    text: str
    title: str = ""
    hidden: bool = False
    remote: int = 0
    trackers: int = 0


def html_text(untrusted: bytes | str, charset: str = "") -> HtmlText:
    """Give the text of a page: hidden text too, targets of links, words for pictures."""
    markup = untrusted if isinstance(untrusted, str) else _decoded(untrusted, charset)
    if not markup.strip():
        return HtmlText("")
    root = tree_of(markup)
    if root is None:
        return HtmlText(without_tags(markup))
    page = _Page()
    page.read(root)
    title = root.findtext(".//title") or ""
    return HtmlText(
        clean(page.text()),
        clean(_BLANKS.sub(" ", title).strip()),
        page.hidden,
        page.remote,
        page.trackers,
    )


def _decoded(untrusted: bytes, charset: str) -> str:
    named = _CHARSET.search(untrusted[:4096])
    declared = charset or (named[1].decode("ascii", "replace") if named else "")
    return decode(untrusted, declared).text


def without_tags(markup: str) -> str:
    """Give the words of a page that makes no tree."""
    return clean(unescape(re.sub(r"<[^<>]*>", " ", markup)).strip())


@dataclass(slots=True)
class _Page:
    """Collects lines; every element is entered and left once, without recursion."""

    pieces: list[str] = field(default_factory=list)
    hidden: bool = False
    remote: int = 0
    trackers: int = 0
    verbatim: int = 0
    concealing: list[Element] = field(default_factory=list)
    links: list[int] = field(default_factory=list)

    def read(self, root: Element) -> None:
        skipped: Element | None = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if skipped is not None:
                if event == "end" and element is skipped:
                    skipped = None
                    self._words(element.tail)
                continue
            if event == "start" and element.tag in _DROPPED:
                skipped = element
            elif event == "start":
                self._enter(element)
            else:
                self._leave(element)

    def text(self) -> str:
        return _set_out("".join(self.pieces))

    def _enter(self, element: Element) -> None:
        tag = element.tag
        if tag == "img":
            self._picture(element)
        elif tag == "pre":
            self.verbatim += 1
        elif tag == "a":
            self.links.append(len(self.pieces))
        if not self.hidden and element.attrib and _conceals(element):
            self.concealing.append(element)
        self.pieces.append(_opening(tag))
        self._words((element.text or "").removeprefix("\n") if tag == "pre" else element.text)

    def _leave(self, element: Element) -> None:
        tag = element.tag
        if tag == "a":
            self._target(element)
        elif tag == "pre":
            self.verbatim -= 1
        tip = element.get("title", "").strip()
        if tip and tip != (element.text or "").strip() and tag != "img":
            self.pieces.append(f" [{_BLANKS.sub(' ', tip)}]")
        if tag not in {"br", "hr", "img"}:
            self.pieces.append(_closing(tag))
        if self.concealing and self.concealing[-1] is element:
            self.concealing.pop()
        self._words(element.tail)

    def _words(self, words: str | None) -> None:
        if words:
            self.hidden = self.hidden or bool(self.concealing and words.strip())
            kept = words.translate(_OUR_MARKS) if not words.isascii() else words
            if self.verbatim:
                kept = kept.replace("\r\n", "\n").replace("\n", _KEPT).replace(" ", "\xa0")
            self.pieces.append(kept if self.verbatim else _BLANKS.sub(" ", kept))

    def _picture(self, element: Element) -> None:
        words = (element.get("alt") or element.get("title") or "").strip()
        if words:
            self.pieces.append(f"[picture: {_BLANKS.sub(' ', words)}]")
        if re.match(r"\s*(?:https?:)?//", element.get("src", ""), re.IGNORECASE):
            self.remote += 1
            tiny = _TINY.match(element.get("width", "-")) or _TINY.match(element.get("height", "-"))
            if tiny or _HIDDEN.search(element.get("style", "")):
                self.trackers += 1

    def _target(self, element: Element) -> None:
        began = self.links.pop()
        target = element.get("href", "").strip()
        if not target or target.startswith("#"):
            return
        words = "".join(self.pieces[began : began + _MOST_PIECES])
        plain = target.removeprefix("mailto:").removeprefix("tel:")
        if plain.rstrip("/") in words:
            return
        if len(target) > _LONGEST_TARGET:
            target = target[:_LONGEST_TARGET] + "…"
        self.pieces.append(f" <{_BLANKS.sub(' ', target)}>")


def _conceals(element: Element) -> bool:
    """Say whether words in an element cannot be seen."""
    style = element.get("style", "")
    concealed = "hidden" in element.attrib or bool(style and _HIDDEN.search(style))
    return concealed and element.tag not in {"img", "input"}


_SOFT, _HARD, _BREAK, _KEPT = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
"""Marks, no characters of any script: end of a block, of a paragraph, <br>, line end in <pre>."""

_MARKS = re.compile(f"[ \t]*(?:[{_SOFT}{_HARD}{_BREAK}][ \t]*)+")
_OUR_MARKS = dict.fromkeys(map(ord, (_SOFT, _HARD, _BREAK, _KEPT)), " ")


def _opening(tag: object) -> str:
    if tag in _PARAGRAPHS:
        return _HARD
    if tag == "li":
        return _SOFT + "- "
    if tag == "br":
        return _BREAK
    return _SOFT if tag in _LINES else ""


def _closing(tag: object) -> str:
    if tag in _PARAGRAPHS:
        return _HARD
    if tag in _CELLS:
        return "\t"
    return _SOFT if tag in _LINES else ""


def _set_out(marked: str) -> str:
    """Make lines of marks: at most one blank line, no blanks at the ends of lines."""
    tidy = re.sub(r" *\t[ \t]*", "\t", re.sub(" {2,}", " ", marked))
    text = _MARKS.sub(_line_ends, tidy.replace(_KEPT + _HARD, _HARD))
    return text.replace(_KEPT, "\n").replace("\xa0", " ").strip("\n\t")


def _line_ends(marks: re.Match[str]) -> str:
    count, empty = 0, False
    for mark in marks[0]:
        if mark == _HARD:
            count, empty = 2, True
        elif mark == _BREAK or (mark == _SOFT and not empty):
            count, empty = count + 1, True
    return "\n" * min(count, 2)
