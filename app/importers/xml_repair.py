"""XML as phones write it made into XML as parsers accept it, piece by piece.

Surrogates and controls as character references, raw control bytes and stray bytes that are no
UTF-8 are repaired; very long base64 attributes are left in the file and referred to.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from app.importers.text import clean

SLICE = re.compile(r"sunshine-slice:([0-9]{1,19}):([0-9]{1,19})")
"""What stands for a long attribute: its byte offset in the file and its length."""

_READ = 1 << 20
_LONG = 8_192
_MOST_HELD = 4 << 20
_DATA = b' data="'
_NOTHING = "\ufffd".encode()
_CONTROLS = bytes({*range(32)} - {9, 10, 13})
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NONCHARACTER = re.compile(rb"\xef\xbf[\xbe\xbf]")
_BAD_REFERENCES = re.compile(
    rb"(?:&#0*(?:5[5-7][0-9]{3}|[0-8]|1[124-9]|2[0-9]|3[01]|6553[45]|[0-9]{7,});"
    rb"|&#x0*(?:[dD][89a-fA-F][0-9a-fA-F]{2}|[0-8bBcCeEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF]"
    rb"|[0-9a-fA-F]{6,});)+"
)
_REFERENCE = re.compile(rb"&#(?:x([0-9a-fA-F]+)|([0-9]+));")
_HIGH_BEFORE = re.compile(
    rb"&#(?:0*(?:55(?:29[6-9]|[3-9][0-9]{2})|56(?:[0-2][0-9]{2}|3[01][0-9]))"
    rb"|x0*[dD][89abAB][0-9a-fA-F]{2});\Z"
)
_ESCAPED = re.compile("[\udc80-\udcff]")


def repaired(file: BinaryIO) -> Iterator[bytes]:
    """Give a file's XML in pieces of UTF-8 that an XML parser takes.

    A piece never ends inside a character or a reference.
    """
    head = file.read(4)
    encoding = _wide_encoding(head)
    if encoding:
        pieces = filter(None, _transcoded(file, head, encoding))
        yield from _whole_pieces(lambda: next(pieces, b""))
        return
    cutter = _Cutter(file, head)
    yield from _whole_pieces(cutter.next_piece)


def repair(piece: bytes) -> bytes:
    """Repair one piece that begins and ends between characters and references."""
    if b"&#" in piece:
        piece = _BAD_REFERENCES.sub(_mended, piece)
    if len(piece.translate(None, _CONTROLS)) != len(piece):
        piece = _CONTROL.sub(_NOTHING, piece)
    if piece.isascii():
        return piece
    try:
        piece.decode("utf-8")
    except UnicodeDecodeError:
        piece = _as_utf8(piece)
    return _NONCHARACTER.sub(_NOTHING, piece) if b"\xef\xbf" in piece else piece


class _Cutter:
    """Reads a file and leaves long ``data`` attributes out, as :data:`SLICE`."""

    def __init__(self, file: BinaryIO, head: bytes) -> None:
        self._file = file
        self._held = head
        self._held_at = 0
        self._inside_part = False

    def next_piece(self) -> bytes:
        """Give some bytes; empty at the end of the file only."""
        while block := self._file.read(_READ):
            piece = self._cut(self._held + block)
            if piece:
                return piece
        rest, self._held = self._held, b""
        return rest

    def _cut(self, held: bytes) -> bytes:
        out: list[bytes] = []
        at = 0
        while (found := held.find(_DATA, at)) >= 0:
            start = found + len(_DATA)
            end = held.find(b'"', start)
            if end < 0 and len(held) - start < _LONG:
                break
            if end < 0 and self._is_of_part(held, found, len(held)):
                out.append(held[at:start])
                return self._skip_on(b"".join(out), held, start)
            if end - start >= _LONG and self._is_of_part(held, found, end):
                out += (held[at:start], _slice(self._held_at + start, end - start))
                at = end
            else:
                out.append(held[at:start])
                at = start
        cut = found if found >= 0 else max(at, len(held) - len(_DATA))
        out.append(held[at:cut])
        self._keep(held, cut)
        return b"".join(out)

    def _skip_on(self, before: bytes, held: bytes, start: int) -> bytes:
        """Read over a value that goes on behind what is held, to its end."""
        first = self._held_at + start
        scanned, at = held[start:], first
        while True:
            quote, tag = scanned.find(b'"'), scanned.find(b"<")
            ends = [place for place in (quote, tag) if place >= 0]
            if ends or not scanned:
                break
            at += len(scanned)
            scanned = self._file.read(_READ)
        stop = min(ends, default=0)
        self._held, self._held_at = scanned[stop:], at + stop
        self._inside_part = True
        return before + _slice(first, at + stop - first)

    def _is_of_part(self, held: bytes, found: int, end: int) -> bool:
        """Say whether the attribute is one of a ``part``, not words in somebody's message."""
        if held.find(b"<", found, end) >= 0:
            return False
        tag = held.rfind(b"<", 0, found)
        return held.startswith(b"<part", tag) if tag >= 0 else self._inside_part

    def _keep(self, held: bytes, cut: int) -> None:
        tag = held.rfind(b"<", 0, cut)
        if tag >= 0:
            self._inside_part = held.startswith(b"<part", tag)
        self._held = held[cut:]
        self._held_at += cut


