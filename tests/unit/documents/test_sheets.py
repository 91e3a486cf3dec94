"""That a drawn page shows what a viewer shows, and nothing of what is withheld in any form."""

from __future__ import annotations

import io
import random
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from tries import tries

from app.documents import g4
from app.documents.sheets import Burn, DrawnSheet, Sheets, Wishes
from app.domain.redacted import Encoding, Picture
from app.domain.spans import Region
from app.errors import ChildFailed

sys.path.insert(0, str(Path(__file__).parent))
from papers import changed, invisible, lines, page_picture, pdf, picture, tiff

PDF = "application/pdf"
TIFF = "image/tiff"


def said(sheet: DrawnSheet) -> list[str]:
    return [word.text for word in sheet.words]


def rows(shown: Picture) -> np.ndarray:
    with Image.open(io.BytesIO(g4.as_file(shown))) as image:
        return np.asarray(image.convert("RGB"))


def box_around(sheet: DrawnSheet, text: str) -> Region:
    (word,) = [word for word in sheet.words if word.text == text]
    return Region(1, *word.box)


def inside(mark: tuple[float, ...], shape: tuple[int, ...]) -> tuple[slice, slice]:
    high, wide = shape[:2]
    left, top, right, bottom = mark
    return slice(round(top * high), round(bottom * high)), slice(
        round(left * wide), round(right * wide)
    )


def coloured(text: str) -> bytes:
    def draw(canvas: object) -> None:
        lines("Plain words above", text, "and below them", top=650)(canvas)  # type: ignore[arg-type]  # a canvas
        canvas.setFillColorRGB(0.8, 0.1, 0.1)  # type: ignore[attr-defined]  # as above
        canvas.rect(72, 100, 300, 200, fill=1, stroke=0)  # type: ignore[attr-defined]  # as above

    return pdf(draw)


def test_that_a_page_of_text_is_black_and_white_with_its_words_in_order(sheets: Sheets) -> None:
    sheet = sheets.draw(pdf(lines("Deputy Avery Stone wrote", "this report today")), PDF, 1)
    assert said(sheet) == ["Deputy", "Avery", "Stone", "wrote", "this", "report", "today"]
    assert [word.line for word in sheet.words] == [0, 0, 0, 0, 1, 1, 1]
    assert {word.block for word in sheet.words} == {0}
    assert (sheet.width, sheet.height) == (612, 792)
    assert (sheet.picture.width, sheet.picture.height) == (2550, 3300)
    assert sheet.picture.encoding is Encoding.G4


def test_that_bare_g4_data_is_read_by_a_viewer_as_it_was_painted(sheets: Sheets) -> None:
    data = pdf(lines("Deputy Avery Stone wrote"))
    burn = Burn(Region(1, 0.1, 0.1, 0.3, 0.14), "(b)(6)")
    sheet = sheets.draw(data, PDF, 1, [burn])
    shown = sheet.picture
    file = pikepdf.new()
    page = file.add_blank_page(page_size=(shown.width, shown.height))
    stream = file.make_stream(b"")
    parameters = pikepdf.Dictionary(K=-1, Columns=shown.width, Rows=shown.height)
    stream.write(shown.data, filter=pikepdf.Name.CCITTFaxDecode, decode_parms=parameters)
    for key, value in {
        "/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": shown.width,
        "/Height": shown.height, "/BitsPerComponent": 1, "/ColorSpace": pikepdf.Name.DeviceGray,
    }.items():  # fmt: skip
        stream[key] = value
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=stream))
    page.Contents = file.make_stream(f"{shown.width} 0 0 {shown.height} 0 0 cm /Im Do".encode())
    saved = io.BytesIO()
    file.save(saved)
    seen = pypdfium2.PdfDocument(saved.getvalue())[0].render(scale=1).to_numpy()[:, :, 0]
    own = rows(shown)[:, :, 0]
    assert np.array_equal(seen, own)
    here = own[inside(sheet.marks[0], own.shape)]
    assert 0.01 < (here == 255).mean() < 0.4  # the code, in white


