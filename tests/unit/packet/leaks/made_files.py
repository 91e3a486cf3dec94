"""More files that leak by what hangs on them: revisions, files, notes, forms, pictures' data."""

from __future__ import annotations

import io
from collections.abc import Callable

from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String
from PIL import Image
from unit.packet.leaks.made import (
    LINE,
    SECRET,
    annotated,
    changed,
    nothing,
    page,
    photograph,
    update,
    with_picture,
)
from unit.packet.leaks.made_ink import SHOW, form, image, photo, raw, variants


def on(change: Callable[[Pdf], object]) -> Callable[[], bytes]:
    """Change a plain page."""
    return lambda: changed(lambda pdf: change(pdf) and None)


def info(key: str, text: str) -> Callable[[], bytes]:
    """Say something in the file's properties."""
    return on(lambda pdf: pdf.docinfo.__setitem__(key, text))


def xmp(inner: str, attributes: str = "") -> Callable[[], bytes]:
    """Say something in the XMP properties."""
    spaces = "".join(
        f' xmlns:{name}="{url}"'
        for name, url in (
            ("dc", "http://purl.org/dc/elements/1.1/"),
            ("pdf", "http://ns.adobe.com/pdf/1.3/"),
            ("xmpMM", "http://ns.adobe.com/xap/1.0/mm/"),
            ("pdfx", "http://ns.adobe.com/pdfx/1.3/"),
            ("photoshop", "http://ns.adobe.com/photoshop/1.0/"),
        )
    )
    text = (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        f'rdf:about=""{spaces} {attributes}>{inner}</rdf:Description></rdf:RDF></x:xmpmeta>'
    )

    def change(pdf: Pdf) -> None:
        pdf.Root.Metadata = pdf.make_stream(text.encode(), Type=Name.Metadata, Subtype=Name.XML)

    return on(change)


def _described(which: str) -> Callable[[], bytes]:
    def change(pdf: Pdf) -> None:
        first = pdf.pages[0].obj
        target = (
            first
            if which == "page"
            else next(iter(first.Resources.Font.values()))
            if which == "font"
            else pdf.Root.Pages
        )
        target.Metadata = pdf.make_stream(SECRET.encode(), Type=Name.Metadata, Subtype=Name.XML)

    return on(change)


def twice() -> bytes:
    data = update()
    tail = data[data.rfind(b"xref\n") :]
    last = int(data.rpartition(b"startxref")[2].split()[0])
    more = f"\ntrailer\n<< /Size 9 /Root 1 0 R /Prev {last} >>\n".encode()
    return data + b"% saved again\n" + tail.replace(b"\ntrailer", more.split(b"<<")[0], 1)


def _embedded(place: str) -> Callable[[], bytes]:
    def change(pdf: Pdf) -> None:
        data = pdf.make_stream(LINE.encode(), Type=Name.EmbeddedFile)
        spec = pdf.make_indirect(
            Dictionary(Type=Name.Filespec, F="notes.txt", EF=Dictionary(F=data))
        )
        if place == "/AF":
            pdf.Root.AF = Array([spec])
        elif place == "page":
            pdf.pages[0].obj.AF = Array([spec])
        else:
            pdf.pages[0].obj.Resources.Properties = Dictionary(Kept=spec)

    return on(change)


def orphaned(body: bytes) -> Callable[[], bytes]:
    """Leave an object in the file that nothing points to."""

    def make() -> bytes:
        plain = page(nothing)
        at = plain.rfind(b"\nxref") + 1
        with Pdf.open(io.BytesIO(plain)) as pdf:
            number = int(pdf.trailer.Size)
        whole = f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        kept = plain[:at] + whole + plain[at:]
        kept = kept.replace(f"0 {number}\n".encode(), f"0 {number + 1}\n".encode(), 1)
        kept = kept.replace(b"trailer", f"{at:010d} 00000 n \ntrailer".encode(), 1)
        kept = kept.replace(f"/Size {number}".encode(), f"/Size {number + 1}".encode(), 1)
        before, _, _ = kept.rpartition(b"startxref")
        return before + f"startxref\n{at + len(whole)}\n%%EOF\n".encode()

    return make


