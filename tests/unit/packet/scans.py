"""Makes scans as pages of a PDF: a picture of lines, and invisible words that lie over it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app import paths

DPI = 200
WIDE, HIGH = 420, 300
TIMES = DPI / 72
LINES = (
    "The patrol unit arrived at the scene before midnight.",
    "The driver of the vehicle was Jordan Blackwood of Cedar Hollow.",
    "Two witnesses stated that the light had turned red.",
    "Photographs were taken and placed in the property room.",
)
TOP, STEP, LEFT = 40.0, 34.0, 24.0

Paint = Callable[[ImageDraw.ImageDraw], None]
Layer = tuple[str, float, float]
"""A stretch of invisible text, and where it begins: left and down, in points."""


@dataclass
class Scan:
    """A scan to be made.

    Attributes:
        layer: by default the lines themselves, each at its place.
        paint: what is done to the picture; its pen counts in pixels.
    """

    lines: Sequence[str] = LINES
    layer: Sequence[Layer] | None = None
    paint: Sequence[Paint] = field(default_factory=tuple)

    def pdf(self) -> bytes:
        """Give the PDF."""
        target = io.BytesIO()
        canvas = Canvas(target, pagesize=(WIDE, HIGH), invariant=1)
        canvas.drawImage(ImageReader(self.picture()), 0, 0, WIDE, HIGH)
        for said, left, down in self.placed() if self.layer is None else self.layer:
            text = canvas.beginText(left, HIGH - down - 10)
            text.setFont("Helvetica", 11)
            text.setTextRenderMode(3)
            text.setHorizScale(100 * width_of(said) / canvas.stringWidth(said, "Helvetica", 11))
            text.textOut(said)
            canvas.drawText(text)
        canvas.showPage()
        canvas.save()
        return target.getvalue()

    def picture(self) -> Image.Image:
        """Draw the lines, then what is painted over them."""
        sheet = Image.new("L", (round(WIDE * TIMES), round(HIGH * TIMES)), 255)
        pen = ImageDraw.Draw(sheet)
        for said, left, down in self.placed():
            pen.text((left * TIMES, down * TIMES), said, 0, font_of(11))
        for paint in self.paint:
            paint(pen)
        return sheet

    def placed(self) -> list[Layer]:
        """Give each line and where it begins."""
        return [(line, LEFT, TOP + STEP * at) for at, line in enumerate(self.lines)]


def font_of(points: float) -> ImageFont.FreeTypeFont:
    """Give the face in which scans are drawn."""
    return ImageFont.truetype(paths.resource("fonts/NotoSans-Regular.ttf"), points * TIMES)


def width_of(text: str) -> float:
    """Say how wide a text is drawn, in points."""
    return font_of(11).getlength(text) / TIMES


def place_of(word: str, at: int = 1) -> tuple[float, float, float, float]:
    """Give the pixels of a word of a line: left, top, right, bottom of its letters' room."""
    line = LINES[at]
    left = LEFT + width_of(line[: line.index(word)])
    top = TOP + STEP * at
    sides = (left, top + 1.5, left + width_of(word), top + 14.5)
    across, down, right, bottom = (side * TIMES for side in sides)
    return (across, down, right, bottom)


def box_over(
    word: str, *, shade: int = 0, down: float = 0.0, up: float = 0.0, label: str = ""
) -> Paint:
    """Paint a box over a word; ``down`` moves its top edge, ``up`` its bottom edge, in points."""

    def paint(pen: ImageDraw.ImageDraw) -> None:
        left, top, right, bottom = place_of(word)
        box = (left - 4, top + down * TIMES, right + 4, bottom - up * TIMES)
        pen.rectangle(box, fill=shade)
        if label:
            pen.text((left, top + 3), label, 255, font_of(8))

    return paint


def without(word: str) -> list[Layer]:
    """Give the layer of all lines without one word, and its mark in its place."""
    layer: list[Layer] = []
    for said, left, down in Scan().placed():
        before, found, after = said.partition(word)
        if not found:
            layer.append((said, left, down))
            continue
        after = after.lstrip()
        layer.append((before.rstrip(), left, down))
        layer.append(("[REDACTED (b)(6)]", left + width_of(before), down))
        layer.append((after, left + width_of(said[: said.index(after, len(before))]), down))
    return layer
