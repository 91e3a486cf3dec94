"""Turns the codes of a PDF's fonts into text without pdfium; it must not know what a page is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Object, Stream
from reportlab.pdfbase import _glyphlist

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([^\]]*)\])"
)
_ITEM = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_BY_NUMBER = re.compile(r"u(?:ni)?([0-9A-Fa-f]{4,6})")
_CODECS = {"/MacRomanEncoding": "mac_roman", "/WinAnsiEncoding": "cp1252"}
_LONGEST = 0x10000


@dataclass(frozen=True, slots=True)
class CodeTable:
    """What the codes of one font say.

    Attributes:
        width: bytes a code has.
        texts: code to text.
        told: whether the font says so itself; else it is guessed from its encoding.
        met: the codes that were read, where a code is one byte.
    """

    width: int
    texts: dict[int, str] = field(repr=False)
    told: bool
    met: set[int] = field(default_factory=set, repr=False, compare=False)

    def read(self, codes: bytes) -> list[str]:
        """Give the text of each code; one that is not known says nothing."""
        texts = self.texts
        if self.width == 1:
            self.met.update(codes)
            return [texts.get(code, "") for code in codes]
        found = range(0, len(codes) - 1, 2)
        return [texts.get(codes[at] << 8 | codes[at + 1], "") for at in found]


def code_table(font: Object) -> CodeTable:
    """Read what a font's codes mean (ISO 32000-1, 9.10)."""
    width = 2 if str(font.get("/Subtype", "")) == "/Type0" else 1
    table = font.get("/ToUnicode")
    if isinstance(table, Stream):
        try:
            return CodeTable(width, dict(_told(table.read_bytes())), told=True)
        except pikepdf.PdfError:
            return CodeTable(width, {}, told=True)
    return CodeTable(width, {} if width == 2 else guessed(font.get("/Encoding")), told=False)


def _told(table: bytes) -> Iterator[tuple[int, str]]:
    for kind, body in _BLOCK.findall(table):
        if kind == b"bfchar":
            for code, said in _PAIR.findall(body):
                yield _number(code), _text(said)
            continue
        for first, last, start, listed in _RANGE.findall(body):
            codes = range(_number(first), min(_number(last) + 1, _number(first) + _LONGEST))
            if listed:
                yield from zip(codes, map(_text, _ITEM.findall(listed)), strict=False)
            else:
                yield from ((code, _counted(start, at)) for at, code in enumerate(codes))


def _counted(start: bytes, steps: int) -> str:
    text = _text(start)
    return text[:-1] + chr(min(ord(text[-1]) + steps, 0x10FFFF)) if text else ""


def guessed(encoding: object) -> dict[int, str]:
    """Give what the codes of a font without a table mean by their encoding's names."""
    base, differences = encoding, Array()
    if isinstance(encoding, Dictionary):
        base, differences = encoding.get("/BaseEncoding"), encoding.get("/Differences", Array())
    codec = _CODECS.get(str(base), "cp1252")
    texts = {code: bytes([code]).decode(codec, "replace") for code in range(32, 256)}
    at = 0
    for item in differences if isinstance(differences, Array) else ():
        if isinstance(item, pikepdf.Name):
            texts[at] = _named(str(item)[1:])
            at += 1
        else:
            at = int(item)
    return texts


def _named(name: str) -> str:
    numbered = _BY_NUMBER.fullmatch(name)
    if numbered and int(numbered.group(1), 16) < 0x110000:
        return chr(int(numbered.group(1), 16))
    known = _glyphlist._glyphname2unicode.get(name)  # noqa: SLF001 - the list of glyph names has no public name
    return chr(known) if isinstance(known, int) else ""


def _number(digits: bytes) -> int:
    return int(b"".join(digits.split()), 16)


def _text(digits: bytes) -> str:
    plain = b"".join(digits.split())
    return bytes.fromhex(plain.decode("ascii") + "0" * (len(plain) % 2)).decode(
        "utf-16-be", "replace"
    )