@pytest.mark.parametrize("make", [lambda text: pdf(lines("Before", text, "After")), coloured])
def test_that_what_lies_beneath_a_box_changes_no_byte(
    sheets: Sheets, make: Callable[[str], bytes]
) -> None:
    burn = Burn(Region(1, 0.1, 0.08, 0.6, 0.26), "(b)(6)")
    one = sheets.draw(make("Avery Stone 555-0101"), PDF, 1, [burn])
    other = sheets.draw(make("WWW"), PDF, 1, [burn])
    assert one == other


def test_that_pixels_outside_a_box_are_those_of_the_page_without_it(sheets: Sheets) -> None:
    data = coloured("Avery Stone 555-0101")
    bare = sheets.draw(data, PDF, 1)
    burned = sheets.draw(data, PDF, 1, [Burn(Region(1, 0.15, 0.1, 0.4, 0.2))])
    assert burned.picture.encoding is Encoding.JPEG
    before, after = rows(bare.picture), rows(burned.picture)
    here = inside(burned.marks[0], after.shape)
    assert after[here].max() == 0
    differs = (before != after).any(axis=2)
    differs[here] = False
    assert not differs.any()


@tries(6)
@given(
    corner=st.tuples(st.floats(0, 0.8), st.floats(0, 0.9)),
    size=st.tuples(st.floats(0.01, 0.2), st.floats(0.005, 0.1)),
    seed=st.integers(0, 99),
)
def test_that_no_word_touches_a_box_anywhere(
    sheets: Sheets, corner: tuple[float, float], size: tuple[float, float], seed: int
) -> None:
    chance = random.Random(seed)
    texts = [" ".join(f"w{chance.randrange(10**6)}" for _ in range(8)) for _ in range(30)]
    region = Region(1, *corner, corner[0] + size[0], corner[1] + size[1])
    data = pdf(lines(*texts, size=11))
    bare, sheet = (sheets.draw(data, PDF, 1, burns) for burns in ((), [Burn(region)]))
    (mark,) = sheet.marks
    assert mark[0] <= region.left and mark[1] <= region.top  # noqa: PT018  one thing: it covers
    assert mark[2] >= region.right and mark[3] >= region.bottom  # noqa: PT018  as above
    pixels = rows(sheet.picture)
    assert pixels[inside(mark, pixels.shape)].max() == 0
    touched = {
        word.text for word in bare.words
        if word.box[0] < region.right and region.left < word.box[2]
        and word.box[1] < region.bottom and region.top < word.box[3]
    }  # fmt: skip
    assert not touched & set(said(sheet))
    assert all(w.box[0] >= mark[2] or w.box[2] <= mark[0] or w.box[1] >= mark[3]
               or w.box[3] <= mark[1] for w in sheet.words)  # fmt: skip


def test_that_words_that_are_not_seen_are_not_given(sheets: Sheets) -> None:
    def draw(canvas: object) -> None:
        c = canvas
        lines("Seen words")(c)  # type: ignore[arg-type]  # a canvas
        c.drawString(72, 600, "Underbox")  # type: ignore[attr-defined]  # as above
        c.rect(60, 590, 200, 30, fill=1)  # type: ignore[attr-defined]  # as above
        c.drawString(72, 500, "Overwritten")  # type: ignore[attr-defined]  # as above
        c.setFillGray(1)  # type: ignore[attr-defined]  # as above
        c.rect(60, 490, 200, 30, fill=1, stroke=0)  # type: ignore[attr-defined]  # as above
        c.drawString(72, 400, "Whitewash")  # type: ignore[attr-defined]  # as above
        c.setFillGray(0)  # type: ignore[attr-defined]  # as above
        c.drawString(72, 500, "CLEARED")  # type: ignore[attr-defined]  # as above
        c.drawString(700, 300, "Offpage")  # type: ignore[attr-defined]  # as above
        invisible(c, 72, 200, "Unpainted")  # type: ignore[arg-type]  # as above

    assert said(sheets.draw(pdf(draw), PDF, 1)) == ["Seen", "words", "CLEARED"]


