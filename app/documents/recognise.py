"""Recognises the words of a picture with Tesseract; runs in the child, and imports it only there.

Tesseract gets bare grey pixels alone, so that none of its own picture decoders is ever used.
"""

from __future__ import annotations

import io
import math
import os
import warnings
from contextlib import chdir
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image

from app import paths
from app.documents import g4
from app.documents.flatten import flattened
from app.domain.languages import Languages
from app.domain.redacted import Encoding, Picture

if TYPE_CHECKING:
    from tesserocr import PyTessBaseAPI  # type: ignore[import-untyped]  # no types

GREY = "grey"
FOLDER = "ocr"
FORMATS = ("JPEG", "PNG")

_MOST_PIXELS = 200_000_000
_READ_PIXELS = 16_000_000
_PROBE_PIXELS = 1_500_000
_LEAST_DPI = 150
_GOOD_DPI = 300
_MOST_TIMES = 3.0
_PAGE_INCHES = 11.0
_MILLISECONDS = 30_000
_FEW = 8
_HALF = 2
_SURE = 60.0
_SURER = 0.1
_PLAIN = 12
_WORD_LEVEL = "5"
_TURNS = (90, 180, 270)
_MODELS = {Languages.ENGLISH: "eng", Languages.ENGLISH_AND_SPANISH: "spa+eng"}
"""By languages the names of the models; what the first reads well is not asked of the second."""

Word = tuple[str, float, float, float, float, float, int, int]
"""Text, left, top, right, bottom in fractions of the picture, confidence, line and block."""


class _Way(NamedTuple):
    """How a picture is read: its dots to the inch, and in which languages."""

    dpi: int
    languages: Languages


def recognise(
    untrusted: bytes,
    encoding: str,
    size: tuple[int, int],
    dpi: int,
    languages: Languages = Languages.ENGLISH,
) -> list[Word] | str:
    """Give the words of a picture, or a sentence why it cannot be read.

    Args:
        untrusted: a JPEG or PNG file, bare G4 data, or bare grey pixels.
        encoding: one of :class:`Encoding`, ``grey``, or empty where the first bytes tell it;
            grey pixels were made to be read, so that they are read as they are.
        size: width and height of bare data.
        dpi: dots to the inch; 0 where that is not known.
        languages: its words are of.
    """
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None
    try:
        picture = _decoded(untrusted, encoding, size)
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError):
        return "The picture is damaged, so its words cannot be recognised."
    if picture is None:
        return "The picture is too large for its words to be recognised."
    low, high = picture.getextrema()
    if high - low <= _PLAIN:  # type: ignore[operator]  # one band gives two numbers
        return []
    sized, dots = _sized(picture, dpi)
    flat = None if encoding == GREY else flattened(sized)
    return _read(sized, _Way(dots, languages), flat)


def _decoded(untrusted: bytes, encoding: str, size: tuple[int, int]) -> Image.Image | None:
    if size[0] * size[1] > _MOST_PIXELS:
        return None
    if encoding == GREY:
        return Image.frombytes("L", size, untrusted)
    packed = encoding == Encoding.G4
    data = g4.as_file(Picture(*size, untrusted, Encoding.G4)) if packed else untrusted
    with Image.open(io.BytesIO(data), formats=("TIFF",) if packed else FORMATS) as picture:
        if picture.width * picture.height > _MOST_PIXELS:
            return None
        return _grey(picture)


def _grey(picture: Image.Image) -> Image.Image:
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        sheet = Image.new("RGBA", clear.size, (255, 255, 255, 255))
        return Image.alpha_composite(sheet, clear).convert("L")
    return picture.convert("L")


def _sized(picture: Image.Image, dpi: int) -> tuple[Image.Image, int]:
    """Bring small letters to a size that is read well, and bound the work.

    Without a known resolution the longer side is taken for that of a page.
    """
    dpi = dpi or max(1, round(max(picture.size) / _PAGE_INCHES))
    times = min(_GOOD_DPI / dpi, _MOST_TIMES) if dpi < _LEAST_DPI else 1.0
    return _scaled(picture, times, _READ_PIXELS, dpi)


def _scaled(
    picture: Image.Image, times: float, most: int, dpi: int = _GOOD_DPI
) -> tuple[Image.Image, int]:
    times = min(times, math.sqrt(most / (picture.width * picture.height)))
    if abs(times - 1) < 0.01:
        return picture, dpi
    size = (max(1, round(picture.width * times)), max(1, round(picture.height * times)))
    resized = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return resized, max(1, round(dpi * times))


