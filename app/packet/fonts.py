"""Chooses a bundled face for each sign of a text; it must not know what the text is."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfbase import pdfdoc

from app.domain.redacted import Bar, Look
from app.packet.clusters import EMOJI_STYLE, shapeless, visible_part
from app.packet.reportlab_mends import GlyphFont
from app.packet.undoing import Undo, all_undo, dicts_undo
from app.paths import resource

PLACEHOLDER = "\u25a1"
REGULAR, BOLD, ITALIC = "NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic"
EMOJI, HAN, HANGUL = "NotoEmoji-Regular", "NotoSansSC-Regular", "NotoSansKR-Regular"
_SCRIPTS: tuple[tuple[int, int, str], ...] = (
    (0x0530, 0x058F, "NotoSansArmenian-Regular"),
    (0x0590, 0x05FF, "NotoSansHebrew-Regular"),
    (0x0600, 0x08FF, "NotoNaskhArabic-Regular"),
    (0x0900, 0x097F, "NotoSansDevanagari-Regular"),
    (0x0980, 0x09FF, "NotoSansBengali-Regular"),
    (0x0A00, 0x0A7F, "NotoSansGurmukhi-Regular"),
    (0x0A80, 0x0AFF, "NotoSansGujarati-Regular"),
    (0x0B80, 0x0BFF, "NotoSansTamil-Regular"),
    (0x0C00, 0x0C7F, "NotoSansTelugu-Regular"),
    (0x0C80, 0x0CFF, "NotoSansKannada-Regular"),
    (0x0D00, 0x0D7F, "NotoSansMalayalam-Regular"),
    (0x0D80, 0x0DFF, "NotoSansSinhala-Regular"),
    (0x0E00, 0x0E7F, "NotoSansThai-Regular"),
    (0x0E80, 0x0EFF, "NotoSansLao-Regular"),
    (0x1000, 0x109F, "NotoSansMyanmar-Regular"),
    (0x10A0, 0x10FF, "NotoSansGeorgian-Regular"),
    (0x1100, 0x11FF, HANGUL),
    (0x1200, 0x139F, "NotoSansEthiopic-Regular"),
    (0x1780, 0x17FF, "NotoSansKhmer-Regular"),
    (0x3130, 0x318F, HANGUL),
    (0xAC00, 0xD7FF, HANGUL),
    (0xFB1D, 0xFB4F, "NotoSansHebrew-Regular"),
    (0xFB50, 0xFDFF, "NotoNaskhArabic-Regular"),
    (0xFE70, 0xFEFE, "NotoNaskhArabic-Regular"),
    (0x1F000, 0x1FAFF, EMOJI),
)
_GENERAL = ("NotoSansSymbols2-Regular", "NotoSansSymbols-Regular", "NotoSansMath-Regular")
_LAST = (EMOJI, HAN, HANGUL)
_RARE = tuple(dict.fromkeys(name for _, _, name in _SCRIPTS))


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """One outline of a marked copy; equal bars that touch are two outlines."""

    bar: Bar


@dataclass(frozen=True, slots=True, eq=False)
class Stroke:
    """One stretch of text that was inserted, deleted or hidden; alike ones that touch are two."""

    look: Look


@dataclass(frozen=True, slots=True)
class Style:
    """How a stretch of text looks; sizes in points, ``ink`` as a fill operator.

    Attributes:
        under: the outline that it stands in, where it does.
        opens: whether that outline begins with it.
        stroke: the line under or through it, where there is one.
    """

    size: float
    leading: float
    bold: bool = False
    italic: bool = False
    ink: str = "0.1 g"
    under: Outline | None = None
    opens: bool = False
    stroke: Stroke | None = None

    @property
    def face(self) -> str:
        """Give the name of the face that is asked first."""
        return BOLD if self.bold else ITALIC if self.italic else REGULAR


class Faces:
    """The faces of one document, opened when they are first needed.

    Attributes:
        words_under: gives what is to be read of a bar in a marked copy; None where the bar is
            black, as all bars are in the copy that is released.
    """

    def __init__(self, document: pdfdoc.PDFDocument) -> None:
        self.words_under: Callable[[Bar], str | None] = _nothing
        self._document = document
        self._open: dict[str, GlyphFont] = {}
        self._chosen: dict[tuple[str, str], tuple[tuple[GlyphFont, str], ...]] = {}
        self._unknown: set[str] = set()

    def face(self, name: str) -> GlyphFont:
        """Open a face."""
        found = self._open.get(name)
        if found is None:
            path: Path = resource(f"fonts/{name}.ttf")
            found = self._open[name] = GlyphFont(name, path, self._document)
        return found

    def undo(self) -> Undo:
        """Give what takes back which signs were shown from now on."""
        unknown = set(self._unknown)
        fonts = {name: font.undo() for name, font in self._open.items()}
        back = all_undo(*fonts.values(), dicts_undo(self._chosen))

        def undo() -> None:
            back()
            self._unknown = unknown
            for name in self._open.keys() - fonts.keys():
                self._open.pop(name).forget()

        return undo

    def choose(self, cluster: str, style: Style) -> tuple[tuple[GlyphFont, str], ...]:
        """Give the face for a cluster; more than one only where no face has the whole of it."""
        key = (cluster, style.face)
        found = self._chosen.get(key)
        if found is None:
            found = self._chosen[key] = self._search(cluster, style)
        return found

    def note_shapeless(self, text: str) -> None:
        """Remember control characters, which are left out."""
        if not text.isprintable():
            self._unknown.update(shapeless(text) - {"\n", "\t", "\r", "\x0b", "\x0c", "\x85"})

    @property
    def warnings(self) -> tuple[str, ...]:
        """Name the characters that could not be shown, sorted."""
        return tuple(
            f"U+{ord(sign):04X} {unicodedata.name(sign, 'without a name')} could not be shown"
            for sign in sorted(self._unknown)
        )

    def _search(self, cluster: str, style: Style) -> tuple[tuple[GlyphFont, str], ...]:
        wanted = [ord(sign) for sign in visible_part(cluster)]
        if not wanted:
            return ()
        for name in (*_candidates(cluster, wanted[0], style), *_RARE):
            face = self.face(name)
            if all(code in face.glyphs for code in wanted):
                return ((face, cluster),)
        if len(wanted) > 1:
            parts = (self.choose(chr(code), style) for code in wanted)
            return tuple(pair for part in parts for pair in part)
        self._unknown.add(chr(wanted[0]))
        return self.choose(PLACEHOLDER, style)


def _nothing(_: Bar) -> str | None:
    return None


def _candidates(cluster: str, first: int, style: Style) -> tuple[str, ...]:
    own = tuple(name for low, high, name in _SCRIPTS if low <= first <= high)
    if EMOJI_STYLE in cluster or first >= 0x1F000:
        own = (EMOJI, *own)
    if own and first != 0x25CC:
        return (*own, style.face, REGULAR, *_GENERAL, *_LAST)
    if 0x2E80 <= first <= 0x9FFF or 0xF900 <= first <= 0xFAFF or 0xFF00 <= first <= 0xFFEF:
        return (HAN, HANGUL, style.face, *_GENERAL)
    return (style.face, REGULAR, *_GENERAL, *_LAST)
