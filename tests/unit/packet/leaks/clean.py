"""Makes PDF files that look as if something were hidden, and hide nothing."""

from __future__ import annotations

import io
from collections.abc import Callable

from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas
from unit.packet.leaks.made import annotated, changed, page, photograph, with_picture
from unit.packet.leaks.made_ink import cid, form, image, photo, raw, states, truetype

_SAID = "BT /F1 12 Tf 40 200 Td (The report of March) Tj ET"
_WHITE = "BT 1 g /F1 12 Tf 44 200 Td (Date and place) Tj ET 0 g"
_PHOTO = "q 260 0 0 110 40 40 cm /I Do Q"


def _grid() -> str:
    rows = " ".join(f"40 {y} m 360 {y} l S" for y in range(40, 221, 20))
    columns = " ".join(f"{x} 40 m {x} 220 l S" for x in range(40, 361, 80))
    texts = " ".join(
        f"BT /F1 9 Tf {x + 4} {y + 5} Td (Cell {x}) Tj ET" for x in (40, 120, 200) for y in (40, 60)
    )
    return f".5 w {rows} {columns} {texts}"


def _rotated(angle: int) -> Callable[[], bytes]:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Rotate = angle

    return lambda: changed(change)


def _scan() -> bytes:
    target = io.BytesIO()
    scan = Image.new("L", (1600, 1200), 250)
    drawing = ImageDraw.Draw(scan)
    drawing.text((160, 350), "The report of March", fill=0, font_size=56)
    scan.save(target, "PNG")

    def draw(canvas: Canvas) -> None:
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(io.BytesIO(target.getvalue())), 0, 0, 400, 300)
        canvas.setFont("Helvetica", 14)
        canvas.drawString(42, 200, "The report of March", mode=3)

    return page(draw, text="")


def _bars(code: str) -> str:
    return " ".join(code.format(y=y, w=w) for y, w in ((180, 90), (160, 200), (140, 60)))


def _outlined(canvas: Canvas) -> None:
    canvas.rect(36, 194, 300, 18, stroke=1, fill=0)
    canvas.drawString(40, 200, "Nothing is under this frame.")


CLEAN: tuple[tuple[str, Callable[[], bytes]], ...] = (
    ("table with a dark head", raw(f"0 0 .4 rg 36 194 300 18 re f {_WHITE} {_grid()}")),
    ("text on a coloured ground", raw(f".9 .95 .8 rg 0 0 400 240 re f 0 g {_SAID}")),
    ("white text on a dark page", raw(f".1 g 0 0 400 240 re f {_WHITE}")),
    ("white text on a photograph", raw(f"{_PHOTO} BT 0 g /F1 20 Tf 60 80 Td (Cedar) Tj ET", photo)),
    ("shadow behind a box", raw(f".6 g 44 186 300 22 re f 1 g 40 190 300 22 re f 0 g {_SAID}")),
    ("frame around text", lambda: page(_outlined)),
    ("table", raw(_grid())),
    (
        "pale highlight",
        raw(f"/G gs 1 1 0 rg 36 194 300 18 re f 0 g {_SAID}", states(BM=Name.Multiply)),
    ),
    (
        "highlight after the text",
        raw(f"{_SAID} /G gs 1 1 .4 rg 36 194 300 18 re f", states(BM=Name.Multiply)),
    ),
    ("struck out", raw(f"{_SAID} .8 w 40 204 m 160 204 l S")),
    ("underlined", raw(f"{_SAID} 1 w 40 197 m 160 197 l S")),
    (
        "hatched map",
        raw(
            ".4 w "
            + " ".join(f"{x} 40 m {x + 60} 160 l S" for x in range(40, 300, 6))
            + " BT /F1 12 Tf 40 200 Td (Map) Tj ET"
        ),
    ),
    (
        "map with slanting names",
        raw("BT /F1 10 Tf .8 .6 -.6 .8 60 60 Tm (Cedar Street) Tj ET 1 w 40 40 m 300 235 l S"),
    ),
    (
        "bar chart",
        raw(
            _bars("0 g 90 {y} {w} 12 re f")
            + " BT /F1 9 Tf 40 183 Td (May) Tj 0 -20 Td (June) Tj 0 -20 Td (July) Tj ET"
        ),
    ),
    (
        "chart with values",
        raw(
            _bars(
                "0 g 90 {y} {w} 12 re f BT /F1 9 Tf 60 {y} Td (May) Tj ET BT /F1 "
                "9 Tf 300 {y} Td (42) Tj ET"
            )
        ),
    ),
    ("scan with its text", _scan),
    ("picture", lambda: with_picture(photograph())),
    (
        "picture with a caption below",
        raw(f"{_PHOTO} BT /F1 9 Tf 40 28 Td (Photograph 1) Tj ET", photo),
    ),
    ("logo with a soft edge", raw("q 60 0 0 60 300 220 cm /I Do Q", image(bytes(range(64)), 8, 8))),
    ("turned page", _rotated(90)),
    ("page upside down", _rotated(180)),
    ("turned text", raw("BT /F1 12 Tf 0 1 -1 0 100 60 Tm (Turned on its side) Tj ET")),
    ("ligatures and accents", truetype("ﬁnding ﬂats: café, naïve, Ærø")),
    ("two-byte font", cid("Nothing to see here")),
    ("text in a drawing", raw("q .5 0 0 .5 0 60 cm /X Do Q", form(_SAID))),
    (
        "solid bars with labels",
        raw("0 g 36 194 130 18 re f BT 1 g /F1 10 Tf 40 200 Td ([REDACTED]) Tj ET"),
    ),
    (
        "equal bars in a text",
        raw(
            " ".join(
                f"BT 0 g /F1 12 Tf 40 {y} Td (The report of) Tj ET 0 g {x} {y - 3} "
                f"60 12 re f BT /F1 12 Tf {x + 66} {y} Td (is here) Tj ET"
                for y, x in ((200, 118), (180, 118), (160, 118))
            )
        ),
    ),
    ("rule across the page", raw(f"{_SAID} 2 w 40 190 m 360 190 l S")),
    ("heavy rule", raw(f"{_SAID} 6 w 40 185 m 360 185 l S")),
    (
        "check boxes",
        raw(
            "40 100 10 10 re S 42 102 m 48 108 l S 42 108 m 48 102 l S BT "
            "/F1 9 Tf 56 102 Td (Yes) Tj ET"
        ),
    ),
    (
        "slide with shapes",
        raw(
            f".2 .4 .8 rg 30 180 m 350 180 l 350 230 l 30 230 l h f {_WHITE} "
            f".9 g 30 60 320 100 re f 0 g BT /F1 12 Tf 50 120 Td (First point) "
            f"Tj ET"
        ),
    ),
    (
        "link to a page",
        annotated(
            "Link", A=Dictionary(S=Name.URI, URI="https://example.org"), Border=Array([0, 0, 0])
        ),
    ),
)
