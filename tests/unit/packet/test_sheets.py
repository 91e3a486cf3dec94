"""Pages of attachments stand in the packet as they may be shown, and nothing else passes."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tries import tries
from unit.packet.made import B6, B7, bar, recipe, record, with_attachments
from unit.packet.made_attachments import REPORT, g4, over, paged, report, scanned, sheet

from app.domain.packets import BuiltPacket, Density, Layout, Order, PacketRecipe, Verdict
from app.domain.redacted import Encoding, Picture, Sheet, SheetMark, SheetWord
from app.packet.leaves import leaves_of
from app.packet.looking import PagePixels
from app.packet.reading import read_pages
from app.packet.sheet_order import pieces_of
from app.packet.sheets import fitted
from app.packet.verify import verify_packet, verify_pdf
from app.packet.writer import build

MADE = recipe(record(88, "see attached", attachments=(paged(report(), report(Encoding.G4)),)))
FIRST = 2


@pytest.fixture(scope="module")
def built() -> BuiltPacket:
    return build(MADE)


def _kinds(verdict: Verdict) -> set[str]:
    return {finding.kind for finding in verdict.findings}


def _of(*sheets: Sheet) -> PacketRecipe:
    return recipe(record(88, "see attached", attachments=(paged(*sheets),)))


def _verdict(made: PacketRecipe) -> Verdict:
    packet = build(made)
    return verify_packet(packet.data, made, packet, ["Blackwood"])


def _changed(built: BuiltPacket, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(built.data)) as pdf:
        change(pdf)
        target = io.BytesIO()
        pdf.save(
            target,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return target.getvalue()


@pytest.mark.parametrize("name", with_attachments())
def test_that_each_way_of_an_attachment_is_laid_out_and_proved(name: str) -> None:
    made = with_attachments()[name]
    packet = build(made)
    assert verify_packet(packet.data, made, packet, ["Blackwood"]).findings == ()
    assert verify_pdf(packet.data, ["Blackwood"]).findings == ()
    assert build(made).data == packet.data


def test_that_the_next_record_begins_on_a_page_after_the_sheets() -> None:
    made = recipe(*MADE.records, record(89))
    packet = build(made)
    assert packet.first_pages == {88: 2, 89: 5}
    pages = [page.characters for page in read_pages(packet.data)]
    assert "2 pages, which follow" in pages[1]
    assert pages[2].startswith("Record 88 · attachment 1 · page 1 of 2")
    assert pages[3].startswith("Record 88 · attachment 1 · page 2 of 2")


def test_that_marks_are_logged_on_the_page_where_they_stand(built: BuiltPacket) -> None:
    assert [(line.where, line.page, line.code) for line in built.log] == [
        (f"record 88, attachment 1, page {at}", at + FIRST, code)
        for at in (1, 2)
        for code in (B6, B6, B7)
    ]


def test_that_words_can_be_searched_and_withheld_ones_cannot(built: BuiltPacket) -> None:
    with pypdfium2.PdfDocument(built.data) as document:
        text = document[FIRST].get_textpage()
        assert text.search("door stood open").get_next() is not None
        assert text.search("Blackwood").get_next() is None
        said = " ".join(text.get_text_range().split())
        text.close()
    assert "The [REDACTED (b)(6)] said that a door stood open." in said


def test_that_pixels_lie_in_the_file_as_they_were_made(built: BuiltPacket) -> None:
    with pikepdf.open(io.BytesIO(built.data)) as pdf:
        (png,) = pdf.pages[FIRST].obj.Resources.XObject.values()
        (fax,) = pdf.pages[FIRST + 1].obj.Resources.XObject.values()
        assert fax.Filter == pikepdf.Name.CCITTFaxDecode
        assert fax.read_raw_bytes() == report(Encoding.G4).picture().data
        with Image.open(io.BytesIO(report().picture().data)) as image:
            assert png.read_bytes() == image.tobytes()


def test_that_black_of_g4_is_black_on_the_page() -> None:
    image = Image.new("L", (400, 400), 255)
    image.paste(0, (0, 0, 400, 200))
    page = list(read_pages(build(_of(Sheet(400, 400, lambda: g4(image)))).data))[FIRST]
    left, bottom, right, top = fitted(Sheet(400, 400, lambda: g4(image)), (612, 792))
    middle = int((left + right) / 2)
    assert page.grey[int(792 - top + 50), middle] < 30
    assert page.grey[int(792 - bottom - 50), middle] > 220


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "I;16", "LA"])
def test_that_pictures_of_any_mode_are_embedded_and_proved(mode: str) -> None:
    image = Image.new("RGB", (90, 60), (200, 30, 40))
    image.paste((20, 20, 200), (10, 10, 50, 40))
    target = io.BytesIO()
    (image.convert("L").convert(mode) if mode == "I;16" else image.convert(mode)).save(
        target, "PNG"
    )
    assert _verdict(_of(Sheet(90, 60, lambda: Picture(90, 60, target.getvalue())))).clean


def test_that_a_jpeg_for_print_is_turned_into_the_colours_of_the_file() -> None:
    target = io.BytesIO()
    Image.new("CMYK", (90, 60), (10, 200, 30, 0)).save(target, "JPEG")
    packet = build(_of(Sheet(90, 60, lambda: Picture(90, 60, target.getvalue()))))
    with pikepdf.open(io.BytesIO(packet.data)) as pdf:
        (held,) = pdf.pages[FIRST].obj.Resources.XObject.values()
        assert held.ColorSpace == pikepdf.Name.DeviceRGB


def test_that_equal_pictures_are_kept_once() -> None:
    packet = build(_of(report(), report()))
    with pikepdf.open(io.BytesIO(packet.data)) as pdf:
        held = [next(iter(page.obj.Resources.XObject.values())) for page in pdf.pages[2:4]]
    assert held[0].objgen == held[1].objgen


def test_that_a_sheet_is_never_enlarged_and_always_fits() -> None:
    for wide, high in ((100, 100), (612, 792), (2000, 300), (300, 3000), (0, 0)):
        left, bottom, right, top = fitted(Sheet(wide, high, report().picture), (612, 792))
        assert right - left <= max(wide, 1) + 0.01
        assert left >= 29
        assert right <= 583
        assert bottom >= 57
        assert top <= 750


def _swap(pdf: pikepdf.Pdf) -> None:
    first, second = (pdf.pages[at].obj.Resources for at in (FIRST, FIRST + 1))
    first.XObject, second.XObject = second.XObject, first.XObject


def _code(pdf: pikepdf.Pdf, change: Callable[[bytes], bytes]) -> None:
    page = pdf.pages[FIRST].obj
    before = page.Contents.read_bytes()
    after = change(before)
    assert after != before
    page.Contents = pdf.make_stream(after)


def _more_words(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[FIRST].obj.Resources.Font))
    _code(
        pdf,
        lambda code: code + f"\nq 3 Tr BT {font} 9 Tf 1 0 0 1 120 600 Tm (Roe) Tj ET Q".encode(),
    )


def _fewer_words(pdf: pikepdf.Pdf) -> None:
    _code(pdf, lambda code: code.replace(b"(Officer ) Tj", b"() Tj"))


def _other_order(pdf: pikepdf.Pdf) -> None:
    def turn(code: bytes) -> bytes:
        return (
            code.replace(b"(door ) Tj", b"(#) Tj", 1)
            .replace(b"(stood ) Tj", b"(door ) Tj")
            .replace(b"(#) Tj", b"(stood ) Tj")
        )

    _code(pdf, turn)


def _moved_mark(pdf: pikepdf.Pdf) -> None:
    def move(code: bytes) -> bytes:
        at = code.rindex(b"[REDACTED")
        start = code.rindex(b"BT", 0, at)
        return code[:start] + re.sub(rb" (\d+)(\.\d+)? Tm", rb" 90 Tm", code[start:], count=1)

    _code(pdf, move)


def _seen_words(pdf: pikepdf.Pdf) -> None:
    _code(pdf, lambda code: code.replace(b"3 Tr", b"0 Tr"))


def _enlarged(pdf: pikepdf.Pdf) -> None:
    _code(
        pdf,
        lambda code: re.sub(rb"q \S+ 0 0 (\S+) (\S+) (\S+) cm", rb"q 700 0 0 \1 \2 \3 cm", code),
    )


def _no_picture(pdf: pikepdf.Pdf) -> None:
    _code(pdf, lambda code: code.replace(b"/I0 Do", b""))


def _reversed_colours(pdf: pikepdf.Pdf) -> None:
    (held,) = pdf.pages[FIRST + 1].obj.Resources.XObject.values()
    held.Decode = pikepdf.Array([1, 0])


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (_swap, "picture"),
        (_more_words, "sheet_words"),
        (_fewer_words, "sheet_words"),
        (_other_order, "sheet_words"),
        (_moved_mark, "sheet_words"),
        (_seen_words, "sheet_words"),
        (_enlarged, "sheet"),
        (_no_picture, "picture"),
        (_reversed_colours, "picture"),
    ],
)
def test_that_a_packet_whose_sheets_were_changed_is_refused(
    built: BuiltPacket, change: Callable[[pikepdf.Pdf], None], kind: str
) -> None:
    assert verify_packet(_changed(built, lambda _: None), MADE, built, ()).clean
    verdict = verify_packet(_changed(built, change), MADE, built, ())
    assert kind in _kinds(verdict)


def _in_two_thirds(mark: SheetMark) -> SheetMark:
    left, top, right, bottom = mark.box
    return dataclasses.replace(mark, box=(left, top, left + (right - left) * 2 / 3, bottom))


def test_that_a_box_that_is_not_burned_is_refused() -> None:
    mark = over(2, 176, 330)
    for shown in (scanned(REPORT, Encoding.JPEG), scanned(REPORT, Encoding.G4)):
        bare = dataclasses.replace(sheet(REPORT, marks=(mark,)), picture=lambda shown=shown: shown)
        assert "sheet_mark" in _kinds(_verdict(_of(bare)))
    partly = scanned(REPORT, Encoding.PNG, _in_two_thirds(mark).box)
    half = dataclasses.replace(sheet(REPORT, marks=(mark,)), picture=lambda: partly)
    assert "sheet_mark" in _kinds(_verdict(_of(half)))


def test_that_a_grey_box_is_refused() -> None:
    mark = over(2, 176, 330)
    with Image.open(io.BytesIO(scanned(REPORT, Encoding.PNG).data)) as image:
        whole = image.convert("RGB")
    part = tuple(round(side * size) for side, size in zip(mark.box, (850, 1100) * 2, strict=True))
    whole.paste(Image.blend(whole.crop(part), Image.new("RGB", whole.crop(part).size), 0.7), part)
    target = io.BytesIO()
    whole.save(target, "PNG")
    pale = Picture(850, 1100, target.getvalue())
    one = dataclasses.replace(sheet(REPORT, marks=(mark,)), picture=lambda: pale)
    assert "sheet_mark" in _kinds(_verdict(_of(one)))


def test_that_a_mark_that_stands_elsewhere_is_refused() -> None:
    good = report()
    moved = dataclasses.replace(good.marks[0], box=over(5, 400, 560).box)
    assert "sheet_mark" in _kinds(_verdict(_of(dataclasses.replace(good, marks=(moved,)))))


def test_that_a_word_under_a_mark_is_refused() -> None:
    good = report()
    word = SheetWord("Jordan", good.marks[0].box, 2, 0)
    assert "sheet_mark" in _kinds(
        _verdict(_of(dataclasses.replace(good, words=(*good.words, word))))
    )


def test_that_a_word_without_ink_is_refused() -> None:
    word = SheetWord("ghost", (0.5, 0.8, 0.6, 0.82), 20, 9)
    ghost = dataclasses.replace(report(), words=(*report().words, word))
    assert _kinds(_verdict(_of(ghost))) == {"text_under_ink"}


def test_that_a_sheet_too_few_or_in_another_place_is_refused(built: BuiltPacket) -> None:
    one, two = (leaf.sheet for leaf in leaves_of(MADE.records[0]))
    assert "picture" in _kinds(verify_packet(built.data, _of(two, one), built, ()))
    assert "sheet" in _kinds(verify_packet(built.data, _of(one, two, one), built, ()))
    assert not verify_packet(built.data, _of(one), built, ()).clean


def test_that_invisible_words_elsewhere_are_still_found(built: BuiltPacket) -> None:
    def hide(pdf: pikepdf.Pdf) -> None:
        font = next(iter(pdf.pages[1].obj.Resources.Font))
        code = f"q 3 Tr BT {font} 9 Tf 1 0 0 1 120 300 Tm (Roe) Tj ET Q"
        pdf.pages[1].contents_add(pdf.make_stream(code.encode()))

    assert "text_under_ink" in _kinds(verify_packet(_changed(built, hide), MADE, built, ()))


def test_that_a_page_without_words_is_told_as_a_figure() -> None:
    bare = dataclasses.replace(report(), words=(), marks=())
    plain, named = _of(bare), recipe(record(1, attachments=(paged(bare, alt="A map"),)))
    for made, alt in ((plain, "Page 1 of 1 of attachment 1 of record 88"), (named, "A map")):
        with pikepdf.open(io.BytesIO(build(made).data)) as pdf:
            told = [
                str(item.Alt)
                for item in pdf.objects
                if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
            ]
        assert [said.startswith(alt) for said in told] == [True]


def test_that_marks_stand_among_the_words_where_they_are_read() -> None:
    def word(text: str, box: tuple[float, float, float, float], line: int, block: int) -> SheetWord:
        return SheetWord(text, box, line, block)

    left = [word(f"l{at}", (0.1, 0.1 * at, 0.3, 0.1 * at + 0.04), at, 0) for at in (1, 2, 4)]
    right = [word(f"r{at}", (0.6, 0.1 * at, 0.9, 0.1 * at + 0.04), 9 + at, 1) for at in (1, 3, 4)]
    boxes = {
        "behind l1": (0.32, 0.1, 0.4, 0.14),
        "line 3 left": (0.1, 0.3, 0.3, 0.34),
        "line 2 right": (0.6, 0.2, 0.9, 0.24),
        "below all": (0.1, 0.9, 0.3, 0.95),
    }
    marks = tuple(SheetMark(bar(name), box) for name, box in boxes.items())
    made = Sheet(612, 792, report().picture, (*left, *right), marks)
    read = [
        piece.text if isinstance(piece, SheetWord) else piece.bar.codes[0]
        for paragraph in pieces_of(made)
        for piece in paragraph
    ]
    assert read == [
        *("l1", "behind l1", "l2", "line 3 left", "l4", "below all"),
        *("r1", "line 2 right", "r3", "r4"),
    ]


def test_that_a_word_written_twice_over_itself_is_read_once() -> None:
    word = SheetWord("bold", (0.1, 0.1, 0.2, 0.12))
    again = SheetWord("bold", (0.1005, 0.1, 0.2005, 0.12))
    apart = SheetWord("bold", (0.5, 0.1, 0.6, 0.12))
    (paragraph,) = pieces_of(Sheet(612, 792, report().picture, (word, apart, again)))
    assert paragraph == [word, apart]


WORDS = st.sampled_from(
    [
        "stop",
        "שלום",
        "مرحبا",
        "(ab)",
        "你好",
        "👍🏽",
        "42,",
        "x-y",
        "क्षि",
        "\x07",
        " ",
        "é",
        "two words",
        ".",
    ]
)
SIDES = st.floats(0.02, 0.9)


@tries(10)
@given(
    st.lists(st.tuples(WORDS, SIDES, SIDES, st.floats(0.004, 0.09), st.integers(0, 3)), max_size=14)
)
def test_that_any_words_anywhere_are_read_back(
    places: list[tuple[str, float, float, float, int]],
) -> None:
    noise = Image.effect_noise((300, 380), 90)
    target = io.BytesIO()
    noise.save(target, "PNG")
    picture = Picture(300, 380, target.getvalue())
    words = tuple(
        SheetWord(text, (x, y, x + size, y + size / 2), at, block)
        for at, (text, x, y, size, block) in enumerate(places)
    )
    assert _verdict(_of(Sheet(612, 792, lambda: picture, words))).findings == ()


def test_that_a_word_along_the_side_stands_there() -> None:
    side = SheetWord("CONFIDENTIAL", (0.02, 0.1, 0.045, 0.5), 99, 99)
    with Image.open(io.BytesIO(scanned(REPORT, Encoding.PNG).data)) as image:
        whole = image.convert("RGB")
    whole.paste((0, 0, 0), (20, 130, 30, 500))
    target = io.BytesIO()
    whole.save(target, "PNG")
    picture = Picture(850, 1100, target.getvalue())
    one = dataclasses.replace(sheet(REPORT), picture=lambda: picture)
    made = _of(dataclasses.replace(one, words=(*one.words, side)))
    assert _verdict(made).findings == ()


def test_that_boxes_that_touch_or_lie_over_one_another_are_proved() -> None:
    marks = (
        over(1, 180, 330),
        over(2, 180, 330),
        SheetMark(bar(B7), (0.2, 0.11, 0.45, 0.2)),
        SheetMark(bar(B7), (0.2, 0.11, 0.45, 0.2)),
        over(1, 300, 420),
    )
    for encoding in Encoding:
        assert _verdict(_of(sheet(REPORT, encoding, marks))).findings == ()


def test_that_a_mark_is_told_where_black_ends_so_that_nobody_takes_it_for_a_leak() -> None:
    stacked = tuple(over(at, 100, 400) for at in range(4))
    joined = tuple(
        dataclasses.replace(mark, box=(*mark.box[:3], mark.box[3] + 0.01)) for mark in stacked
    )
    for marks in (stacked, joined[:2], (over(2, 176, 330), over(2, 300, 480))):
        packet = build(_of(sheet(REPORT, marks=marks)))
        assert verify_pdf(packet.data).findings == ()


def test_that_recognised_words_of_uneven_height_stand_on_the_base_of_their_line() -> None:
    bare = sheet(REPORT)
    uneven = [
        dataclasses.replace(word, box=(word.box[0], word.box[1] + 0.012, *word.box[2:]))
        if at % 3 == 1
        else word
        for at, word in enumerate(bare.words)
    ]
    tall = [dataclasses.replace(w, box=(*w.box[:3], w.box[3] + 0.008)) for w in uneven[:1]]
    assert _verdict(_of(dataclasses.replace(bare, words=(*tall, *uneven[1:])))).clean


def test_that_short_words_along_the_side_stand_there_with_their_line() -> None:
    picture = Image.new("L", (600, 800), 255)
    for top in (100, 220, 320, 420):
        picture.paste(0, (500, top, 512, top + 60))
    target = io.BytesIO()
    picture.save(target, "PNG")
    pixels = Picture(600, 800, target.getvalue(), Encoding.PNG)
    said = (("Signed", 100, 190), ("by", 220, 234), ("the", 320, 345), ("clerk", 420, 480))
    words = tuple(
        SheetWord(text, (500 / 600, top / 800, 514 / 600, end / 800)) for text, top, end in said
    )
    assert _verdict(_of(Sheet(300, 400, lambda: pixels, words, (), "ocr"))).clean


def test_that_what_eyes_find_on_a_page_of_an_attachment_names_its_record(
    built: BuiltPacket,
) -> None:
    def eyes(pages: Iterable[PagePixels]) -> Iterator[Sequence[SheetWord]]:
        for _ in pages:
            yield (SheetWord("Quorgle", (0.1, 0.5, 0.3, 0.52)),)

    found = verify_packet(built.data, MADE, built, ["Quorgle"], eyes).findings
    told = {one.page: (one.record, one.what) for one in found if one.kind == "seen_word"}
    assert told[4][0] == 88
    assert told[4][1].endswith("It is page 2 of attachment 1 of record 88.")


@pytest.mark.parametrize(("read_by", "kinds"), [("ocr", set()), ("file", {"unseen_words"})])
def test_that_words_recognised_before_may_be_read_otherwise(read_by: str, kinds: set[str]) -> None:
    made = _of(dataclasses.replace(report(), read_by=read_by))
    packet = build(made)

    def eyes(pages: Iterable[PagePixels]) -> Iterator[Sequence[SheetWord]]:
        for _ in pages:
            yield [SheetWord("Quorgle", (0.1, 0.98, 0.2, 0.99))] * 500

    found = verify_packet(packet.data, made, packet, [], eyes).findings
    assert {one.kind for one in found if one.page == FIRST + 1} == kinds


@pytest.mark.parametrize(
    ("layout", "above"),
    [
        (Layout(), ["Records", "March 2026"]),
        (Layout(attachments=False), None),
        (
            Layout(order=Order.SOURCE, density=Density.ONE_A_PAGE),
            ["Records", "sms-20260401.xml", "Text messages", "Record 88"],
        ),
    ],
)
def test_that_an_attachment_with_pages_has_a_bookmark_below_its_record(
    layout: Layout, above: list[str] | None
) -> None:
    slip = dataclasses.replace(paged(), note="")
    two = (slip, paged(report(), report()))
    made = recipe(record(88, "see", attachments=two), record(89), layout=layout)
    packet = build(made)
    assert verify_packet(packet.data, made, packet, ()).findings == ()
    with pikepdf.Pdf.open(io.BytesIO(packet.data)) as pdf, pdf.open_outline() as outline:
        paths = list(_paths(outline.root, []))
    found = [path for path in paths if path[-1] == "Attachment 2 of record 88"]
    assert len(found) == (0 if above is None else 1)
    assert all(
        title.startswith(wanted)
        for path in found
        for title, wanted in zip(path, above or (), strict=False)
    )
    assert all(len(path) == len(above or ()) + 1 for path in found)
    assert not any("report.pdf" in path[-1] for path in paths)


def _paths(items: Sequence[pikepdf.OutlineItem], above: list[str]) -> Iterator[list[str]]:
    for item in items:
        here = [*above, str(item.title)]
        yield here
        yield from _paths(item.children, here)
