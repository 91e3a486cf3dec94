"""Holds every work-around for ReportLab 5.1.0; tests fail when upstream mends one of them.

It must not know what is printed. The faults: the `ToUnicode` table is wrong beyond U+FFFF and
knows one character a glyph; shaped glyphs get the shaper's advance as their width; the preamble
names Helvetica on each page; a JPEG is embedded with its metadata.
"""

from __future__ import annotations

from pathlib import Path

import uharfbuzz
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import SUBSETN, TTEncoding, TTFont
from reportlab.pdfgen.canvas import Canvas

from app.packet.parsed_faces import parsed
from app.packet.undoing import Undo, dicts_undo

_GLYPH = 0x200000
_JPEG_KEPT = frozenset({0xC0, 0xC1, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD, 0xE0})
_BFCHARS = 100


class BareCanvas(Canvas):  # type: ignore[misc] # ReportLab has no types
    """A canvas whose pages begin empty, so that no unembedded font is named on them."""

    def _make_preamble(self) -> None:
        self._preamble = ""

    @property
    def document(self) -> pdfdoc.PDFDocument:
        """Give the document, to which fonts are bound."""
        return self._doc


class GlyphFont(TTFont):  # type: ignore[misc] # ReportLab has no types
    """A face whose codes stand for glyphs and the text they show, not for single characters.

    All of ASCII always lies in the first subset, so that neither its use nor the order of its
    use can be read from the font.
    """

    def __init__(self, name: str, path: Path, document: pdfdoc.PDFDocument) -> None:
        known = parsed(path)
        self.fontName = name
        self.face = known.own()
        self.encoding = TTEncoding()
        self.shapable = False
        self._document = document
        self._internal = ""
        self._codes: dict[tuple[int, str, int], int] = {}
        self._subsets: list[list[tuple[int, str]]] = [[(0, "")] * 128]
        self._next = 1
        self._characters: dict[str, int] = {}
        self.glyphs = known.glyphs
        for code in range(32, 127):
            if code in self.glyphs:
                self._subsets[0][code] = (self.glyphs[code], chr(code))
                self._characters[chr(code)] = code
        self.advances = known.advances
        self._shaper: uharfbuzz.Font | None = None

    @property
    def shaper(self) -> uharfbuzz.Font:
        """Give the face to the shaper; its positions are in units of the em square."""
        if self._shaper is None:
            self._shaper = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(self.face._ttf_data)))  # noqa: SLF001 - ReportLab keeps the file's bytes there and nowhere public
        return self._shaper

    @property
    def em(self) -> int:
        """Give the size of the em square."""
        return int(self.face.unitsPerEm)

    def glyph_width(self, glyph: int) -> float:
        """Give a glyph's own width in ems, as the table of widths will say."""
        return float(self.face.hmetrics[glyph][0]) / self.em

    def resource(self, subset: int) -> str:
        """Give the name by which a content stream selects a subset."""
        if not self._internal:
            self._internal = f"F{len(self._document.fontMapping) + 1}"
            self._document.fontMapping[self.fontName] = "/" + self._internal
            self._document.delayedFonts.append(self)
        return f"/{self._internal}+{subset}"

    def code(self, glyph: int, text: str, twin: int = 0) -> tuple[int, int]:
        """Give subset and code of a glyph that shows a text; each of its twins has another code."""
        key = (glyph, text, twin)
        number = self._codes.get(key)
        if number is None:
            number = self._codes[key] = self._new_code(glyph, text)
        return number >> 8, number & 0xFF

    def glyph_of(self, character: str) -> int:
        """Give the glyph of a character that needs no shaping."""
        return self.glyphs.get(ord(character), 0)

    def undo(self) -> Undo:
        """Give what takes back the codes that are given from now on."""
        count, after, named = len(self._codes), self._next, bool(self._internal)
        lengths = [len(slots) for slots in self._subsets]
        back = dicts_undo(self._characters)

        def undo() -> None:
            back()
            while len(self._codes) > count:
                _, number = self._codes.popitem()
                self._subsets[number >> 8][number & 0xFF] = (0, "")
            del self._subsets[len(lengths) :]
            for slots, length in zip(self._subsets, lengths, strict=True):
                del slots[length:]
            self._next = after
            if not named:
                self.forget()

        return undo

    def forget(self) -> None:
        """Let the document not name this face, which came last or is not named at all."""
        if self._internal:
            del self._document.fontMapping[self.fontName]
            self._document.delayedFonts.remove(self)
            self._internal = ""

    def split(self, text: str) -> list[tuple[int, bytes]]:
        """Cut a text that needs no shaping into stretches of one subset, as codes."""
        parts: list[tuple[int, bytearray]] = []
        for character in text:
            number = self._characters.get(character)
            if number is None:
                subset, code = self.code(self.glyph_of(character), character)
                number = self._characters[character] = (subset << 8) + code
            if not parts or parts[-1][0] != number >> 8:
                parts.append((number >> 8, bytearray()))
            parts[-1][1].append(number & 0xFF)
        return [(subset, bytes(codes)) for subset, codes in parts]

    def _new_code(self, glyph: int, text: str) -> int:
        while self._next in (32, *range(33, 127)):
            self._next += 1
        number = self._next
        self._next += 1
        if number & 0xFF == 0:
            number, self._next = self._next, self._next + 1
        if number & 0xFF == 32:
            number, self._next = self._next, self._next + 1
        subset, code = number >> 8, number & 0xFF
        while len(self._subsets) <= subset:
            self._subsets.append([(0, "")])
        slots = self._subsets[subset]
        slots.extend([(0, "")] * (code + 1 - len(slots)))
        slots[code] = (glyph, text)
        return number

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802 - ReportLab's hook
        """Write one font object for each subset; called by ReportLab when it saves."""
        for number, slots in enumerate(self._subsets):
            name = f"{SUBSETN(number).decode('ascii')}+{self.face.name.decode('ascii')}"
            stand_ins = [_GLYPH + glyph for glyph, _ in slots]
            self.face.charToGlyph.update({code: code - _GLYPH for code in stand_ins})
            font = pdfdoc.PDFTrueTypeFont()
            font.Name = self.resource(number)[1:]
            font.BaseFont = name
            font.FirstChar = 0
            font.LastChar = len(slots) - 1
            font.Widths = pdfdoc.PDFArray(
                [round(self.glyph_width(glyph) * 1000, 3) for glyph, _ in slots]
            )
            table = pdfdoc.PDFStream()
            table.content = to_unicode(name, [text for _, text in slots])
            font.ToUnicode = doc.Reference(table, "toUnicodeCMap:" + name)
            font.FontDescriptor = self.face.addSubsetObjects(doc, name, stand_ins)
            doc.Reference(font, font.Name)
            doc.idToObject["BasicFonts"].dict[font.Name] = font


