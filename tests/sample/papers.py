"""The PDF papers: a form with a black box over live text, a receipt, a scan, a broken file."""

from __future__ import annotations

import io
import random
from datetime import UTC, datetime

import pikepdf
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

FORM = (
    ("Name", "Joanna Delaney"),
    ("Home address", "14 Cedar Lane, Millbrook, Florida"),
    ("Date of birth", "07/31/1983"),
    ("Telephone", "(850) 555-0142"),
    ("Driver license", "D450-481-83-712-0"),
)
STORY_OF_FORM = (
    "On Saturday 14 March 2026 at about 3:20 pm I was stopped on Cedar Street.",
    "I do not dispute the registration. I complain about the tow, about the",
    "forty minutes my son Caleb stood at the roadside, and about laughter.",
)
RECEIPT = (
    "HANLEY'S TOWING, Main and Second, Millbrook",
    "Receipt 666-12-4433",
    "14 March 2026, 15:55, gray sedan, from Cedar Street",
    "Tow and yard, one night:  $185.00",
    "Paid by card ending 1111",
    "No refunds without a letter from the city.",
)
SCAN_PAGES = (
    (
        "STATEMENT OF A WITNESS            page 1 of 2",
        "",
        "My name is Lucia Ferrer. I work at the bakery",
        "on the corner of Cedar Street.",
        "",
        "On March 14 I saw a police car stop a gray car",
        "at about twenty past three. The officer spoke",
        "with respect. The lady, Joanna Delaney, did not",
        "raise her voice. She told him she lives close",
        "by, at 14 Cedar Lane, and could walk home.",
    ),
    (
        "STATEMENT OF A WITNESS            page 2 of 2",
        "",
        "The boy stood on the curb for close to forty",
        "minutes. I brought him water. I heard a laugh",
        "from the police car but not what it was about.",
        "",
        "Another officer came and drove them home.",
        "",
        "Millbrook, March 19, 2026        L. Ferrer",
    ),
)
SCANNED = datetime(2026, 3, 19, 15, 4, tzinfo=UTC)
SCAN_SIZE = (1240, 1604)


def complaint_form() -> bytes:
    """Draw the complaint form; the black box hides the SSN from the eye and from nothing else."""
    buffer = io.BytesIO()
    canvas = _canvas(buffer, "Complaint form", "Records Unit")
    canvas.setFont("Helvetica-Bold", 15)
    canvas.drawString(72, 720, "Millbrook Police Department: complaint form PD-14")
    for row, (label, value) in enumerate(FORM):
        _form_row(canvas, 670 - row * 34, label, value)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 500, "Social security no.")
    canvas.drawString(210, 500, "078-05-1120")
    canvas.setFillGray(0)
    canvas.rect(206, 495, 90, 17, stroke=0, fill=1)
    for row, line in enumerate(STORY_OF_FORM):
        canvas.drawString(72, 450 - row * 18, line)
    canvas.drawString(72, 340, "Received 16 March 2026, number IA 2026-03")
    canvas.save()
    return buffer.getvalue()


def _form_row(canvas: Canvas, top: int, label: str, value: str) -> None:
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, top, label)
    canvas.acroForm.textfield(
        name=label.replace(" ", "_").lower(),
        value=value,
        x=204,
        y=top - 6,
        width=300,
        height=20,
        borderWidth=1,
        fontName="Helvetica",
        fontSize=11,
        forceBorder=True,
    )


def tow_receipt() -> bytes:
    """Print a receipt whose pages are harmless and whose metadata are not."""
    buffer = io.BytesIO()
    canvas = _canvas(buffer, "Tow of Joanna Delaney, 14 Cedar Lane", "Joanna Delaney")
    canvas.setFont("Courier", 12)
    for row, line in enumerate(RECEIPT):
        canvas.drawString(72, 700 - row * 26, line)
    canvas.save()
    return buffer.getvalue()


def _canvas(buffer: io.BytesIO, title: str, author: str) -> Canvas:
    canvas = Canvas(buffer, LETTER, pageCompression=0, invariant=1)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    return canvas


def scanned_statement() -> bytes:
    """Make two pages that are pictures only, as a fax machine scans them (CCITT group 4)."""
    pdf = pikepdf.new()
    for number, lines in enumerate(SCAN_PAGES):
        image = pdf.make_stream(
            _group4(_scan(lines, seed=number)),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=SCAN_SIZE[0],
            Height=SCAN_SIZE[1],
            BitsPerComponent=1,
            ColorSpace=pikepdf.Name.DeviceGray,
            Filter=pikepdf.Name.CCITTFaxDecode,
            DecodeParms=pikepdf.Dictionary(
                K=-1, Columns=SCAN_SIZE[0], Rows=SCAN_SIZE[1], BlackIs1=True
            ),
        )
        page = pdf.add_blank_page(page_size=LETTER)
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
        page.Contents = pdf.make_stream(b"q 612 0 0 792 0 0 cm /Scan Do Q")
    pdf.docinfo["/CreationDate"] = f"D:{SCANNED:%Y%m%d%H%M%S}Z"
    buffer = io.BytesIO()
    pdf.save(
        buffer,
        deterministic_id=True,
        compress_streams=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return buffer.getvalue()


def _scan(lines: tuple[str, ...], seed: int) -> Image.Image:
    rng = random.Random(seed)
    page = Image.new("L", SCAN_SIZE, 255)
    draw = ImageDraw.Draw(page)
    for row, line in enumerate(lines):
        draw.text(
            (130 + rng.randrange(4), 170 + row * 74), line, fill=20, font=ImageFont.load_default(40)
        )
    for _ in range(120):
        x, y = rng.randrange(SCAN_SIZE[0]), rng.randrange(SCAN_SIZE[1])
        draw.rectangle((x, y, x + 2, y + 1), fill=0)
    turned = page.rotate(0.6 - 1.1 * seed, fillcolor=255)
    return turned.point(lambda value: 255 if value > 140 else 0).convert(
        "1", dither=Image.Dither.NONE
    )


def _group4(page: Image.Image) -> bytes:
    buffer = io.BytesIO()
    page.save(buffer, "TIFF", compression="group4", tiffinfo={278: SCAN_SIZE[1]})
    with Image.open(io.BytesIO(buffer.getvalue())) as tiff:
        tags = dict(tiff.tag_v2)  # type: ignore[attr-defined]
    pieces = zip(tags[273], tags[279], strict=True)
    strips = [buffer.getvalue()[start : start + size] for start, size in pieces]
    if len(strips) != 1:
        raise ValueError("a scan is expected in one strip")
    return strips[0]


def broken_pdf() -> bytes:
    """Give a PDF whose download stopped in its first object."""
    return b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /Names << /Dests"
