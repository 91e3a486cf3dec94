"""Outlook's way to tell of a mail: properties by number or name; knows no container of them."""

from __future__ import annotations

import datetime as dt
import struct
from dataclasses import dataclass, field

from app.reading.charsets import clean, decode

Value = int | bytes | str | list[str]

MULTIPLE = 0x1000
SHORT, LONG, BOOLEAN, WIDE = 0x02, 0x03, 0x0B, 0x14
TEXT_8, TEXT_16, BINARY, OBJECT, TIME = 0x1E, 0x1F, 0x0102, 0x0D, 0x40
NAMED_FROM = 0x8000

_EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
_LATEST = dt.datetime(2400, 1, 1, tzinfo=dt.UTC)
_CODE_PAGES = {
    0: "",
    1200: "utf-16-le",
    10000: "mac-roman",
    20127: "",
    20866: "koi8-r",
    20932: "euc_jp",
    21866: "koi8-u",
    50220: "iso2022_jp",
    50221: "iso2022_jp",
    50222: "iso2022_jp",
    50225: "iso2022_kr",
    51932: "euc_jp",
    51936: "gb18030",
    51949: "cp949",
    52936: "hz",
    54936: "gb18030",
    65000: "utf-7",
    65001: "utf-8",
    932: "cp932",
    936: "gb18030",
    949: "cp949",
    950: "big5hkscs",
}
_SIZES = {SHORT: 2, LONG: 4, BOOLEAN: 2}


@dataclass(slots=True)
class Properties:
    """The properties of a mail, a recipient or an attachment.

    Attributes:
        values: by number; those with names of their own count from 0x8000.
        names: numbers by the names (or the long numbers) that stand for them.
        doubtful: whether a text's character set had to be guessed.
    """

    values: dict[int, Value] = field(default_factory=dict)
    names: dict[str | int, int] = field(default_factory=dict)
    doubtful: bool = False

    def text(self, *numbers: int) -> str:
        """Give the first of these that holds a text with a sign in it."""
        for number in numbers:
            value = self.values.get(number)
            if isinstance(value, str) and value.strip():
                return value
        return ""

    def texts(self, name: str | int) -> list[str]:
        """Give a list of texts by its name."""
        value = self.values.get(self.names.get(name, -1))
        if isinstance(value, list):
            return [one for one in value if one.strip()]
        return [value] if isinstance(value, str) and value.strip() else []

    def number(self, number: int, otherwise: int = 0) -> int:
        """Give a number."""
        value = self.values.get(number)
        return value if isinstance(value, int) else otherwise

    def data(self, number: int) -> bytes | None:
        """Give bytes, also where a writer called them a text."""
        value = self.values.get(number)
        if isinstance(value, str):
            return value.encode("utf-8")
        return value if isinstance(value, bytes) else None

    def time(self, *numbers: int) -> dt.datetime | None:
        """Give the first of these moments that can be one."""
        for number in numbers:
            micros = self.number(number) // 10
            if 0 < micros < (_LATEST - _EPOCH) // dt.timedelta(microseconds=1):
                return _EPOCH + dt.timedelta(microseconds=micros)
        return None

    def named_time(self, name: int) -> dt.datetime | None:
        """Give a moment by its long number."""
        return self.time(self.names.get(name, -1))


@dataclass(slots=True)
class MapiAttachment:
    """One attachment: its bytes, a mail inside the mail, or streams of an object.

    Attributes:
        data: None where the container holds none.
        streams: the parts of an object that was set into the mail, by their names.
    """

    properties: Properties
    data: bytes | None = None
    message: MapiMessage | None = None
    streams: dict[str, bytes] = field(default_factory=dict)


@dataclass(slots=True)
class MapiMessage:
    """A mail as Outlook keeps it.

    Attributes:
        notes: stable words for what was odd, such as ``charset`` or ``short``.
    """

    properties: Properties
    recipients: list[Properties] = field(default_factory=list)
    attachments: list[MapiAttachment] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)


def charset_of(code_page: int) -> str:
    """Give a name of a Windows code page for :func:`app.reading.charsets.decode`."""
    known = _CODE_PAGES.get(code_page & 0xFFFFFFFF)
    if known is not None:
        return known
    if 28591 <= code_page <= 28605:
        return f"iso8859-{code_page - 28590}"
    return f"cp{code_page}" if 0 < code_page < 65_536 else ""


def value_in(kind: int, data: bytes, charset: str, into: Properties) -> Value:
    """Read a value of one kind; ``into`` is told where the code page of a text was guessed."""
    if kind == TEXT_16:
        return text_16(data)
    if kind == TEXT_8:
        text, guessed = text_8(data, charset)
        into.doubtful = into.doubtful or guessed
        return text
    return data


def text_8(data: bytes, charset: str) -> tuple[str, bool]:
    """Read a text in a code page; the second value tells whether it was guessed."""
    decoded = decode(data.rstrip(b"\0"), charset)
    return decoded.text, decoded.doubtful


def text_16(data: bytes) -> str:
    """Read a text in UTF-16."""
    return clean(data[: len(data) & ~1].decode("utf-16-le", "replace").rstrip("\0"))


def fixed(kind: int, data: bytes) -> int:
    """Read a value of a fixed size."""
    size = _SIZES.get(kind, 8)
    return int.from_bytes(data[:size], "little")


def names_of(entries: bytes, words: bytes) -> dict[str | int, int]:
    """Read which numbers stand for names; [MS-OXMSG], 2.2.3."""
    names: dict[str | int, int] = {}
    for start in range(0, len(entries) - 7, 8):
        key, kind, place = struct.unpack_from("<IHH", entries, start)
        if kind & 1:
            size = int.from_bytes(words[key : key + 4], "little")
            names[text_16(words[key + 4 : key + 4 + size]).lower()] = NAMED_FROM + place
        else:
            names[key] = NAMED_FROM + place
    return names