def _slice(offset: int, length: int) -> bytes:
    return b"sunshine-slice:%d:%d" % (offset, length)


def _whole_pieces(next_piece: Callable[[], bytes]) -> Iterator[bytes]:
    """Cut what comes in behind tags, so that nothing is parted that belongs together."""
    held = b""
    while piece := next_piece():
        held += piece
        cut = held.rfind(b">") + 1
        if not cut and len(held) > _MOST_HELD:
            cut = held.rfind(b" ") + 1 or _between_characters(held)
        if cut:
            yield repair(held[:cut])
            held = held[cut:]
    if held:
        yield repair(held)


def _between_characters(held: bytes) -> int:
    """Find a place near the end that parts neither a character nor a run of references."""
    cut = held.rfind(b"&", len(held) - 32)
    if cut < 0:
        cut = len(held)
        while cut > 0 and held[cut - 1] >= 0x80:
            cut -= 1
        return cut
    first_half = _HIGH_BEFORE.search(held, cut - 16, cut)
    return first_half.start() if first_half else cut


def _mended(run: re.Match[bytes]) -> bytes:
    """Join surrogate pairs of a run of bad references; what stays bad becomes U+FFFD."""
    points = [_point(found) for found in _REFERENCE.finditer(run[0])]
    fit = [
        chr(point) if 0x1F < point < 0x110000 and point not in {0xFFFE, 0xFFFF} else "\ufffd"
        for point in points
    ]
    return clean("".join(fit)).encode("utf-8")


def _point(reference: re.Match[bytes]) -> int:
    digits = (reference[1] or reference[2]).lstrip(b"0")
    if len(digits) > 8:
        return -1
    return int(digits or b"0", 16 if reference[1] else 10)


def _as_utf8(piece: bytes) -> bytes:
    """Make bytes UTF-8: surrogates encoded one by one are joined, strays read as cp1252."""
    try:
        return clean(piece.decode("utf-8", "surrogatepass")).encode("utf-8")
    except UnicodeDecodeError:
        text = piece.decode("utf-8", "surrogateescape")
    return _ESCAPED.sub(_from_cp1252, text).encode("utf-8")


def _from_cp1252(stray: re.Match[str]) -> str:
    return bytes([ord(stray[0]) - 0xDC00]).decode("cp1252", "replace")


def _wide_encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(head[:2], "")


def _transcoded(file: BinaryIO, head: bytes, encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    block = head
    while block:
        yield decoder.decode(block).encode("utf-8")
        block = file.read(_READ)
    yield decoder.decode(b"", final=True).encode("utf-8")
