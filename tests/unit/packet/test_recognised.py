"""That a page is read as it looks: words copied but not seen, and words seen though withheld."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

import pytest
from PIL import ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from unit.packet.scans import LINES, TIMES, Scan, box_over, font_of, place_of, without

from app import paths
from app.domain.redacted import SheetWord
from app.errors import ChildFailed
from app.packet.checks.choosing import Chosen, all_of, chosen, in_pictures, is_picture
from app.packet.checks.needles import needles_of
from app.packet.checks.recognised import check_pages, words_of
from app.packet.looking import DPI, POINTS, PagePixels
from app.packet.reading import read_pages
from app.packet.verify import verify_pdf
from app.workflow.eyes import own_eyes

SECRET = "Blackwood"


def kinds(data: bytes, *withheld: str, released: str = "") -> set[str]:
    found = check_pages(data, all_of(1), own_eyes, needles_of(withheld), released)
    return {finding.kind for finding in found}


def blanked(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((0, place_of("The")[1] - 4, 2000, place_of("The")[3] + 4), fill=255)


def blind(pages: Iterable[PagePixels]) -> Iterator[Sequence[SheetWord]]:
    return (() for _ in pages)


def hebrew() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(300, 200), invariant=1)
    registerFont(TTFont("ScanHebrew", paths.resource("fonts/NotoSansHebrew-Regular.ttf")))
    canvas.setFont("ScanHebrew", 12)
    canvas.drawString(20, 100, "\u05e9\u05dc\u05d5\u05dd " * 5)
    canvas.save()
    return target.getvalue()


def test_that_a_whole_scan_with_its_own_words_is_clean() -> None:
    assert not kinds(Scan().pdf(), "Somebody", "Cole", "Patrick")


def test_that_a_burned_box_with_its_mark_is_clean() -> None:
    data = Scan(layer=without(SECRET), paint=[box_over(SECRET, label="(b)(6)")]).pdf()
    assert not kinds(data, SECRET, "Jordan Blackwood")


def test_that_words_kept_under_a_blanked_line_are_found() -> None:
    assert kinds(Scan(paint=[blanked]).pdf()) == {"unseen_words"}


def test_that_one_withheld_word_kept_under_a_box_is_found() -> None:
    assert kinds(Scan(paint=[box_over(SECRET)]).pdf(), SECRET) == {"unseen_words"}


def test_that_words_which_the_picture_does_not_say_are_found() -> None:
    layer = [*Scan().placed()[:2], ("Nobody has ever seen these other words", 24.0, 108.0)]
    assert kinds(Scan(layer=layer).pdf()) == {"unseen_words"}


OTHERS = (
    "Every clerk answered each letter before noon that day.",
    "Some people bought fresh bread near Market Square every morning.",
    "Many gardens need water when summer brings hot days.",
    "Children played outside until evening bells rang across town.",
)


def test_that_a_layer_of_a_wholly_other_text_is_told_apart() -> None:
    layer = [(said, *place[1:]) for said, place in zip(OTHERS, Scan().placed(), strict=True)]
    assert kinds(Scan(layer=layer).pdf()) == {"other_words"}


def test_that_one_line_that_cannot_be_read_does_not_make_a_layer_another() -> None:
    layer = [*Scan().placed()[:3], (OTHERS[3], *Scan().placed()[3][1:])]
    assert kinds(Scan(layer=layer).pdf()) == {"unseen_words"}


def test_that_a_withheld_word_left_in_the_picture_is_found() -> None:
    assert kinds(Scan(layer=without(SECRET)).pdf(), SECRET) == {"seen_word"}


def test_that_a_withheld_word_in_a_scan_without_any_text_is_found() -> None:
    assert kinds(Scan(layer=[]).pdf(), "Cedar Hollow") == {"seen_word"}


def test_that_a_withheld_word_one_letter_off_is_found_unless_the_page_is_to_say_it() -> None:
    data = Scan(layer=[]).pdf()
    assert kinds(data, "Blackwoad") == {"seen_word"}
    assert not kinds(data, "Blackwoad", released="Jordan Blackwood")
    assert not kinds(Scan().pdf(), "Blackwoad")


def test_that_a_short_withheld_word_inside_another_is_no_finding() -> None:
    assert not kinds(Scan(layer=[]).pdf(), "river", "ness")
    assert kinds(Scan(layer=[]).pdf(), "Cedar") == {"seen_word"}


SPANISH = (
    "La señora Begoña Muñoz declaró que oyó un ruido.",
    "¿Dónde está el camión? preguntó el niño Íñigo Peña.",
    "Llamó según la cédula a la avenida Cigüeña después.",
    "Nadie pidió más información sobre la reunión.",
)
AS_ENGLISH_EYES_SAY = (
    "La sefiora Begofia Mufioz declaro que oyo un ruido.",
    "Donde esta el camion? pregunto el nifio lfigo Pefia.",
    "Llamo segtin la cédula a la avenida Cigiiefia después.",
    "Nadie pidid mas informacién sobre la reunion.",
)


def test_that_a_spanish_scan_is_clean_with_its_words_in_one_reading_or_another() -> None:
    scan = Scan(lines=SPANISH)
    misread = [
        (said, *place[1:]) for said, place in zip(AS_ENGLISH_EYES_SAY, scan.placed(), strict=True)
    ]
    bare_words = [(bare_of(said), *place) for said, *place in scan.placed()]
    for layer in (None, misread, bare_words):
        assert not kinds(Scan(lines=SPANISH, layer=layer).pdf(), "Somebody", "Ordóñez")


def bare_of(text: str) -> str:
    return text.translate(str.maketrans("áéíóúñü¿", "aeiounu "))


@pytest.mark.parametrize("word", ["Muñoz", "Peña", "camión", "Íñigo", "Cigüeña", "niño"])
def test_that_a_withheld_spanish_word_left_in_the_picture_is_found(word: str) -> None:
    data = Scan(lines=SPANISH, layer=[]).pdf()
    assert kinds(data, word) == {"seen_word"}


def test_that_a_withheld_word_read_without_its_accent_is_found_unless_it_is_to_be_said() -> None:
    data = Scan(lines=["She said that the pena was hers."], layer=[]).pdf()
    assert kinds(data, "Peña") == {"seen_word"}
    assert not kinds(data, "Peña", released="the pena")
    assert not kinds(data, "Añón", "ספר זה")
    assert not kinds(Scan(lines=["She said that the pena was hers."]).pdf(), "Peña")


@pytest.mark.parametrize("down", [3.5, 4.5])
def test_that_letters_whose_tips_stick_out_of_a_box_are_found(down: float) -> None:
    data = Scan(layer=without("Blackwood"), paint=[box_over(SECRET, down=down)]).pdf()
    assert kinds(data, SECRET) & {"letter_tips", "seen_word"}


def test_that_letters_whose_upper_half_can_be_read_are_found() -> None:
    data = Scan(layer=without(SECRET), paint=[box_over(SECRET, down=8.5)]).pdf()
    assert kinds(data, SECRET) & {"letter_tips", "seen_word"}


def test_that_letters_whose_lower_half_can_be_seen_are_found() -> None:
    data = Scan(layer=without(SECRET), paint=[box_over(SECRET, up=5.5)]).pdf()
    assert kinds(data, SECRET) & {"letter_tips", "seen_word"}


def test_that_letters_that_shine_through_a_box_are_found() -> None:
    def translucent(pen: ImageDraw.ImageDraw) -> None:
        box_over(SECRET, shade=20)(pen)
        left, top, _, _ = place_of(SECRET)
        pen.text((left, top - 1.5 * TIMES), SECRET, 44, font_of(11))

    data = Scan(layer=without(SECRET), paint=[translucent]).pdf()
    assert kinds(data) == {"faint_letters"}
    assert kinds(data, SECRET) == {"faint_letters", "seen_word"}


def test_that_other_words_than_those_of_a_mark_in_its_box_are_found() -> None:
    data = Scan(layer=without(SECRET), paint=[box_over(SECRET, label="Margaret")]).pdf()
    assert kinds(data) == {"words_in_box"}


def test_that_a_dark_heading_of_a_form_is_clean() -> None:
    def heading(pen: ImageDraw.ImageDraw) -> None:
        pen.rectangle((60, 10, 900, 70), fill=0)
        pen.text((24 * TIMES, 8 * TIMES), "SECTION NARRATIVE", 255, font_of(11))

    layer = [("SECTION NARRATIVE", 24.0, 8.0), *Scan().placed()]
    assert not kinds(Scan(layer=layer, paint=[heading]).pdf())
    assert not kinds(Scan(layer=[], paint=[heading]).pdf())


def test_that_ruled_lines_that_end_at_a_box_are_clean() -> None:
    def table(pen: ImageDraw.ImageDraw) -> None:
        left, top, right, bottom = place_of(SECRET)
        for at in range(int(left), int(right), 20):
            pen.line((at, top - 60, at, bottom + 60), fill=0, width=2)
        box_over(SECRET)(pen)

    assert "letter_tips" not in kinds(Scan(layer=without(SECRET), paint=[table]).pdf())


def test_that_words_in_another_script_are_not_asked_for() -> None:
    assert not list(check_pages(hebrew(), all_of(1), blind, ()))


def test_that_a_page_that_cannot_be_read_by_eyes_is_no_leak_of_ink() -> None:
    """Handwriting is copied as its reader meant it, and eyes that see nothing prove nothing."""
    assert not list(check_pages(Scan().pdf(), all_of(1), blind, ()))


def test_that_eyes_that_fail_leave_the_file_unproved() -> None:
    def closed(pages: Iterable[PagePixels]) -> Iterator[Sequence[SheetWord]]:
        for _ in pages:
            raise ChildFailed("It took too long to read.")
        yield ()

    verdict = verify_pdf(Scan().pdf(), (), "", closed)
    assert "not_looked_at" in {finding.kind for finding in verdict.findings}


def test_that_any_pdf_is_looked_at_on_every_page() -> None:
    data = Scan(layer=without(SECRET)).pdf()
    assert "seen_word" not in {found.kind for found in verify_pdf(data, [SECRET]).findings}
    verdict = verify_pdf(data, [SECRET], "", own_eyes)
    assert "seen_word" in {found.kind for found in verdict.findings}
    assert all(SECRET not in found.what for found in verdict.findings)


def test_that_scans_are_pictures() -> None:
    assert [is_picture(page) for page in read_pages(Scan().pdf())] == [True]


def test_that_every_page_is_chosen_where_all_are_to_be_looked_at() -> None:
    assert all_of(3) == Chosen(frozenset({1, 2, 3}))


def test_that_scans_pictures_and_one_page_of_each_fifty_are_chosen() -> None:
    found = chosen(120, {7, 8}, {7, 8, 30, 110}, b"one file")
    letters = found.whole - {7, 8}
    assert {7, 8} <= found.whole
    assert [sum(low < page <= low + 50 for page in letters) for low in (2, 52, 102)] == [1, 1, 1]
    assert found.in_pictures == {30, 110} - found.whole


def test_that_at_least_one_page_is_chosen_and_none_where_there_is_none() -> None:
    assert chosen(1, (), (), b"one file") == all_of(1)
    assert chosen(0, (), (), b"one file") == all_of(0)
    assert chosen(2, {1, 2}, {1, 2}, b"one file") == all_of(2)


def test_that_the_sample_is_the_same_for_the_same_file_and_another_for_others() -> None:
    files = [chosen(500, (), (), b"%d" % at) for at in range(20)]
    assert chosen(500, (), (), b"0") == files[0]
    assert len({one.whole for one in files}) == 20
    assert len(frozenset[int]().union(*(one.whole for one in files))) > 120


def photographed() -> bytes:
    """Make a page of letters with a photograph of some words on less than a quarter of it."""
    scan = Scan(layer=[]).picture()
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(612, 792), invariant=1)
    canvas.setFont("Times-Roman", 11)
    for at in range(20):
        canvas.drawString(72, 740 - 14 * at, f"Officers answered letter {at} before Thursday.")
    canvas.drawImage(ImageReader(scan), 100, 100, 380, 271)
    canvas.save()
    return target.getvalue()


def test_that_a_photograph_is_looked_at_though_its_page_is_not_in_the_sample() -> None:
    data, chance = photographed(), Chosen(frozenset(), frozenset({1}))
    assert [is_picture(page) for page in read_pages(data)] == [False]
    found = check_pages(data, chance, own_eyes, needles_of([SECRET]))
    assert [finding.kind for finding in found] == ["seen_word"]
    assert not list(check_pages(data, chance, own_eyes, needles_of(["Somebody"])))


def test_that_of_a_page_with_a_photograph_nothing_else_is_looked_at() -> None:
    (page,) = read_pages(photographed(), DPI / POINTS)
    part = in_pictures(page)
    top = part.grey[: part.grey.shape[0] // 2]
    assert page.grey[: len(top)].min() < 50
    assert top.min() == 255
    assert not words_of(part)
    assert (part.grey == page.grey)[round(520 * DPI / POINTS) : round(690 * DPI / POINTS)].all()


def test_that_lines_are_long_enough_to_be_judged() -> None:
    assert all(len(line.split()) > 3 for line in LINES)