def _read(picture: Image.Image, way: _Way, flat: Image.Image | None) -> list[Word]:
    """Read upright; where that gives few words, see first on a small copy which way is up.

    Tesseract itself reads pages that lie on one of their sides, but not those upside down.

    Args:
        picture: as it is to be read.
        way: how it is read.
        flat: the same with what stood on dark or coloured grounds as dark letters on white;
            it has all letters, so that it alone tells which way is up.
    """
    words = _words(picture, way)
    more = _words(flat, way) if flat is not None else []
    if _is_doubtful(words) and _is_doubtful(more):
        turn = _best_turn(flat or picture, way)
        if turn:
            words = _surer(words, picture, way, turn)
            more = _surer(more, flat, way, turn) if flat is not None else more
    return _joined(words, more)


def _is_doubtful(words: list[Word]) -> bool:
    return _sure(words) < max(_FEW, len(words) // _HALF)


def _surer(upright: list[Word], picture: Image.Image, way: _Way, turn: int) -> list[Word]:
    """Give the words of a picture as it is turned, where more of them are sure."""
    turned = _words(picture.rotate(turn, expand=True), way)
    if _sure(turned) <= _sure(upright):
        return upright
    return [_turned_back(word, turn) for word in turned]


def _joined(words: list[Word], more: list[Word]) -> list[Word]:
    """Add what is read only once letters on dark or coloured grounds are dark on white."""
    kept = [word for word in words if not any(_is_surer(one, word) for one in more)]
    lines = max((word[6] for word in kept), default=-1) + 1
    blocks = max((word[7] for word in kept), default=-1) + 1
    return kept + [
        (*word[:6], word[6] + lines, word[7] + blocks)
        for word in more
        if not any(_meet(word, other) for other in kept)
    ]


def _is_surer(one: Word, than: Word) -> bool:
    return one[5] > than[5] + _SURER and _meet(one, than)


def _meet(word: Word, other: Word) -> bool:
    across = min(word[3], other[3]) - max(word[1], other[1])
    return across > 0 and min(word[4], other[4]) > max(word[2], other[2])


def _best_turn(picture: Image.Image, way: _Way) -> int:
    small, dots = _scaled(picture, 1.0, _PROBE_PIXELS, way.dpi)
    probe = way._replace(dpi=dots)
    counts = {turn: _sure(_words(small.rotate(turn, expand=True), probe)) for turn in _TURNS}
    best = max(_TURNS, key=counts.__getitem__)
    return best if counts[best] > 1 else 0


def _sure(words: list[Word]) -> int:
    """Count the words of which it is sure and that are long enough not to be chance."""
    return sum(1 for word in words if word[5] * 100 >= _SURE and _letters(word[0]) >= 3)


def _letters(text: str) -> int:
    return sum(1 for sign in text if sign.isalnum())


def _turned_back(word: Word, turn: int) -> Word:
    text, left, top, right, bottom, *rest = word
    box = {
        90: (1 - bottom, left, 1 - top, right),
        180: (1 - right, 1 - bottom, 1 - left, 1 - top),
        270: (top, 1 - right, bottom, 1 - left),
    }[turn]
    confidence, line, block = rest
    return (text, *box, confidence, int(line), int(block))


def _words(picture: Image.Image, way: _Way) -> list[Word]:
    engine = _engine(way.languages)
    width, height = picture.size
    pixels = picture.tobytes()
    engine.SetImageBytes(pixels, width, height, 1, width)
    engine.SetSourceResolution(way.dpi)
    done = engine.Recognize(_MILLISECONDS)
    table = engine.GetTSVText(0) if done else ""
    engine.Clear()
    return _rows(table, width, height)


def _rows(table: str, width: int, height: int) -> list[Word]:
    """Read Tesseract's table: level, page, block, paragraph, line, word, box, confidence, text."""
    words: list[Word] = []
    lines: dict[tuple[str, ...], int] = {}
    blocks: dict[tuple[str, ...], int] = {}
    for row in table.splitlines():
        cells = row.split("\t", 11)
        if len(cells) < 12 or cells[0] != _WORD_LEVEL or not _letters(cells[11]):
            continue
        line = lines.setdefault(tuple(cells[2:5]), len(lines))
        block = blocks.setdefault(tuple(cells[2:4]), len(blocks))
        left, top, across, down = map(int, cells[6:10])
        box = (left / width, top / height, (left + across) / width, (top + down) / height)
        confidence = min(max(float(cells[10]) / 100, 0.0), 1.0)
        words.append((cells[11].strip(), *box, confidence, line, block))
    return words


@cache
def _engine(languages: Languages) -> PyTessBaseAPI:
    """Make the engine once: its models take longer to load than a small picture to read.

    The models are opened by names relative to their folder, since Tesseract hands names to the C
    library, which on Windows cannot say every letter that a folder's name may have.
    """
    os.environ["OMP_THREAD_LIMIT"] = "1"
    import tesserocr

    with chdir(paths.resource(FOLDER)):
        return tesserocr.PyTessBaseAPI(
            path="./", lang=_MODELS[languages], oem=tesserocr.OEM.LSTM_ONLY, psm=tesserocr.PSM.AUTO
        )