def _field(**entries: object) -> Callable[[], bytes]:
    def change(pdf: Pdf) -> None:
        item = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=[40, 100, 200, 120], **entries)
        field = pdf.make_indirect(item)
        pdf.pages[0].obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))

    return on(change)


def _xfa() -> bytes:
    def change(pdf: Pdf) -> None:
        pdf.Root.AcroForm = Dictionary(
            Fields=Array(), XFA=pdf.make_stream(f"<name>{SECRET}</name>".encode())
        )

    return changed(change)


def _outline(*titles: str) -> Callable[[], bytes]:
    def change(pdf: Pdf) -> None:
        with pdf.open_outline() as outline:
            items = outline.root
            for title in titles:
                items.append(OutlineItem(title, 0))
                items = items[-1].children

    return on(change)


def _element(**entries: object) -> Callable[[], bytes]:
    def change(pdf: Pdf) -> None:
        item = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Span, **entries))
        pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Array([item]))

    return on(change)


def _properties(_: Pdf, resources: Dictionary) -> None:
    resources.Properties = Dictionary(P=Dictionary(ActualText=SECRET, MCID=0))


def jpeg(change: Callable[[bytes], bytes]) -> Callable[[], bytes]:
    """Draw a JPEG picture whose bytes are changed first."""
    facts = {"ColorSpace": Name.DeviceRGB, "Filter": Name.DCTDecode}
    data = change(photograph())
    return raw("q 260 0 0 110 40 40 cm /I Do Q", image(data, 400, 200, **facts))


def _segment(marker: int, body: bytes) -> Callable[[bytes], bytes]:
    part = bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body
    return lambda data: data[:2] + part + data[2:]


def _jpx() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 20), (200, 210, 220)).save(target, "JPEG2000")
    body = f"<note>{SECRET}</note>".encode()
    data = target.getvalue() + (len(body) + 8).to_bytes(4, "big") + b"xml " + body
    return raw(
        "q 260 0 0 110 40 40 cm /I Do Q",
        image(data, 40, 20, ColorSpace=Name.DeviceRGB, Filter=Name.JPXDecode),
    )()


def _gps() -> bytes:
    data = Image.Exif()
    data[0x013B] = SECRET
    data.get_ifd(0x8825)[1] = "N"
    return with_picture(photograph(exif=data.tobytes()))


def _with_image(**entries: object) -> Callable[[], bytes]:
    def change(pdf: Pdf) -> None:
        for item in pdf.pages[0].obj.Resources.XObject.values():
            for key, value in entries.items():
                item["/" + key] = pdf.make_stream(value) if isinstance(value, bytes) else value

    return lambda: changed(change, with_picture(photograph()))


def _layer(code: str, named: str = "notes") -> Callable[[], bytes]:
    def change(pdf: Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=named))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        first = pdf.pages[0]
        form(SHOW, OC=layer)(pdf, first.obj.Resources)
        first.obj.Resources.Properties = Dictionary(Layer=layer)
        first.contents_add(pdf.make_stream(code.encode()))

    return on(change)


def _named(entry: str) -> Callable[[], bytes]:
    def change(pdf: Pdf) -> None:
        first = pdf.pages[0].obj
        if entry == "destination":
            pdf.Root.Dests = Dictionary({"/Complaint-of-" + SECRET: Array([first, Name.Fit])})
        elif entry == "font":
            next(iter(first.Resources.Font.values())).Name = Name("/" + SECRET)
        else:
            first.Resources.ColorSpace = Dictionary(
                S=Array(
                    [
                        Name.Separation,
                        Name("/" + SECRET),
                        Name.DeviceGray,
                        Dictionary(FunctionType=2, Domain=[0, 1], C0=[1], C1=[0], N=1),
                    ]
                )
            )

    return on(change)


