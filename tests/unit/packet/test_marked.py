"""A marked copy: every word can be read, no page can be taken for the released copy."""

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
from pikepdf import Name, Pdf
from tries import tries
from unit.packet.made import B6, B7, FLORIDA, bar, photograph, recipe, record, text

from app.domain.marked import Outlined
from app.domain.packets import BuiltPacket, Density, Layout, Order, PacketRecipe, Talk, Verdict
from app.domain.redacted import (
    Bar,
    Extent,
    RedactedAttachment,
    RedactedBlock,
    RedactedRecord,
    RedactedRun,
    RedactedText,
    Role,
    Sheet,
    SheetMark,
    SheetWord,
    Visible,
    released,
)
from app.packet.breaking import OUTLINED, typeset
from app.packet.checks import marks
from app.packet.fonts import Faces, Style
from app.packet.ink import OUTLINE
from app.packet.looking import PagePixels
from app.packet.marked import words_for
from app.packet.reportlab_mends import BareCanvas
from app.packet.verify import verify_packet
from app.packet.writer import build

LONG = "Its second paragraph: " + "word after word goes on " * 400


def under(words: str, *codes: str, extent: Extent = Extent.WORDS) -> Outlined:
    return Outlined(codes or (B6,), extent, words)


def marked(*records: RedactedRecord, **changes: object) -> PacketRecipe:
    known: dict[str, object] = {"marked_for": "Sgt. Marta Ruiz", "bates_prefix": "MARKED MPD-"}
    return recipe(*records, **(known | changes))


def _scan() -> Sheet:
    word = SheetWord("Blackwood", (0.2, 0.2, 0.4, 0.24))
    mark = SheetMark(under("", B7), (0.2, 0.19, 0.42, 0.25))
    return Sheet(320.0, 200.0, photograph, (word,), (mark,), "ocr")


def _records() -> tuple[RedactedRecord, ...]:
    scan = RedactedAttachment(released("scan.pdf"), "PDF document", sheets=(_scan(),))
    photo = RedactedAttachment(
        text("of ", under("Jane"), ".jpg"),
        "Photograph",
        picture=photograph,
        regions=(under("outlined part 1"),),
    )
    return (
        record(
            88,
            text(
                "asked ",
                under("Jane Blackwood"),
                " for ID, plate ",
                under("ZXC-119", B6, B7),
                under("touching", B7),
                ".\nSecond line: ",
                under(f"First line.\n{LONG}", FLORIDA, extent=Extent.LINES),
                "\nafter it",
            ),
        ),
        record(89, text("قال ", under("محمد علي"), " إنه هنا ", under("Jane"), " نعم")),
        record(90, text("he said ", under("שלום עולם"), " and left"), sender=text(under("Rosa"))),
        record(91, "look", attachments=(photo,)),
        record(92, text(under("x", *(f"(code {n})" for n in range(40))))),
        record(93, "a scan", attachments=(scan,)),
    )


MADE = marked(*_records())


@pytest.fixture(scope="module")
def built() -> BuiltPacket:
    return build(MADE)


def _verified(data: bytes, made: PacketRecipe, built: BuiltPacket) -> Verdict:
    return verify_packet(data, made, built, ())


def _kinds(verdict: Verdict) -> set[str]:
    return {finding.kind for finding in verdict.findings}


def _text(data: bytes, page: int) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return str(document[page - 1].get_textpage().get_text_range())
    finally:
        document.close()


def _changed(built: BuiltPacket, change: Callable[[Pdf], None]) -> bytes:
    with Pdf.open(io.BytesIO(built.data)) as pdf:
        change(pdf)
        target = io.BytesIO()
        pdf.save(target, fix_metadata_version=False)
    return target.getvalue()


def _as_released(records: tuple[RedactedRecord, ...]) -> tuple[RedactedRecord, ...]:
    """Give the texts of records with plain bars."""
    return tuple(
        dataclasses.replace(
            one,
            text=text(
                *(Bar(p.codes, p.extent) if isinstance(p, Bar) else p.text for p in one.text.pieces)
            ),
        )
        for one in records
    )


def test_that_a_marked_copy_is_clean_and_says_what_was_not_searched(built: BuiltPacket) -> None:
    verdict = _verified(built.data, MADE, built)
    assert verdict.findings == ()
    assert any("not searched" in sentence for sentence in verdict.checked)


@pytest.mark.parametrize("order", list(Order))
def test_that_a_marked_copy_is_clean_in_every_order(order: Order) -> None:
    made = dataclasses.replace(MADE, layout=Layout(page="a4", order=order))
    built = build(made)
    assert _verified(built.data, made, built).findings == ()


