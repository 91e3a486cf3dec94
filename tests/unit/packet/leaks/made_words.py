"""More files that leak by words that a plain search does not find, and fonts that lie."""

from __future__ import annotations

from collections.abc import Callable

from pikepdf import Array, Dictionary, Name, Pdf
from reportlab.pdfgen.canvas import Canvas
from unit.packet.leaks.made import LINE, SECRET, page
from unit.packet.leaks.made_ink import SHOW, cid, raw, truetype, two_bytes, type3, variants

_LETTERS = " ".join(
    f"1 0 0 1 {40 + 9 * at} 200 Tm ({letter}) Tj" for at, letter in enumerate(SECRET)
)
_CYRILLIC = str.maketrans("aco", "\u0430\u0441\u043e")


def two_lines(first: str, second: str) -> Callable[[], bytes]:
    """Write two lines one under the other."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 200, first)
        canvas.drawString(40, 184, second)

    return lambda: page(draw)


def lying(told: str, *, differences: bool) -> Callable[[], bytes]:
    """Show the word while the font's table says another one."""
    word = "Blackwod"

    def add(pdf: Pdf, resources: Dictionary) -> None:
        pairs = "\n".join(
            f"<{ord(sign):02X}> <{ord(said):04X}>" for sign, said in zip(word, told, strict=True)
        )
        table = (
            f"begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n8 "
            f"beginbfchar\n{pairs}\nendbfchar endcmap"
        )
        encoding = (
            Dictionary(Type=Name.Encoding, Differences=Array([66, Name("/B"), 97, Name("/a")]))
            if differences
            else Name.WinAnsiEncoding
        )
        resources.Font["/L"] = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name("/Helvetica"),
            Encoding=encoding,
            ToUnicode=pdf.make_stream(table.encode()),
        )

    return raw(f"BT /L 12 Tf 40 200 Td ({SECRET}) Tj ET", add)


def lying_glyphs() -> bytes:
    """Show the word by glyph numbers while the table says another one."""
    return cid_of(SECRET, "Somewhere")()


def cid_of(shown: str, told: str) -> Callable[[], bytes]:
    """Show a word by the numbers of an embedded font's glyphs; say another one."""
    import uharfbuzz

    from app.paths import resource

    path = resource("fonts/NotoSans-Regular.ttf")
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
    glyphs = [font.get_nominal_glyph(ord(sign)) for sign in shown]

    def add(pdf: Pdf, resources: Dictionary) -> None:
        pairs = {
            glyph: f"<{glyph:04X}> <{ord(said):04X}>"
            for glyph, said in zip(glyphs, told, strict=True)
        }
        table = (
            f"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(pairs)} "
            f"beginbfchar\n" + "\n".join(pairs.values()) + "\nendbfchar endcmap"
        )
        face = pdf.make_stream(path.read_bytes())
        resources.Font["/C"] = two_bytes(pdf, face, table, CIDToGIDMap=Name.Identity)

    codes = "".join(f"{glyph:04x}" for glyph in glyphs)
    return raw(f"BT /C 12 Tf 40 200 Td <{codes}> Tj ET", add)


def glyph_list(names: bool) -> Callable[[], bytes]:
    """Keep the word's letters in a font's own lists though no page shows them."""

    def add(pdf: Pdf, resources: Dictionary) -> None:
        pairs = "\n".join(f"<{at:02X}> <{ord(sign):04X}>" for at, sign in enumerate(SECRET, 1))
        table = f"begincmap\n{len(SECRET)} beginbfchar\n{pairs}\nendbfchar endcmap"
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name("/AAAAAA+Noto"),
            FirstChar=1,
            LastChar=9,
            Widths=Array([600] * 9),
        )
        font.FontDescriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=Name("/AAAAAA+Noto"), Flags=4
        )
        if names:
            font.FontDescriptor.CharSet = "".join(f"/{sign}" for sign in SECRET)
        else:
            font.ToUnicode = pdf.make_stream(table.encode())
        resources.Font["/U"] = pdf.make_indirect(font)

    return raw("BT /U 12 Tf ET", add)


def differences() -> bytes:
    """Keep the word's letters in an encoding."""

    def add(_: Pdf, resources: Dictionary) -> None:
        names = [Name("/" + sign) for sign in SECRET]
        resources.Font["/D"] = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name("/Helvetica"),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([1, *names])),
        )

    return raw("BT /D 12 Tf ET", add)()


WORDS = (
    *variants("plain word", "withheld_word", truetype(LINE), cid(LINE), type3(LINE), by_make=False),
    *variants(
        "word broken by a line end",
        "withheld_word",
        two_lines("by Black\u00ad", "wood of this town"),
        two_lines("This is B l a c k", "w o o d of this town"),
        two_lines("was Jordan BLACK-", "WOOD"),
        by_make=False,
    ),
    *variants(
        "word letter by letter",
        "withheld_word",
        raw(f"BT /F1 12 Tf {_LETTERS} ET"),
        raw("BT /F1 12 Tf 40 200 Td [" + " ".join(f"({x}) -600" for x in SECRET) + "] TJ ET"),
        raw("BT /F1 12 Tf 40 200 Td 8 Tc (B-l-a-c-k-w-o-o-d) Tj ET"),
        by_make=False,
    ),
    *variants(
        "word in other signs",
        "withheld_word",
        cid("".join(chr(ord(x) + 0xFEE0) for x in SECRET)),
        cid("\u200b".join(SECRET)),
        cid("\u202e" + SECRET[::-1]),
        cid(SECRET.translate(_CYRILLIC)),
        by_make=False,
    ),
    *variants(
        "word read wrong by a scanner",
        "withheld_word",
        raw(SHOW.replace(SECRET, "B1ackwood")),
        raw(SHOW.replace(SECRET, "Blackw00d")),
        raw(SHOW.replace(SECRET, "BIackwo0d")),
        by_make=False,
    ),
    *variants(
        "font that lies",
        "lying_font",
        lying("Sunshine", differences=False),
        lying("Greatday", differences=True),
        lying_glyphs,
    ),
    *variants(
        "letters only in a font",
        "hidden_word",
        glyph_list(names=True),
        glyph_list(names=False),
        differences,
        by_make=False,
    ),
)
