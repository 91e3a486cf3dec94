"""A review over records that carry real PDFs, scans and pictures; for the tests of the desk."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from app.paths import resource
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment

LETTER = (612, 792)
SCAN = (1700, 2200)


def pdf(pages: Sequence[Sequence[str]], leading: float = 40) -> bytes:
    """Make a PDF whose pages hold lines of words, so many points apart."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=LETTER, invariant=1)
    for lines in pages:
        canvas.setFont("Helvetica", 14)
        for at, line in enumerate(lines):
            canvas.drawString(72, 700 - at * leading, line)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def scan(lines: Sequence[str]) -> bytes:
    """Make a TIFF of one page, as a scanner gives it; Pillow's own letters have no accents."""
    image = Image.new("L", SCAN, 255)
    pen = ImageDraw.Draw(image)
    plain = all(map(str.isascii, lines))
    face = None if plain else ImageFont.truetype(resource("fonts/NotoSans-Regular.ttf"), 52)
    for at, line in enumerate(lines):
        pen.text((160, 180 + at * 110), line, 0, face, font_size=52)
    target = io.BytesIO()
    image.save(target, "TIFF", dpi=(200, 200))
    return target.getvalue()


def stored(
    vault: Vault, name: str, data: bytes, media_type: str, text: str = ""
) -> StoredAttachment:
    """Put a file into the vault."""
    put = vault.blobs.put(io.BytesIO(data))
    return StoredAttachment(name, put.size, media_type, put.sha256, put.name, text)


def face() -> bytes:
    """Give a photograph with a face."""
    return next(
        iter(sorted((Path(__file__).parent / "unit/documents/faces").glob("*.jpg")))
    ).read_bytes()


def with_note(data: bytes) -> bytes:
    """Put a comment on the first page, as reviewers do."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text,
            Rect=pikepdf.Array([72, 500, 92, 520]), Contents=pikepdf.String("ask the chief"),
        )  # fmt: skip
        file.pages[0].obj.Annots = pikepdf.Array([file.make_indirect(note)])
        file.save(target)
    return target.getvalue()


def read(packet: bytes) -> tuple[str, list[Image.Image]]:
    """Give the words of a packet, and its pages as they look."""
    with closing(pypdfium2.PdfDocument(packet)) as document:
        texts, pages = [], []
        for at in range(len(document)):
            with closing(document[at]) as page, closing(page.get_textpage()) as text:
                texts.append(" ".join(text.get_text_range().split()))
                pages.append(page.render(scale=1, grayscale=True).to_pil().convert("L"))
    return " ".join(texts), pages
