"""Makes PDF files that leak a word, one for each way that is known; nothing else is in them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

SECRET = "Blackwood"
LINE = f"The driver was Jordan {SECRET} of this town."


@dataclass(frozen=True, slots=True)
class Leak:
    """A file that leaks; those of one name leak in one way and differ in how.

    Attributes:
        kind: of the finding that must be made.
        by_make: whether it must be found without knowing the word.
    """

    name: str
    make: Callable[[], bytes]
    kind: str
    by_make: bool = True


def page(
    draw: Callable[[Canvas], None], text: str = "Nothing to see here, all is released."
) -> bytes:
    """Draw one page with a harmless line and what ``draw`` adds."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(400, 300), invariant=1)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(40, 250, text)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def nothing(_: Canvas) -> None:
    """Add nothing."""


def changed(change: Callable[[Pdf], None], data: bytes | None = None) -> bytes:
    """Give a file after a change to its objects, saved once."""
    with Pdf.open(io.BytesIO(data or page(nothing))) as pdf:
        change(pdf)
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True)
    return target.getvalue()


def photograph(*, text: str = "", comment: bytes = b"", exif: bytes = b"") -> bytes:
    """Make a JPEG file, with a word in its pixels or beside them."""
    image = Image.new("RGB", (400, 200), (235, 235, 225))
    drawing = ImageDraw.Draw(image)
    for y in range(10, 200, 24):
        drawing.line((10, y, 390, y), fill=(90, 90, 90), width=2)
    drawing.text((30, 90), text, fill=(0, 0, 0))
    target = io.BytesIO()
    more = {"exif": exif} if exif else {}
    image.save(target, "JPEG", quality=85, comment=comment or None, **more)
    return target.getvalue()


def with_picture(data: bytes, box: tuple[float, float, float, float] = (40, 40, 300, 150)) -> bytes:
    """Draw a page with a picture."""
    return page(lambda canvas: _picture(canvas, data, box))


def _picture(canvas: Canvas, data: bytes, box: tuple[float, float, float, float]) -> None:
    canvas.drawImage(ImageReader(io.BytesIO(data)), *box)


def _boxed(canvas: Canvas, *, after: bool = True, grey: float = 0, alpha: float = 1) -> None:
    if after:
        canvas.drawString(40, 200, LINE)
    canvas.saveState()
    canvas.setFillGray(grey, alpha)
    canvas.rect(36, 194, 300, 18, stroke=0, fill=1)
    canvas.restoreState()


def black_box() -> bytes:
    return page(_boxed)


def white_box() -> bytes:
    return page(lambda canvas: _boxed(canvas, grey=1))


def box_and_same_colour() -> bytes:
    def draw(canvas: Canvas) -> None:
        _boxed(canvas, after=False)
        canvas.setFillGray(0)
        canvas.drawString(40, 200, LINE)

    return page(draw)


def marker() -> bytes:
    return page(lambda canvas: _boxed(canvas, alpha=0.7))


def thick_line() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 200, LINE)
        canvas.setLineWidth(18)
        canvas.line(36, 204, 330, 204)

    return page(draw)


def picture_over_text() -> bytes:
    black = io.BytesIO()
    Image.new("L", (8, 8), 0).save(black, "PNG")

    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 200, LINE)
        _picture(canvas, black.getvalue(), (36, 194, 300, 18))

    return page(draw)


def _in_form(draw: Callable[[Canvas], None]) -> bytes:
    """Draw inside a form that is drawn at half its size, inside another one."""

    def outer(canvas: Canvas) -> None:
        canvas.beginForm("inner")
        draw(canvas)
        canvas.endForm()
        canvas.beginForm("outer")
        canvas.translate(20, 10)
        canvas.doForm("inner")
        canvas.endForm()
        canvas.scale(0.5, 0.5)
        canvas.doForm("outer")

    return page(outer)


def box_in_form() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        _boxed(canvas, alpha=0.8)

    return _in_form(draw)


def box_over_picture_in_form() -> bytes:
    def draw(canvas: Canvas) -> None:
        _picture(canvas, photograph(text=SECRET), (40, 40, 300, 150))
        canvas.setFillGray(0)
        canvas.rect(60, 105, 120, 20, stroke=0, fill=1)

    return _in_form(draw)


def white_text() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        canvas.drawString(40, 200, LINE)

    return page(draw)


