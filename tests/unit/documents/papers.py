"""Makes PDF and TIFF files for the tests of pages; every word is invented."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pikepdf
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

Drawing = Callable[[Canvas], None]


def pdf(*pages: Drawing, size: tuple[float, float] = (612, 792)) -> bytes:
    """Make a PDF with a page for each drawing."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def lines(*texts: str, top: float = 700, size: float = 12) -> Drawing:
    """Draw lines of text."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        for at, text in enumerate(texts):
            canvas.drawString(72, top - at * size * 1.5, text)

    return draw


def invisible(canvas: Canvas, x: float, y: float, words: str, size: float = 20) -> None:
    """Write words that are not painted, as on a recognised scan."""
    text = canvas.beginText(x, y)
    text.setFont("Helvetica", size)
    text.setTextRenderMode(3)
    text.textOut(words)
    text.setTextRenderMode(0)
    canvas.drawText(text)


def picture(canvas: Canvas, image: Image.Image, box: tuple[float, float, float, float]) -> None:
    """Put a picture on the page: left, bottom, width, height in points."""
    canvas.drawImage(ImageReader(image), *box)


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Change a PDF's objects."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        change(file)
        file.save(target)
    return target.getvalue()


def page_picture(
    texts: Sequence[str], mode: str = "1", size: tuple[int, int] = (1700, 2200)
) -> Image.Image:
    """Paint lines of text as a scanner gives them."""
    image = Image.new(mode, size, "white" if mode == "RGB" else 255 if mode == "L" else 1)
    pen = ImageDraw.Draw(image)
    for at, text in enumerate(texts):
        pen.text((150, 150 + at * 80), text, fill=0, font_size=44)
    return image


def tiff(*frames: Image.Image, **more: object) -> bytes:
    """Make a TIFF of one or more pages."""
    target = io.BytesIO()
    frames[0].save(target, "TIFF", save_all=True, append_images=frames[1:], dpi=(200, 200), **more)
    return target.getvalue()
