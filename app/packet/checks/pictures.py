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

_PADDING = 4
_NO_THUMB = {b"\0\0", b""}
_COMPONENTS = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}
_TELLING = {0xE1, 0xED, 0xFE, *range(0xE3, 0xED), 0xEF}


def check_pictures(pictures: Sequence[Stream], *, strict: bool) -> Iterator[Finding]:
    """Check the markers of JPEG pictures, and that no picture carries metadata of its own."""
    if any("/Metadata" in picture or "/PieceInfo" in picture for picture in pictures):
        yield Finding("picture_metadata", 0, "A picture carries a description of its own.")
    for picture in pictures:
        data = jpeg_of(picture)
        markers = jpeg_markers(data)
        bad = [m for m in markers if (m not in STRICT if strict else m in _TELLING)]
        if bad or _has_thumbnail(data) or _goes_on(data) or _is_described(picture):
            what = "A picture carries data of the camera or program that made it."
            yield Finding("picture_metadata", 0, what)
            return


def _has_thumbnail(jpeg: bytes) -> bool:
    """Say whether the segment that names the format holds a picture too (JFIF 1.02)."""
    at = jpeg.find(b"\xff\xe0", 2, 4096)
    while at >= 0:
        name = jpeg[at + 4 : at + 9]
        if name == b"JFXX\0" or (name == b"JFIF\0" and jpeg[at + 16 : at + 18] not in _NO_THUMB):
            return True
        at = jpeg.find(b"\xff\xe0", at + 4, 4096)
    return False


def _goes_on(jpeg: bytes) -> bool:
    """Say whether more follows after the end of a JPEG file than a few bytes of padding."""
    end = jpeg.rfind(b"\xff\xd9")
    return end >= 0 and bool(jpeg[end + 2 :].strip(b"\0\r\n \xff"))


def _is_described(picture: Stream) -> bool:
    """Say whether a JPEG 2000 file has boxes of text, or a plain picture bytes to spare."""
    name = str(picture.get("/Filter", ""))
    if "JPX" in name:
        data = bytes(picture.read_raw_bytes())
        return any(box in data for box in (b"xml ", b"uuid"))
    if name not in {"", "None", "/FlateDecode", "/LZWDecode", "/ASCII85Decode"}:
        return False
    return _spare(picture) > _PADDING


def _spare(picture: Stream) -> int:
    space = picture.get("/ColorSpace")
    mask = bool(picture.get("/ImageMask", False))
    parts = 1 if mask else _COMPONENTS.get(str(space), 0)
    if not parts:
        return 0
    bits = 1 if mask else int(picture.get("/BitsPerComponent", 8))
    row = (int(picture.get("/Width", 0)) * parts * bits + 7) // 8
    try:
        return len(picture.read_bytes()) - row * int(picture.get("/Height", 0))
    except pikepdf.PdfError:
        return 0


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