def test_that_words_on_a_hidden_layer_are_not_given(sheets: Sheets) -> None:
    def hide(file: pikepdf.Pdf) -> None:
        layer = file.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Draft"))
        file.Root.OCProperties = pikepdf.Dictionary(
            OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
        )
        page = file.pages[0]
        page.Resources.Properties = pikepdf.Dictionary(L1=layer)
        content = page.Contents.read_bytes()
        page.Contents = file.make_stream(
            content + b" /OC /L1 BDC BT /F1 12 Tf 72 300 Td (Layered) Tj ET EMC"
        )

    data = changed(pdf(lines("Seen words")), hide)
    assert "Layered" in pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert said(sheets.draw(data, PDF, 1)) == ["Seen", "words"]
    assert next((h.kind, h.count) for h in sheets.pages(data, PDF).hidden) == ("layer", 1)


def test_that_a_word_too_small_to_be_read_is_not_given_but_a_small_one_and_a_dot_are(
    sheets: Sheets,
) -> None:
    def draw(canvas: Canvas) -> None:
        lines("Seen . by all")(canvas)
        for size, words in ((0.4, "Quorgle"), (3.0, "fineprint")):
            canvas.setFont("Helvetica", size)
            canvas.drawString(72, 600 - 20 * size, words)

    assert said(sheets.draw(pdf(draw), PDF, 1)) == ["Seen", ".", "by", "all", "fineprint"]


def test_that_words_recognised_on_a_scan_stay_but_not_those_under_its_boxes(
    sheets: Sheets,
) -> None:
    scan = page_picture(["Deputy Stone"], "L")
    scan.paste(0, (150, 400, 600, 460))

    def draw(canvas: object) -> None:
        picture(canvas, scan, (0, 0, 612, 792))  # type: ignore[arg-type]  # a canvas
        invisible(canvas, 54, 792 - 70, "Deputy")  # type: ignore[arg-type]  # as above
        invisible(canvas, 56, 792 - 163, "Blacked")  # type: ignore[arg-type]  # as above
        invisible(canvas, 56, 300, "Nowhere")  # type: ignore[arg-type]  # as above

    sheet = sheets.draw(pdf(draw), PDF, 1)
    assert said(sheet) == ["Deputy"]
    assert sheet.scanned


def test_that_pale_writing_is_not_lost_in_black_and_white(sheets: Sheets) -> None:
    def draw(canvas: object) -> None:
        lines("Dark words")(canvas)  # type: ignore[arg-type]  # a canvas
        canvas.setFillGray(0.75)  # type: ignore[attr-defined]  # as above
        canvas.drawString(72, 300, "Pale")  # type: ignore[attr-defined]  # as above

    sheet = sheets.draw(pdf(draw), PDF, 1)
    assert sheet.picture.encoding is Encoding.JPEG
    assert "Pale" in said(sheet)
    plain = pdf(lines("Dark words"))
    assert sheets.draw(plain, PDF, 1, wishes=Wishes(grey=True)).picture.encoding is Encoding.JPEG


def test_that_a_photograph_is_kept_coarser(sheets: Sheets) -> None:
    noise = Image.frombytes("RGB", (300, 300), random.Random(1).randbytes(270_000))
    data = pdf(lambda canvas: picture(canvas, noise, (0, 0, 612, 792)))
    assert sheets.draw(data, PDF, 1).picture.width == 1275


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_that_a_turned_and_cropped_page_is_drawn_as_it_is_seen(sheets: Sheets, turn: int) -> None:
    def change(file: pikepdf.Pdf) -> None:
        file.pages[0].Rotate = turn
        file.pages[0].CropBox = [36, 400, 436, 792]

    data = changed(pdf(lines("Turned words here")), change)
    sheet = sheets.draw(data, PDF, 1)
    assert (sheet.width, sheet.height) == ((400, 392) if turn % 180 == 0 else (392, 400))
    assert said(sheet) == ["Turned", "words", "here"]
    region = box_around(sheet, "words")
    burned = sheets.draw(data, PDF, 1, [Burn(region)])
    assert said(burned) == ["Turned", "here"]
    before, after = rows(sheet.picture), rows(burned.picture)
    changed_pixels = np.argwhere((before != after).any(axis=2))
    assert len(changed_pixels) > 100


