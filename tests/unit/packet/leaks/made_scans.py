"""Makes scans that leak by what their pixels still tell: tips, mosaics, blurs, printers' dots."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from unit.packet.leaks.made import SECRET
from unit.packet.leaks.made_ink import variants
from unit.packet.scans import HIGH, WIDE, Paint, Scan, box_over, place_of, without

Change = Callable[[Image.Image], Image.Image]
_PITCH = 24
_ACROSS, _DOWN = 15, 8


def paper(picture: Image.Image, format_: str = "PNG", **how: object) -> bytes:
    """Make a page that shows a scan and has no words of its own."""
    held, target = io.BytesIO(), io.BytesIO()
    picture.save(held, format_, **how)
    canvas = Canvas(target, pagesize=(WIDE, HIGH), invariant=1)
    canvas.drawImage(ImageReader(io.BytesIO(held.getvalue())), 0, 0, WIDE, HIGH)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def covered(change: Change) -> Image.Image:
    """Give the scan with the word changed."""
    picture = Scan().picture()
    left, top, right, bottom = (round(side) for side in place_of(SECRET))
    box = (left - 6, top - 4, right + 6, bottom + 4)
    picture.paste(change(picture.crop(box)), box[:2])
    return picture


def squares(size: int) -> Change:
    """Lay a mosaic of squares of so many pixels."""

    def change(part: Image.Image) -> Image.Image:
        wide, high = part.width // size, part.height // size
        small = part.resize((wide, high), Image.Resampling.BOX)
        return small.resize((wide * size, high * size), Image.Resampling.NEAREST)

    return change


def soft(radius: float) -> Change:
    """Blur."""
    return lambda part: part.filter(ImageFilter.GaussianBlur(radius))


def boxed(paint: Paint) -> Callable[[], bytes]:
    """Cover the word, and leave it out of the words that can be copied."""
    return lambda: Scan(layer=without(SECRET), paint=[paint]).pdf()


def dotted(side: int, blue: int) -> Image.Image:
    """Give the scan as a colour printer would have printed it, with its dots."""
    picture = Scan().picture().convert("RGB")
    picture = picture.resize((picture.width * 3 // 2, picture.height * 3 // 2))
    pen, dice = ImageDraw.Draw(picture), random.Random(7)
    cells = [(dice.randrange(_ACROSS), dice.randrange(_DOWN)) for _ in range(14)]
    for down in range(0, picture.height, _DOWN * _PITCH):
        for across in range(0, picture.width, _ACROSS * _PITCH):
            for x, y in cells:
                left, top = across + x * _PITCH, down + y * _PITCH
                pen.rectangle((left, top, left + side - 1, top + side - 1), (255, 255, blue))
    return picture


SCANS = (
    *variants(
        "letter tips beside a box",
        "letter_tips",
        boxed(box_over(SECRET, down=3.5)),
        boxed(box_over(SECRET, down=4.5)),
        boxed(box_over(SECRET, down=4.0)),
    ),
    *variants(
        "mosaic over words",
        "mosaic",
        lambda: paper(covered(squares(8))),
        lambda: paper(covered(squares(12))),
        lambda: paper(covered(squares(6)), "JPEG", quality=80),
    ),
    *variants(
        "words blurred",
        "blurred",
        lambda: paper(covered(soft(4))),
        lambda: paper(covered(soft(6))),
        lambda: paper(covered(soft(5)), "JPEG", quality=75),
    ),
    *variants(
        "dots of a colour printer",
        "tracking_dots",
        lambda: paper(dotted(2, 120)),
        lambda: paper(dotted(3, 200)),
        lambda: paper(dotted(4, 140), "JPEG", quality=80),
    ),
)


def specks(picture: Image.Image, count: int) -> Image.Image:
    """Strew yellow specks by chance."""
    made, dice = picture.convert("RGB"), random.Random(11)
    pen = ImageDraw.Draw(made)
    for _ in range(count):
        x, y = dice.randrange(made.width), dice.randrange(made.height)
        pen.rectangle((x, y, x + 2, y + 2), (255, 255, 120))
    return made


def heat_map(picture: Image.Image) -> Image.Image:
    """Draw a table whose cells have lights of their own."""
    pen = ImageDraw.Draw(picture)
    for row in range(6):
        for column in range(9):
            left, top = 100 + 70 * column, 560 + 40 * row
            pen.rectangle((left, top, left + 66, top + 36), 120 + (row * 31 + column * 17) % 110)
    return picture


def photograph_on_paper(picture: Image.Image) -> Image.Image:
    """Lay a soft photograph on the page."""
    photo = Image.effect_noise((420, 260), 60).filter(ImageFilter.GaussianBlur(9))
    picture.paste(photo, (300, 520))
    return picture


def shaded(picture: Image.Image) -> Image.Image:
    """Draw heads of a table on grey grounds, one of which runs from light to dark."""
    pen = ImageDraw.Draw(picture)
    pen.rectangle((60, 540, 900, 580), 200)
    for x in range(60, 900):
        pen.line((x, 620, x, 660), fill=130 + (x - 60) // 10)
    return picture


CLEAN_SCANS: tuple[tuple[str, Callable[[], bytes]], ...] = (
    ("scan with yellow specks", lambda: paper(specks(Scan().picture(), 300))),
    ("scan of a heat map", lambda: paper(heat_map(Scan().picture()))),
    ("scan with a soft photograph", lambda: paper(photograph_on_paper(Scan().picture()))),
    ("scan with grey grounds", lambda: paper(shaded(Scan().picture()), "JPEG", quality=70)),
)
