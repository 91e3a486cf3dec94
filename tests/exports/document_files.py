"""Makes papers, pictures and films that tell of themselves; all names in them are invented.

Run it by itself to write the files anew.
"""

from __future__ import annotations

import datetime as dt
import io
import struct
import sys
import zipfile
from pathlib import Path

import pikepdf

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import zipped
from PIL import ExifTags, Image
from reportlab.pdfgen.canvas import Canvas

CORE = (
    '<?xml version="1.0"?><cp:coreProperties'
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:creator>J. Marsh</dc:creator><cp:lastModifiedBy>T. Okafor</cp:lastModifiedBy>"
    "<dcterms:created>2026-03-02T14:05:00Z</dcterms:created>"
    "<dcterms:modified>2026-03-03T08:00:00Z</dcterms:modified></cp:coreProperties>"
)
TYPES = (
    '<?xml version="1.0"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
WORDS = (
    '<?xml version="1.0"?><w:document'
    ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    "<w:t>The tow yard called back at noon.</w:t></w:r></w:p></w:body></w:document>"
)
_SINCE_1904 = 2_082_844_800


def paper(words: str, created: str = "D:20260314101500-04'00'") -> bytes:
    """Make a PDF of one page that tells when it was made."""
    drawn = io.BytesIO()
    canvas = Canvas(drawn, invariant=True)
    canvas.drawString(72, 700, words)
    canvas.save()
    told = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn.getvalue())) as document:
        document.docinfo["/CreationDate"] = created
        document.docinfo["/Author"] = "J. Marsh"
        document.save(told, deterministic_id=True)
    return told.getvalue()


def letter() -> bytes:
    """Make a Word document with core properties."""
    parts = {"[Content_Types].xml": TYPES, "word/document.xml": WORDS, "docProps/core.xml": CORE}
    return zipped({name: text.encode() for name, text in parts.items()})


def open_letter() -> bytes:
    """Make an OpenDocument text with its meta part."""
    meta = (
        '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"><office:meta>'
        "<meta:creation-date>2026-02-01T09:30:00</meta:creation-date></office:meta>"
        "</office:document-meta>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("meta.xml", meta)
    return packed.getvalue()


def photograph(taken: str = "2026:03:14 10:20:30", offset: str = "-04:00") -> bytes:
    """Make a JPEG with Exif: when and where it was taken."""
    picture = Image.new("RGB", (64, 48), (90, 120, 150))
    exif = picture.getexif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "Acme", "Snap 3"
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.DateTimeOriginal] = taken
    inner[ExifTags.Base.OffsetTimeOriginal] = offset
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", (28.0, 30.0, 0.0)
    place[ExifTags.GPS.GPSLongitudeRef], place[ExifTags.GPS.GPSLongitude] = "W", (81.0, 15.0, 0.0)
    made = io.BytesIO()
    picture.save(made, "JPEG", exif=exif)
    return made.getvalue()


def film(created: dt.datetime | None, seconds: int = 95, *, wide: bool = False) -> bytes:
    """Make the boxes of a film with its movie header at the end, and no pictures in it."""
    since = int(created.timestamp()) + _SINCE_1904 if created else 0
    times = (
        struct.pack(">B3xQQLQ", 1, since, since, 600, seconds * 600)
        if wide
        else struct.pack(">B3xLLLL", 0, since, since, 600, seconds * 600)
    )
    header = _box(b"mvhd", times + bytes(80))
    return _box(b"ftyp", b"isom\0\0\2\0") + _box(b"mdat", bytes(1_000)) + _box(b"moov", header)


def _box(kind: bytes, contents: bytes) -> bytes:
    return struct.pack(">L4s", len(contents) + 8, kind) + contents


def write_samples(folder: Path) -> None:
    """Write a case folder and the same as a ZIP."""
    case = {
        "2026-0142/notes.txt": b"Called the tow yard, no answer.\r\n",
        "2026-0142/papers/estimate.pdf": paper("Estimate for the fence on Alder Street"),
        "2026-0142/papers/reply.docx": letter(),
        "2026-0142/photos/bumper.jpg": photograph(),
        "2026-0142/photos/clip.mp4": film(dt.datetime(2026, 3, 14, 14, 30, tzinfo=dt.UTC)),
        "2026-0142/photos/empty.jpg": b"",
        "2026-0142/viewer.exe": b"MZ",
    }
    folder.mkdir(exist_ok=True)
    (folder / "case.zip").write_bytes(zipped(case))
    for name, data in case.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    write_samples(Path(__file__).parent / "files")