def _labels() -> bytes:
    def change(pdf: Pdf) -> None:
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(SECRET + "-"))]))

    return changed(change)


def _private(where: str) -> Callable[[], bytes]:
    def add(pdf: Pdf, resources: Dictionary) -> None:
        data = Dictionary(Maker=Dictionary(Private=SECRET))
        form("0 g", PieceInfo=data)(pdf, resources)
        if where == "state":
            resources.ExtGState = Dictionary(G=Dictionary(PieceInfo=data))

    return raw("/X Do", add)


def _thumb(**facts: object) -> Callable[[], bytes]:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Thumb = pdf.make_stream(
            bytes(192), Width=8, Height=8, BitsPerComponent=8, **facts
        )

    return on(change)


def _action(key: str, action: Dictionary) -> Callable[[], bytes]:
    def change(pdf: Pdf) -> None:
        if key == "names":
            pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", action])))
        else:
            pdf.pages[0].obj.AA = Dictionary(O=action)

    return on(change)


_JS = Dictionary(S=Name.JavaScript, JS=f"app.alert('{SECRET}')")
_QUADS = [36, 212, 336, 212, 36, 194, 336, 194]
_SLACK = image(bytes([200]) * 64 + LINE.encode(), 8, 8)
FILES = (
    *variants(
        "author",
        "metadata",
        info("/Subject", SECRET),
        info("/Keywords", SECRET),
        info("/Company", SECRET),
    ),
    *variants(
        "title of the file",
        "hidden_word",
        info("/Title", f"Résumé of {SECRET}"),
        xmp(f"<dc:title><rdf:Alt><rdf:li>{SECRET}</rdf:li></rdf:Alt></dc:title>"),
        info("/Creator", f"{SECRET} 1.0"),
        by_make=False,
    ),
    *variants(
        "XMP creator",
        "metadata",
        xmp(f"<xmpMM:History><rdf:Seq><rdf:li>{SECRET}</rdf:li></rdf:Seq></xmpMM:History>"),
        xmp("", f'photoshop:AuthorsPosition="{SECRET}"'),
        xmp(f"<pdfx:Company>{SECRET}</pdfx:Company>"),
    ),
    *variants(
        "description of an object",
        "metadata",
        _described("page"),
        _described("font"),
        _described("pages"),
    ),
    *variants("earlier revision", "revision", twice),
    *variants(
        "bytes after the end",
        "revision",
        lambda: page(nothing) + b"\0" * 40 + b"PK\x03\x04" + LINE.encode(),
        lambda: page(nothing) + f"\n9 0 obj ({SECRET}) endobj\n".encode(),
    ),
    *variants(
        "bytes before the file",
        "slack",
        lambda: LINE.encode() + b"\n" + page(nothing),
        lambda: b"\0" * 9 + SECRET.encode() + page(nothing),
        lambda: b"PK\x03\x04" + page(nothing),
    ),
    *variants(
        "embedded file",
        "embedded_file",
        _embedded("/AF"),
        _embedded("page"),
        _embedded("resources"),
    ),
    *variants(
        "comment",
        "annotation",
        annotated("FreeText", Contents=SECRET, DA="/F1 9 Tf"),
        annotated("Stamp", Contents=SECRET),
        annotated("Popup", Contents=SECRET),
    ),
    *variants(
        "unapplied redaction",
        "unapplied_redaction",
        annotated("Redact", QuadPoints=_QUADS),
        annotated("Redact", RO="x", IC=[0, 0, 0]),
    ),
    *variants(
        "black square as a note",
        "annotation",
        annotated("Highlight", C=[0, 0, 0], QuadPoints=_QUADS),
        annotated("Ink", C=[0, 0, 0]),
        annotated("Line", C=[0, 0, 0]),
    ),
    *variants(
        "form value",
        "form",
        _field(FT=Name.Ch, T="a", V=SECRET),
        _field(FT=Name.Tx, T=SECRET),
        _xfa,
    ),
    *variants(
        "bookmark",
        "hidden_word",
        _outline("Report", f"Statement of {SECRET}"),
        _outline(f"Ünder {SECRET.upper()}"),
        by_make=False,
    ),
    *variants(
        "actual text",
        "hidden_word",
        _element(ActualText=SECRET),
        raw("/Span /P BDC " + SHOW.replace(SECRET, "X") + " EMC", _properties),
        raw(
            "/Span <</ActualText <"
            + ("\ufeff" + SECRET).encode("utf-16-be").hex()
            + ">>> BDC "
            + SHOW.replace(SECRET, "X")
            + " EMC"
        ),
        by_make=False,
    ),
    *variants(
        "alternative text",
        "hidden_word",
        _element(E=SECRET),
        _element(T=f"Photo of {SECRET}"),
        _element(ID=SECRET),
        by_make=False,
    ),
    *variants("private data", "private_data", _private("form"), _private("state")),
    *variants(
        "orphan object",
        "orphan",
        orphaned(f"<< /Length {len(SHOW)} >>\nstream\n{SHOW}\nendstream".encode()),
        orphaned(f"[ ({SECRET}) ]".encode()),
        orphaned(f"({LINE})".encode()),
    ),
    *variants(
        "drawing never drawn",
        "undrawn",
        raw("", photo),
        raw("0 g", form(SHOW, (0, 0, 9, 9))),
        raw("% /I Do", image(bytes(64), 8, 8)),
    ),
    *variants(
        "picture missing",
        "missing_picture",
        raw("/Nothing Do"),
        raw("/X Do", form("/Gone Do")),
        raw("q 10 0 0 10 0 0 cm /Im7 Do Q"),
    ),
    *variants(
        "EXIF",
        "picture_metadata",
        _gps,
        jpeg(_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>" + SECRET.encode() + b"</x>")),
        jpeg(_segment(0xED, b"Photoshop 3.0\x008BIM" + SECRET.encode())),
    ),
    *variants(
        "data behind the pixels",
        "picture_metadata",
        jpeg(lambda data: data + LINE.encode()),
        _jpx,
        raw("q 60 0 0 60 40 40 cm /I Do Q", _SLACK),
    ),
    *variants(
        "thumbnail in a picture",
        "picture_metadata",
        jpeg(_segment(0xE0, b"JFXX\0\x10" + photograph())),
        jpeg(_segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x04\x04" + bytes(48))),
        jpeg(_segment(0xE5, b"thumb" + photograph()[:900])),
    ),
    *variants(
        "description of a picture",
        "picture_metadata",
        _with_image(PieceInfo=Dictionary(A=SECRET)),
        _with_image(Metadata=f"<x>{SECRET}</x>".encode()),
        _with_image(PieceInfo=Dictionary(LastModified=SECRET)),
    ),
    *variants(
        "hidden layer",
        "layers",
        _layer("/X Do"),
        _layer("/OC /Layer BDC 0 g EMC", SECRET),
        _layer(f"/OC /Layer BDC {SHOW} EMC"),
    ),
    *variants(
        "script",
        "action",
        _action("names", _JS),
        _action("page", _JS),
        annotated("Link", A=Dictionary(S=Name.Launch, F=SECRET)),
    ),
    *variants(
        "thumbnail",
        "thumbnail",
        _thumb(ColorSpace=Name.DeviceRGB),
        _thumb(ColorSpace=Name.DeviceGray),
    ),
    *variants(
        "name of an object",
        "hidden_word",
        _named("destination"),
        _named("font"),
        _named("colour"),
        by_make=False,
    ),
    *variants(
        "address of a link",
        "hidden_word",
        annotated("Link", A=Dictionary(S=Name.URI, URI=f"https://example.org/{SECRET.lower()}")),
        annotated("Link", Contents=SECRET),
        _labels,
        by_make=False,
    ),
)
