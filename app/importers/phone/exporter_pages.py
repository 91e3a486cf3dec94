"""Chats that imessage-exporter wrote as web pages, read piece by piece; makes no record."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator

from lxml import etree

from app.importers.base import Export, MemberUnreadable
from app.importers.phone.exporter_said import RESPONDED, Stamp, Told, cleaned, is_unsent, stamp_of
from app.importers.phone.voice_pages import having, words_of
from app.reading.html_tree import Element, asks_too_much

NOT_A_PAGE = "The page is damaged so that it cannot be read on."

_PIECE = 1 << 16
_MOST_HELD = 1 << 20
_MOST_FED = 1 << 22
_MESSAGE = b'<div class="message"'
_GUID = re.compile(r"message-guid=([0-9A-Za-z:_-]{8,100})")
_LISTS = frozenset({"reactions", "tapbacks"})
_GONE = frozenset({"deleted", "unsent"})
_FILES = {
    "img": "src",
    "video": "src",
    "audio": "src",
    "source": "src",
    "a": "href",
    "embed": "src",
}
_REMOTE = ("http:", "https:", "sms:", "#", "mailto:", "tel:")


def told_in_page(export: Export, member: str) -> Iterator[Told]:
    """Give the messages of a page; answers set below what they answer come as well.

    Raises:
        MemberUnreadable: when the member cannot be read on.
    """
    number = 0
    for element in _outermost(export, member):
        number += 1
        locator = f"{member} message {number}"
        if "announcement" in _classes(element):
            yield _notice(locator, element)
            continue
        told = _said(locator, element)
        yield told
        for place, answer in enumerate(_answers(element), 1):
            inner = _said(f"{locator} answer {place}", answer)
            inner.answers = told.key
            inner.is_reply = True
            yield inner


def senders_in_page(export: Export, member: str) -> Iterator[str]:
    """Give the sender of each message of a page, at less cost than the messages.

    Raises:
        MemberUnreadable: when the member cannot be read on.
    """
    for element in _outermost(export, member):
        for span in element.iter("span"):
            if span.get("class") == "sender":
                yield cleaned(words_of(span))


def _outermost(export: Export, member: str) -> Iterator[Element]:
    """Give messages and notices that are no answers below others, and forget them behind us.

    One that lies in another because that was not closed is given as well.
    """
    page = _Page()
    try:
        for piece in _pieces(export, member):
            yield from page.read(piece)
        yield from page.end()
    except etree.LxmlError as error:
        raise MemberUnreadable(NOT_A_PAGE) from error


def _pieces(export: Export, member: str) -> Iterator[bytes]:
    """Give a page in pieces that end before a message, where there is one."""
    with export.open(member) as file:
        held = b""
        while block := file.read(_PIECE):
            held += block.replace(b"\0", b"")
            cut = held.rfind(_MESSAGE)
            if cut <= 0:
                cut = len(held) if len(held) > _MOST_HELD else 0
            if cut:
                yield held[:cut]
                held = held[cut:]
        yield held


class _Page:
    """Parses a page; the parser, which keeps all that it was fed, is renewed now and then.

    It is fed no byte that is not UTF-8: some versions of it hand such bytes on, and break.
    """

    def __init__(self) -> None:
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._begin()

    def read(self, piece: bytes) -> Iterator[Element]:
        """Give the outermost messages that end in a piece."""
        words = self._decoder.decode(piece)
        if asks_too_much(words):
            raise MemberUnreadable(NOT_A_PAGE)
        self._parser.feed(words.encode("utf-8"))
        self._fed += len(piece)
        yield from self._found()
        if self._fed > _MOST_FED and self._depth == 0:
            yield from self.end()
            self._begin()

    def end(self) -> Iterator[Element]:
        """Give the messages that end with the page."""
        if self._fed:
            self._parser.close()
        yield from self._found()

    def _begin(self) -> None:
        self._parser = etree.HTMLPullParser(
            events=("start", "end"), tag="div", encoding="utf-8", no_network=True,
            remove_comments=True, remove_pis=True, huge_tree=True,
        )  # fmt: skip
        self._last: Element | None = None
        self._depth = self._fed = 0

    def _found(self) -> Iterator[Element]:
        for event, element in self._parser.read_events():
            if not isinstance(element, Element) or not _is_told(element):
                continue
            self._depth += 1 if event == "start" else -1
            if event == "end" and not _is_answer(element):
                yield element
                self._forget(element)

    def _forget(self, element: Element) -> None:
        element.clear()
        before = self._last.getparent() if self._last is not None else None
        if before is not None and self._last is not None:
            before.remove(self._last)
        self._last = element


def _is_answer(element: Element) -> bool:
    return any("replies" in _classes(one) for one in element.iterancestors("div"))


def _is_told(element: Element) -> bool:
    return bool({"message", "announcement"} & _classes(element))


def _classes(element: Element) -> set[str]:
    return set((element.get("class") or "").split())


def _notice(locator: str, element: Element) -> Told:
    stamp = _stamp(element)
    words = cleaned(words_of(element))
    return Told(locator, stamp, is_notice=True, lines=[words.removeprefix(stamp.raw).strip()])


def _said(locator: str, message: Element) -> Told:
    body = next((one for one in message if isinstance(one.tag, str)), message)
    kinds = _classes(body)
    told = Told(locator, _stamp(body), _first(body, "sender"), is_mine="sent" in kinds)
    told.guid = next((found[1] for link in _own(body) if (found := _guid(link))), "")
    services = kinds - {"sent", "received", "message"}
    told.service = next(iter(sorted(services)), "") if told.is_mine else ""
    told.subject = _first(body, "subject")
    for element in _own(body):
        _take(told, element)
    return told


def _take(told: Told, element: Element) -> None:
    """Take one element of a message that tells something."""
    kinds = _classes(element)
    if "edited" in kinds and element.tag == "table":
        _take_versions(told, element)
    elif kinds & {"bubble", "app", "deleted", "unsent"} and not _in_table(element):
        words = cleaned(words_of(element, keep_lines=True))
        told.is_deleted = told.is_deleted or bool(kinds & _GONE) or is_unsent(words)
        told.lines.append(words)
    elif "expressive" in kinds:
        told.labels.append(cleaned(words_of(element)))
    elif "reply_context" in kinds:
        told.is_reply = words_of(element) == RESPONDED or told.is_reply
    elif kinds & _LISTS:
        told.tapbacks += filter(None, map(_tapback, element))
    _take_file(told, element)


def _take_file(told: Told, element: Element) -> None:
    attribute = _FILES.get(str(element.tag))
    named = cleaned(element.get(attribute) or "") if attribute else ""
    if named and not named.startswith(_REMOTE):
        told.files.append(named)


def _in_table(element: Element) -> bool:
    return any(one.tag == "table" for one in element.iterancestors())


def _take_versions(told: Told, table: Element) -> None:
    rows = [
        [cleaned(words_of(cell, keep_lines=True)) for cell in row.iter("td")]
        for row in table.iter("tr")
    ]
    texts = [row[-1] for row in rows if row]
    if texts:
        told.versions += texts[:-1]
        told.lines.append(texts[-1])


def _tapback(element: Element) -> str:
    words = cleaned(words_of(element))
    return "" if words in {"Reactions:", "Tapbacks:"} else words


def _own(body: Element) -> Iterator[Element]:
    """Give the elements of a message without those of the answers below it."""
    walker = etree.iterwalk(body, events=("start",))
    for _, element in walker:
        kinds = _classes(element) if isinstance(element.tag, str) else set()
        if "replies" in kinds:
            walker.skip_subtree()
        else:
            yield element


def _answers(message: Element) -> Iterator[Element]:
    for replies in having(message, "replies"):
        yield from having(replies, "message")
        return


def _stamp(body: Element) -> Stamp:
    told = next((one for one in _own(body) if "timestamp" in _classes(one)), None)
    words = words_of(told) if told is not None else ""
    return stamp_of(words) or Stamp(words, None)


def _first(body: Element, kind: str) -> str:
    found = next((one for one in _own(body) if kind in _classes(one)), None)
    return cleaned(words_of(found)) if found is not None else ""


def _guid(link: Element) -> re.Match[str] | None:
    return _GUID.search(link.get("href") or "") if link.tag == "a" else None
