"""That a packet's fonts draw no letter that no page shows, and that a hidden one is found."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable

import pytest
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from pikepdf import Name, Pdf
from unit.packet.made import MANY_SCRIPTS, attachments, recipe, record

from app.packet.checks import outlines
from app.packet.checks.glyphs import fonts_of
from app.packet.checks.outlines import check_outlines
from app.packet.second_reading import Fonts, read_again
from app.packet.verify import verify_packet
from app.packet.writer import build

SAID = f"caf\u00e9 \u0142\u00f3d\u017a {MANY_SCRIPTS}"


def kinds(data: bytes) -> list[str]:
    with Pdf.open(io.BytesIO(data)) as pdf:
        met: Fonts = {}
        for _ in read_again(pdf, met):
            continue
        return [found.kind for found in check_outlines(pdf, met)]


def with_fonts(data: bytes, change: Callable[[TTFont], None]) -> bytes:
    """Change the programme of every font."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        for font in fonts_of(pdf).values():
            programme = TTFont(io.BytesIO(font.FontDescriptor.FontFile2.read_bytes()))
            change(programme)
            target = io.BytesIO()
            programme.save(target)
            font.FontDescriptor.FontFile2.write(target.getvalue())
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def untouched(_: TTFont) -> None:
    """Write the font as it is, in the tables of another program."""


def one_more(font: TTFont) -> None:
    """Add a letter that has no code."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 500), (500, 500), (500, 0)):
        pen.lineTo(point)
    pen.closePath()
    font.setGlyphOrder([*font.getGlyphOrder(), "more"])
    font["glyf"]["more"] = pen.glyph()
    font["hmtx"]["more"] = (500, 0)


def test_that_the_fonts_of_a_packet_draw_nothing_else() -> None:
    made = recipe(record(1, SAID, attachments=attachments()), record(2, "plain"))
    built = build(made)
    assert kinds(built.data) == []
    assert kinds(with_fonts(built.data, untouched)) == []


def test_that_a_letter_without_a_code_is_found() -> None:
    data = with_fonts(build(recipe(record(1, SAID))).data, one_more)
    assert kinds(data) == ["font"]


def test_that_a_letter_that_was_on_a_page_and_is_no_more_is_found() -> None:
    made = recipe(record(1, "caf\u00e9"))
    built = build(made)
    with Pdf.open(io.BytesIO(built.data)) as pdf:
        for page in pdf.pages:
            code = page.obj.Contents.read_bytes()
            page.obj.Contents.write(code.replace(b"(caf\\002)", b"(cafe)"))
        target = io.BytesIO()
        pdf.save(target)
    assert kinds(target.getvalue()) == ["font"]
    found = verify_packet(target.getvalue(), made, built, ()).findings
    assert "A font draws a letter that no page shows." in {one.what for one in found}


def broken(data: bytes, tag: bytes, change: Callable[[bytearray, int], None]) -> bytes:
    """Change the bytes of one table of every font, where it begins."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        for font in fonts_of(pdf).values():
            file = bytearray(font.FontDescriptor.FontFile2.read_bytes())
            entry = file.index(tag, 12)
            change(file, struct.unpack_from(">L", file, entry + 8)[0])
            font.FontDescriptor.FontFile2.write(bytes(file))
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def set_number(value: int, offset: int) -> Callable[[bytearray, int], None]:
    def change(file: bytearray, at: int) -> None:
        struct.pack_into(">H", file, at + offset, value)

    return change


@pytest.mark.parametrize(
    ("tag", "change"),
    [
        (b"cmap", set_number(1, 0)),
        (b"cmap", set_number(2, 2)),
        (b"cmap", set_number(4, 12)),
        (b"head", set_number(1, 50)),
    ],
)
def test_that_a_programme_that_cannot_be_followed_is_not_clean(
    tag: bytes, change: Callable[[bytearray, int], None]
) -> None:
    assert kinds(broken(build(recipe(record(1, "hello"))).data, tag, change)) == ["font"]


def test_that_a_font_whose_programme_is_no_font_is_not_clean() -> None:
    with Pdf.open(io.BytesIO(build(recipe(record(1, "hello"))).data)) as pdf:
        for font in fonts_of(pdf).values():
            font.FontDescriptor.FontFile2.write(b"OTTO")
        pdf.Root.Lang = Name.en
        target = io.BytesIO()
        pdf.save(target)
    assert kinds(target.getvalue()) == ["font"]


@pytest.mark.parametrize(("flags", "size"), [(0, 0), (0x08, 2), (0x40, 4), (0x80, 8)])
def test_that_the_scale_of_a_part_is_passed_over(flags: int, size: int) -> None:
    assert outlines._scale_of(flags) == size


def test_that_places_and_codes_are_read_in_each_of_their_forms() -> None:
    head = bytes(50) + struct.pack(">h", 1)
    loca = struct.pack(">3L", 0, 0, 70000)
    cmap = (
        struct.pack(">HHHHL", 0, 1, 1, 0, 12) + struct.pack(">HHH", 0, 262, 0) + bytes(range(256))
    )
    programme = outlines._Programme({b"head": head, b"loca": loca, b"cmap": cmap})
    assert programme.places() == (0, 0, 70000)
    assert programme.glyphs_of({65, 300}) == {65}
