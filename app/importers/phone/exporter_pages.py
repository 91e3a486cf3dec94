"""Chats that imessage-exporter wrote as web pages, read piece by piece; makes no record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from app.importers.base import Export, MemberUnreadable
from app.importers.phone.exporter_said import RESPONDED, Stamp, Told, cleaned, is_unsent, stamp_of
from app.importers.phone.voice_pages import Element, having, words_of

NOT_A_PAGE = "The page is damaged so that it cannot be read on."

_PIECE = 1 << 16
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


def _outermost(export: Export, member: str) -> Iterator[Element]:
    """Give messages and notices that lie in no other message, and forget them behind us."""
    parser = etree.HTMLPullParser(
        events=("start", "end"), tag="div", encoding="utf-8", no_network=True,
        remove_comments=True, remove_pis=True, huge_tree=True,
    )  # fmt: skip
    depth = 0
    for _ in _fed(parser, export, member):
        for event, element in parser.read_events():
            if not isinstance(element, Element) or not _is_told(element):
                continue
            depth += 1 if event == "start" else -1
            if event == "end" and depth == 0:
                yield element
                _forget(element)


def _fed(parser: etree.HTMLPullParser, export: Export, member: str) -> Iterator[None]:
    with export.open(member) as file:
        try:
            while piece := file.read(_PIECE):
                parser.feed(piece.replace(b"\0", b""))
                yield
            parser.close()
        except etree.LxmlError as error:
            raise MemberUnreadable(NOT_A_PAGE) from error
    yield


def _forget(element: Element) -> None:
    parent = element.getparent()
    element.clear()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


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
