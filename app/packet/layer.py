"""Writes the words of a page of an attachment so that they can be searched and not seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from app.domain.redacted import SheetMark, SheetWord, released
from app.packet import ink, wording
from app.packet.breaking import typeset
from app.packet.edges import free_edge
from app.packet.fonts import REGULAR, Faces, Style
from app.packet.shaping import RTL, Run, runs_of
from app.packet.sheet_order import Piece, bounds_of, text_of
from app.packet.tags import Box, Said

BEGIN, END = "q 3 Tr", "Q"
"""What stands around the words: they are neither filled nor stroked (ISO 32000-1, 9.3.6)."""

_DEPTH = 0.22
_SMALLEST = 1.0
_LABEL = 10.0
_CAPITAL = 0.72
_LESS = 0.7
_UPRIGHT = 1.6


@dataclass(frozen=True, slots=True)
class _Line:
    """On which base line, and how large, the words of one line stand."""

    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Under:
    """What the words of a page lie over.

    Attributes:
        box: left, bottom, right and top of the page's picture in points.
        marks: what is burned into it.
    """

    box: Box
    marks: tuple[SheetMark, ...] = ()


def words_of(paragraph: Sequence[Piece], under: Under, faces: Faces) -> Iterator[Said]:
    """Write one paragraph, each piece fitted to its place on the page.

    Args:
        paragraph: words and marks in reading order.
        under: what they lie over.
        faces: in which the words are set, though nobody sees them.
    """
    box = under.box
    words = [piece for piece in paragraph if isinstance(piece, SheetWord)]
    upright = _upright_lines(words, box)
    lines = {
        key: _line(list(line), box)
        for key, line in groupby(words, key=_line_of)
        if key not in upright
    }
    for at, piece in enumerate(paragraph):
        last = at == len(paragraph) - 1
        if isinstance(piece, SheetMark):
            yield _mark(piece, under, faces, last=last)
        elif _line_of(piece) not in upright:
            yield _word(piece, box, (lines[_line_of(piece)], faces), last=last)
        else:
            yield _upright(piece, box, faces, last=last)


def on_page(inner: Box, box: Box) -> Box:
    """Give a box in fractions from the top left as left, bottom, right and top in points."""
    left, bottom, right, top = box
    wide, high = right - left, top - bottom
    return (
        left + inner[0] * wide,
        top - inner[3] * high,
        left + inner[2] * wide,
        top - inner[1] * high,
    )


def is_upright(word: SheetWord, box: Box) -> bool:
    """Say whether a word stands along the side of its page."""
    left, bottom, right, top = on_page(word.box, box)
    return len(text_of(word)) > 2 and top - bottom > _UPRIGHT * (right - left)


def _upright_lines(words: Sequence[SheetWord], box: Box) -> set[tuple[int, int]]:
    """List the lines that stand along the side of a page; of short words only others tell it."""
    found: set[tuple[int, int]] = set()
    for key, line in groupby(words, key=_line_of):
        said = list(line)
        left, bottom, right, top = on_page(bounds_of(said), box)
        is_high = len(said) > 1 and top - bottom > _UPRIGHT * (right - left)
        if is_high or all(is_upright(word, box) for word in said):
            found.add(key)
    return found


def _line_of(piece: Piece) -> tuple[int, int]:
    return (piece.block, piece.line) if isinstance(piece, SheetWord) else (-1, -1)


def _line(words: Sequence[Piece], box: Box) -> _Line:
    _, bottom, _, top = on_page(bounds_of(words), box)
    size = max(top - bottom, _SMALLEST)
    return _Line(bottom + _DEPTH * size, size)


def _word(word: SheetWord, box: Box, how: tuple[_Line, Faces], *, last: bool) -> Said:
    line, faces = how
    left, _, right, _ = on_page(word.box, box)
    runs = _runs(text_of(word), Style(line.size, line.size), faces)
    scale = _scale(runs, right - left)
    matrix = f"1 0 0 1 {ink.number(left)} {ink.number(line.base)}"
    return Said(_shown(_spaced(runs, faces, last=last), scale, matrix))


def _upright(word: SheetWord, box: Box, faces: Faces, *, last: bool) -> Said:
    left, bottom, right, top = on_page(word.box, box)
    size = max(right - left, _SMALLEST)
    runs = _runs(text_of(word), Style(size, size), faces)
    scale = _scale(runs, top - bottom)
    matrix = f"0 1 -1 0 {ink.number(right - _DEPTH * size)} {ink.number(bottom)}"
    return Said(_shown(_spaced(runs, faces, last=last), scale, matrix))


def _mark(mark: SheetMark, under: Under, faces: Faces, *, last: bool) -> Said:
    """Write what a burned box says along its edge, where black ends and it is seen to be.

    Of boxes that lie just over one another each next one is told in less room: readers take
    what is said twice at one place for one.
    """
    others = [other.box for other in under.marks if other is not mark]
    part, at_top = free_edge(mark.box, others if mark.box not in others else ())
    left, bottom, right, top = on_page(part, under.box)
    twins = [other for other in under.marks if other.box == mark.box]
    nth = next((at for at, other in enumerate(twins) if other is mark), 0)
    left = right - (right - left) * _LESS**nth
    size = max(min(0.8 * (top - bottom), _LABEL), _SMALLEST)
    label, aloud = wording.mark_of(mark.bar), wording.spoken(mark.bar.codes)
    if faces.words_under(mark.bar) is not None:
        aloud = wording.withheld_under(mark.bar.codes)
        label = f"[{aloud}]"
    runs = _runs(label, Style(size, size), faces)
    base = top - _CAPITAL * size if at_top else bottom
    matrix = f"1 0 0 1 {ink.number(left)} {ink.number(base)}"
    code = _shown(_spaced(runs, faces, last=last), _scale(runs, right - left), matrix)
    return Said(code, aloud)


def _runs(text: str, style: Style, faces: Faces) -> list[Run]:
    faces.note_shapeless(text)
    if RTL.search(text) or " " in text:
        return list(typeset([(released(text), style)], 1_000_000, faces)[0].runs)
    return runs_of(text, style, faces)


def _spaced(runs: list[Run], faces: Faces, *, last: bool) -> list[Run]:
    """Add the space that parts a word from the next one; in Latin it goes with the word."""
    if last:
        return runs
    final, face = runs[-1], faces.face(REGULAR)
    if final.font is face and not final.glyphs:
        return [*runs[:-1], replace(final, text=final.text + " ")]
    return [*runs, Run(face, " ", final.style, 0.0)]


def _scale(runs: Sequence[Run], width: float) -> float:
    natural = sum(run.width for run in runs)
    return max(100 * max(width, _SMALLEST) / natural, 0.01) if natural else 100.0


def _shown(runs: Sequence[Run], scale: float, matrix: str) -> str:
    before = ink.Shown()
    shown = " ".join(ink.show(run, before) for run in runs)
    return f"BT {ink.number(scale)} Tz {matrix} Tm {shown} ET"
