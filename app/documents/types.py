"""Tells by its first bytes what a file is; believes neither its name nor its sender."""

from __future__ import annotations

import codecs
import re

import filetype

UNKNOWN = "application/octet-stream"
PLAIN = "text/plain"
HTML = "text/html"
PDF = "application/pdf"
MAIL = "message/rfc822"
OLE = "application/x-ole-storage"
ZIP = "application/zip"

HEAD = 8_192
"""How many first bytes are enough."""

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_OFFICE_PARTS = ((b"word/", _WORD), (b"xl/", _SHEET), (b"ppt/", _SLIDES))
_OFFICE_NAMES = {"docx": _WORD, "docm": _WORD, "xlsx": _SHEET, "xlsm": _SHEET, "pptx": _SLIDES}
_OLE_NAMES = {
    "msg": "application/vnd.ms-outlook",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
}
_TEXT_NAMES = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "md": "text/markdown",
    "json": "application/json",
}
_MAGIC = (
    (b"{\\rtf", "application/rtf"),
    (b"!BDN", "application/vnd.ms-outlook-pst"),
    (b"\x78\x9f\x3e\x22", "application/vnd.ms-tnef"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"#!AMR", "audio/amr"),
    (b"#!SILK", "audio/silk"),
)
_FILM_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"mif1", b"msf1", b"hevc"), "image/heic"),
    b"avif": "image/avif",
    b"qt  ": "video/quicktime",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"3gp4": "video/3gpp",
    b"3gp5": "video/3gpp",
}
_BY_START = (
    (re.compile(r"(?:<[?!][^<]{0,2000}>\s*)*<svg\b", re.IGNORECASE), "image/svg+xml"),
    (
        re.compile(
            r"(?:<!--.{0,2000}?-->\s*|<\?xml[^<]{0,200}>\s*)*"
            r"<(?:!doctype\s+html|html|head|body|title|meta|table|div|p|br|span|font|a)\b",
            re.IGNORECASE | re.DOTALL,
        ),
        HTML,
    ),
    (re.compile(r"BEGIN:VCARD\s", re.IGNORECASE), "text/vcard"),
    (re.compile(r"BEGIN:VCALENDAR\s", re.IGNORECASE), "text/calendar"),
    (re.compile(r"<\?xml\b"), "application/xml"),
)
_JSON = re.compile(r"[\[{]\s*(?:[\"\[{\]}\d-]|true|false|null)")
_FIELD = re.compile(
    r"(?:Return-Path|Received|Message-ID|From|To|Cc|Date|Subject|MIME-Version|Delivered-To"
    r"|Reply-To|Sender|Content-Type|X-[\w-]+):[^\n]*\n(?:[ \t][^\n]*\n)*",
    re.IGNORECASE,
)
_CONTROLS = frozenset(range(32)) - {7, 8, 9, 10, 12, 13, 27}


def sniff(head: bytes, name: str = "") -> str:
    """Give the media type of a file from its first bytes; the name only tells kin apart."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if head.startswith(b"PK\x03\x04"):
        return _packed(head, ending)
    found = _by_magic(head, ending)
    if found:
        return found
    text = _as_text(head)
    if text is not None:
        return _textual(text, ending)
    kind = filetype.guess(head)
    return str(kind.mime) if kind else UNKNOWN


def _by_magic(head: bytes, ending: str) -> str:
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return _OLE_NAMES.get(ending, OLE) if found == OLE else found
    if head[4:8] == b"ftyp":
        return _FILM_BRANDS.get(head[8:12], "video/mp4")
    return PDF if b"%PDF-" in head[:1024] else "" if head else UNKNOWN


def _packed(head: bytes, ending: str) -> str:
    if head[30:38] == b"mimetype":
        size = int.from_bytes(head[22:26], "little")
        return head[38 : 38 + min(size, 100)].decode("ascii", "replace") or ZIP
    if b"[Content_Types].xml" in head or b"_rels/.rels" in head:
        for part, found in _OFFICE_PARTS:
            if part in head:
                return found
        return _OFFICE_NAMES.get(ending, ZIP)
    return ZIP


def _as_text(head: bytes) -> str | None:
    """Give the head as text, or None where it is not one."""
    sample = head[:HEAD]
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if sample.startswith(mark):
            return sample[len(mark) :].decode(encoding, "replace")
    odd = sum(1 for byte in sample if byte in _CONTROLS)
    if odd * 100 > len(sample):
        return None
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        high = sum(1 for byte in sample if byte >= 0x80)
        return sample.decode("cp1252", "replace") if high * 10 < len(sample) * 6 else None


def _textual(text: str, ending: str) -> str:
    start = text.lstrip("\ufeff \t\r\n")
    for pattern, found in _BY_START:
        if pattern.match(start):
            return found
    if _looks_like_mail(start):
        return MAIL
    if ending in _TEXT_NAMES:
        return _TEXT_NAMES[ending]
    return "application/json" if _JSON.match(start) else PLAIN


def _looks_like_mail(start: str) -> bool:
    plain = start.replace("\r\n", "\n").replace("\r", "\n")
    first = _FIELD.match(plain)
    return bool(first and _FIELD.match(plain, first.end()))
