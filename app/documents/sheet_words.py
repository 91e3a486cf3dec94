"""Takes the words of a PDF's page with their places; runs in the child, judges nothing."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2
from pypdfium2 import raw

from app.domain.redacted import Box

MOST_CHARACTERS = 60_000

_FINE = 1 << 20
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
_SAME_HEIGHT = 1.9
_PARAGRAPH = 0.9
_WIDE_GAP = 2.5


@dataclass(slots=True)
class PlacedWord:
    """A word as the page's stream holds it; whether it is seen is found out later.

    Attributes:
        places: of its characters, as tight as their ink.
        characters: their numbers on the page.
    """

    text: str = field(default="", repr=False)
    places: list[Box] = field(default_factory=list)
    characters: list[int] = field(default_factory=list)
    box: Box = (0.0, 0.0, 0.0, 0.0)
    line: int = 0
    block: int = 0


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page in the order of its stream, and the objects that draw them."""

    words: tuple[PlacedWord, ...]
    objects: dict[int, ctypes.c_void_p | None]


def words_of_page(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> list[PlacedWord]:
    """List the words of a page with lines and blocks; none where there are too many."""
    count = raw.FPDFText_CountChars(text)
    if not 0 < count <= MOST_CHARACTERS:
        return []
    lines = [line for line in _lines(page, text, count) if line]
    _level(lines)
    _number(lines)
    return [word for line in lines for word in line]


def _lines(
    page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, count: int
) -> Iterator[list[PlacedWord]]:
    """Cut the characters into lines of words as pdfium breaks them."""
    place = _Places(page, text)
    line: list[PlacedWord] = []
    word = PlacedWord()
    for at in range(count):
        code = raw.FPDFText_GetUnicode(text, at)
        sign = _HYPHENS.get(code) or (chr(code) if code < 0x110000 else "\ufffd")
        if not sign.isspace() and code:
            word.text += sign
            word.characters.append(at)
            word.places.append(place.of(at))
        elif word.text:
            line.append(_whole(word))
            word = PlacedWord()
        if (code in {0x0A, 0x0D} or code in _HYPHENS) and (line or word.text):
            yield [*line, _whole(word)] if word.text else line
            line, word = [], PlacedWord()
    yield [*line, _whole(word)] if word.text else line


def _whole(word: PlacedWord) -> PlacedWord:
    """Join the halves of characters that Windows keeps in two, and the places to one box."""
    whole = word.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    word.text = "".join(sign for sign in whole if unicodedata.category(sign) not in {"Cc", "Cs"})
    word.box = around(word.places)
    return word


class _Places:
    """Gives places of characters in fractions of the page as it is seen."""

    def __init__(self, page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> None:
        self._text = text
        self._numbers = [ctypes.c_double() for _ in range(4)]
        self._matrix = _matrix(page)

    def of(self, at: int) -> Box:
        left, right, bottom, top = self._numbers
        raw.FPDFText_GetCharBox(self._text, at, left, right, bottom, top)
        return seen_box(self._matrix, (left.value, bottom.value, right.value, top.value))


Matrix = tuple[float, float, float, float, float, float]


def _matrix(page: pypdfium2.PdfPage) -> Matrix:
    """Ask pdfium how it turns points of the page into places of what is seen."""
    across, down = ctypes.c_int(), ctypes.c_int()
    found: list[tuple[float, float]] = []
    step = max(*page.get_size(), 1.0)
    for x, y in ((0.0, 0.0), (step, 0.0), (0.0, step)):
        raw.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, across, down)
        found.append((across.value / _FINE, down.value / _FINE))
    (e, f), (a, b), (c, d) = found
    return (a - e) / step, (b - f) / step, (c - e) / step, (d - f) / step, e, f


def matrix_of(page: pypdfium2.PdfPage) -> Matrix:
    """Give what turns points of a page into fractions of what is seen of it."""
    return _matrix(page)


def seen_box(matrix: Matrix, box: Box) -> Box:
    """Turn a box in points of the page into fractions of what is seen; may lie outside."""
    a, b, c, d, e, f = matrix
    corners = [(x * a + y * c + e, x * b + y * d + f) for x in box[::2] for y in box[1::2]]
    across, down = zip(*corners, strict=True)
    return min(across), min(down), max(across), max(down)


def around(boxes: Sequence[Box]) -> Box:
    """Give the smallest box around boxes."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _level(lines: Sequence[list[PlacedWord]]) -> None:
    """Give the words of a line one height, so that a box tells nothing of a word's letters."""
    for line in lines:
        left, top, right, bottom = around([word.box for word in line])
        heights = sorted(word.box[3] - word.box[1] for word in line)
        widths = sorted(word.box[2] - word.box[0] for word in line)
        middle = len(line) // 2
        if bottom - top <= _SAME_HEIGHT * heights[middle]:
            for word in line:
                word.box = (word.box[0], top, word.box[2], bottom)
        elif right - left <= _SAME_HEIGHT * widths[middle]:
            for word in line:
                word.box = (left, word.box[1], right, word.box[3])


def _number(lines: Sequence[list[PlacedWord]]) -> None:
    """Count lines, and begin a block where the text jumps: a gap, a column, another size."""
    block = number = 0
    last: Box | None = None
    for line in lines:
        box = around([word.box for word in line])
        if last is not None:
            same_line = _on_one_line(last, box)
            number += not same_line
            block += not same_line and _jumps(last, box)
        last = around([last, box]) if last is not None and _on_one_line(last, box) else box
        for word in line:
            word.line, word.block = number, block


def _on_one_line(last: Box, box: Box) -> bool:
    """Say whether a piece stands right of the last one at the same height, not far away."""
    height = min(last[3] - last[1], box[3] - box[1])
    shared = min(last[3], box[3]) - max(last[1], box[1])
    return shared > height / 2 and 0 <= box[0] - last[2] < _WIDE_GAP * max(height, 1e-6)


def _jumps(last: Box, box: Box) -> bool:
    height = max(last[3] - last[1], box[3] - box[1])
    gap = box[1] - last[3]
    beside = box[0] >= last[2] or box[2] <= last[0]
    return gap > _PARAGRAPH * height or gap < -height or beside
