"""ReportLab's faults are still there, and ours are mended; a failure upstream means good news."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, makeToUnicodeCMap, shapeStr
from reportlab.pdfgen.canvas import Canvas

from app.packet.checks.pictures import jpeg_of
from app.packet.reportlab_mends import BareCanvas, GlyphFont, plain_jpeg, to_unicode
from app.paths import resource

ARABIC = resource("fonts/NotoNaskhArabic-Regular.ttf")


def _photograph(**more: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (32, 32), (200, 10, 10)).save(target, "JPEG", **more)  # type: ignore[arg-type]  # Pillow's own names
    return target.getvalue()


def test_that_reportlab_still_writes_wrong_code_points_beyond_the_first_plane() -> None:
    assert "<1F600>" in makeToUnicodeCMap("Face", [0x1F600])


def test_that_our_table_writes_surrogates_and_sequences() -> None:
    table = to_unicode("Face", ["", "\U0001f600", "👍🏽"])
    assert "<01> <D83DDE00>" in table
    assert "<02> <D83DDC4DD83CDFFD>" in table


def test_that_our_table_keeps_to_a_hundred_entries_a_block() -> None:
    table = to_unicode("Face", [chr(0x4E00 + at) for at in range(250)])
    assert table.count("beginbfchar") == 3
    assert "100 beginbfchar" in table
    assert "50 beginbfchar" in table


def test_that_reportlab_still_gives_shaped_glyphs_the_advance_of_the_shaper() -> None:
    font = TTFont("MendsArabic", str(ARABIC))
    pdfmetrics.registerFont(font)
    try:
        said = shapeStr("سلام", "MendsArabic", 10, force=True)
        private = [code for code in map(ord, said) if 0xE000 <= code < 0xF900]
        wrong = [
            code
            for code in private
            if font.face.charWidths[code]
            != round(
                font.face.hmetrics[font.face.charToGlyph[code]][0] * 1000 / font.face.unitsPerEm
            )
        ]
        assert private
        assert wrong or font.face.unitsPerEm == 1000
    finally:
        font.unregister()


def test_that_our_widths_are_those_of_the_face() -> None:
    canvas = BareCanvas(io.BytesIO(), invariant=1)
    font = GlyphFont("Arabic", ARABIC, canvas.document)
    glyph = font.glyphs[ord("س")]
    assert font.glyph_width(glyph) == pytest.approx(font.advances["س"], abs=0.001)


def test_that_reportlab_still_embeds_a_jpeg_with_its_comment() -> None:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1, pageCompression=0)
    canvas.drawImage(ImageReader(io.BytesIO(_photograph(comment=b"a comment"))), 0, 0)
    canvas.showPage()
    canvas.save()
    with pikepdf.open(io.BytesIO(target.getvalue())) as pdf:
        (image,) = pdf.pages[0].obj.Resources.XObject.values()
        assert b"a comment" in jpeg_of(image)


def test_that_a_plain_jpeg_has_pixels_and_nothing_else() -> None:
    exif = Image.Exif()
    exif[0x010E] = "a description"
    dirty = _photograph(comment=b"a comment", exif=exif.tobytes(), icc_profile=b"profile")
    clean = plain_jpeg(dirty)
    for said in (b"a comment", b"a description", b"profile"):
        assert said in dirty
        assert said not in clean
    with Image.open(io.BytesIO(clean)) as image, Image.open(io.BytesIO(dirty)) as before:
        assert image.tobytes() == before.tobytes()


def test_that_a_progressive_jpeg_keeps_its_pixels() -> None:
    dirty = _photograph(progressive=True, comment=b"a comment")
    with Image.open(io.BytesIO(plain_jpeg(dirty))) as image:
        image.load()
        assert image.size == (32, 32)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\xff\xd8\xff\xe0\x00\x04ab\xff\xd9"])
def test_that_what_is_no_jpeg_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="JPEG"):
        plain_jpeg(data)


def test_that_reportlab_still_names_helvetica_on_each_page_and_we_do_not() -> None:
    named = []
    for kind in (Canvas, BareCanvas):
        canvas = kind(io.BytesIO(), invariant=1, pageCompression=0)
        canvas.showPage()
        named.append(b"Helvetica" in canvas.getpdfdata())
    assert named == [True, False]


def test_that_codes_go_round_space_and_ascii_and_into_further_subsets() -> None:
    canvas = BareCanvas(io.BytesIO(), invariant=1)
    font = GlyphFont("Han", resource("fonts/NotoSansSC-Regular.ttf"), canvas.document)
    text = "".join(chr(0x4E00 + at) for at in range(700))
    codes = [(subset, code) for subset, part in font.split(text) for code in part]
    assert len(set(codes)) == 700
    assert {subset for subset, _ in codes} == {0, 1, 2, 3}
    assert not any(code in {0, 32} or (subset == 0 and 32 <= code < 127) for subset, code in codes)
    assert font.split(text) == font.split(text)
