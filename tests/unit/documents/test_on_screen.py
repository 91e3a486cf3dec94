"""That a kept bitmap comes to the screen as it is, no larger than it is shown."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from app.documents import g4
from app.documents.on_screen import on_screen
from app.domain.redacted import Encoding, Picture

BLACK = Image.new("L", (400, 200), 255)
BLACK.paste(0, (100, 50, 300, 150))


def test_that_a_black_and_white_page_comes_as_grey_pixels() -> None:
    ink = np.asarray(BLACK) < 128
    shown = on_screen(Picture(400, 200, g4.packed(ink), Encoding.G4), 1000)
    assert (shown.width, shown.height, shown.coloured) == (400, 200, False)
    assert shown.data == BLACK.tobytes()


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_that_a_page_is_made_as_small_as_asked_for(mode: str) -> None:
    target = io.BytesIO()
    BLACK.convert(mode).save(target, "JPEG", quality=90)
    shown = on_screen(Picture(400, 200, target.getvalue()), 100)
    each = 3 if mode == "RGB" else 1
    assert (shown.width, shown.height, shown.coloured) == (100, 50, mode == "RGB")
    assert len(shown.data) == 100 * 50 * each
    middle = (25 * 100 + 50) * each
    assert shown.data[middle] < 30
    assert shown.data[0] > 225
