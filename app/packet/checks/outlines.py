"""Checks that the programmes of a packet's fonts draw no letter that no page shows."""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from pikepdf import Dictionary, Pdf, Stream

from app.domain.packets import Finding
from app.packet.checks.glyphs import fonts_of
from app.packet.second_fonts import CodeTable

_ASCII = range(0x20, 0x7F)
_HIDDEN = Finding("font", 0, "A font draws a letter that no page shows.")
_PARTS, _MORE, _WORDS, _SCALE, _BOTH_SCALES, _MATRIX = 10, 0x20, 0x01, 0x08, 0x40, 0x80


def check_outlines(pdf: Pdf, met: Mapping[tuple[int, int], CodeTable]) -> Iterator[Finding]:
    """Follow the codes that pages show to their outlines; there may be no other outline.

    All of ASCII is in each packet on purpose and tells nothing; the parts of which a shown
    letter is put together may lie there too.

    Args:
        pdf: the packet.
        met: its fonts by their numbers, with the codes that were read on its pages.
    """
    for number, font in fonts_of(pdf).items():
        file = font.get("/FontDescriptor", Dictionary()).get("/FontFile2")
        codes = met[number].met if number in met else ()
        if isinstance(file, Stream) and not _is_shown(file.read_bytes(), codes):
            yield _HIDDEN
            return


def _is_shown(data: bytes, codes: Collection[int]) -> bool:
    try:
        programme = _Programme.of(data)
        glyphs = programme.glyphs_of({*codes, *_ASCII})
        return programme.drawn() <= programme.with_parts({0, *glyphs})
    except (struct.error, LookupError):
        return False


@dataclass(frozen=True, slots=True)
class _Programme:
    """The tables of a TrueType font that say which glyphs it draws (OpenType 1.9)."""

    tables: Mapping[bytes, bytes]

    @classmethod
    def of(cls, data: bytes) -> _Programme:
        count = struct.unpack_from(">H", data, 4)[0]
        entries = (struct.unpack_from(">4sLLL", data, 12 + 16 * at) for at in range(count))
        return cls({tag: data[start : start + size] for tag, _, start, size in entries})

    def places(self) -> tuple[int, ...]:
        """Give where each glyph begins among the outlines, and where the last one ends."""
        is_long = struct.unpack_from(">h", self.tables[b"head"], 50)[0]
        data = self.tables[b"loca"]
        if is_long:
            return struct.unpack(f">{len(data) // 4}L", data)
        return tuple(2 * at for at in struct.unpack(f">{len(data) // 2}H", data))

    def drawn(self) -> set[int]:
        """Give the glyphs that have an outline."""
        places = self.places()
        if len(self.tables[b"glyf"].rstrip(b"\0")) > places[-1]:
            raise LookupError
        return {at for at in range(len(places) - 1) if places[at + 1] > places[at]}

    def glyphs_of(self, codes: Collection[int]) -> set[int]:
        """Give the glyphs that codes stand for, by the only table of codes (format 0 or 6)."""
        data = self.tables[b"cmap"]
        version, count, _, _, start = struct.unpack_from(">HHHHL", data)
        if version or count != 1:
            raise LookupError
        kind, _, _, first, length = struct.unpack_from(">HHHHH", data, start)
        if kind == 0:
            return {data[start + 6 + code] for code in codes if code < 0x100}
        if kind != 6:
            raise LookupError
        listed = struct.unpack_from(f">{length}H", data, start + 10)
        return {listed[code - first] for code in codes if 0 <= code - first < length}

    def with_parts(self, glyphs: set[int]) -> set[int]:
        """Add the glyphs of which others are put together."""
        found: set[int] = set()
        left = set(glyphs)
        while left:
            found |= left
            left = {part for glyph in left for part in self._parts(glyph)} - found
        return found

    def _parts(self, glyph: int) -> Iterator[int]:
        places = self.places()
        outline = self.tables[b"glyf"][places[glyph] : places[glyph + 1]]
        if not outline or struct.unpack_from(">h", outline)[0] >= 0:
            return
        at, flags = _PARTS, _MORE
        while flags & _MORE:
            flags, part = struct.unpack_from(">HH", outline, at)
            yield part
            at += 4 + (4 if flags & _WORDS else 2) + _scale_of(flags)


def _scale_of(flags: int) -> int:
    if flags & _SCALE:
        return 2
    if flags & _BOTH_SCALES:
        return 4
    return 8 if flags & _MATRIX else 0