def test_that_a_unit_that_is_no_point_makes_a_larger_page(sheets: Sheets) -> None:
    def change(file: pikepdf.Pdf) -> None:
        file.pages[0].UserUnit = 2

    data = changed(pdf(lines("Large", top=200), size=(200, 300)), change)
    sizes = sheets.pages(data, PDF).sizes
    assert sizes == ((400, 600),)
    sheet = sheets.draw(data, PDF, 1, wishes=Wishes(points=sizes[0]))
    assert (sheet.width, sheet.picture.width) == (400, 1667)


def test_that_hyphens_ligatures_and_other_scripts_are_kept(sheets: Sheets) -> None:
    sheet = sheets.draw(pdf(lines("a hyphen-", "ated café", "office")), PDF, 1)
    assert said(sheet)[:4] == ["a", "hyphen-", "ated", "café"]


def test_that_drawing_is_the_same_each_time(sheets: Sheets, child: Sheets) -> None:
    data = coloured("Avery Stone")
    burns = [Burn(Region(1, 0.1, 0.1, 0.4, 0.2), "(b)")]
    assert sheets.draw(data, PDF, 1, burns) == child.draw(data, PDF, 1, burns)


def test_that_a_tiff_gives_a_sheet_for_each_of_its_pages(sheets: Sheets) -> None:
    data = tiff(page_picture(["First page"]), page_picture(["Second"], size=(2200, 1700)))
    found = sheets.pages(data, TIFF)
    assert (found.count, found.sizes) == (2, ((612, 792), (792, 612)))
    assert found.hidden[-1].kind == "frame"
    second = sheets.draw(data, TIFF, 2, [Burn(Region(2, 0.5, 0.5, 0.6, 0.6), "(b)")])
    assert (second.width, second.height) == (792, 612)
    assert second.picture.encoding is Encoding.G4
    assert len(second.marks) == 1
    with pytest.raises(ChildFailed, match="damaged"):
        sheets.draw(data, TIFF, 3)


def test_that_a_fax_with_pixels_that_are_not_square_is_put_right(sheets: Sheets) -> None:
    target = io.BytesIO()
    page_picture(["Fax"], size=(1728, 1100)).save(target, "TIFF", dpi=(204, 98))
    sheet = sheets.draw(target.getvalue(), TIFF, 1)
    assert sheet.picture.height == pytest.approx(1100 * 204 / 98, abs=2)


def test_that_a_photographed_page_can_be_a_sheet(sheets: Sheets) -> None:
    target = io.BytesIO()
    page_picture(["Photographed"], "RGB").save(target, "JPEG")
    sheet = sheets.sheet_of_picture(target.getvalue(), "image/jpeg", [Burn(Region(1, 0, 0, 1, 1))])
    assert (sheet.width, sheet.height) == (612, 792)
    assert rows(sheet.picture).max() == 0


def boxed(box: list[float]) -> bytes:
    def change(file: pikepdf.Pdf) -> None:
        file.pages[0].MediaBox = pikepdf.Array(
            [pikepdf.Object.parse(f"{v:.6f}".encode()) for v in box]
        )

    return changed(pdf(lines("Words")), change)


@pytest.mark.parametrize(
    "data",
    [
        boxed([0, 0, 1e9, 1e9]),
        boxed([0, 0, 1e9, 1]),
        boxed([0, 0, 0, 0]),
        boxed([500, 500, -100, -100]),
        changed(pdf(lines("Words")), lambda file: file.pages[0].__delitem__("/Contents")),
        pdf(lines("x" * 30_000)),
    ],
    ids=["vast", "long", "no size", "backwards", "no contents", "one long word"],
)
def test_that_odd_pages_are_drawn_small_enough(child: Sheets, data: bytes) -> None:
    sheet = child.draw(data, PDF, 1)
    assert 0 < sheet.picture.width * sheet.picture.height <= 40_100_000


