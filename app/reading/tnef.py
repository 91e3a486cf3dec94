"""Outlook's container of a mail's inside (winmail.dat) taken apart, after [MS-OXTNEF]."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from app.reading.mapi import (
    BINARY,
    MULTIPLE,
    NAMED_FROM,
    OBJECT,
    TEXT_8,
    TEXT_16,
    MapiAttachment,
    MapiMessage,
    Properties,
    Value,
    charset_of,
    fixed,
    text_8,
    text_16,
)

MAGIC = b"\x78\x9f\x3e\x22"
DEEPEST = 10

_MESSAGE, _ATTACHMENT = 1, 2
_CODE_PAGE, _MESSAGE_PROPERTIES, _RECIPIENTS = 0x00069007, 0x00069003, 0x00069004
_BEGINS, _DATA, _TITLE, _OWN_PROPERTIES = 0x00069002, 0x0006800F, 0x00018010, 0x00069005
_TEXTS = {0x00018004: 0x37, 0x0002800C: 0x1000, 0x00078008: 0x1A, 0x00018009: 0x1035}
_LOOSE = frozenset({TEXT_8, TEXT_16, BINARY, OBJECT})
_SIZES = {1: 4, 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_ATTACHED, _METHOD, _EMBEDDED = 0x3701, 0x3705, 5
_MOST_VALUES = 100_000
_CLASSES = {"IPM.MICROSOFT MAIL.NOTE": "IPM.Note"}


def is_tnef(untrusted: bytes) -> bool:
    """Say whether bytes begin as such a container."""
    return untrusted.startswith(MAGIC)


def read_tnef(untrusted: bytes, depth: int = 0) -> MapiMessage:
    """Take a container apart as far as it goes; what is missing is noted as ``short``."""
    reader = _Reader(depth)
    at = 6
    while at + 9 <= len(untrusted):
        level, kind, size = struct.unpack_from("<BII", untrusted, at)
        if level not in (_MESSAGE, _ATTACHMENT):
            break
        if at + 9 + size > len(untrusted):
            reader.message.notes.add("short")
            break
        data = untrusted[at + 9 : at + 9 + size]
        reader.take(level, kind, data)
        at += 11 + size
    return reader.finish()


@dataclass(slots=True)
class _Reader:
    depth: int
    charset: str = "cp1252"
    message: MapiMessage = field(default_factory=lambda: MapiMessage(Properties()))

    def take(self, level: int, kind: int, data: bytes) -> None:
        """Take one attribute of the mail or of the attachment that was begun last."""
        if level == _MESSAGE:
            self._of_message(kind, data)
            return
        files = self.message.attachments
        if kind == _BEGINS or not files:
            files.append(MapiAttachment(Properties()))
        if kind == _DATA:
            files[-1].data = data
        elif kind == _TITLE:
            files[-1].properties.values.setdefault(0x3704, self._text(data))
        elif kind == _OWN_PROPERTIES:
            self._into(files[-1].properties, data)

    def finish(self) -> MapiMessage:
        """Give the mail, with the mails inside it read as well."""
        for one in self.message.attachments:
            self._settle(one)
        own = self.message.properties
        item = own.text(0x1A)
        own.values[0x1A] = _CLASSES.get(item.upper(), item)
        if own.doubtful:
            self.message.notes.add("charset")
        return self.message

    def _of_message(self, kind: int, data: bytes) -> None:
        own = self.message.properties
        if kind == _CODE_PAGE and len(data) >= 4:
            self.charset = charset_of(int.from_bytes(data[:4], "little")) or self.charset
        elif kind == _MESSAGE_PROPERTIES:
            self._into(own, data)
        elif kind == _RECIPIENTS:
            self._people(data)
        elif kind in _TEXTS:
            own.values.setdefault(_TEXTS[kind], self._text(data))

    def _settle(self, one: MapiAttachment) -> None:
        """Find the bytes of an attachment; an object's begin with a mark of 16 bytes."""
        held = one.properties.values.get(_ATTACHED)
        if isinstance(held, bytes):
            one.data = held
        inside = one.data or b""
        if one.properties.number(_METHOD) & 0xFFFF != _EMBEDDED or not is_tnef(inside):
            return
        if self.depth < DEEPEST:
            one.message = read_tnef(inside, self.depth + 1)
            self.message.notes |= one.message.notes & {"short"}
        else:
            self.message.notes.add("deep")

    def _people(self, data: bytes) -> None:
        list_ = _List(data, self.charset, 4)
        for _ in range(min(int.from_bytes(data[:4], "little"), _MOST_VALUES)):
            person = Properties()
            if not list_.read(person):
                break
            self.message.recipients.append(person)
        if list_.broken:
            self.message.notes.add("short")

    def _into(self, own: Properties, data: bytes) -> None:
        if not _List(data, self.charset).read(own):
            self.message.notes.add("short")

    def _text(self, data: bytes) -> str:
        return text_8(data, self.charset)[0]


@dataclass(slots=True)
class _List:
    """Property lists one after another."""

    data: bytes
    charset: str
    at: int = 0
    broken: bool = False

    def read(self, into: Properties) -> bool:
        """Read one list; False where it breaks off, with what stood before it taken."""
        try:
            for _ in range(self._number()):
                self._property(into)
        except (struct.error, ValueError):
            self.broken = True
        return not self.broken

    def _property(self, into: Properties) -> None:
        kind, number = struct.unpack_from("<HH", self.data, self.at)
        self.at += 4
        if number >= NAMED_FROM:
            into.names[self._name()] = number
        base = kind & ~MULTIPLE
        several = kind & MULTIPLE or base in _LOOSE
        count = self._number() if several else 1
        if count > _MOST_VALUES:
            raise ValueError
        values = [self._value(base, into) for _ in range(count)]
        if kind & MULTIPLE:
            into.values[number] = [value for value in values if isinstance(value, str)]
        elif values:
            into.values[number] = values[0]

    def _value(self, base: int, into: Properties) -> Value:
        if base in _LOOSE:
            return self._loose(base, self._bytes(self._number()), into)
        size = _SIZES.get(base)
        if size is None:
            raise ValueError
        return fixed(base, self._bytes(size))

    def _loose(self, base: int, data: bytes, into: Properties) -> Value:
        if base == TEXT_16:
            return text_16(data)
        if base == TEXT_8:
            text, guessed = text_8(data, self.charset)
            into.doubtful = into.doubtful or guessed
            return text
        return data[16:] if base == OBJECT else data

    def _name(self) -> str | int:
        self._bytes(16)
        if self._number() == 0:
            return self._number()
        return text_16(self._bytes(self._number())).lower()

    def _number(self) -> int:
        return int.from_bytes(self._bytes(4), "little")

    def _bytes(self, size: int) -> bytes:
        """Take bytes that are filled up to a multiple of four."""
        found = self.data[self.at : self.at + size]
        if len(found) < size:
            raise ValueError
        self.at += size + (-size % 4)
        return found
