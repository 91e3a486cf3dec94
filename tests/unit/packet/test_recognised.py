"""That a page is read as it looks: words copied but not seen, and words seen though withheld."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

import pytest
from PIL import ImageDraw
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from unit.packet.scans import LINES, TIMES, Scan, box_over, font_of, place_of, without

from app import paths
from app.domain.redacted import SheetWord
from app.errors import ChildFailed
from app.packet.checks.needles import needles_of
from app.packet.checks.recognised import check_pages, chosen, is_picture
from app.packet.looking import PagePixels
from app.packet.reading import read_pages
from app.packet.verify import verify_pdf
from app.workflow.eyes import own_eyes

SECRET = "Blackwood"


def kinds(data: bytes, *withheld: str, released: str = "") -> set[str]:
    found = check_pages(data, {1}, own_eyes, needles_of(withheld), released)
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
    assert not list(check_pages(hebrew(), {1}, blind, ()))


def test_that_a_page_that_cannot_be_read_by_eyes_is_no_leak_of_ink() -> None:
    """Handwriting is copied as its reader meant it, and eyes that see nothing prove nothing."""
    assert not list(check_pages(Scan().pdf(), {1}, blind, ()))


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


def test_that_scans_are_pictures_and_a_sample_of_the_others_is_looked_at() -> None:
    assert [is_picture(page) for page in read_pages(Scan().pdf())] == [True]
    assert chosen(0, ()) == []
    assert chosen(120, {7, 8}) == [1, 7, 8, 51, 101, 120]
    assert chosen(3, (), deep=True) == [1, 2, 3]


def test_that_lines_are_long_enough_to_be_judged() -> None:
    assert all(len(line.split()) > 3 for line in LINES)
