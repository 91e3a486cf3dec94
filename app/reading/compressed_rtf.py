"""Outlook's packed RTF unpacked, after [MS-OXRTFCP]; knows nothing of RTF itself."""

from __future__ import annotations

import struct

MOST_BYTES = 64 << 20

_PACKED, _PLAIN = b"LZFu", b"MELA"
_RING = 4096
_BEGIN = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)


def unpacked_rtf(untrusted: bytes) -> bytes:
    """Unpack RTF as far as it goes; nothing where it is none."""
    if len(untrusted) < 16:
        return b""
    _, size, kind = struct.unpack_from("<II4s", untrusted, 0)
    if kind == _PLAIN:
        return untrusted[16 : 16 + size]
    return _unpacked(untrusted, min(size, MOST_BYTES)) if kind == _PACKED else b""


def _unpacked(untrusted: bytes, size: int) -> bytes:
    """Copy single bytes and stretches of the last 4096 bytes, as eight bits at a time tell."""
    out = bytearray(_BEGIN)
    begun = len(_BEGIN)
    at = 16
    while at < len(untrusted) and len(out) - begun < size:
        control = untrusted[at]
        at += 1
        for bit in range(8):
            if not control >> bit & 1:
                out += untrusted[at : at + 1]
                at += 1
                continue
            pair = untrusted[at : at + 2]
            at += 2
            if len(pair) < 2 or not _copied(out, int.from_bytes(pair, "big")):
                return bytes(out[begun : begun + size])
    return bytes(out[begun : begun + size])


def _copied(out: bytearray, pair: int) -> bool:
    """Copy a stretch told as its place in the ring and its length; False at the end mark."""
    place, length = pair >> 4, (pair & 0x0F) + 2
    back = (len(out) - place) % _RING
    if not back:
        return False
    start = len(out) - back
    for n in range(length):
        out.append(out[start + n] if start + n >= 0 else 0x20)
    return True