def test_that_the_words_under_outlines_can_be_read_with_their_codes(built: BuiltPacket) -> None:
    said = re.sub(r"\s+", " ", _text(built.data, built.first_pages[88]))
    assert "asked [Jane Blackwood · (b)(6)] for ID" in said
    assert "ZXC-119 · (b)(6), (b)(7)(C)" in said


def test_that_the_released_copy_of_the_same_records_holds_none_of_the_words() -> None:
    made = recipe(*_as_released((MADE.records[0], MADE.records[1])))
    built = build(made)
    whole = "".join(_text(built.data, page) for page in range(1, built.pages + 1))
    assert "Blackwood" not in whole
    assert OUTLINE.encode() not in built.data


def test_that_an_outline_goes_on_over_pages_and_is_logged_where_it_begins(
    built: BuiltPacket,
) -> None:
    (line,) = [one for one in built.log if one.code == FLORIDA]
    assert line.page == built.first_pages[88]
    assert "word goes on" in _text(built.data, line.page + 1)


def test_that_touching_outlines_are_two_boxes() -> None:
    one = build(marked(record(1, text(under("ab cd")))))
    two = build(marked(record(1, text(under("ab"), under("cd")))))
    assert _frames(two) == _frames(one) + 1 == 2


def _frames(built: BuiltPacket) -> int:
    with Pdf.open(io.BytesIO(built.data)) as pdf:
        return sum(page.Contents.read_bytes().count(OUTLINE.encode()) for page in pdf.pages)


def test_that_words_under_an_outline_have_contrast_and_a_colour_of_their_own() -> None:
    red, green, blue = (_linear(float(part)) for part in OUTLINED.split()[:3])
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    assert 1.05 / (light + 0.05) >= 4.5


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def test_that_a_recipe_for_release_with_words_under_an_outline_is_not_built() -> None:
    with pytest.raises(ValueError, match="outline"):
        build(dataclasses.replace(MADE, marked_for=""))
    with pytest.raises(ValueError, match="outline"):
        build(dataclasses.replace(MADE, marked_for="  "))


@pytest.mark.parametrize("number", [88, 91, 93])
def test_that_words_under_an_outline_are_found_wherever_they_stand_in_a_recipe_for_release(
    number: int,
) -> None:
    only = tuple(one for one in MADE.records if one.number == number)
    with pytest.raises(ValueError, match="outline"):
        build(dataclasses.replace(MADE, marked_for="", records=only))


def test_that_the_verification_finds_words_under_an_outline_in_a_copy_for_release(
    built: BuiltPacket,
) -> None:
    found = _verified(built.data, dataclasses.replace(MADE, marked_for=""), built)
    assert "marked" in _kinds(found)


def test_that_a_released_packet_is_no_marked_copy() -> None:
    made = recipe(record(1, text("asked ", bar())), bates_prefix="MARKED MPD-")
    built = build(made)
    found = _verified(built.data, dataclasses.replace(made, marked_for="The court"), built)
    assert "watermark" in _kinds(found)


def test_that_page_numbers_must_say_that_it_is_a_marked_copy() -> None:
    made = dataclasses.replace(MADE, bates_prefix="MPD-")
    built = build(made)
    assert _kinds(_verified(built.data, made, built)) == {"marked"}


def _without(part: bytes, page: int) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        contents = pdf.pages[page].Contents
        code = contents.read_bytes()
        at = code.rindex(part)
        contents.write(code[:at] + code[code.index(b"EMC", at) + 3 :])

    return change


def test_that_a_page_without_bands_is_refused(built: BuiltPacket) -> None:
    data = _changed(built, _without(b"/Artifact BMC\nq 0.66", 2))
    found = _verified(data, MADE, built)
    assert ("watermark", 3) in {(one.kind, one.page) for one in found.findings}


def test_that_a_page_without_its_watermark_is_refused(built: BuiltPacket) -> None:
    data = _changed(built, _without(b"/Artifact BMC q 0.975", 1))
    found = _verified(data, MADE, built)
    assert ("watermark", 2) in {(one.kind, one.page) for one in found.findings}


def test_that_a_copy_for_somebody_else_is_refused(built: BuiltPacket) -> None:
    other = dataclasses.replace(MADE, marked_for="Somebody Else")
    assert "watermark" in _kinds(_verified(built.data, other, built))


def test_that_a_lost_outline_is_found(built: BuiltPacket) -> None:
    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            code = page.Contents.read_bytes()
            page.Contents.write(code.replace(OUTLINE.encode(), b"1 1 1 RG"))

    assert "outline" in _kinds(_verified(_changed(built, change), MADE, built))


