"""Reads each bundled face once, however many documents show it; knows no document."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from reportlab.pdfbase.ttfonts import TTFontFace


@dataclass(frozen=True, slots=True)
class Parsed:
    """A face as its file has it, shared by documents; nothing of it is ever changed.

    Attributes:
        glyphs: the glyph of each code point.
        advances: the width of each character in ems.
    """

    face: TTFontFace
    glyphs: Mapping[int, int]
    advances: Mapping[str, float]

    def own(self) -> TTFontFace:
        """Give a face for one document: it reads at a place of its own and may take new codes."""
        face = copy.copy(self.face)
        face.charToGlyph = dict(self.glyphs)
        return face


@lru_cache(maxsize=64)
def parsed(path: Path) -> Parsed:
    """Read a face; large ones take a tenth of a second, most of what a short packet takes."""
    face = TTFontFace(str(path))
    widths = face.charWidths.items()
    advances = {chr(code): float(width) / 1000 for code, width in widths}
    return Parsed(face, MappingProxyType(face.charToGlyph), MappingProxyType(advances))