def locked() -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(lines("Secret")))) as file:
        file.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    return target.getvalue()


def counted_wrong() -> bytes:
    def change(file: pikepdf.Pdf) -> None:
        file.Root.Pages.Count = 1_000_000

    return changed(pdf(lines("Words")), change)


@pytest.mark.parametrize(
    ("data", "page", "why"),
    [
        (locked(), 1, "password"),
        (b"%PDF-1.7 nothing", 1, "damaged"),
        (b"", 1, "damaged"),
        (pdf(lines("Words")), 2, "damaged"),
        (pdf(lines("Words")), 0, "damaged"),
        (counted_wrong(), 999_999, "damaged"),
    ],
    ids=["locked", "broken", "empty", "no such page", "page zero", "missing page"],
)
def test_that_what_cannot_be_drawn_is_a_sentence(
    child: Sheets, data: bytes, page: int, why: str
) -> None:
    with pytest.raises(ChildFailed, match=why):
        child.draw(data, PDF, page)


def test_that_a_million_pages_are_counted_without_harm(child: Sheets) -> None:
    found = child.pages(counted_wrong(), PDF)
    assert found.count >= 1
    assert len(found.sizes) <= 5_000


def test_that_other_files_and_too_many_boxes_are_refused(sheets: Sheets) -> None:
    assert sheets.draws(PDF)
    assert not sheets.draws("image/png")
    with pytest.raises(ChildFailed, match="kind"):
        sheets.draw(b"", "text/plain", 1)
    with pytest.raises(ChildFailed, match="kind"):
        sheets.pages(b"", "text/plain")
    with pytest.raises(ChildFailed, match="kind"):
        sheets.sheet_of_picture(b"", PDF)
    with pytest.raises(ChildFailed, match="More"):
        sheets.draw(b"", PDF, 1, [Burn(Region(1, 0, 0, 1, 1))] * 5_001)


def test_that_a_turned_picture_is_drawn_upright_on_turned_paper(sheets: Sheets) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    target = io.BytesIO()
    picture_of_words = page_picture(["Turned"], "L", size=(1100, 850))
    picture_of_words.save(target, "TIFF", exif=exif, dpi=(100, 100))
    assert sheets.pages(target.getvalue(), TIFF).sizes == ((612, 792),)
    sheet = sheets.draw(target.getvalue(), TIFF, 1)
    assert (sheet.width, sheet.height) == (612, 792)
    assert sheet.picture.width < sheet.picture.height
    target = io.BytesIO()
    picture_of_words.save(target, "PNG", exif=exif, dpi=(100, 100))
    (size,) = sheets.pages(target.getvalue(), "image/png").sizes
    drawn = sheets.sheet_of_picture(target.getvalue(), "image/png")
    assert size == (drawn.width, drawn.height) == pytest.approx((612, 792), abs=0.1)


def test_that_a_vast_picture_is_refused_and_a_large_one_made_smaller(
    sheets: Sheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tiff(page_picture(["Large"]))
    monkeypatch.setattr("app.documents.frames.MOST_PIXELS", 1_000_000)
    sheet = sheets.draw(data, TIFF, 1)
    assert sheet.picture.width * sheet.picture.height <= 1_000_000
    assert sheet.picture.encoding is Encoding.G4
    monkeypatch.setattr("app.documents.frames.MOST_DECODED", 1_000_000)
    with pytest.raises(ChildFailed, match="too large"):
        sheets.draw(data, TIFF, 1)


def test_that_a_long_code_gets_smaller_letters_or_none(sheets: Sheets) -> None:
    data = pdf(lines("Words"))
    region = Region(1, 0.1, 0.1, 0.2, 0.12)
    white = []
    for label in ("(b)(6)", "(b)(7)(C), (b)(6)", "119.071(2)(c)1. and 119.071(4)(d)2.a."):
        sheet = sheets.draw(data, PDF, 1, [Burn(region, label), Burn(region, label)])
        pixels = rows(sheet.picture)
        white.append((pixels[inside(sheet.marks[0], pixels.shape)] == 255).any())
    assert white == [True, True, False]
