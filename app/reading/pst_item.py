"""Makes a mail of one item of a mailbox file in a process of its own; gives plain values only."""

from __future__ import annotations

import struct
from itertools import pairwise

from app.reading.charsets import decode
from app.reading.mapi import (
    BINARY,
    MULTIPLE,
    OBJECT,
    TEXT_8,
    TEXT_16,
    MapiAttachment,
    MapiMessage,
    Properties,
    charset_of,
    names_of,
    value_in,
)
from app.reading.mapi_mail import SUBJECT, as_mail
from app.reading.msg_child import MailValues
from app.reading.pst_heap import Damaged, Heap, RawProperties, properties_in, row_numbers, rows_in
from app.reading.pst_pages import NodeBytes

Names = dict[str | int, int]

DEEPEST = 20

_RECIPIENTS, _ATTACHMENT_KIND = 0x692, 0x05
_METHOD, _DATA, _EMBEDDED = 0x3705, 0x3701, 5
_MESSAGE_PAGE, _NET_PAGE = 0x3FFD, 0x3FDE
_NAME, _SUBTREE = 0x3001, 0x35E0
_ENTRIES, _WORDS = 0x0003, 0x0004
_MOST_TEXTS = 100_000
_PREFIX = "\x01"


def item_as_mail(node: NodeBytes, names: Names, wide: bool) -> MailValues | None:  # noqa: FBT001 - called by place across processes
    """Make a mail of an item; None where nothing of it can be read."""
    try:
        message = _Item(names, wide=wide).message(node, 0)
    except Damaged:
        return None
    made = as_mail(message)
    return made.mail, made.item, made.labels, made.draft, tuple(sorted(made.notes))


def folder_name(node: NodeBytes, wide: bool) -> str:  # noqa: FBT001 - as above
    """Give a folder's name; empty where it cannot be read."""
    try:
        return _Item({}, wide=wide).properties(properties_in(node, wide=wide)[0]).text(_NAME)
    except Damaged:
        return ""


def top_folder(node: NodeBytes, wide: bool) -> int:  # noqa: FBT001 - as above
    """Give the number of the folder under which a person sees their folders; 0 if not told."""
    try:
        told = properties_in(node, wide=wide)[0].get(_SUBTREE)
    except Damaged:
        return 0
    held = told[1] if told else b""
    return int.from_bytes(held[-4:], "little") if isinstance(held, bytes) and len(held) >= 24 else 0


def items_listed(node: NodeBytes, wide: bool) -> list[int] | None:  # noqa: FBT001 - as above
    """Give the numbers of the items that a folder shows; None where its list cannot be read."""
    try:
        return row_numbers(node, wide=wide)
    except Damaged:
        return None


def names_in(node: NodeBytes, wide: bool) -> Names:  # noqa: FBT001 - as above
    """Read which numbers stand for names."""
    try:
        found = properties_in(node, wide=wide)[0]
    except Damaged:
        return {}
    entries, words = (found.get(number, (0, b""))[1] for number in (_ENTRIES, _WORDS))
    if not isinstance(entries, bytes) or not isinstance(words, bytes):
        return {}
    return names_of(entries, words)


class _Item:
    def __init__(self, names: Names, *, wide: bool) -> None:
        self._names = names
        self._wide = wide
        self._charset = ""

    def message(self, node: NodeBytes, depth: int) -> MapiMessage:
        """Read an item with those inside it; raises :class:`Damaged`."""
        raw, heap = properties_in(node, wide=self._wide)
        outer = self._charset
        self._charset = _charset_of(raw) or outer
        found = MapiMessage(self.properties(raw))
        found.properties.names = self._names
        subject = found.properties.text(SUBJECT)
        if subject.startswith(_PREFIX):
            found.properties.values[SUBJECT] = subject[2:]
        found.recipients = self._recipients(heap)
        for number, inside in sorted(heap.inside.items()):
            if number & 0x1F == _ATTACHMENT_KIND:
                found.attachments.append(self._attachment(inside, depth, found.notes))
        if heap.lost:
            found.notes.add("short")
        if any(part.doubtful for part in (found.properties, *found.recipients)):
            found.notes.add("charset")
        self._charset = outer
        return found

    def properties(self, raw: RawProperties) -> Properties:
        """Turn properties into values to read."""
        made = Properties()
        for number, (kind, value) in raw.items():
            if isinstance(value, int):
                made.values[number] = value
            elif kind & MULTIPLE:
                if kind & ~MULTIPLE in {TEXT_8, TEXT_16}:
                    made.values[number] = self._list(kind & ~MULTIPLE, value, made)
            else:
                made.values[number] = value_in(kind, value, self._charset, made)
        return made

    def _recipients(self, heap: Heap) -> list[Properties]:
        table = heap.inside.get(_RECIPIENTS)
        if table is None:
            return []
        try:
            rows, inner = rows_in(table, wide=self._wide)
        except Damaged:
            heap.lost = True
            return []
        heap.lost = heap.lost or inner.lost
        return [self.properties(row) for row in rows]

    def _attachment(self, node: NodeBytes, depth: int, notes: set[str]) -> MapiAttachment:
        try:
            raw, heap = properties_in(node, wide=self._wide)
        except Damaged:
            notes.add("short")
            return MapiAttachment(Properties())
        found = MapiAttachment(self.properties(raw))
        kind, held = raw.get(_DATA, (0, b""))
        if kind != OBJECT:
            found.data = held if kind == BINARY and isinstance(held, bytes) else None
        elif isinstance(held, bytes) and len(held) >= 4:
            self._object(found, heap, int.from_bytes(held[:4], "little"), (depth, notes))
        if heap.lost:
            notes.add("short")
        return found

    def _object(
        self, found: MapiAttachment, heap: Heap, number: int, where: tuple[int, set[str]]
    ) -> None:
        """Read what is set into a mail: another item, or an object's bytes."""
        depth, notes = where
        inside = heap.inside.get(number)
        if inside is None:
            heap.lost = True
        elif found.properties.number(_METHOD) & 0xFF != _EMBEDDED:
            found.data = None if inside[1] is None else b"".join(inside[1])
        elif depth >= DEEPEST:
            notes.add("deep")
        else:
            try:
                found.message = self.message(inside, depth + 1)
                notes |= found.message.notes & {"short", "deep"}
            except Damaged:
                heap.lost = True

    def _list(self, kind: int, data: bytes, into: Properties) -> list[str]:
        """Read a list of texts: their count, where each begins, the texts."""
        count = min(int.from_bytes(data[:4], "little"), len(data) // 4, _MOST_TEXTS)
        if len(data) < 4 + 4 * count:
            return []
        starts = [*struct.unpack_from(f"<{count}I", data, 4), len(data)]
        pieces = (data[at:end] for at, end in pairwise(starts))
        return [
            text
            for piece in pieces
            if isinstance(text := value_in(kind, piece, self._charset, into), str)
        ]


def _charset_of(raw: RawProperties) -> str:
    """Find the code page of texts that are not in UTF-16: told, or guessed from all of them."""
    for number in (_MESSAGE_PAGE, _NET_PAGE):
        value = raw.get(number, (0, 0))[1]
        if isinstance(value, int) and (named := charset_of(value)):
            return named
    narrow = [value for kind, value in raw.values() if kind == TEXT_8 and isinstance(value, bytes)]
    joined = b"\n".join(value.rstrip(b"\0") for value in narrow)
    return decode(joined).charset if joined and not joined.isascii() else ""
