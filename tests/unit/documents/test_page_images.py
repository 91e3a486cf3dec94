"""Pages as picture files: black and white as G4, colour and photographs as JPEG."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from fakes import Here
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from app.documents.page_images import PageImages, draw_pages
from app.errors import ChildFailed

sys.path.insert(0, str(Path(__file__).parent))
from papers import lines, pdf


def _photograph(mode: str) -> bytes:
    target = io.BytesIO()
    picture = Image.linear_gradient("L").convert(mode)
    picture.save(target, "PDF", resolution=72)
    return target.getvalue()


def test_that_pages_of_text_become_g4_at_300_dots() -> None:
    data = pdf(lines("First"), lines("Second"), lines("Third"))
    drawn = PageImages(Here()).draw(data, 2, 8)
    assert [ending for ending, _ in drawn] == ["tif", "tif"]
    with Image.open(io.BytesIO(drawn[0][1])) as image:
        assert image.info["compression"] == "group4"
        assert tuple(map(round, image.info["dpi"])) == (300, 300)
        assert image.getextrema() == (0, 255)
    assert drawn == PageImages(Here()).draw(data, 2, 2)


def test_that_a_grey_photograph_keeps_its_tones() -> None:
    drawn = draw_pages(_photograph("L"), 1, 1)
    assert not isinstance(drawn, str)
    ((ending, data),) = drawn
    assert ending == "jpg"
    with Image.open(io.BytesIO(data)) as image:
        assert len(set(image.convert("L").resize((64, 64)).tobytes())) > 30


def test_that_a_coloured_page_stays_coloured() -> None:
    def red(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(50, 50, 200, 200, fill=1)

    data = pdf(red)
    drawn = draw_pages(data, 1, 1)
    assert not isinstance(drawn, str)
    assert drawn[0][0] == "jpg"


def test_that_what_is_no_pdf_is_a_sentence() -> None:
    with pytest.raises(ChildFailed, match="cannot be drawn"):
        PageImages(Here()).draw(b"nothing", 1, 1)
