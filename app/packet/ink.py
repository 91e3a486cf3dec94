"""Writes lines, rules and boxes as operators of a content stream (ISO 32000-1, 8 and 9)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, groupby

from app.packet.breaking import Line
from app.packet.reportlab_mends import GlyphFont
from app.packet.shaping import Glyph, Run
from app.packet.tags import Said
from app.packet.terse import GOES_ON, TEXT
from app.packet.wording import spoken

BLACK = "0 g"
OUTLINE = "0.78 0.05 0.36 RG"
"""The pen of outlines in a marked copy; nothing of a released copy has this colour."""

_COMPARED = 5
"""So many texts before one are compared with it by pdfium, to leave out shadows of letters."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What pdfium compares the next sign of a line with.

    Attributes:
        texts: the codes of the last texts.
        marks: the codes of marks that lie where the line has come to; a sign that has the face,
            the code and the place of one a few signs before is left out, in the middle of a text.
    """

    texts: deque[bytes] = field(default_factory=lambda: deque(maxlen=_COMPARED), repr=False)
    marks: set[int] = field(default_factory=set, repr=False)

    def has(self, code: int) -> bool:
        """Say whether a code would be taken for a shadow."""
        return code in self.marks or bytes([code]) in self.texts

    def remember(self, code: int, advance: float) -> None:
        """Keep a code as long as the line stays where it is."""
        if advance:
            self.marks.clear()
        else:
            self.marks.add(code)


_SIGNS = {
    code: "\\" + chr(code) if chr(code) in "\\()" else f"\\{code:03o}"
    for code in range(256)
    if chr(code) in "\\()" or not 32 <= code < 127
}


def number(value: float) -> str:
    """Write a length with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def literal(text: str) -> str:
    """Write a text string: plain where it is ASCII, else UTF-16 with its mark."""
    if text.isascii() and text.isprintable():
        return f"({_escaped(text)})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def rectangle(box: tuple[float, float, float, float], paint: str) -> str:
    """Fill a box of left, bottom, width and height."""
    sides = " ".join(number(side) for side in box)
    return f"/Artifact BMC {paint} {sides} re f EMC"


def frame(box: tuple[float, float, float, float], pen: str, weight: float) -> str:
    """Draw the outline of a box."""
    sides = " ".join(number(side) for side in box)
    return f"/Artifact BMC {pen} {number(weight)} w {sides} re S EMC"


def picture(box: tuple[float, float, float, float], at: int, mark: str) -> str:
    """Draw a page's picture in a box of left, bottom, right and top."""
    left, bottom, right, top = box
    sides = f"{number(right - left)} 0 0 {number(top - bottom)} {number(left)} {number(bottom)}"
    return f"{mark}\nq {sides} cm\n/I{at} Do\nQ\nEMC"


def rule(left: float, y: float, right: float, look: tuple[str, float]) -> str:
    """Draw a level line; ``look`` is a stroke operator and a weight."""
    pen, weight = look
    start, end = f"{number(left)} {number(y)}", f"{number(right)} {number(y)}"
    return f"/Artifact BMC {pen} {number(weight)} w {start} m {end} l S EMC"


def bar_boxes(line: Line, left: float, y: float, column: float) -> Iterator[str]:
    """Paint what lies under the labels of a line's bars."""
    x = left + line.indent
    at = [run for run in line.runs if run.bar]
    if at and line.band:
        yield rectangle((left, y - 0.36 * at[0].style.size, column, 1.6 * at[0].style.size), BLACK)
        return
    for runs in _bars_apart(line.runs):
        width = sum(run.width for run in runs)
        if runs[0].bar is not None:
            size = runs[0].style.size
            yield rectangle((x + 0.6, y - 0.32 * size, width - 1.2, 1.42 * size), BLACK)
        x += width


def outlines(line: Line, left: float, y: float) -> Iterator[str]:
    """Draw the outlines of a marked copy around their words in a line."""
    x = left + line.indent
    for under, group in groupby(line.runs, key=lambda run: run.style.under):
        runs = list(group)
        width = sum(run.width for run in runs)
        if under is not None:
            size = max(run.style.size for run in line.runs)
            yield frame((x + 0.3, y - 0.3 * size, width - 0.6, 1.3 * size), OUTLINE, 0.6)
        x += width


