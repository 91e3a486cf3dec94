"""Decodes one picture of a TIFF or another picture file for a page; runs in the child."""

from __future__ import annotations

import math
import struct

import numpy as np
from PIL import Image, ImageFile, ImageOps

from app.documents.burn import on_white
from app.documents.opening import open_picture
from app.documents.pixels import MOST_PIXELS, POINTS, Rows
from app.domain.hidden import HiddenKind

MOST_FRAMES = 5_000
MOST_DECODED = 200_000_000
DAMAGED = "The picture is damaged and cannot be shown."
TOO_LARGE = "The picture is too large to be opened safely."

_FEWEST_DOTS, _MOST_DOTS = 50.0, 2_400.0
_PAPER = (612.0, 792.0)
_SQUARE = 1.1
BROKEN = (
    OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, struct.error,
    OverflowError, ZeroDivisionError,
)  # fmt: skip
_PLACE_TAGS, _EXIF_TAGS = 0x8825, 0x8769
_NOT_TELLING = frozenset({
    254, 255, 256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 282, 283, 284, 292, 293,
    296, 297, 317, 320, 322, 323, 324, 325, 338, 339, 347, 529, 530, 531, 532,
    _PLACE_TAGS, _EXIF_TAGS,
})  # fmt: skip
"""Tags that say how pixels are kept, and those that lead to others."""

_ORIENTATION = 0x0112
_TURNED = frozenset({5, 6, 7, 8})

Hiding = tuple[str, int, str]
"""Kind, how many, and a sentence."""

Frame = tuple[Rows, tuple[float, float], bool]
"""Pixels, the size of the paper in points, and whether they are black and white."""


def frame(untrusted: bytes, number: int) -> Frame | str:
    """Decode a picture of a file (one-based), turned as it is seen; or say why it cannot be."""
    Image.MAX_IMAGE_PIXELS = None
    try:
        with open_picture(untrusted) as file:
            if not 1 <= number <= MOST_FRAMES:
                return DAMAGED
            file.seek(number - 1)
            if file.width * file.height > MOST_DECODED:
                return TOO_LARGE
            dots = _dots(file)
            return _decoded(file, dots)
    except BROKEN:
        return DAMAGED


def _decoded(file: Image.Image, dots: tuple[float, float] | None) -> Frame:
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    file.load()
    is_bilevel = file.mode == "1"
    turned = ImageOps.exif_transpose(file)
    if dots and turned.size == file.size[::-1] and turned.size != file.size:
        dots = dots[::-1]
    points = _points(turned.size, dots)
    turned = _square(turned, points)
    if turned.width * turned.height > MOST_PIXELS:
        scale = math.sqrt(MOST_PIXELS / (turned.width * turned.height))
        size = (max(1, int(turned.width * scale)), max(1, int(turned.height * scale)))
        turned = turned.convert("L" if is_bilevel else turned.mode).resize(size)
    rows = np.asarray(turned.convert("L") if is_bilevel else on_white(turned))
    return rows, points, is_bilevel


def _dots(file: Image.Image) -> tuple[float, float] | None:
    """Give the dots an inch that a file tells, where they can be true."""
    try:
        across, down = (float(one) for one in file.info.get("dpi", ()))
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    known = all(_FEWEST_DOTS <= one <= _MOST_DOTS for one in (across, down))
    return (across, down) if known and file.format != "JPEG" else None


def _points(size: tuple[int, int], dots: tuple[float, float] | None) -> tuple[float, float]:
    """Give the size of the paper: as told, else as large as a letter page holds."""
    width, height = size
    if dots:
        return width / dots[0] * POINTS, height / dots[1] * POINTS
    short, long = _PAPER
    paper = (short, long) if width <= height else (long, short)
    scale = min(paper[0] / width, paper[1] / height)
    return width * scale, height * scale


def _square(picture: Image.Image, points: tuple[float, float]) -> Image.Image:
    """Stretch pixels that are not square, as those of a fax, to the finer of both sides."""
    fine = (picture.width / points[0], picture.height / points[1])
    if max(fine) <= min(fine) * _SQUARE:
        return picture
    size = (round(points[0] * max(fine)), round(points[1] * max(fine)))
    return picture.resize(size, Image.Resampling.NEAREST)


def shrunk(rows: Rows, most: tuple[int, int]) -> Rows:
    """Give the pixels no larger than asked for."""
    height, width = rows.shape[:2]
    if width <= most[0] and height <= most[1]:
        return rows
    return np.asarray(Image.fromarray(rows).resize(most, Image.Resampling.LANCZOS))


def look_into(untrusted: bytes) -> tuple[int, list[tuple[float, float]], list[Hiding]] | str:
    """Count the pictures of a file, with their sizes in points, and name what hides in it."""
    Image.MAX_IMAGE_PIXELS = None
    sizes: list[tuple[float, float]] = []
    try:
        with open_picture(untrusted) as file:
            count = min(getattr(file, "n_frames", 1), MOST_FRAMES)
            hidden = _hiding(file, untrusted, count)
            for at in range(count if file.format == "TIFF" else 1):
                file.seek(at)
                sizes.append(_seen_points(file))
    except BROKEN:
        if not sizes:
            return DAMAGED
    return (count if len(sizes) > 1 or count == 1 else len(sizes)), sizes, hidden


def _seen_points(file: Image.Image) -> tuple[float, float]:
    """Give the size of the paper as it is seen; Pillow tells that of a TIFF turned already."""
    dots, size = _dots(file), file.size
    if file.format != "TIFF" and file.getexif().get(_ORIENTATION, 1) in _TURNED:
        dots, size = dots[::-1] if dots else None, size[::-1]
    return _points(size, dots)


def _hiding(file: Image.Image, untrusted: bytes, count: int) -> list[Hiding]:
    exif = file.getexif()
    place = len(exif.get_ifd(_PLACE_TAGS))
    facts = sum(1 for tag in exif if tag not in _NOT_TELLING) + len(exif.get_ifd(_EXIF_TAGS))
    texts = sum(
        1 for key in ("comment", "xmp", "XML:com.adobe.xmp", "photoshop") if key in file.info
    )
    small = len(exif.get_ifd(1)) + (file.format == "MPO")
    found: list[tuple[HiddenKind, int, str]] = [
        (HiddenKind.PLACE, int(bool(place)), "The place where it was taken (GPS)."),
        (HiddenKind.METADATA, facts + texts, "Facts on camera, date, program or author."),
        (HiddenKind.THUMBNAIL, int(bool(small)), "A small picture, perhaps of an older state."),
    ]
    if file.format != "TIFF" and count > 1:
        found.append((HiddenKind.FRAME, count - 1, f"{count - 1:,} further pictures in the file."))
    if file.format == "TIFF" and count > 1:
        found.append((HiddenKind.FRAME, count - 1, f"{count - 1:,} further pages in the file."))
    if untrusted[-12:].strip(b"\0") and _trails(file, untrusted):
        found.append((HiddenKind.METADATA, 1, "Data behind the end of the picture."))
    return [(kind.value, many, what) for kind, many, what in found if many]


def _trails(file: Image.Image, untrusted: bytes) -> bool:
    """Say whether something follows the end of a JPEG or a PNG."""
    if file.format == "JPEG":
        return not untrusted.rstrip(b"\0").endswith(b"\xff\xd9")
    return file.format == "PNG" and not untrusted.rstrip(b"\0").endswith(b"IEND\xaeB\x60\x82")