def tiny_text() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 0.8)
        canvas.drawString(40, 200, LINE)

    return page(draw)


def invisible_text() -> bytes:
    return page(lambda canvas: canvas.drawString(40, 200, LINE, mode=3))


def scan_with_text_layer() -> bytes:
    blanked = io.BytesIO()
    image = Image.new("L", (400, 300), 255)
    ImageDraw.Draw(image).rectangle((36, 88, 336, 106), fill=0)
    image.save(blanked, "PNG")

    def draw(canvas: Canvas) -> None:
        _picture(canvas, blanked.getvalue(), (0, 0, 400, 300))
        canvas.drawString(40, 200, LINE, mode=3)

    return page(draw)


def clipped_text() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(0, 0, 20, 20)
        canvas.clipPath(path, stroke=0)
        canvas.drawString(40, 200, LINE)
        canvas.restoreState()

    return page(draw)


def off_the_page() -> bytes:
    return page(lambda canvas: canvas.drawString(440, 200, LINE))


def cropped_page() -> bytes:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.CropBox = Array([0, 220, 400, 300])

    return changed(change, page(lambda canvas: canvas.drawString(40, 100, LINE)))


def cropped_picture() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(40, 140, 300, 50)
        canvas.clipPath(path, stroke=0)
        _picture(canvas, photograph(text=SECRET), (40, 40, 300, 150))
        canvas.restoreState()

    return page(draw)


def box_over_picture() -> bytes:
    def draw(canvas: Canvas) -> None:
        _picture(canvas, photograph(text=SECRET), (40, 40, 300, 150))
        canvas.setFillGray(0)
        canvas.rect(60, 105, 120, 20, stroke=0, fill=1)

    return page(draw)


def author() -> bytes:
    return changed(lambda pdf: pdf.docinfo.__setitem__("/Author", SECRET))


def title() -> bytes:
    return changed(lambda pdf: pdf.docinfo.__setitem__("/Title", f"Complaint of {SECRET}"))


def xmp() -> bytes:
    text = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>'
        f"{SECRET}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    )

    def change(pdf: Pdf) -> None:
        pdf.Root.Metadata = pdf.make_stream(text.encode(), Type=Name.Metadata, Subtype=Name.XML)

    return changed(change)


def revision() -> bytes:
    before = page(lambda canvas: canvas.drawString(40, 200, LINE))
    after = page(nothing)
    return before + after


def update() -> bytes:
    """Take the word out by saving over the file, as most programs do."""
    before = page(lambda canvas: canvas.drawString(40, 200, LINE))
    with Pdf.open(io.BytesIO(before)) as pdf:
        number, generation = pdf.pages[0].obj.Contents.objgen
        root, size = pdf.Root.objgen[0], int(pdf.trailer.Size)
    last = int(before.rpartition(b"startxref")[2].split()[0])
    at = len(before)
    body = f"{number} {generation} obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n".encode()
    table = f"xref\n{number} 1\n{at:010d} {generation:05d} n \n"
    trailer = f"trailer\n<< /Size {size} /Root {root} 0 R /Prev {last} >>\n"
    return before + body + f"{table}{trailer}startxref\n{at + len(body)}\n%%EOF\n".encode()


def hexadecimal_picture() -> bytes:
    return _wrapped(Name.ASCIIHexDecode, lambda data: data.hex().encode() + b">")


def packed_picture() -> bytes:
    return _wrapped(Name.FlateDecode, zlib.compress)


def _wrapped(name: Name, wrap: Callable[[bytes], bytes]) -> bytes:
    def change(pdf: Pdf) -> None:
        for image in pdf.pages[0].obj.Resources.XObject.values():
            image.write(
                wrap(photograph(comment=SECRET.encode())),
                filter=Array([name, Name.DCTDecode]),
                decode_parms=Array([None, None]),
            )

    with Pdf.open(io.BytesIO(with_picture(photograph()))) as pdf:
        change(pdf)
        target = io.BytesIO()
        pdf.save(target, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return target.getvalue()


def after_the_end() -> bytes:
    return page(nothing) + b"\n" + LINE.encode()


def embedded_file() -> bytes:
    def change(pdf: Pdf) -> None:
        pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(pdf, LINE.encode())

    return changed(change)


def file_annotation() -> bytes:
    def change(pdf: Pdf) -> None:
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[300, 10, 320, 30], Contents=SECRET
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return changed(change)


def annotated(subtype: str, **entries: object) -> Callable[[], bytes]:
    """Lay an annotation with the secret on the page."""

    def change(pdf: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=[300, 10, 320, 30])
        for key, value in entries.items():
            note["/" + key] = value
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return lambda: changed(change)


def form_value() -> bytes:
    def change(pdf: Pdf) -> None:
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T="name",
                V=SECRET,
                Rect=[40, 100, 200, 120],
            )
        )
        pdf.pages[0].obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))

    return changed(change)


