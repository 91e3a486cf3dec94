"""Reads a packet as a screen reader does: through its tree, stretch by stretch."""

from __future__ import annotations

import ctypes
import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

Rgb = tuple[int, int, int]
Box = tuple[float, float, float, float]


@dataclass
class Element:
    """An element of the tree with the texts of its own stretches, in order with its kids."""

    role: str
    alt: str = ""
    scope: str = ""
    kids: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


@dataclass(frozen=True)
class Shown:
    """A text on a page: its colour, the colour under it, and the words of its marks."""

    page: int
    text: str
    ink: Rgb
    ground: Rgb
    size: float


def read_aloud(data: bytes) -> Element:
    """Give the tree of a packet."""
    texts = _texts(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        return _element(pdf.Root.StructTreeRoot.K, pages, texts)


def shown_texts(data: bytes) -> Iterator[Shown]:
    """Give each text with what lies under its middle."""
    document = pypdfium2.PdfDocument(data)
    for at in range(len(document)):
        page = document[at]
        textpage = page.get_textpage()
        under: list[tuple[Box, Rgb]] = []
        for item in _objects(page):
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_PATH and _is_filled(item):
                under.append((_bounds(item), _colour(item)))
            elif kind == pdfium.FPDF_PAGEOBJ_TEXT and (said := _text(item, textpage)).strip():
                left, bottom, right, top = _bounds(item)
                x, y = (left + right) / 2, (bottom + top) / 2
                below = [rgb for box, rgb in under if box[0] < x < box[2] and box[1] < y < box[3]]
                size = ctypes.c_float()
                pdfium.FPDFTextObj_GetFontSize(item, size)
                ground = below[-1] if below else (255, 255, 255)
                yield Shown(at + 1, said, _colour(item), ground, size.value)
    document.close()


def unmarked(data: bytes) -> list[tuple[int, int]]:
    """Give page and kind of everything that is painted outside tags and artifacts."""
    document = pypdfium2.PdfDocument(data)
    found = [
        (at + 1, int(pdfium.FPDFPageObj_GetType(item)))
        for at in range(len(document))
        for item in _objects(document[at])
        if pdfium.FPDFPageObj_CountMarks(item) < 1
    ]
    document.close()
    return found


def contrast(ink: Rgb, ground: Rgb) -> float:
    """Give the ratio of WCAG 2.1 between two colours."""
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Rgb) -> float:
    parts = [value / 255 for value in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _objects(page: pypdfium2.PdfPage) -> Iterator[object]:
    for at in range(pdfium.FPDFPage_CountObjects(page.raw)):
        yield pdfium.FPDFPage_GetObject(page.raw, at)


def _texts(data: bytes) -> dict[tuple[int, int], str]:
    """Give what each marked stretch of each page says."""
    document = pypdfium2.PdfDocument(data)
    found: dict[tuple[int, int], str] = defaultdict(str)
    for at in range(len(document)):
        page = document[at]
        textpage = page.get_textpage()
        for item in _objects(page):
            if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
                number = pdfium.FPDFPageObj_GetMarkedContentID(item)
                if number >= 0:
                    found[at, number] += _text(item, textpage)
    document.close()
    return found


def _text(item: object, textpage: pypdfium2.PdfTextPage) -> str:
    length = pdfium.FPDFTextObj_GetText(item, textpage.raw, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFTextObj_GetText(item, textpage.raw, pointer, length)
    return buffer.raw.decode("utf-16-le", "surrogatepass").rstrip("\0")


def _element(
    item: pikepdf.Object, pages: dict[tuple[int, int], int], texts: dict[tuple[int, int], str]
) -> Element:
    attributes = item.get("/A", pikepdf.Dictionary())
    made = Element(str(item.S)[1:], str(item.get("/Alt", "")), str(attributes.get("/Scope", "")))
    own = pages[item.Pg.objgen] if "/Pg" in item else -1
    for kid in item.get("/K", []):
        if isinstance(kid, int):
            made.kids.append(texts.get((own, kid), ""))
        elif kid.get("/Type") == "/MCR":
            made.kids.append(texts.get((pages[kid.Pg.objgen], int(kid.MCID)), ""))
        else:
            made.kids.append(_element(kid, pages, texts))
    return made


def _is_filled(item: object) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(item, mode, stroke)) and mode.value != 0


def _bounds(item: object) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *sides)
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


def _colour(item: object) -> Rgb:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
    return red.value, green.value, blue.value
