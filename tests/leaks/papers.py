"""Makes PDFs, scans and pictures whose words stand at known places, and hides words in them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pypdfium2
from leaks.texts import Author
from leaks.words import READ_BACK
from PIL import Image, PngImagePlugin
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.domain.redacted import Box

FACE, SIZE, LEADING, MARGIN = "NotoLeaks", 11, 22, 30
_FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_ASCENT, _DESCENT = 0.76, 0.22
_DOTS = 200


@dataclass(frozen=True)
class Placed:
    """A word on a page: one-based page, and its box in fractions of the page as it is seen."""

    word: str
    page: int
    box: Box


@dataclass(frozen=True)
class Paper:
    """A file, and what stands in it.

    Attributes:
        placed: words of its pages; ``hidden`` ones are nowhere to be seen on them.
        layered: its words can be read without eyes.
    """

    name: str
    data: bytes
    placed: tuple[Placed, ...] = ()
    hidden: tuple[str, ...] = ()
    layered: bool = True
    pages: int = 1


@dataclass
class _Sheet:
    size: tuple[float, float]
    lines: list[list[str]]
    boxes: list[tuple[str, float, float, float]] = field(default_factory=list)


def _face() -> str:
    if FACE not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FACE, str(_FONTS / "NotoSans-Regular.ttf")))
    return FACE


def _sheets(author: Author, count: int) -> list[_Sheet]:
    chance, made = author.chance, []
    for _ in range(count):
        size = (chance.randrange(300, 400), chance.randrange(170, 260))
        rows = int((size[1] - 2 * MARGIN) / LEADING)
        lines = []
        for _ in range(chance.randrange(2, max(3, rows + 1))):
            words = [
                author.coin.word(*READ_BACK) if chance.random() < 0.5 else word
                for word in author.sentence(2, 5).split()
            ]
            lines.append([word for word in words if _printable(author, word)])
        made.append(_Sheet(size, lines))
    return made


def _printable(author: Author, word: str) -> bool:
    return author.coin.script.get(word, "latin") in READ_BACK


def _set(canvas: Canvas, sheet: _Sheet, mode: int = 0) -> None:
    """Write the words of a page, each by itself; remembers where it stands."""
    canvas.setPageSize(sheet.size)
    canvas.setFont(_face(), SIZE)
    sheet.boxes.clear()
    blank = pdfmetrics.stringWidth(" ", _face(), SIZE)
    for row, line in enumerate(sheet.lines):
        across, down = float(MARGIN), sheet.size[1] - MARGIN - SIZE - row * LEADING
        for word in line:
            wide = pdfmetrics.stringWidth(word, _face(), SIZE)
            if across + wide > sheet.size[0] - 10:
                break
            canvas.drawString(across, down, word, mode=mode)
            sheet.boxes.append((word, across, down, wide))
            across += wide + blank


def _placed(sheets: Sequence[_Sheet], turned: int = 0) -> tuple[Placed, ...]:
    found = []
    for page, sheet in enumerate(sheets, start=1):
        wide, high = sheet.size
        for word, across, down, width in sheet.boxes:
            top, bottom = high - down - SIZE * _ASCENT, high - down + SIZE * _DESCENT
            box = (across / wide, top / high, (across + width) / wide, bottom / high)
            found.append(Placed(word, page, _turned(box, turned)))
    return tuple(found)


def _turned(box: Box, degrees: int) -> Box:
    left, top, right, bottom = box
    for _ in range(degrees // 90):
        left, top, right, bottom = 1 - bottom, left, 1 - top, right
    return left, top, right, bottom


def text_pdf(author: Author, name: str) -> Paper:
    """Make a PDF of a few pages in which words may hide in many ways."""
    sheets = _sheets(author, author.chance.randrange(1, 3))
    hidden: list[str] = []
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    for sheet in sheets:
        _set(canvas, sheet)
        hidden += _beneath(author, canvas, sheet)
        canvas.showPage()
    canvas.save()
    turned = author.chance.choice((0, 0, 0, 90, 180, 270))
    data = _furnished(author, target.getvalue(), hidden, turned)
    return Paper(name, data, _placed(sheets, turned), tuple(hidden), pages=len(sheets))


def _beneath(author: Author, canvas: Canvas, sheet: _Sheet) -> list[str]:
    """Hide words on a page: off it, white on white, beneath black, too small, not drawn."""
    way = author.chance.randrange(9)
    if way > 4:
        return []
    word = author.coin.word("latin")
    canvas.saveState()
    canvas.setFont(_face(), 0.3 if way == 3 else SIZE)
    canvas.setFillGray(1 if way == 1 else 0)
    across = sheet.size[0] + 40 if way == 0 else MARGIN
    canvas.drawString(across, 8, word, mode=3 if way == 4 else 0)
    if way == 2:
        canvas.rect(MARGIN - 4, 3, 140, 16, stroke=0, fill=1)
    canvas.restoreState()
    return [word]


def _furnished(author: Author, data: bytes, hidden: list[str], turned: int) -> bytes:
    """Turn the pages, and hide words in the rest of the file."""
    chance, target = author.chance, io.BytesIO()

    def another() -> str:
        hidden.append(author.coin.word("latin"))
        return hidden[-1]

    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.obj.Rotate = turned
        if chance.random() < 0.5:
            pdf.docinfo["/Author"] = another()
        if chance.random() < 0.2:
            pdf.attachments[f"{another()}.txt"] = another().encode()
        if chance.random() < 0.2:
            note = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text,
                Rect=pikepdf.Array([2, 2, 12, 12]), Contents=pikepdf.String(another()),
            )  # fmt: skip
            pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])
        if chance.random() < 0.2:
            with pdf.open_outline() as outline:
                outline.root.append(pikepdf.OutlineItem(another(), 0))
        if chance.random() < 0.2:
            with pdf.open_metadata() as meta:
                meta["dc:title"] = another()
        pdf.save(target)
    return target.getvalue()


def scanned_pdf(author: Author, name: str, *, layered: bool) -> Paper:
    """Make a PDF of pictures of pages, with the words beneath them or without."""
    sheets = _sheets(author, 1)
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    bare = _drawn(sheets)
    for sheet, picture in zip(sheets, bare, strict=True):
        canvas.setPageSize(sheet.size)
        mode = author.chance.choice(("1", "L"))
        canvas.drawInlineImage(picture.convert(mode), 0, 0, *sheet.size)
        if layered:
            _set(canvas, sheet, mode=3)
        canvas.showPage()
    canvas.save()
    return Paper(name, target.getvalue(), _placed(sheets), layered=layered)


def _drawn(sheets: Sequence[_Sheet], dots: int = _DOTS) -> list[Image.Image]:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    for sheet in sheets:
        _set(canvas, sheet)
        canvas.showPage()
    canvas.save()
    pictures = []
    with closing(pypdfium2.PdfDocument(target.getvalue())) as document:
        for at in range(len(document)):
            with closing(document[at]) as page:
                pictures.append(page.render(scale=dots / 72, grayscale=True).to_pil().convert("L"))
    return pictures


def tiff(author: Author, name: str) -> Paper:
    """Make a TIFF of one or two pages, with a word in its tags."""
    sheets = _sheets(author, author.chance.randrange(1, 3))
    word = author.coin.word("latin")
    is_fax = author.chance.random() < 0.5
    pages = [one.convert("1" if is_fax else "L") for one in _drawn(sheets)]
    target = io.BytesIO()
    pages[0].save(
        target, "TIFF", save_all=True, append_images=pages[1:], dpi=(_DOTS, _DOTS),
        compression="group4" if is_fax else "tiff_lzw", description=word,
    )  # fmt: skip
    return Paper(name, target.getvalue(), _placed(sheets), (word,), False, len(sheets))


def picture(author: Author, name: str, kind: str) -> Paper:
    """Make a picture with words on it and with others in what cameras and programs note."""
    sheets = _sheets(author, 1)
    (image,) = _drawn(sheets, author.chance.choice((110, 260)))
    words = [author.coin.word("latin") for _ in range(3)]
    target = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = words[0], words[1]
    if kind == "JPEG":
        image.convert("RGB").save(target, kind, quality=90, exif=exif, comment=words[2])
    else:
        told = PngImagePlugin.PngInfo()
        told.add_text("Author", words[2])
        image.save(target, kind, exif=exif, pnginfo=told)
    return Paper(name, target.getvalue(), _placed(sheets), tuple(words), layered=False)