def _bars_apart(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Part runs where a bar begins or ends, equal bars that touch included."""
    group: list[Run] = []
    for run, starts in zip(runs, _bar_starts(runs), strict=True):
        if group and (starts or run.bar is not group[-1].bar):
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def text_of(line: Line, left: float, y: float, pad: float) -> list[Said]:
    """Write a line's text with its baseline at ``y``; bars speak their codes."""
    said: list[Said] = []
    x = left + line.indent
    follows = False
    shown = Shown()
    for run, begins in zip(line.runs, _bar_starts(line.runs), strict=True):
        shift = pad if begins else 0.0
        place = f"{run.style.ink}\n1 0 0 1 {number(x + shift)} {number(y)} Tm"
        goes_on = f"{GOES_ON}\n" if follows and run.bar is None else ""
        code = f"{TEXT}{goes_on}{place}\n{show(run, shown)}\nET"
        aloud = spoken(run.bar.codes) if run.bar is not None else ""
        said.append(Said(code, aloud, begins=begins and run.begins))
        x += run.width
        follows = run.bar is None
    return said


def _bar_starts(runs: Sequence[Run]) -> list[bool]:
    """Say of each run whether a bar, or the rest of one, begins with it on this line."""
    before = (None, *(run.bar for run in runs[:-1]))
    return [
        run.bar is not None and (run.begins or run.bar is not last)
        for run, last in zip(runs, before, strict=True)
    ]


def show(run: Run, shown: Shown) -> str:
    """Write the operators that show a run at the current place, each on a line of its own.

    Args:
        run: in one face.
        shown: what stands before it in the line, to which its own codes are added.
    """
    size = number(run.style.size)
    if run.glyphs:
        return _show_glyphs(run, size, shown)
    shown.marks.clear()
    if run.text.isascii():
        return f"{run.font.resource(0)} {size} Tf\n({_escaped(run.text)}) Tj"
    parts: list[str] = []
    at = 0
    for subset, codes in run.font.split(run.text):
        if codes in shown.texts:
            for sign in run.text[at : at + len(codes)]:
                other, code = _twin(run.font, run.font.glyph_of(sign), sign, shown)
                one = bytes([code])
                shown.texts.append(one)
                parts.append(f"{run.font.resource(other)} {size} Tf\n{_string(one)} Tj")
        else:
            shown.texts.append(codes)
            parts.append(f"{run.font.resource(subset)} {size} Tf\n{_string(codes)} Tj")
        at += len(codes)
    return "\n".join(parts)


def _twin(font: GlyphFont, glyph: int, text: str, shown: Shown) -> tuple[int, int]:
    """Give a code to show a glyph by that is not one of those of the last texts.

    pdfium takes a text over another one for its shadow where the two have the same codes,
    though it be in another face, and reads one of them alone.
    """
    twins = (font.code(glyph, text, twin) for twin in count())
    return next(found for found in twins if not shown.has(found[1]))


def _show_glyphs(run: Run, size: str, shown: Shown) -> str:
    parts: list[str] = []
    placed = [_Placed(run.font, glyph) for glyph in run.glyphs]
    for one in placed:
        if one.code in shown.marks and not one.advance:
            one.become_twin(shown)
        shown.remember(one.code, one.advance)
    for (subset, rise), same in groupby(placed, key=lambda one: (one.subset, one.rise)):
        group = list(same)
        codes = bytes(one.code for one in group)
        lift = number(rise * run.style.size)
        raised = (f"{lift} Ts\n", "\n0 Ts") if lift != "0" else ("", "")
        if codes in shown.texts:
            for one in group:
                one.become_twin(shown)
                shown.texts.append(bytes([one.code]))
                face = f"{run.font.resource(one.subset)} {size} Tf"
                parts.append(f"{face}\n{raised[0]}[{one.shown}] TJ{raised[1]}")
            continue
        shown.texts.append(codes)
        written = " ".join(one.shown for one in group).replace("> <", "")
        parts.append(f"{run.font.resource(subset)} {size} Tf\n{raised[0]}[{written}] TJ{raised[1]}")
    return "\n".join(parts)


class _Placed:
    """A glyph as one entry of a `TJ` array: moved, shown, moved on to the shaper's advance."""

    def __init__(self, font: GlyphFont, glyph: Glyph) -> None:
        self._font, self._glyph = font, glyph
        self.subset, self.code = font.code(glyph.number, glyph.text)
        self.rise, self.advance = glyph.dy, glyph.advance

    @property
    def shown(self) -> str:
        """Give the entry."""
        glyph = self._glyph
        before = number(-glyph.dx * 1000)
        after = number((self._font.glyph_width(glyph.number) + glyph.dx - glyph.advance) * 1000)
        start = f"{before} " if before != "0" else ""
        return f"{start}<{self.code:02x}>" + (f" {after}" if after != "0" else "")

    def become_twin(self, shown: Shown) -> None:
        """Take a code that nothing has of what was shown last."""
        self.subset, self.code = _twin(self._font, self._glyph.number, self._glyph.text, shown)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _string(codes: bytes) -> str:
    """Write codes in the shorter way: as signs, which repeat what is written so, or in hex."""
    literal = f"({codes.decode('latin-1').translate(_SIGNS)})"
    return literal if len(literal) < 2 * len(codes) + 2 else f"<{codes.hex()}>"