def test_that_a_log_that_names_another_code_or_page_is_found(built: BuiltPacket) -> None:
    first, *rest = built.log
    other = dataclasses.replace(built, log=(dataclasses.replace(first, code="(x)"), *rest))
    assert "log" in _kinds(_verified(built.data, MADE, other))
    later = dataclasses.replace(built, log=(dataclasses.replace(first, page=built.pages), *rest))
    assert "log" in _kinds(_verified(built.data, MADE, later))


def test_that_the_first_page_names_the_recipient_and_so_do_title_and_bookmarks(
    built: BuiltPacket,
) -> None:
    assert "Marked copy for Sgt. Marta Ruiz: not for release" in _text(built.data, 1)
    with Pdf.open(io.BytesIO(built.data)) as pdf, pdf.open_outline() as outline:
        assert str(pdf.docinfo[Name.Title]).startswith("Marked copy, not for release")
        assert outline.root[0].title == "Marked copy"


def test_that_every_page_is_coloured_at_head_and_foot_and_not_in_the_released_copy(
    built: BuiltPacket,
) -> None:
    plain = build(recipe(record(1)))
    for data, pages, is_marked in ((built.data, built.pages, True), (plain.data, 2, False)):
        document = pypdfium2.PdfDocument(data)
        for at in range(pages):
            image = document[at].render(scale=1).to_pil().convert("RGB")
            for y in (3, image.height - 3):
                red, green, _ = image.getpixel((3, y))
                assert (red > 100 and green < 60) == is_marked
        document.close()


def test_that_a_long_name_of_a_recipient_in_any_script_stays_on_the_band() -> None:
    made = marked(record(1), marked_for="Gericht שלום قال " + "very long name " * 6)
    built = build(made)
    assert _verified(built.data, made, built).findings == ()


def test_that_a_marked_copy_without_letter_and_log_says_what_it_is(built: BuiltPacket) -> None:
    has = dataclasses.replace(MADE.contents, letter=False, log=False)
    made = dataclasses.replace(MADE, contents=has)
    alone = build(made)
    assert "Marked copy for" in _text(alone.data, 1)
    assert _verified(alone.data, made, alone).findings == ()


def test_that_the_same_recipe_gives_the_same_marked_copy(built: BuiltPacket) -> None:
    assert build(MADE).data == built.data
    with pikepdf.open(io.BytesIO(built.data)) as pdf:
        assert len(pdf.pages) == built.pages


SIGNS = st.text(
    st.sampled_from("ab c-.,\n\té你好 مرحبا שלום 42 क्षि 👍🏽‍👨 e\u0301(]["), max_size=30
)
FEWER = st.text(st.sampled_from("ab c-.,\n\té你好 مرحبا שלום 42(["), max_size=30)


def _pieces(signs: st.SearchStrategy[str]) -> st.SearchStrategy[list[Visible | Bar]]:
    made = st.one_of(
        signs.map(Visible),
        st.builds(under, signs, st.sampled_from([B6, FLORIDA, "a code that is long enough"])),
        st.builds(under, signs, extent=st.just(Extent.LINES)),
    )
    return st.lists(made, max_size=5)


PIECES, GENTLE = _pieces(SIGNS), _pieces(FEWER)


@tries(60)
@given(PIECES)
def test_that_every_outline_begins_once_and_no_line_is_too_wide(
    pieces: list[Visible | Bar],
) -> None:
    faces = Faces(BareCanvas(io.BytesIO(), invariant=1).document)
    faces.words_under = words_for(MADE)
    lines = typeset([(RedactedText(tuple(pieces)), Style(10, 14))], 90, faces)
    assert [bar for line in lines for bar in line.bars] == [
        p for p in pieces if type(p) is not Visible
    ]
    assert all(line.indent + sum(run.width for run in line.runs) <= 90.01 for line in lines)


@tries(6)
@given(GENTLE, GENTLE)
def test_that_any_marked_copy_is_clean(
    said: list[Visible | Bar], name: list[Visible | Bar]
) -> None:
    made = marked(
        record(1, RedactedText(tuple(said)), title=RedactedText(tuple(name))),
        record(2, "next", sender=RedactedText((*name, Visible("x")))),
    )
    built = build(made)
    assert _verified(built.data, made, built).findings == ()


