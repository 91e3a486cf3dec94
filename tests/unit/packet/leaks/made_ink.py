"""More files that leak by what is painted: covers, colours, clips and crops in other operators."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from unit.packet.leaks.made import LINE, SECRET, Leak, changed, page, photograph

from app.paths import resource

SHOW = f"BT /F1 12 Tf 40 200 Td ({LINE}) Tj ET"
BOX = "36 194 300 18 re f"
Add = Callable[[Pdf, Dictionary], None]


def variants(
    name: str, kind: str, *makes: Callable[[], bytes], by_make: bool = True
) -> Iterator[Leak]:
    """Give files that leak in one way."""
    for make in makes:
        yield Leak(name, make, kind, by_make)


def raw(code: str, add: Add | None = None) -> Callable[[], bytes]:
    """Draw a page by operators, with what they need among its resources."""

    def change(pdf: Pdf) -> None:
        first = pdf.pages[0]
        if add is not None:
            add(pdf, first.obj.Resources)
        first.contents_add(pdf.make_stream(code.encode("latin-1")))

    return lambda: changed(change)


def states(**entries: object) -> Add:
    """Add a graphics state."""

    def add(_: Pdf, resources: Dictionary) -> None:
        resources.ExtGState = Dictionary(G=Dictionary(**entries))

    return add


def form(code: str, box: tuple[int, int, int, int] = (0, 0, 400, 300), **entries: object) -> Add:
    """Add a form that is drawn as ``/X Do``."""

    def add(pdf: Pdf, resources: Dictionary) -> None:
        fonts = Dictionary(
            Font=resources.Font,
            **({"XObject": resources.XObject} if "/XObject" in resources else {}),
        )
        made = pdf.make_stream(
            code.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array(box), Resources=fonts
        )
        for key, value in entries.items():
            made["/" + key] = value
        resources.XObject = Dictionary(X=made)

    return add


def image(data: bytes, width: int, height: int, **entries: object) -> Add:
    """Add an image that is drawn as ``/I Do``."""

    def add(pdf: Pdf, resources: Dictionary) -> None:
        facts = {"ColorSpace": Name.DeviceGray, "BitsPerComponent": 8, **entries}
        made = pdf.make_stream(
            data, Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height
        )
        for key, value in facts.items():
            made["/" + key] = value
        resources.XObject = Dictionary(I=made)

    return add


def photo(_: Pdf, resources: Dictionary) -> None:
    """Add a photograph that shows the word."""
    data = photograph(text=SECRET)
    image(data, 400, 200, ColorSpace=Name.DeviceRGB, Filter=Name.DCTDecode)(_, resources)


def _tint(_: Pdf, resources: Dictionary) -> None:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[0, 0, 0], N=1)
    resources.ColorSpace = Dictionary(
        S=Array([Name.Separation, Name("/Spot"), Name.DeviceRGB, function])
    )


def truetype(text: str, after: str = "", mode: int = 0) -> Callable[[], bytes]:
    """Write in an embedded TrueType font, then draw."""

    def draw(canvas: Canvas) -> None:
        canvas._doc  # noqa: B018 - the font is bound to the document
        face = TTFont("NotoLeak", str(resource("fonts/NotoSans-Regular.ttf")))
        from reportlab.pdfbase import pdfmetrics

        pdfmetrics.registerFont(face)
        canvas.setFont("NotoLeak", 12)
        canvas.drawString(40, 200, text, mode=mode)
        canvas.addLiteral(after)

    return lambda: page(draw)


def two_bytes(pdf: Pdf, face: Object, table: str, **entries: object) -> Object:
    """Give a font of two-byte codes that says its characters by a table."""
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/NotoSans"), Flags=4, FontFile2=face
    )
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/NotoSans"),
        DW=600,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        **entries,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/NotoSans"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(inner)]),
            ToUnicode=pdf.make_stream(table.encode()),
        )
    )


def cid(text: str, after: str = "") -> Callable[[], bytes]:
    """Write in a font of two-byte codes that says its characters by a table."""

    def add(pdf: Pdf, resources: Dictionary) -> None:
        face = pdf.make_stream(resource("fonts/NotoSans-Regular.ttf").read_bytes())
        pairs = "\n".join(f"<{ord(sign):04X}> <{ord(sign):04X}>" for sign in sorted(set(text)))
        table = (
            f"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(set(text))} "
            f"beginbfchar\n{pairs}\nendbfchar endcmap"
        )
        resources.Font["/C"] = two_bytes(pdf, face, table)

    codes = text.encode("utf-16-be").hex()
    return raw(f"BT /C 12 Tf 40 200 Td <{codes}> Tj ET\n{after}", add)


def type3(text: str, after: str = "") -> Callable[[], bytes]:
    """Write in a font whose signs are drawings, with names that say what they are."""

    def add(pdf: Pdf, resources: Dictionary) -> None:
        signs = sorted(set(text))
        names = {sign: f"uni{ord(sign):04X}" for sign in signs}
        shape = pdf.make_stream(b"600 0 0 0 500 700 d1 50 0 400 700 re f")
        resources.Font["/T"] = pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type3,
                FontBBox=[0, 0, 600, 800],
                FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
                FirstChar=min(map(ord, signs)),
                LastChar=max(map(ord, signs)),
                Widths=Array([600] * (max(map(ord, signs)) - min(map(ord, signs)) + 1)),
                CharProcs=Dictionary({"/" + names[sign]: shape for sign in signs}),
                Encoding=Dictionary(
                    Type=Name.Encoding,
                    Differences=Array(
                        [part for sign in signs for part in (ord(sign), Name("/" + names[sign]))]
                    ),
                ),
                Resources=Dictionary(),
            )
        )

    return raw(f"BT /T 12 Tf 40 200 Td ({text}) Tj ET\n{after}", add)


def _boxes(key: str, box: list[int], text: str) -> Callable[[], bytes]:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj[key] = Array(box)

    return lambda: changed(change, page(lambda canvas: canvas.drawString(40, 100, text)))


def _inherited_crop() -> bytes:
    def change(pdf: Pdf) -> None:
        pdf.Root.Pages.CropBox = Array([0, 220, 400, 300])

    return changed(change, page(lambda canvas: canvas.drawString(40, 100, LINE)))


def _redaction_bars(code: str) -> Callable[[], bytes]:
    lines = "".join(
        f"BT /F1 12 Tf 40 {y} Td (The report of) Tj ET BT /F1 12 Tf {x + 10} "
        f"{y} Td (is here.) Tj ET "
        for y, x in ((200, 190), (180, 230), (160, 170))
    )
    bars = ((118, 197, 68), (118, 177, 108), (122, 157, 44))
    return raw(
        lines + "0 g " + " ".join(code.format(x=x, y=y, w=w, m=y + 6, e=x + w) for x, y, w in bars)
    )


_PICTURE = "q 260 0 0 110 40 40 cm /I Do Q "
_BLACK = bytes(64)
_LAYER = "q 400 0 0 300 0 0 cm /I Do Q "
_HATCH = " ".join(f"{x} 194 m {x} 212 l S" for x in range(36, 337, 2))
INK = (
    *variants(
        "black box over live text",
        "text_under_ink",
        raw(f"{SHOW} 0 0 0 1 k 36 194 m 336 194 l 336 212 l 36 212 l h f*"),
        truetype(LINE, f"0 0 0 rg {BOX}"),
        cid(LINE, f"0 g {BOX}"),
        type3(LINE, f"0 g {BOX}"),
        raw(f"{SHOW} /DeviceGray cs 0 sc 36 194 150 18 re 186 194 150 18 re B"),
    ),
    *variants(
        "white box over live text",
        "text_under_ink",
        raw(f"{SHOW} 0 0 0 0 k {BOX}"),
        raw(f"{SHOW} /S cs 0 scn {BOX}", _tint),
        truetype(LINE, f"1 1 1 rg {BOX}"),
    ),
    *variants(
        "text in the colour of its box",
        "text_under_ink",
        raw(f"0 0 .5 rg {BOX} {SHOW}"),
        raw(f"/DeviceRGB cs .2 .2 .2 sc {BOX} {SHOW}"),
        raw(f"1 0 0 0 k {BOX} {SHOW}"),
    ),
    *variants(
        "translucent marker",
        "box_over_text",
        raw(f"{SHOW} /G gs 0.2 0 0.3 rg {BOX}", states(ca=0.8)),
        raw(f"{SHOW} /G gs 0.2 g {BOX}", states(ca=0.9, BM=Name.Multiply)),
        raw(f"{SHOW} q /G gs 0 g 36 194 m 336 194 l 336 212 l 36 212 l f Q", states(ca=0.75)),
    ),
    *variants(
        "thick line over live text",
        "text_under_ink",
        raw(f"{SHOW} 20 w 0 0 0 RG 1 J 30 204 m 120 204 l 340 204 l S"),
        raw(f"{SHOW} 2.2 w 0 G {_HATCH}"),
        raw(f"{SHOW} 22 w 0 G 30 204 m 100 205 200 203 340 204 c S"),
    ),
    *variants(
        "picture over live text",
        "text_under_ink",
        raw(f"{SHOW} q 300 0 0 18 36 194 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"),
        raw(
            f"{SHOW} 0 g q 300 0 0 18 36 194 cm /I Do Q",
            image(bytes(8), 8, 8, ImageMask=True, BitsPerComponent=1),
        ),
        raw(
            f"{SHOW} q 300 0 0 18 36 194 cm /I Do Q",
            image(bytes(192), 8, 8, ColorSpace=Name.DeviceRGB),
        ),
    ),
    *variants(
        "box inside a drawing",
        "box_over_text",
        raw("/X Do", form(f"{SHOW} .1 g {BOX}")),
        raw(f"{SHOW} /X Do", form(f"0 g {BOX}")),
        raw(
            "q .5 0 0 .5 10 10 cm /X Do Q",
            form(f"{SHOW} 0 0 0 rg {BOX}", Matrix=Array([1, 0, 0, 1, 5, 5])),
        ),
    ),
    *variants(
        "box over a picture",
        "box_over_picture",
        raw(f"{_PICTURE} 1 g 60 85 120 20 re f", photo),
        raw(f"{_PICTURE} 0 G 20 w 60 95 m 180 95 l S", photo),
        raw(f"{_PICTURE} 0 0 0 1 k 60 85 m 180 85 l 180 105 l 60 105 l f", photo),
    ),
    *variants(
        "white text",
        "text_under_ink",
        raw(f"1 1 1 rg {SHOW}"),
        raw(f"/S cs 0 scn {SHOW}", _tint),
        raw(f"0 0 0 0 k {SHOW}"),
    ),
    *variants(
        "tiny text",
        "tiny_text",
        raw(f"BT /F1 1 Tf .5 0 0 .5 40 200 Tm ({LINE}) Tj ET"),
        raw(f"q .05 0 0 .05 40 200 cm {SHOW} Q"),
        raw(f"BT /F1 .6 Tf 40 200 Td 300 Tz ({LINE}) Tj ET"),
    ),
    *variants(
        "invisible text",
        "text_under_ink",
        raw(f"BT 7 Tr /F1 12 Tf 40 200 Td ({LINE}) Tj ET"),
        raw(f"/G gs {SHOW}", states(ca=0)),
        truetype(LINE, mode=3),
    ),
    *variants(
        "text layer under a blanked scan",
        "text_under_ink",
        raw(f"{SHOW} {_LAYER}", image(b"\xff" * 64, 8, 8)),
        raw(f"{_LAYER} 3 Tr {SHOW}", image(b"\xff" * 64, 8, 8)),
        raw(f"{_LAYER} 0 Tr 1 g {SHOW}", image(b"\xff" * 192, 8, 8, ColorSpace=Name.DeviceRGB)),
    ),
    *variants(
        "text clipped away",
        "text_under_ink",
        raw(f"q 0 0 m 20 0 l 20 20 l h W* n {SHOW} Q"),
        raw("/X Do", form(SHOW, (0, 0, 30, 30))),
        raw(f"q 0 0 1 1 re W n 5 5 1 1 re W n {SHOW} Q"),
    ),
    *variants(
        "text off the page",
        "outside_page",
        raw(f"BT /F1 12 Tf 40 -60 Td ({LINE}) Tj ET"),
        raw(f"q 1 0 0 1 0 900 cm {SHOW} Q"),
        raw("q 1 0 0 1 -600 0 cm /X Do Q", form(SHOW)),
    ),
    *variants(
        "page cropped",
        "outside_page",
        _boxes("/MediaBox", [0, 220, 400, 300], LINE),
        _inherited_crop,
        _boxes("/CropBox", [200, 0, 400, 90], LINE),
    ),
    *variants(
        "picture cropped",
        "cropped_picture",
        raw("q 40 140 200 50 re W n 260 0 0 110 40 40 cm /I Do Q", photo),
        raw("q 260 0 0 110 300 40 cm /I Do Q", photo),
        raw("q 40 60 m 140 60 l 140 90 l 40 90 l h W* n 260 0 0 110 40 40 cm /I Do Q", photo),
    ),
    *variants(
        "widths of the boxes",
        "bar_width",
        _redaction_bars("{x} {y} {w} 12 re f"),
        _redaction_bars("12 w {x} {m} m {e} {m} l S"),
        _redaction_bars("q {w} 0 0 12 {x} {y} cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"),
    ),
    *variants(
        "hatching over live text",
        "box_over_text",
        raw(f"{SHOW} 0 G 1 w 36 194 m 336 212 l S 36 212 m 336 194 l S 36 194 300 18 re S"),
        raw(f"{SHOW} 0 G .7 w 36 194 m 336 212 l 36 212 m 336 194 l 36 194 300 18 re S"),
        raw(
            f"{SHOW} 0 G 36 194 300 18 re S "
            + " ".join(
                f"{x} 194 m {x + 14} 212 l S {x} 212 m {x + 14} 194 l S" for x in range(36, 320, 14)
            )
        ),
    ),
)
