"""Finds what a picture file tells besides its pixels: camera, place, comments, thumbnails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Name, Stream

from app.domain.packets import Finding

STRICT = frozenset({0xE0, 0xDB, 0xC0, 0xC1, 0xC2, 0xC4, 0xDD, 0xDA})
"""The markers that a picture of a packet may have (ISO/IEC 10918-1, table B.1)."""

_TELLING = {0xE1, 0xED, 0xFE, *range(0xE3, 0xED), 0xEF}


def check_pictures(pictures: Sequence[Stream], *, strict: bool) -> Iterator[Finding]:
    """Check the markers of JPEG pictures, and that no picture carries metadata of its own."""
    if any("/Metadata" in picture or "/PieceInfo" in picture for picture in pictures):
        yield Finding("picture_metadata", 0, "A picture carries a description of its own.")
    for picture in pictures:
        markers = jpeg_markers(picture.read_raw_bytes()) if _is_jpeg(picture) else []
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


def _is_jpeg(picture: Stream) -> bool:
    filters = picture.get("/Filter")
    names = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    return len(names) == 1 and names[0] == Name.DCTDecode
