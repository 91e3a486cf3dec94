"""A seal for the letterhead: pixels alone, small, and a sentence where it is no picture."""

from __future__ import annotations

import io

import pytest
from fakes import Here
from PIL import Image

from app.documents.seals import MOST_SIDE, Seals
from app.errors import ChildFailed


def photograph(kind: str, size: tuple[int, int]) -> bytes:
    target = io.BytesIO()
    picture = Image.effect_noise(size, 90).convert("RGB")
    colours = Image.linear_gradient("L").resize(size)
    picture = Image.merge("RGB", (*picture.split()[:2], colours))
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    picture.save(target, kind, exif=exif)
    return target.getvalue()


def test_that_a_photograph_becomes_small_and_tells_nothing_of_its_camera():
    made = Seals(Here()).clean(photograph("JPEG", (1800, 1200)))
    assert (made.width, made.height) == (MOST_SIDE, 600)
    assert made.data.startswith(b"\xff\xd8")
    assert b"Secret" not in made.data


def test_that_a_drawing_keeps_its_sharp_edges():
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(target, "PNG")
    made = Seals(Here()).clean(target.getvalue())
    assert (made.width, made.height) == (40, 30)
    assert made.data.startswith(b"\x89PNG")
    with Image.open(io.BytesIO(made.data)) as picture:
        assert picture.convert("RGB").getpixel((5, 5)) == (0, 0, 128)


def test_that_what_is_no_picture_is_refused_with_a_sentence():
    with pytest.raises(ChildFailed, match="damaged"):
        Seals(Here()).clean(b"%PDF-1.7")
