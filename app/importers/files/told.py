"""What a file tells of itself: when it was made, by whom, with what; prints and keeps nothing.

Sources: PDF 32000-1 14.3.3 (information dictionary), ECMA-376 part 2 clause 11 (core properties),
OpenDocument 1.3 part 3 (meta.xml), MS-OLEPS (summary information), CIPA DC-008 (Exif).
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping

import olefile  # type: ignore[import-untyped]  # it ships no types
import pikepdf
from lxml import etree
from PIL import ExifTags, Image

from app.reading.heif import know_heif

Told = dict[str, str]
"""Names of facts to what the file says; times as ISO 8601, without offset where it gives none."""

CREATED, MODIFIED, AUTHOR, EDITOR, TITLE, MADE_WITH = (
    "created",
    "modified",
    "author",
    "last edited by",
    "title",
    "made with",
)
PLACE = "place (GPS)"

_MOST_XML = 2 << 20
_LONGEST = 500
_PDF_DATE = re.compile(
    r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([-+Z])(\d\d)?'?(\d\d)?'?)?"
)
_EXIF_DATE = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)")
_CORE = {
    "created": CREATED, "modified": MODIFIED, "creator": AUTHOR, "lastModifiedBy": EDITOR,
    "title": TITLE,
}  # fmt: skip
_META = {
    "creation-date": CREATED, "date": MODIFIED, "initial-creator": AUTHOR, "creator": EDITOR,
    "title": TITLE, "generator": MADE_WITH,
}  # fmt: skip
_SUMMARY = {
    "create_time": CREATED, "last_saved_time": MODIFIED, "author": AUTHOR,
    "last_saved_by": EDITOR, "title": TITLE, "creating_application": MADE_WITH,
}  # fmt: skip
_INFO = {
    "/CreationDate": CREATED, "/ModDate": MODIFIED, "/Author": AUTHOR, "/Title": TITLE,
    "/Producer": MADE_WITH,
}  # fmt: skip
_PHONE_PICTURES = frozenset(
    b"ftyp" + brand for brand in (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif")
)
_FAULTS = (
    ArithmeticError, AttributeError, EOFError, LookupError, MemoryError, OSError, RuntimeError,
    SyntaxError, TypeError, ValueError, zlib.error, zipfile.BadZipFile, etree.LxmlError,
    pikepdf.PdfError, Image.DecompressionBombError,
)  # fmt: skip


def told_by(untrusted: bytes) -> Told:
    """Read what a file tells of itself; never fails. To be called in a process of its own."""
    read = _reader_for(untrusted[:16])
    if read is None:
        return {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = read(untrusted)
    except _FAULTS:
        return {}
    return {name: _shown(value) for name, value in found.items() if _shown(value)}


def _reader_for(head: bytes) -> Callable[[bytes], Told] | None:
    readers: tuple[tuple[tuple[bytes, ...], Callable[[bytes], Told]], ...] = (
        ((b"%PDF",), _pdf),
        ((b"PK\x03\x04",), _package),
        ((b"\xd0\xcf\x11\xe0",), _compound),
        ((b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*", b"RIFF"), _picture),
    )
    if head[4:12] in _PHONE_PICTURES:
        return _phone_picture
    return next((read for starts, read in readers if head.startswith(starts)), None)


def _pdf(untrusted: bytes) -> Told:
    with pikepdf.open(io.BytesIO(untrusted)) as document:
        info: Mapping[str, object] = dict(document.docinfo) if document.docinfo else {}
        found = {name: str(info[key]) for key, name in _INFO.items() if key in info}
    return found | {name: _pdf_date(found[name]) for name in (CREATED, MODIFIED) if name in found}


def _pdf_date(written: str) -> str:
    match = _PDF_DATE.match(written.strip())
    if match is None:
        return ""
    year, month, day, hour, minute, second, sign, hours, minutes = match.groups()
    date = f"{year}-{month or '01'}-{day or '01'}T{hour or '00'}:{minute or '00'}:{second or '00'}"
    if sign == "Z":
        return f"{date}+00:00"
    return f"{date}{sign}{hours or '00'}:{minutes or '00'}" if sign else date


def _package(untrusted: bytes) -> Told:
    with zipfile.ZipFile(io.BytesIO(untrusted)) as package:
        for part, names in (("docProps/core.xml", _CORE), ("meta.xml", _META)):
            if part in package.namelist():
                with package.open(part) as file:
                    return dict(_elements(file.read(_MOST_XML), names))
    return {}


def _elements(untrusted: bytes, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(untrusted, parser)
    for element in root.iter() if root is not None else ():
        name = names.get(str(element.tag).rpartition("}")[2])
        if name and element.text:
            yield name, element.text.strip()


def _compound(untrusted: bytes) -> Told:
    with olefile.OleFileIO(io.BytesIO(untrusted)) as file:
        summary = file.get_metadata()
    found = {name: getattr(summary, key, None) for key, name in _SUMMARY.items()}
    return {name: _summary_value(value) for name, value in found.items() if value}


def _summary_value(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=dt.UTC).isoformat()
    return value.decode("cp1252", "replace") if isinstance(value, bytes) else str(value)


def _picture(untrusted: bytes) -> Told:
    with Image.open(io.BytesIO(untrusted)) as picture:
        exif = picture.getexif()
        inner = exif.get_ifd(ExifTags.IFD.Exif)
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    offset = str(inner.get(ExifTags.Base.OffsetTimeOriginal, "")).strip("\0 ")
    found = {
        CREATED: _exif_date(inner.get(ExifTags.Base.DateTimeOriginal), offset),
        MODIFIED: _exif_date(exif.get(ExifTags.Base.DateTime), ""),
        AUTHOR: str(exif.get(ExifTags.Base.Artist, "")),
        MADE_WITH: f"{exif.get(ExifTags.Base.Make, '')} {exif.get(ExifTags.Base.Model, '')}",
    }
    return found | ({PLACE: _place(place)} if place else {})


def _phone_picture(untrusted: bytes) -> Told:
    know_heif()
    return _picture(untrusted)


def _exif_date(written: object, offset: str) -> str:
    match = _EXIF_DATE.match(str(written or ""))
    if match is None:
        return ""
    year, month, day, hour, minute, second = match.groups()
    fits = re.fullmatch(r"[-+]\d\d:\d\d", offset)
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}{offset if fits else ''}"


def _place(gps: Mapping[int, object]) -> str:
    latitude = _degrees(gps.get(ExifTags.GPS.GPSLatitude), gps.get(ExifTags.GPS.GPSLatitudeRef))
    longitude = _degrees(gps.get(ExifTags.GPS.GPSLongitude), gps.get(ExifTags.GPS.GPSLongitudeRef))
    return f"{latitude:.6f}, {longitude:.6f}" if latitude and longitude else ""


def _degrees(parts: object, side: object) -> float:
    if not isinstance(parts, tuple) or len(parts) != 3:
        return 0.0
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return -value if str(side) in {"S", "W"} else value


def _shown(value: str) -> str:
    return " ".join(value.replace("\0", " ").split())[:_LONGEST]