def bookmark() -> bytes:
    def change(pdf: Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem(f"Complaint of {SECRET}", 0))

    return changed(change)


def actual_text() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.addLiteral(f"/Span <</ActualText ({SECRET})>> BDC")
        canvas.drawString(40, 200, "X")
        canvas.addLiteral("EMC")

    return page(draw)


def alternative_text() -> bytes:
    def change(pdf: Pdf) -> None:
        figure = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Figure, Alt=SECRET))
        pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Array([figure]))

    return changed(change)


def private_data() -> bytes:
    def change(pdf: Pdf) -> None:
        pdf.Root.PieceInfo = Dictionary(Maker=Dictionary(Private=SECRET))

    return changed(change)


def page_private_data() -> bytes:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.PieceInfo = Dictionary(Maker=Dictionary(Private=SECRET))

    return changed(change)


def orphan() -> bytes:
    plain = page(nothing)
    at = plain.rfind(b"\nxref") + 1
    with Pdf.open(io.BytesIO(plain)) as pdf:
        number = int(pdf.trailer.Size)
    body = f"{number} 0 obj\n<< /Note ({LINE}) >>\nendobj\n".encode()
    start = at + len(body)
    kept = plain[:at] + body + plain[at:]
    kept = kept.replace(f"0 {number}\n".encode(), f"0 {number + 1}\n".encode(), 1)
    kept = kept.replace(b"trailer", f"{at:010d} 00000 n \ntrailer".encode(), 1)
    kept = kept.replace(f"/Size {number}".encode(), f"/Size {number + 1}".encode(), 1)
    before, _, _ = kept.rpartition(b"startxref")
    return before + f"startxref\n{start}\n%%EOF\n".encode()


def undrawn_form() -> bytes:
    def change(pdf: Pdf) -> None:
        form = pdf.make_stream(
            f"BT /F1 12 Tf 40 200 Td ({LINE}) Tj ET".encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 400, 300],
        )
        pdf.pages[0].obj.Resources.XObject = Dictionary(Hidden=form)

    return changed(change)


def missing_picture() -> bytes:
    def change(pdf: Pdf) -> None:
        del pdf.pages[0].obj.Resources["/XObject"]

    return changed(change, with_picture(photograph()))


def exif() -> bytes:
    data = Image.Exif()
    data[0x010E] = SECRET
    return with_picture(photograph(exif=data.tobytes()))


def jpeg_comment() -> bytes:
    return with_picture(photograph(comment=SECRET.encode()))


def picture_description() -> bytes:
    def change(pdf: Pdf) -> None:
        drawings = pdf.pages[0].obj.Resources.XObject
        for name in list(drawings):
            drawings[name].Metadata = pdf.make_stream(SECRET.encode(), Type=Name.Metadata)

    return changed(change, with_picture(photograph()))


def hidden_layer() -> bytes:
    def change(pdf: Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="notes"))
        off = Dictionary(OFF=Array([layer]), Order=Array([layer]))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=off)
        first = pdf.pages[0]
        first.obj.Resources.Properties = Dictionary(Layer=layer)
        code = f"/OC /Layer BDC BT /F1 12 Tf 40 200 Td ({LINE}) Tj ET EMC"
        first.contents_add(pdf.make_stream(code.encode()))

    return changed(change)


def script() -> bytes:
    def change(pdf: Pdf) -> None:
        action = Dictionary(S=Name.JavaScript, JS=f"var name = '{SECRET}';")
        pdf.Root.OpenAction = action

    return changed(change)


def thumbnail() -> bytes:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Thumb = pdf.make_stream(
            bytes(64), Width=8, Height=8, BitsPerComponent=8, ColorSpace=Name.DeviceGray
        )

    return changed(change)