def to_unicode(name: str, texts: list[str]) -> str:
    """Give the table from codes to texts, in UTF-16BE, of any length and any plane."""
    lines = [
        f"<{code:02X}> <{text.encode('utf-16-be').hex().upper()}>"
        for code, text in enumerate(texts)
        if text
    ]
    blocks = [lines[at : at + _BFCHARS] for at in range(0, len(lines), _BFCHARS)]
    body = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        f"/CMapName /{name.replace('+', '-')} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


def plain_jpeg(data: bytes) -> bytes:
    """Give a JPEG file without any segment that is not needed to show its pixels.

    Raises ValueError where the bytes are no JPEG file (ISO/IEC 10918-1, Annex B).
    """
    if data[:2] != b"\xff\xd8":
        raise ValueError("not a JPEG file")
    kept = bytearray(b"\xff\xd8")
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        segment = data[at : at + 2 + length]
        if marker == 0xDA:
            end = data.rfind(b"\xff\xd9")
            return bytes(kept + data[at : end if end > at else len(data)] + b"\xff\xd9")
        thumbnail = marker == 0xE0 and (length != 16 or segment[4:9] != b"JFIF\0")
        if marker in _JPEG_KEPT and not thumbnail:
            kept += segment
        at += 2 + length
    raise ValueError("a JPEG file without pixels")