def test_that_an_outline_of_a_page_of_an_attachment_is_drawn_and_its_words_are_there(
    built: BuiltPacket,
) -> None:
    page = built.first_pages[93] + 1
    assert "Blackwood" in _text(built.data, page)
    with Pdf.open(io.BytesIO(built.data)) as pdf:
        assert pdf.pages[page - 1].Contents.read_bytes().count(OUTLINE.encode()) == 1
    assert [line.code for line in built.log if line.page == page] == [B7]
    assert "[withheld under (b)(7)(C)]" in _text(built.data, page)
    assert "REDACTED" not in "".join(_text(built.data, at + 1) for at in range(built.pages))


LAYOUTS = (
    Layout(talk=Talk.BUBBLES, order=Order.CONVERSATION),
    Layout(talk=Talk.BUBBLES, density=Density.COMPACT),
    Layout(density=Density.COMPACT, order=Order.SOURCE),
    Layout(density=Density.ONE_A_PAGE, order=Order.CUSTODIAN),
)


def _talk() -> tuple[RedactedRecord, ...]:
    """Give a conversation whose names are told again because parts of them are withheld."""
    names = (text("Rosa ", under("Blackwood")), text(under("D. Whitlow", B7)))
    return tuple(
        record(
            number,
            text("said ", under(f"word {number}")),
            title=text("About ", under("Rosa")),
            sender=names[number % 2],
            recipients=(names[1 - number % 2],),
        )
        for number in range(1, 4)
    )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_that_a_marked_copy_is_clean_where_names_and_titles_are_outlined(layout: Layout) -> None:
    made = marked(*_talk(), layout=layout)
    built = build(made)
    assert _verified(built.data, made, built).findings == ()
    with Pdf.open(io.BytesIO(built.data)) as pdf, pdf.open_outline() as outline:
        titles = str([item.title for item in outline.root] + [one.title for one in _below(outline)])
    assert "Rosa" not in titles


def _below(outline: pikepdf.Outline) -> list[pikepdf.OutlineItem]:
    return [child for item in outline.root for child in item.children]


def test_that_a_wide_table_of_a_marked_copy_is_clean() -> None:
    long = "a long name that is withheld and goes on and on " * 3
    rows = tuple(
        tuple(
            (
                RedactedRun(
                    text(f"cell {row} {column} ", under(long) if column % 3 == 0 else "seen")
                ),
            )
            for column in range(8)
        )
        for row in range(3)
    )
    block = RedactedBlock(Role.TABLE, rows=rows, head_rows=1)
    sheet = RedactedAttachment(released("a.xlsx"), "Workbook", blocks=(block,))
    made = marked(record(1, "see", attachments=(sheet,)))
    built = build(made)
    assert _verified(built.data, made, built).findings == ()


def test_that_the_log_of_a_marked_copy_does_not_speak_of_the_width_of_marks(
    built: BuiltPacket,
) -> None:
    said = " ".join("".join(_text(built.data, at + 1) for at in range(built.pages)).split())
    assert "in the order of the pages." in said
    assert "same width" not in said


def _parted() -> tuple[PacketRecipe, BuiltPacket]:
    """Make a marked copy in which a page ends within the first words of an outline."""
    for count in range(760, 1000):
        said = (Visible("word " * count), under("Jordan Blackwood", B6), Visible(" said so."))
        made = marked(record(1, RedactedText(said)))
        built = build(made)
        pages = [_text(built.data, page) for page in range(1, built.pages + 1)]
        if any("[Jordan" in page and "Blackwood" not in page for page in pages):
            return made, built
    raise AssertionError("no page ends there")


def test_that_the_first_words_of_an_outline_may_be_all_that_fits_on_their_page() -> None:
    """The rest of what the log looks for then begins the next page."""
    made, built = _parted()
    assert _kinds(_verified(built.data, made, built)) == set()


def test_that_an_outline_whose_rest_is_not_on_the_next_page_is_found() -> None:
    assert marks._begins("[JordanBla", "xx[Jordan", "Blackwood")
    assert not marks._begins("[JordanBla", "xx[Jordan", "Somebody")
    assert not marks._begins("[JordanBla", "xx", "[JordanBlackwood")


def test_that_eyes_look_through_the_watermark_at_the_second_look() -> None:
    shown: list[bytes] = []

    def eyes(pages: Iterable[PagePixels]) -> Iterator[Sequence[SheetWord]]:
        for page in pages:
            shown.append(page.grey)
            yield ()

    grey = bytes([20, 149, 150, 200])
    list(marks.bleached(eyes)([PagePixels(4, 1, grey, 200), PagePixels(4, 1, grey, 300)]))
    assert shown == [grey, bytes([20, 149, 255, 255])]
