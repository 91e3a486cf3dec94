"""Finds fonts whose table says other letters than their names or glyphs show."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
import uharfbuzz
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from app.domain.packets import Finding
from app.packet.second_fonts import code_table, guessed

_STATED = {"/WinAnsiEncoding", "/MacRomanEncoding"}
_FEW = 2


def fonts_of(pdf: Pdf) -> Iterator[Object]:
    """Give all fonts of a file, wherever they are used."""
    for item in pdf.objects:
        if isinstance(item, Dictionary):
            if item.get("/Type") == Name.Font:
                yield item
            yield from _direct(item)
            if isinstance(item.get("/Resources"), Dictionary):
                yield from _direct(item.Resources)


def _direct(resources: Object) -> Iterator[Object]:
    held = resources.get("/Font")
    if isinstance(held, Dictionary):
        for font in dict(held.items()).values():
            if isinstance(font, Dictionary) and not font.is_indirect:
                yield font


def check_tables(pdf: Pdf) -> Iterator[Finding]:
    """Compare what a font's table says of its codes with the names or numbers of its glyphs."""
    if any(_lies(font) for font in fonts_of(pdf)):
        yield Finding("lying_font", 0, "A font says other letters than it shows.")


def lists_of(pdf: Pdf) -> list[str]:
    """Give the signs of each font in the order of its own lists."""
    found: list[str] = []
    for font in fonts_of(pdf):
        said = code_table(font).texts if "/ToUnicode" in font else {}
        found.append("".join(said.values()))
        encoding = font.get("/Encoding")
        if isinstance(encoding, Dictionary):
            names = [
                str(item)[1:]
                for item in encoding.get("/Differences", Array())
                if isinstance(item, Name)
            ]
            found.append("".join(name for name in names if len(name) == 1))
    return found


def _lies(font: Object) -> bool:
    if not isinstance(font.get("/ToUnicode"), Stream):
        return False
    told = code_table(font).texts
    shown = _by_glyph(font) if str(font.get("/Subtype", "")) == "/Type0" else _by_name(font)
    other = [
        code
        for code, said in told.items()
        if len(said) == 1 and said.isascii() and said.isalnum()
        for sign in (shown.get(code, ""),)
        if sign.isascii() and sign.isalnum() and sign.casefold() != said.casefold()
    ]
    return len(other) > _FEW


def _by_name(font: Object) -> dict[int, str]:
    """Give the letters that an encoding names; a symbolic font has none of its own."""
    encoding = font.get("/Encoding")
    if isinstance(encoding, Dictionary):
        base = str(encoding.get("/BaseEncoding", ""))
        if base not in _STATED and "/FontDescriptor" in font:
            return {}
        return guessed(encoding)
    return guessed(encoding) if str(encoding) in _STATED else {}


def _by_glyph(font: Object) -> dict[int, str]:
    """Give the letters that the numbers of an embedded face's glyphs stand for."""
    try:
        inner = font.DescendantFonts[0]
        file = inner.FontDescriptor.get("/FontFile2")
    except (AttributeError, KeyError, IndexError, TypeError, ValueError):
        return {}
    plain = inner.get("/CIDToGIDMap", Name.Identity) == Name.Identity
    if not isinstance(file, Stream) or not plain or str(font.get("/Encoding")) != "/Identity-H":
        return {}
    try:
        face = uharfbuzz.Face(uharfbuzz.Blob(file.read_bytes()))
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return {}
    shaper = uharfbuzz.Font(face)
    letters = [sign for sign in range(0x30, 0x7B) if chr(sign).isalnum()]
    numbered = {shaper.get_nominal_glyph(sign) or 0: chr(sign) for sign in letters}
    numbered.pop(0, None)
    return numbered
