"""Lines of a text file of an export, numbered and read piece by piece; knows no format."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from app.importers.base import Export
from app.importers.text import clean, decode

_HEAD = 1 << 16
_PIECE = 1 << 16
LONGEST = 1 << 20
"""Characters after which a line is taken apart, so that no line fills the memory."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end.

    Attributes:
        number: counted from one; a piece of an over-long line has the number of the line.
    """

    number: int
    text: str

    def __repr__(self) -> str:
        return f"Line({self.number})"


def lines_of(export: Export, member: str) -> Iterator[Line]:
    """Give the lines of a member, ended by LF, CR LF or CR; bytes that do not fit are U+FFFD.

    Raises:
        MemberUnreadable: when the member cannot be read on.
    """
    number = 1
    rest = ""
    for piece in _pieces(export, member):
        *whole, rest = _split(rest + piece)
        for text in whole:
            yield Line(number, clean(text))
            number += 1
        while len(rest) > LONGEST:
            yield Line(number, clean(rest[:LONGEST]))
            rest = rest[LONGEST:]
    if rest:
        yield Line(number, clean(rest.rstrip("\r")))


def charset_of(head: bytes) -> str:
    """Find the character set of a text file by its beginning."""
    known = decode(head).charset
    return "utf-8" if known == "ascii" else known


def _pieces(export: Export, member: str) -> Iterator[str]:
    with export.open(member) as file:
        data = file.read(_HEAD)
        decoder = codecs.getincrementaldecoder(charset_of(data))("replace")
        first = True
        while data:
            text = decoder.decode(data)
            yield text.removeprefix("\ufeff") if first else text
            first = False
            data = file.read(_PIECE)
        yield decoder.decode(b"", final=True)


def _split(text: str) -> list[str]:
    """Cut at line ends; a CR at the very end waits for an LF that may follow."""
    held = ""
    if text.endswith("\r"):
        text, held = text[:-1], "\r"
    parts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    parts[-1] += held
    return parts
