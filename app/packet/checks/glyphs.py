"""Checks that a packet's fonts show the signs that they say they show."""

from __future__ import annotations

import re
from collections.abc import Iterator

import uharfbuzz
from pikepdf import Dictionary, Object, Pdf, Stream

from app.domain.packets import Finding
from app.paths import resource

_ENTRY = re.compile(rb"^<([0-9A-F]{2})> <([0-9A-F]+)>$", re.MULTILINE)
_ASCII = range(0x20, 0x7F)
_LIES = Finding("font", 0, "A font shows other signs than it says.")


def check_glyphs(pdf: Pdf) -> Iterator[Finding]:
    """Compare the shapes of all ASCII signs with those of the bundled faces.

    A font whose table says one sign and whose shape is another would show what no reader of the
    text can find.
    """
    if any(not _is_honest(font) for font in fonts_of(pdf).values()):
        yield _LIES


def fonts_of(pdf: Pdf) -> dict[tuple[int, int], Dictionary]:
    """Give the fonts that the pages of a packet name, by their numbers in the file."""
    return {
        font.objgen: font
        for page in pdf.pages
        for font in _fonts(page.obj)
        if isinstance(font, Dictionary)
    }


def _fonts(page: Object) -> list[Object]:
    held = page.get("/Resources", Dictionary()).get("/Font", Dictionary())
    return [font for _, font in held.items()]


def _is_honest(font: Object) -> bool:
    table, file = (
        font.get("/ToUnicode"),
        font.get("/FontDescriptor", Dictionary()).get("/FontFile2"),
    )
    face = str(font.get("/BaseFont", "")).rpartition("+")[2]
    path = resource(f"fonts/{face}.ttf")
    if not isinstance(table, Stream) or not isinstance(file, Stream) or not path.is_file():
        return False
    shown = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(file.read_bytes())))
    known = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(path.read_bytes())))
    entries = ((int(code, 16), int(said, 16)) for code, said in _ENTRY.findall(table.read_bytes()))
    return all(
        _outline(shown, code) == _outline(known, said)
        for code, said in entries
        if code in _ASCII and said in _ASCII
    )


def _outline(font: uharfbuzz.Font, code: int) -> list[tuple[object, ...]]:
    glyph = font.get_nominal_glyph(code)
    pen = _Pen()
    if glyph:
        font.draw_glyph_with_pen(glyph, pen)
    return pen.strokes


class _Pen:
    """Writes down how a glyph is drawn; the names are those of the shaper's protocol."""

    def __init__(self) -> None:
        self.strokes: list[tuple[object, ...]] = []

    def moveTo(self, at: object) -> None:  # noqa: N802 - the protocol's name
        self.strokes.append(("move", at))

    def lineTo(self, at: object) -> None:  # noqa: N802 - the protocol's name
        self.strokes.append(("line", at))

    def qCurveTo(self, *points: object) -> None:  # noqa: N802 - the protocol's name
        self.strokes.append(("bend", *points))

    def curveTo(self, *points: object) -> None:  # noqa: N802 - the protocol's name
        self.strokes.append(("curve", *points))

    def closePath(self) -> None:  # noqa: N802 - the protocol's name
        self.strokes.append(("close",))
