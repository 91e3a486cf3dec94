"""What tells a marked copy from the released one on every page; it knows no withheld word."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import uharfbuzz

from app.domain.packets import PacketRecipe
from app.domain.redacted import released
from app.packet import wording
from app.packet.flow import MARGIN, Flow, line_width, one_line
from app.packet.fonts import Faces, Style
from app.packet.ink import OUTLINE, frame, number
from app.packet.reportlab_mends import GlyphFont
from app.packet.shaping import Run

_TITLE = Style(12.5, 18, bold=True, ink="0.56 0 0.24 rg")
_SAID = Style(9, 13.2, ink="0.2 g")
_BAND = "0.66 0.02 0.3 rg"
_BAND_HIGH = 17.0
_ON_BAND = Style(8.2, 11, bold=True)
_SMALLEST = 4.5
_TALL = 300.0
_OVER_PIXELS = Style(6.6, 9, bold=True)
_GHOST = Style(50, 60, bold=True)
_PALE = "0.975 0.9 0.93 rg"
_OVER = "0.9 0.5 0.68 RG"
_THIN = "0.7 0 0.3 RG"
_SLOPE = 0.76


@dataclass(frozen=True, slots=True)
class Dress:
    """What each page of a marked copy wears; empty for the released one.

    Attributes:
        under: content below everything else: the watermark.
        over: content above everything else: the bands at head and foot.
        over_pictures: the watermark once more, as thin outlines, where pictures hide it.
    """

    under: str = ""
    over: str = ""
    over_pictures: str = ""

    @property
    def below(self) -> tuple[str, ...]:
        """Give what is drawn before anything else."""
        return (self.under,) if self.under else ()

    def above(self, code: Sequence[str]) -> tuple[str, ...]:
        """Give what is drawn last on a page; ``code`` is what it holds."""
        hidden = any(line.endswith(" Do") for part in code for line in part.splitlines())
        worn = (self.over_pictures if hidden else "", self.over)
        return tuple(part for part in worn if part)


def dress_of(size: tuple[float, float], recipe: PacketRecipe, faces: Faces) -> Dress:
    """Give what each page wears; a function of the page's size and the recipient."""
    if not recipe.marked_for:
        return Dress()
    said = wording.marked_band(recipe.marked_for, recipe.number)
    bands = "\n".join(_band(size, bottom, said, faces) for bottom in (size[1] - _BAND_HIGH, 0.0))
    shape = _watermark(size, faces)
    return Dress(
        under=f"/Artifact BMC q {_PALE} {shape} f Q EMC",
        over=f"/Artifact BMC\n{bands}\nEMC",
        over_pictures=f"/Artifact BMC q {_OVER} 0.45 w {shape} S Q EMC",
    )


def lay_notice(flow: Flow, recipe: PacketRecipe) -> None:
    """Say at the head of the first page what the file is, for whom, and of which day."""
    dated = wording.long_date(recipe.dated)
    if recipe.marked_for:
        flow.parent = flow.root.child("Sect")
        flow.bookmark(wording.MARKED_TITLE)
        _box(flow, wording.marked_notice(recipe.marked_for, dated))
    if not recipe.made_for.is_public:
        flow.parent = flow.root.child("Sect")
        _box(flow, wording.made_for_notice(recipe.made_for, dated))


def _box(flow: Flow, said: Sequence[str]) -> None:
    title, *sentences = said
    lines = flow.set([(released(title), _TITLE)], inset=20)
    lines += flow.set([(released(" ".join(sentences)), _SAID)], inset=20)
    flow.boxed(lines, None)
    flow.gap(16)


def outline_over(box: tuple[float, float, float, float], codes: Sequence[str], faces: Faces) -> str:
    """Outline what is withheld on a page of an attachment, with its codes in thin strokes above it.

    Codes of what takes up most of the page stand inside.

    Args:
        box: left, bottom, right and top in points.
        codes: of its exemptions.
        faces: of the document.
    """
    left, bottom, right, top = box
    drawn = frame((left, bottom, right - left, top - bottom), OUTLINE, 1.2)
    if not codes:
        return drawn
    line = one_line([(released(", ".join(codes)), _OVER_PIXELS)], faces)
    place = (left, top + 2.0) if top - bottom < _TALL else (left + 4, top - 9)
    words = _path_of(line.runs, (1.0, 0.0, *place))
    return f"{drawn}\n/Artifact BMC q {_THIN} 0.25 w {words} S Q EMC"


