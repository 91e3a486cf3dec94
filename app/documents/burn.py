"""Decodes a picture, paints what is withheld black and encodes it afresh; runs in the child."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFile, ImageOps

from app.documents.opening import open_picture

GRID = 16
FEW_COLOURS = 256
FEW_GREYS = 64

_MOST_PIXELS = 200_000_000
_KEPT_PIXELS = 24_000_000
_WHITE = (255, 255, 255)
_PALE = (255, 235, 243)
_MARKED = (199, 13, 92)

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in fractions of the picture as it is seen."""

Painter = Callable[[Image.Image, tuple[Box, ...]], Image.Image]
"""Paints boxes into a picture."""

Cleaned = tuple[bytes, str, int, int, str]
"""Bytes, media type, width, height, and what a reader should know (one sentence or none)."""


def outline_picture(untrusted: bytes, boxes: tuple[Box, ...]) -> Cleaned | str:
    """Give the picture as :func:`clean_picture` does, with its boxes outlined: a marked copy."""
    return clean_picture(untrusted, boxes, _outlined)


def clean_picture(
    untrusted: bytes, boxes: tuple[Box, ...], paint: Painter | None = None
) -> Cleaned | str:
    """Give the picture without anything but its pixels, or a sentence why it cannot be drawn.

    Turned as its EXIF says, put on white, boxes painted black and widened to the grid of
    16 pixels in which JPEG leaves traces of what lay beneath; PNG where it has few colours.
    """
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None
    try:
        with open_picture(untrusted) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return "The picture is too large to be opened safely."
            frames = getattr(picture, "n_frames", 1) if picture.format != "MPO" else 1
            turned, cut_off = _decoded(picture)
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError):
        return "The picture is damaged and cannot be shown."
    painter = paint or _burned
    finished = _small_enough(painter(on_white(turned), boxes), boxes, painter)
    data, media_type = _encoded(finished)
    return data, media_type, finished.width, finished.height, _note(frames, cut_off=cut_off)


def _decoded(picture: Image.Image) -> tuple[Image.Image, bool]:
    """Decode the first frame; a picture that breaks off keeps what came before."""
    try:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        picture.load()
        cut_off = False
    except OSError:
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        picture.load()
        cut_off = True
    return ImageOps.exif_transpose(picture), cut_off


def on_white(picture: Image.Image) -> Image.Image:
    """Copy the pixels into a new picture that knows nothing of the old one."""
    if picture.mode.startswith("I") or picture.mode == "F":
        picture = _eight_bits(picture)
    sheet = Image.new("RGB", picture.size, _WHITE)
    if picture.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        sheet.paste(clear, mask=clear.getchannel("A"))
    else:
        sheet.paste(picture.convert("RGB"))
    return sheet


def _small_enough(picture: Image.Image, boxes: tuple[Box, ...], painter: Painter) -> Image.Image:
    """Shrink what no printer could show, and paint again, so that the edges stay on the grid."""
    pixels = picture.width * picture.height
    if pixels <= _KEPT_PIXELS:
        return picture
    shrink = math.sqrt(_KEPT_PIXELS / pixels)
    size = (max(1, int(picture.width * shrink)), max(1, int(picture.height * shrink)))
    return painter(picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0), boxes)


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Bring sixteen bits and more of grey down to eight, from the darkest to the brightest."""
    numbers = picture.convert("F")
    low, high = numbers.getextrema()
    scale = 255.0 / ((high - low) or 1.0)  # type: ignore[operator]  # one band gives two numbers
    return numbers.point(lambda value: value * scale - low * scale).convert("L")  # type: ignore[operator]  # as above


def _outlined(picture: Image.Image, boxes: tuple[Box, ...]) -> Image.Image:
    """Draw outlines that are seen on light and on dark ground: a line between two pale ones."""
    pen = ImageDraw.Draw(picture)
    wide = max(2, round(max(picture.size) / 250))
    for left, top, right, bottom in boxes:
        corners = (left * picture.width, top * picture.height)
        far = (right * picture.width - 1, bottom * picture.height - 1)
        pen.rectangle((*corners, *far), outline=_PALE, width=3 * wide)
        inner = (corners[0] + wide, corners[1] + wide, far[0] - wide, far[1] - wide)
        if inner[0] < inner[2] and inner[1] < inner[3]:
            pen.rectangle(inner, outline=_MARKED, width=wide)
    return picture


def _burned(picture: Image.Image, boxes: tuple[Box, ...]) -> Image.Image:
    pen = ImageDraw.Draw(picture)
    for left, top, right, bottom in boxes:
        across = _widened(left, right, picture.width)
        down = _widened(top, bottom, picture.height)
        pen.rectangle((across[0], down[0], across[1] - 1, down[1] - 1), fill=(0, 0, 0))
    return picture


def _widened(start: float, end: float, size: int) -> tuple[int, int]:
    """Give the pixels from start to end, moved outwards to the grid.

    The grid is counted from both edges, since a picture that was turned has its old grid there.
    """
    first, last = math.floor(start * size), math.ceil(end * size)
    from_far = size % GRID
    return (
        max(0, min(_down(first), _down(first - from_far) + from_far)),
        min(size, max(_up(last), _up(last - from_far) + from_far)),
    )


def _down(pixels: int) -> int:
    return pixels // GRID * GRID


def _up(pixels: int) -> int:
    return -(-pixels // GRID) * GRID


def _encoded(picture: Image.Image) -> tuple[bytes, str]:
    target = io.BytesIO()
    if _is_drawn(picture):
        picture.save(target, "PNG")
        return target.getvalue(), "image/png"
    picture.save(target, "JPEG", quality=85)
    return target.getvalue(), "image/jpeg"


def _is_drawn(picture: Image.Image) -> bool:
    """Say whether it has so few colours that it is no photograph, not even a grey one."""
    colours = [colour for _, colour in picture.getcolors(FEW_COLOURS) or ()]
    if len(colours) > FEW_GREYS:
        return any(len(set(c)) > 1 for c in colours if isinstance(c, tuple))
    return bool(colours)


def _note(frames: int, *, cut_off: bool) -> str:
    if cut_off:
        return "The picture breaks off; what is missing is left blank."
    if frames > 1:
        return f"It holds {frames} pictures, of which the first is shown."
    return ""
