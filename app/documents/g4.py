"""Bare CCITT Group 4 data (ITU-T T.6) to and from black and white pixels; knows no pages."""

from __future__ import annotations

import io
import struct

import numpy as np
from PIL import Image

from app.domain.redacted import Encoding, Picture

_HEAD = struct.Struct("<2sHI")
_TAG = struct.Struct("<HHII")
_SHORT, _LONG = 3, 4
_STRIP, _STRIP_SIZE, _ROWS_A_STRIP = 273, 279, 278


def packed(ink: np.ndarray) -> bytes:
    """Give the data of a picture that is true where it is black, in one strip of all rows."""
    height, width = ink.shape
    bits = np.packbits(ink, axis=1).tobytes()
    target = io.BytesIO()
    Image.frombytes("1", (width, height), bits).save(
        target, "TIFF", compression="group4", tiffinfo={_ROWS_A_STRIP: height}
    )
    with Image.open(target) as file:
        tags = file.tag_v2  # type: ignore[attr-defined]  # a TIFF has them
        (start,), (size,) = tags[_STRIP], tags[_STRIP_SIZE]
    return target.getvalue()[start : start + size]


def as_file(picture: Picture) -> bytes:
    """Give a picture as a file that any program opens; bare data becomes a TIFF."""
    if picture.encoding is not Encoding.G4:
        return picture.data
    data = picture.data + b"\0" * (len(picture.data) % 2)
    tags = (
        (256, _LONG, picture.width),
        (257, _LONG, picture.height),
        (258, _SHORT, 1),
        (259, _SHORT, 4),
        (262, _SHORT, 0),
        (_STRIP, _LONG, _HEAD.size),
        (277, _SHORT, 1),
        (_ROWS_A_STRIP, _LONG, picture.height),
        (_STRIP_SIZE, _LONG, len(picture.data)),
    )
    listed = b"".join(_TAG.pack(tag, kind, 1, value) for tag, kind, value in tags)
    end = struct.pack("<H", len(tags)) + listed + bytes(4)
    return _HEAD.pack(b"II", 42, _HEAD.size + len(data)) + data + end
