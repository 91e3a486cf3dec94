"""Finds what a picture file tells besides its pixels: camera, place, comments, thumbnails."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Iterator, Sequence

import pikepdf
from pikepdf import Stream

from app.domain.packets import Finding

STRICT = frozenset({0xE0, 0xDB, 0xC0, 0xC1, 0xC2, 0xC4, 0xDD, 0xDA})
"""The markers that a picture of a packet may have (ISO/IEC 10918-1, table B.1)."""

_TELLING = {0xE1, 0xED, 0xFE, *range(0xE3, 0xED), 0xEF}


def check_pictures(pictures: Sequence[Stream], *, strict: bool) -> Iterator[Finding]:
    """Check the markers of JPEG pictures, and that no picture carries metadata of its own."""
    if any("/Metadata" in picture or "/PieceInfo" in picture for picture in pictures):
        yield Finding("picture_metadata", 0, "A picture carries a description of its own.")
    for picture in pictures:
        markers = jpeg_markers(jpeg_of(picture))
        bad = [m for m in markers if (m not in STRICT if strict else m in _TELLING)]
        if bad:
            what = "A picture carries data of the camera or program that made it."
            yield Finding("picture_metadata", 0, what)
            return


def jpeg_markers(data: bytes) -> list[int]:
    """List the markers of a JPEG file up to its pixels."""
    markers: list[int] = []
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        markers.append(marker)
        if marker == 0xDA:
            break
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return markers


def jpeg_of(picture: Stream) -> bytes:
    """Give a picture's JPEG file, freed from the filters around it; empty where it is none."""
    filters = picture.get("/Filter")
    names = (
        [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    )
    if names[-1] not in {"/DCTDecode", "/DCT"}:
        return b""
    data = bytes(picture.read_raw_bytes())
    for name in names[:-1]:
        decode = _FILTERS.get(name)
        if decode is None:
            return b""
        try:
            data = decode(data)
        except (ValueError, zlib.error):
            return b""
    return data


def _ascii85(data: bytes) -> bytes:
    return base64.a85decode(data.strip().removesuffix(b"~>"), adobe=False)


def _hexadecimal(data: bytes) -> bytes:
    return bytes.fromhex(data.split(b">")[0].decode("ascii", "replace"))


_FILTERS: dict[str, Callable[[bytes], bytes]] = {
    "/ASCII85Decode": _ascii85,
    "/A85": _ascii85,
    "/ASCIIHexDecode": _hexadecimal,
    "/AHx": _hexadecimal,
    "/FlateDecode": zlib.decompress,
    "/Fl": zlib.decompress,
}
