"""Pages drawn for a printer, and the empty band at their head; in this process and in the child."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from app.documents.print_pages import PrintPages, draw_page, empty_band, page_sizes
from app.errors import ChildFailed
from app.jobs.isolated import Child

SIZE = (612.0, 792.0)


def a_file(*sizes: tuple[float, float]) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=SIZE)
    for number, (across, down) in enumerate(sizes or (SIZE,), start=1):
        canvas.setPageSize((across, down))
        canvas.setFillColorRGB(0.8, 0, 0)
        canvas.rect(60, down - 160, 80, 80, stroke=0, fill=1)
        canvas.drawString(60, down - 60, f"page {number}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def test_that_a_page_is_drawn_as_wide_as_the_printer_has_dots():
    width, height, pixels, _ = draw_page(a_file(), 1, 2550, False)
    assert (width, height) == (2550, 3300)
    assert len(pixels) == 2550 * 3300 * 3


def test_that_a_grey_page_has_one_byte_a_dot_and_the_same_brightness():
    width, height, grey, _ = draw_page(a_file(), 1, 612, True)
    coloured = Image.frombytes("RGB", (width, height), draw_page(a_file(), 1, 612, False)[2])
    assert len(grey) == width * height
    assert Image.frombytes("L", (width, height), grey).tobytes() == coloured.convert("L").tobytes()


def test_that_a_page_without_colours_takes_a_third_of_the_bytes():
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=SIZE)
    canvas.drawString(60, 700, "black on white")
    canvas.save()
    width, height, pixels, _ = draw_page(target.getvalue(), 1, 300, False)
    assert len(pixels) == width * height


def test_that_no_page_takes_more_dots_than_may_be_held():
    width, height, *_ = draw_page(a_file((612, 5000)), 1, 6000, True)
    assert width * height <= 40_100_000
    assert height / width == pytest.approx(5000 / 612, rel=0.01)


def test_that_pages_may_have_their_own_sizes():
    assert page_sizes(a_file(SIZE, (612, 1008))) == [SIZE, (612, 1008)]


def test_that_what_is_no_pdf_and_no_page_is_a_sentence():
    assert page_sizes(b"no pdf") == "This file cannot be printed."
    assert draw_page(b"no pdf", 1, 100, False) == "This page cannot be drawn."
    assert draw_page(a_file(), 9, 100, False) == "This page cannot be drawn."


def test_that_the_band_ends_where_writing_begins():
    _, height, _, (top, bottom) = draw_page(a_file(), 1, 2550, True)
    assert top == 0
    assert 792 * bottom == pytest.approx(60 - 9, abs=3)
    assert height == 3300


def test_that_the_band_lies_between_what_is_printed_at_the_head():
    page = Image.new("L", (850, 1100), 255)
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, 850, 24), fill=90)
    draw.line((100, 80, 140, 80), fill=0)
    draw.line((0, 0, 850, 1100), fill=240, width=9)
    top, bottom = empty_band(page)
    assert (round(top * 1100), round(bottom * 1100)) in {(25, 80), (81, 176)}
    draw.rectangle((0, 90, 850, 1100), fill=0)
    assert tuple(round(edge * 1100) for edge in empty_band(page)) == (25, 80)


def test_that_a_full_page_has_no_band():
    top, bottom = empty_band(Image.new("L", (850, 1100), 0))
    assert top == bottom


def test_that_the_child_draws_and_tells_what_it_cannot():
    with PrintPages(Child()) as pages:
        data = a_file()
        assert pages.sizes(data) == [SIZE]
        drawn = pages.draw(data, 1, 300, is_grey=True)
        assert (drawn.width, drawn.is_grey) == (300, True)
        assert repr(drawn) == "PrintPage(300 x 389)"
        with pytest.raises(ChildFailed, match="cannot be printed"):
            pages.sizes(b"no pdf")
        with pytest.raises(ChildFailed, match="cannot be drawn"):
            pages.draw(data, 2, 300)
