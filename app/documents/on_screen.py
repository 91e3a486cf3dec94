"""A page's own bitmap as bare pixels for a window, no larger than it is shown; knows no page."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from PIL import Image

from app.documents import g4
from app.domain.redacted import Picture


@dataclass(frozen=True, slots=True)
class Pixels:
    """Rows of bytes without anything between them: grey, or red, green and blue."""

    width: int
    height: int
    coloured: bool
    data: bytes = field(repr=False)


def on_screen(picture: Picture, most_width: int) -> Pixels:
    """Decode a picture that this program made, made smaller where it is wider than asked for.

    What is shown has the same bits as what is released: nothing is drawn a second time.
    """
    width = max(1, min(most_width, picture.width))
    height = max(1, round(picture.height * width / picture.width))
    with Image.open(io.BytesIO(g4.as_file(picture))) as opened:
        opened.draft(opened.mode, (width, height))
        shown = opened.convert("L" if opened.mode in {"1", "L"} else "RGB")
    if shown.size != (width, height):
        shown = shown.resize((width, height), Image.Resampling.BOX, reducing_gap=None)
    return Pixels(width, height, shown.mode == "RGB", shown.tobytes())
