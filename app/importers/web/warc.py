"""Captured web pages: WARC, ARC and WACZ files of archives and crawlers.

WACZ as in the Webrecorder specification 1.1: captures, a list of pages and hashes in a ZIP.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import BinaryIO
from urllib.parse import unquote

from app.domain.parsed import Parsed, ParsedAttachment
from app.domain.provenance import Problem
from app.domain.records import Flag, Kind
from app.importers.base import (
    Cursor,
    Export,
    Ignored,
    ImportOptions,
    Item,
    MemberUnreadable,
    Unreadable,
    after_cursor,
)
from app.importers.text import clean
from app.importers.times import Clock, TimeReader, wall_clock
from app.importers.web.http_body import Body, Head, body_of, head_of
from app.importers.web.warc_stream import Capture, Found, Lost
from app.reading import media_types
from app.reading.html import html_text

ABOUT_CAPTURE = "It tells how the capture was made and holds no page."
ASKED = "It is what was asked of the server, not what it answered."
SAME_AGAIN = "The page was met again unchanged; its first capture is kept."
PAGE_DESIGN = "It serves how the page looks or works and holds no words of its own."
SMALL_PICTURE = "It is a picture of less than 1 KB, such as a mark of the page's design."
NOTHING_ANSWERED = "The server answered with an empty page."
NO_ANSWER = "The server gave no page here, or sent on to another address."
OTHER_MEMBER = "It is no capture; it helps programs to find pages in the captures."
CHANGED = "The file differs from the one that the capture's own list of hashes names."
EMPTY = "The file holds no capture."
PACKED = Problem("text_packed", "The page is packed in a way that this program does not undo.")
CUT = Problem("text_cut", "The page was not captured to its end.")

_NAMES = (".warc", ".warc.gz", ".arc", ".arc.gz")
_HEADS = (b"WARC/1.", b"WARC/0.", b"filedesc://")
_MOST_ASKED = 2_000
_SMALL = 1_000
_STEP = 1 << 20
_MOST_OF_PAGE = 32 << 20
_LONGEST_LINE = 8 << 20
_DESIGN = re.compile(r"(?:text/css|(?:text|application)/(?:x-)?(?:java|ecma)script|font/.*|"
                     r"application/(?:x-)?font.*|application/vnd\.ms-fontobject)")  # fmt: skip
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_WORDS = frozenset({"text/plain"})


class WarcImporter:
    """Reads captures of web pages; see :class:`app.importers.base.Importer`."""

    key = "warc"
    label = "Captured web pages (WARC, ARC, WACZ)"
    needs_zone = False
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a file in it begins as captures do."""
        return any(_is_capture(export, one) for one in islice(export.members(), _MOST_ASKED))

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the captures file by file, each in its own order."""
        times = TimeReader(options.zone, self._clock)
        return after_cursor(_items(export, times), after)


def _items(export: Export, times: TimeReader) -> Iterator[Item]:
    yield from export.rejected()
    captures = [member for member in export.members() if _is_capture(export, member)]
    known = frozenset(captures)
    package = _Package(export)
    yield from package.changed()
    for member in captures:
        yield from _Reading(export, member, times, package).items()
    for member in export.members():
        if member not in known:
            yield Ignored(member, OTHER_MEMBER, foreign=not package.holds(member))


def _is_capture(export: Export, member: str) -> bool:
    if not member.casefold().endswith(_NAMES) and len(export.members()) > 1:
        return False
    capture = Capture(partial(export.open, member))
    try:
        found = next(capture.records(), None)
        with capture.block(Found(1, {}, 0, 20)) as start:
            head = start.read(20)
    except MemberUnreadable:
        return False
    return found is not None and head.startswith(_HEADS)


@dataclass(slots=True)
class _Reading:
    """One pass over one capture file."""

    export: Export
    member: str
    times: TimeReader
    package: _Package

    def items(self) -> Iterator[Item]:
        """Give every record of the file as an item."""
        capture = Capture(partial(self.export.open, self.member))
        count = 0
        try:
            for found in capture.records():
                count += 1
                yield self._item(capture, found)
        except MemberUnreadable as fault:
            yield Unreadable(f"{self.member} end", fault.reason)
        if not count:
            yield Ignored(self.member, EMPTY)

    def _item(self, capture: Capture, found: Found | Lost) -> Item:
        place = f"{self.member} record {found.number}"
        if isinstance(found, Lost):
            return Unreadable(place, found.reason)
        kind = found.headers.get("warc-type", "").lower()
        reasons = {"request": ASKED, "revisit": SAME_AGAIN}
        if kind not in {"response", "resource", "conversion"}:
            return Ignored(place, reasons.get(kind, ABOUT_CAPTURE))
        try:
            with capture.block(found) as block:
                head = head_of(block) if kind == "response" else _plain_head(found)
            return self._answer(capture, found, head, place)
        except MemberUnreadable as fault:
            return Unreadable(place, fault.reason)

    def _answer(self, capture: Capture, found: Found, head: Head, place: str) -> Item:
        left = _why_left(head, found)
        if left:
            return Ignored(place, left)
        opener = partial(_opened, capture, found, head)
        address = found.headers.get("warc-target-uri", "").strip("<> ")
        timed = self.times.iso(_iso(found.headers.get("warc-date", "")))
        body = _body(capture, found, head) if head.media_type in _PAGES | _WORDS else Body(b"")
        title, text = self._words(address, head, body)
        problems = (*timed.problems, *_problems(body))
        file = ParsedAttachment(_name(address, head), opener, claimed_type=head.media_type)
        return Parsed(
            locator=place,
            platform="web",
            kind=Kind.CAPTURE,
            text=text,
            sent=timed.moment,
            platform_id=f"{address} {found.headers.get('warc-date', '')}",
            conversation_key=_site(address),
            conversation_title=_site(address),
            subject=clean(title or address),
            attachments=(file,),
            flags=timed.flags | ({Flag.TRUNCATED.value} if not body.whole else frozenset()),
            problems=problems,
            raw=_raw(found, head, address),
        )

    def _words(self, address: str, head: Head, body: Body) -> tuple[str, str]:
        """Give title and text of a page; a page that draws itself has its words in the list."""
        listed = self.package.page(address)
        if head.media_type in _WORDS:
            return listed.title, clean(body.data.decode(head.charset or "utf-8", "replace"))
        if head.media_type not in _PAGES or body.coding:
            return listed.title, clean(listed.text)
        read = html_text(body.data, head.charset)
        text = read.text if len(read.text) * 2 > len(listed.text) else listed.text
        return read.title or listed.title, clean(text)


def _why_left(head: Head, found: Found) -> str:
    size = found.length - head.body
    if head.status and not 200 <= head.status < 300:
        return NO_ANSWER
    if size <= 0:
        return NOTHING_ANSWERED
    if _DESIGN.fullmatch(head.media_type):
        return PAGE_DESIGN
    return SMALL_PICTURE if head.media_type.startswith("image/") and size < _SMALL else ""


def _plain_head(found: Found) -> Head:
    return Head(0, {"content-type": found.headers.get("content-type", "")}, 0)


def _body(capture: Capture, found: Found, head: Head) -> Body:
    with capture.block(found) as block:
        return body_of(block, head, _MOST_OF_PAGE)


def _opened(capture: Capture, found: Found, head: Head) -> BinaryIO:
    with capture.block(found) as block:
        return io.BytesIO(body_of(block, head).data)


def _problems(body: Body) -> tuple[Problem, ...]:
    return (*((PACKED,) if body.coding else ()), *((CUT,) if not body.whole else ()))


def _iso(date: str) -> str:
    """Give a WARC's time, or the fourteen digits of an ARC's, as ISO 8601 in UTC."""
    if re.fullmatch(r"[0-9]{14}", date):
        return dt.datetime.strptime(date, "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC).isoformat()
    return date


def _site(address: str) -> str:
    return address.partition("://")[2].partition("/")[0]


def _name(address: str, head: Head) -> str:
    path = re.split("[?#]", address.partition("://")[2])[0].partition("/")[2].rstrip("/")
    name = clean(unquote(path.rpartition("/")[2]))[-120:] or "page"
    if "." in name[-6:]:
        return name
    return name + (media_types.ending_of(head.media_type) or "")


def _raw(found: Found, head: Head, address: str) -> str:
    told = {"address": address, "status": head.status or None, "type": head.media_type}
    told |= {
        name: found.headers[name]
        for name in ("warc-record-id", "warc-payload-digest", "warc-ip-address")
        if name in found.headers
    }
    return json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class _Page:
    title: str = ""
    text: str = field(default="", repr=False)


class _Package:
    """What a WACZ tells of its captures: hashes and pages; empty for other exports."""

    def __init__(self, export: Export) -> None:
        self._export = export
        self._is_package = "datapackage.json" in export.members()
        self._pages = dict(self._listed()) if self._is_package else {}

    def holds(self, member: str) -> bool:
        """Say whether a member belongs to the package's own lists."""
        return self._is_package and member.startswith(("indexes/", "pages/", "datapackage"))

    def page(self, address: str) -> _Page:
        """Give what the list of pages tells of an address."""
        return self._pages.get(address, _Page())

    def changed(self) -> Iterator[Item]:
        """Name the files whose hash is not the listed one."""
        listed = {str(one.get("path", "")): str(one.get("hash", "")) for one in self._resources()}
        for member, told in listed.items():
            if member in self._export.members() and told.startswith("sha256:"):
                fault = self._fault(member, told.removeprefix("sha256:"))
                if fault:
                    yield Unreadable(f"{member} hash", fault)

    def _fault(self, member: str, told: str) -> str:
        try:
            with self._export.open(member) as file:
                digest = hashlib.sha256()
                while piece := file.read(_STEP):
                    digest.update(piece)
        except MemberUnreadable as fault:
            return fault.reason
        return "" if digest.hexdigest() == told.lower() else CHANGED

    def _resources(self) -> list[dict[str, object]]:
        if not self._is_package:
            return []
        told = _loaded(self._export.head("datapackage.json", _LONGEST_LINE))
        listed = told.get("resources")
        return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []

    def _listed(self) -> Iterator[tuple[str, _Page]]:
        for member in self._export.members():
            if not (member.startswith("pages/") and member.endswith(".jsonl")):
                continue
            try:
                with self._export.open(member) as file:
                    while line := file.readline(_LONGEST_LINE):
                        page = _loaded(line)
                        title, text = page.get("title") or "", page.get("text") or ""
                        yield str(page.get("url", "")), _Page(clean(str(title)), str(text))
            except MemberUnreadable:
                continue


def _loaded(line: bytes) -> dict[str, object]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
