"""Pages of Google Voice taken apart: texts, calls and voicemail, as they stand; makes no record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from app.importers.text import clean, decode
from app.reading.html_tree import Element, tree_of

MOST_BYTES = 64 << 20
_MEDIA = frozenset({"img", "audio", "video"})
_ENDED = re.compile(r"</html\s*>\s*\Z", re.IGNORECASE)
_DELETED = re.compile(r":\s*True\s*\Z", re.IGNORECASE)
_LENGTH = re.compile(r"PT(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?")


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody as a page names them.

    Attributes:
        is_me: the page says that it is the account's own side.
    """

    name: str = ""
    number: str = ""
    is_me: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """One text message; ``media`` are the names by which the page means files."""

    number: int
    time: str
    who: Who
    words: str
    media: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Called:
    """One call, recording or voicemail."""

    time: str
    who: Who
    seconds: int
    transcript: str
    media: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Page:
    """One page.

    Attributes:
        others: whom a group's page lists.
        said: text messages; the markup of one that holds nothing that can be read.
        tags: what the page is filed under, such as ``inbox``, ``voicemail`` or ``spam``.
        whole: the page ends as pages do.
    """

    others: list[Who] = field(default_factory=list)
    said: list[Said | bytes] = field(default_factory=list)
    called: list[Called] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    note: str = ""
    deleted: bool = False
    whole: bool = True


def is_voice_page(head: bytes) -> bool:
    """Say whether a page begins as those of Google Voice do."""
    return b"hChatLog" in head or b"haudio" in head


def read_page(data: bytes) -> Page:
    """Take a page apart; it may be ill-formed or cut."""
    markup = decode(data).text
    page = Page(whole=_ENDED.search(markup) is not None)
    root = tree_of(markup)
    if root is None:
        return page
    for unwanted in list(root.iter("script", "style")):
        _drop(unwanted)
    _read_details(root, page)
    for log in having(root, "hChatLog"):
        listed = next(having(log, "participants"), None)
        page.others += [_who(cite) for cite in having(listed, "sender")]
    messages = _apart(list(having(root, "message")))
    page.said = [_said(one, number) for number, one in enumerate(messages, 1)]
    page.called = [_called(one) for one in _apart(list(having(root, "haudio")))]
    return page


def _apart(elements: list[Element]) -> list[Element]:
    """Take those out that lie in another one, as where a page leaves tags open."""
    known = frozenset(elements)
    for one in reversed(elements):
        parent = one.getparent()
        if parent is not None and any(outer in known for outer in one.iterancestors()):
            parent.remove(one)
    return elements


def _read_details(root: Element, page: Page) -> None:
    for link in root.iter("a"):
        if link.get("rel") == "tag":
            page.tags.append(clean((link.get("href") or "").rpartition("#")[2]) or words_of(link))
    page.note = " ".join(filter(None, map(words_of, having(root, "noteContainer"))))
    page.deleted = any(
        _DELETED.search(words_of(one)) for one in having(root, "deletedStatusContainer")
    )


def _said(message: Element, number: int) -> Said | bytes:
    time = next((one.get("title") or "" for one in having(message, "dt")), "")
    cite = next(having(message, "sender"), None)
    quotes = list(message.iter("q"))
    media = tuple(_media(message))
    if not time and not quotes and cite is None:
        return etree.tostring(message, encoding="utf-8", with_tail=False)
    words = "\n".join(filter(None, (words_of(quote, keep_lines=True) for quote in quotes)))
    return Said(number, clean(time), _who(cite), words, media)


def _called(call: Element) -> Called:
    time = next((one.get("title") or "" for one in having(call, "published")), "")
    length = next((one.get("title") or "" for one in having(call, "duration")), "")
    described = next(having(call, "description"), None)
    full = next(having(described, "full-text"), None)
    who = _who(next(having(call, "contributor"), None))
    transcript = words_of(full) if full is not None else ""
    return Called(clean(time), who, _seconds(length), transcript, tuple(_media(call)))


def _seconds(length: str) -> int:
    found = _LENGTH.fullmatch(length)
    if not found:
        return 0
    hours, minutes, seconds = (int(group or 0) for group in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def _who(element: Element | None) -> Who:
    if element is None:
        return Who()
    link = next(having(element, "tel"), None)
    number = clean((link.get("href") or "") if link is not None else "").removeprefix("tel:")
    names = list(having(element, "fn"))
    name = words_of(names[0]) if names else ""
    is_me = any(one.tag == "abbr" for one in names)
    return Who("" if name in {number, "Me"} else name, number.strip(), is_me or name == "Me")


def _media(element: Element) -> Iterator[tuple[str, str]]:
    """Give the files that a message means, with what sort they are."""
    for one in element.iter("img", "audio", "video", "a"):
        if one.tag in _MEDIA:
            named = one.get("src")
        elif "vcard" in (one.get("class") or "").split():
            named = one.get("href")
        else:
            continue
        if named is not None:
            yield clean(named), "vcard" if one.tag == "a" else str(one.tag)


def having(element: Element | None, name: str) -> Iterator[Element]:
    """Give the elements below one that have a class."""
    if element is None:
        return
    for one in element.iterdescendants():
        if isinstance(one.tag, str) and name in (one.get("class") or "").split():
            yield one


def words_of(element: Element, *, keep_lines: bool = False) -> str:
    """Give an element's text; a line break is one where lines are kept, else blanks are one."""
    if not keep_lines:
        return clean(" ".join("".join(map(str, element.itertext())).split()))
    parts = []
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            parts.append("\n" if one.tag == "br" else one.text or "")
        elif one is not element:
            parts.append(one.tail or "")
    return clean("".join(parts)).strip()


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        element.clear()
        parent.remove(element)