def portfolio() -> bytes:
    def change(pdf: Pdf) -> None:
        pdf.Root.Collection = Dictionary(Type=Name.Collection)

    return changed(change)


def plain_word() -> bytes:
    return page(lambda canvas: canvas.drawString(40, 200, LINE))


def broken_word() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 200, "The driver was Jordan BLACK-")
        canvas.drawString(40, 184, "wood of this town.")

    return page(draw)


LEAKS = (
    Leak("black box over live text", black_box, "text_under_ink"),
    Leak("white box over live text", white_box, "text_under_ink"),
    Leak("text in the colour of its box", box_and_same_colour, "text_under_ink"),
    Leak("translucent marker", marker, "box_over_text"),
    Leak("thick line over live text", thick_line, "text_under_ink"),
    Leak("picture over live text", picture_over_text, "text_under_ink"),
    Leak("box inside a drawing", box_in_form, "box_over_text"),
    Leak("box over a picture", box_over_picture_in_form, "box_over_picture"),
    Leak("white text", white_text, "text_under_ink"),
    Leak("tiny text", tiny_text, "tiny_text"),
    Leak("invisible text", invisible_text, "text_under_ink"),
    Leak("text layer under a blanked scan", scan_with_text_layer, "text_under_ink"),
    Leak("text clipped away", clipped_text, "text_under_ink"),
    Leak("text off the page", off_the_page, "outside_page"),
    Leak("page cropped", cropped_page, "outside_page"),
    Leak("picture cropped", cropped_picture, "cropped_picture"),
    Leak("box over a picture", box_over_picture, "box_over_picture"),
    Leak("author", author, "metadata"),
    Leak("title of the file", title, "hidden_word", by_make=False),
    Leak("XMP creator", xmp, "metadata"),
    Leak("earlier revision", revision, "revision"),
    Leak("earlier revision", update, "revision"),
    Leak("JPEG comment", hexadecimal_picture, "picture_metadata"),
    Leak("JPEG comment", packed_picture, "picture_metadata"),
    Leak("bytes after the end", after_the_end, "revision"),
    Leak("embedded file", embedded_file, "embedded_file"),
    Leak("embedded file", file_annotation, "embedded_file"),
    Leak("comment", annotated("Text", Contents=SECRET), "annotation"),
    Leak("unapplied redaction", annotated("Redact", OverlayText=SECRET), "unapplied_redaction"),
    Leak("black square as a note", annotated("Square", IC=[0, 0, 0]), "annotation"),
    Leak("form value", form_value, "form"),
    Leak("bookmark", bookmark, "hidden_word", by_make=False),
    Leak("actual text", actual_text, "hidden_word", by_make=False),
    Leak("alternative text", alternative_text, "hidden_word", by_make=False),
    Leak("private data", private_data, "private_data"),
    Leak("private data", page_private_data, "private_data"),
    Leak("orphan object", orphan, "orphan"),
    Leak("drawing never drawn", undrawn_form, "undrawn"),
    Leak("picture missing", missing_picture, "missing_picture"),
    Leak("EXIF", exif, "picture_metadata"),
    Leak("JPEG comment", jpeg_comment, "picture_metadata"),
    Leak("description of a picture", picture_description, "picture_metadata"),
    Leak("hidden layer", hidden_layer, "layers"),
    Leak("script", script, "action"),
    Leak("thumbnail", thumbnail, "thumbnail"),
    Leak("embedded file", portfolio, "embedded_file"),
    Leak("plain word", plain_word, "withheld_word", by_make=False),
    Leak("word broken by a line end", broken_word, "withheld_word", by_make=False),
)
CLEAN = (
    ("plain page", lambda: page(nothing)),
    ("page with a picture", lambda: with_picture(photograph())),
    ("text on a grey ground", lambda: page(_on_grey)),
    ("white text on a black bar", lambda: page(_on_black)),
    ("link to a web page", annotated("Link", A=Dictionary(S=Name.URI, URI="https://example.org"))),
)


def _on_grey(canvas: Canvas) -> None:
    canvas.setFillGray(0.9)
    canvas.rect(30, 190, 300, 30, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.drawString(40, 200, "A table cell with a grey ground.")


def _on_black(canvas: Canvas) -> None:
    canvas.setFillGray(0)
    canvas.rect(30, 190, 300, 30, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(40, 200, "[REDACTED (b)(6)]")
