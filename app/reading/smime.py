"""What lies in an S/MIME envelope, found by a walk through its ASN.1; checks no signature."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

MOST_BYTES = 150 << 20

_DEEPEST = 40
_SEQUENCE, _OID, _FIRST = 0x10, 0x06, 0
_PKCS7 = bytes.fromhex("2a864886f70d0107")
_SIGNED, _ENVELOPED, _ENCRYPTED = _PKCS7 + b"\2", _PKCS7 + b"\3", _PKCS7 + b"\6"
_COMPRESSED = bytes.fromhex("2a864886f70d0109100109")
_AUTHENTICATED = bytes.fromhex("2a864886f70d0109100117")


class Seal(Enum):
    """How a mail's content was sealed."""

    SIGNED = "signed"
    ENCRYPTED = "encrypted"
    COMPRESSED = "compressed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Envelope:
    """What an envelope is and holds; the content of an encrypted one stays out of reach.

    Attributes:
        cut: whether its end is missing.
    """

    seal: Seal
    content: bytes = field(default=b"", repr=False)
    cut: bool = False


@dataclass(frozen=True, slots=True)
class _Element:
    """One value: its tag's number, whether it is made of others, and where its inside lies."""

    tag: int
    made: bool
    start: int
    end: int
    after: int


def open_envelope(untrusted: bytes) -> Envelope:
    """Find out what an envelope is and take its content out; never fails."""
    try:
        return _opened(untrusted)
    except (ValueError, IndexError, zlib.error):
        return Envelope(Seal.UNKNOWN)


def _opened(untrusted: bytes) -> Envelope:
    outer = _element(untrusted, 0, len(untrusted), 0)
    kind, inside = _typed(untrusted, outer)
    if kind in {_ENVELOPED, _ENCRYPTED, _AUTHENTICATED}:
        return Envelope(Seal.ENCRYPTED)
    if kind not in {_SIGNED, _COMPRESSED} or inside is None:
        return Envelope(Seal.UNKNOWN)
    body = _element(untrusted, inside.start, inside.end, 1)
    parts = [one for one in _inside(untrusted, body, 1) if one.tag == _SEQUENCE]
    _, held = _typed(untrusted, parts[0] if kind == _SIGNED else parts[-1])
    content = b"".join(_octets(untrusted, held, 0)) if held is not None else b""
    if kind == _COMPRESSED:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(content, MOST_BYTES)
        return Envelope(Seal.COMPRESSED, content, cut=not unpacking.eof)
    return Envelope(Seal.SIGNED, content, cut=outer.after > len(untrusted))


def _typed(data: bytes, outer: _Element) -> tuple[bytes, _Element | None]:
    """Read a value that is told by an object's number first, and the value after it."""
    found = list(_inside(data, outer, 0, 2))
    if outer.tag != _SEQUENCE or not found or found[0].tag != _OID:
        raise ValueError
    held = found[1] if len(found) > 1 and found[1].tag == _FIRST else None
    return data[found[0].start : found[0].end], held


def _octets(data: bytes, held: _Element, depth: int) -> Iterator[bytes]:
    """Give the pieces of a string of bytes, which may be made of such strings."""
    if depth > _DEEPEST:
        raise ValueError
    if not held.made:
        yield data[held.start : held.end]
        return
    for one in _inside(data, held, depth):
        yield from _octets(data, one, depth + 1)


def _inside(data: bytes, outer: _Element, depth: int, most: int = 1 << 30) -> Iterator[_Element]:
    at = outer.start
    while at < outer.end and most > 0:
        if data[at : at + 2] == b"\0\0":
            return
        one = _element(data, at, outer.end, depth + 1)
        yield one
        at = one.after
        most -= 1


def _element(data: bytes, at: int, end: int, depth: int) -> _Element:
    """Read one value; one without a length ends with two zeros. A cut one ends where it is cut."""
    first, size = data[at], data[at + 1]
    if first & 0x1F == 0x1F or depth > _DEEPEST:
        raise ValueError
    start = at + 2
    if size == 0x80:
        whole = _Element(first & 0x1F, made=True, start=start, end=end, after=end)
        last = start
        for one in _inside(data, whole, depth):
            last = one.after
        return _Element(first & 0x1F, made=True, start=start, end=last, after=last + 2)
    if size > 0x80:
        digits = size & 0x7F
        start += digits
        size = int.from_bytes(data[start - digits : start], "big")
    return _Element(first & 0x1F, bool(first & 0x20), start, min(start + size, end), start + size)