def _band(size: tuple[float, float], bottom: float, said: str, faces: Faces) -> str:
    """Fill a band over the whole width; its words are shapes, which no reader takes for text."""
    room = size[0] - 2 * MARGIN
    line = one_line([(released(said), _ON_BAND)], faces)
    if line_width(line) > room:
        shrunk = max(_SMALLEST, _ON_BAND.size * room / line_width(line))
        line = one_line([(released(said), replace(_ON_BAND, size=shrunk))], faces)
    left = max(4.0, (size[0] - line_width(line)) / 2)
    ground = f"{_BAND} 0 {number(bottom)} {number(size[0])} {number(_BAND_HIGH)} re f"
    words = "\n".join(_shapes(line.runs, (left, bottom + 5.6)))
    return f"q {ground} Q\nq 1 g\n{words}\nQ"


def _watermark(size: tuple[float, float], faces: Faces) -> str:
    """Give the watermark as one path from corner to corner."""
    line = one_line([(released(wording.MARKED_WATERMARK), _GHOST)], faces)
    long = math.hypot(*size) * _SLOPE
    scale = long / line_width(line)
    turn = math.atan2(size[1], size[0])
    cosine, sine = math.cos(turn) * scale, math.sin(turn) * scale
    half, low = line_width(line) / 2, _GHOST.size * 0.35
    x = size[0] / 2 - half * cosine + low * sine
    y = size[1] / 2 - half * sine - low * cosine
    return _path_of(line.runs, (cosine, sine, x, y))


def _path_of(runs: Sequence[Run], matrix: tuple[float, float, float, float]) -> str:
    """Give a line of text as one path; ``matrix`` is a turned scale and a place."""
    path = _Path(matrix)
    at = 0.0
    for run in runs:
        for font, glyph, advance, shift in _glyphs(run):
            path.draw(font, glyph, (at + shift[0], shift[1]), run.style.size / font.em)
            at += advance
    return " ".join(path.code)


def _shapes(runs: tuple[Run, ...], start: tuple[float, float]) -> Iterator[str]:
    """Fill glyphs as shapes, each in its own units, so that equal ones have equal code."""
    x, y = start
    for run in runs:
        for font, glyph, advance, shift in _glyphs(run):
            path = _Path((1, 0, 0, 0))
            path.draw(font, glyph, (0, 0), 1)
            if path.code:
                scale = f"{run.style.size / font.em:.6f}"
                place = f"{number(x + shift[0])} {number(y + shift[1])}"
                yield f"q {scale} 0 0 {scale} {place} cm {' '.join(path.code)} f Q"
            x += advance


_Glyph = tuple[GlyphFont, int, float, tuple[float, float]]


def _glyphs(run: Run) -> Iterator[_Glyph]:
    """Give a run's glyphs with their advances and shifts in points."""
    size = run.style.size
    for glyph in run.glyphs:
        yield run.font, glyph.number, glyph.advance * size, (glyph.dx * size, glyph.dy * size)
    if not run.glyphs:
        for sign in run.text:
            yield run.font, run.font.glyphs[ord(sign)], run.font.advances[sign] * size, (0, 0)


@dataclass(slots=True)
class _Path:
    """Collects outlines as path operators; ``matrix`` is a turned scale and a place."""

    matrix: tuple[float, float, float, float]
    code: list[str] = field(default_factory=list)

    def draw(self, font: GlyphFont, glyph: int, at: tuple[float, float], scale: float) -> None:
        """Add one glyph whose units are ``scale`` points at a place before turning."""
        cosine, sine, x, y = self.matrix
        now = (0.0, 0.0)

        def point(across: float, up: float) -> str:
            left, top = at[0] + across * scale, at[1] + up * scale
            return (
                f"{number(x + left * cosine - top * sine)} {number(y + left * sine + top * cosine)}"
            )

        def move(across: float, up: float, _: object) -> None:
            nonlocal now
            now = (across, up)
            self.code.append(f"{point(across, up)} m")

        def line(across: float, up: float, _: object) -> None:
            nonlocal now
            now = (across, up)
            self.code.append(f"{point(across, up)} l")

        def cubic(*where: object) -> None:
            nonlocal now
            a, b, c, d, e, f = (float(str(value)) for value in where[:6])
            now = (e, f)
            self.code.append(f"{point(a, b)} {point(c, d)} {point(e, f)} c")

        def quadratic(*where: object) -> None:
            a, b, e, f = (float(str(value)) for value in where[:4])
            first = (now[0] + (a - now[0]) * 2 / 3, now[1] + (b - now[1]) * 2 / 3)
            cubic(*first, e + (a - e) * 2 / 3, f + (b - f) * 2 / 3, e, f)

        pen = uharfbuzz.DrawFuncs()
        pen.set_move_to_func(move)
        pen.set_line_to_func(line)
        pen.set_cubic_to_func(cubic)
        pen.set_quadratic_to_func(quadratic)
        pen.set_close_path_func(lambda _: self.code.append("h"))
        font.shaper.draw_glyph(glyph, pen)
