"""How files are told apart by what is inside."""

from __future__ import annotations

import io
import zipfile

import pytest

from app.documents.types import sniff

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _zip(*names: str, method: int = zipfile.ZIP_STORED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name in names:
            kind = "application/vnd.oasis.opendocument.text" if name == "mimetype" else "x"
            archive.writestr(name, kind)
    return target.getvalue()


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "a.jpg", "image/png"),
        (b"\xff\xd8\xff\xe1\0\0Exif", "", "image/jpeg"),
        (b"GIF89a\1\0\1\0", "", "image/gif"),
        (b"II*\0\x08\0\0\0", "", "image/tiff"),
        (b"MM\0*\0\0\0\x08", "", "image/tiff"),
        (b"RIFF\x24\0\0\0WEBPVP8 \0\0", "", "image/webp"),
        (b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0", "", "image/bmp"),
        (b"%PDF-1.7\n%\xe2\xe3", "x.txt", "application/pdf"),
        (b"junk before\n%PDF-1.4\n", "", "application/pdf"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1", "", "image/heic"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", "", "video/mp4"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0", "", "video/quicktime"),
        (b"#!AMR\n\x3c", "", "audio/amr"),
        (b"ID3\x03\0\0\0\0\0\0", "", "audio/mpeg"),
        (b"SQLite format 3\0\x10\0", "", "application/x-sqlite3"),
        (b"MZ\x90\0\x03\0\0\0\4\0\0\0\xff\xff", "", "application/x-msdownload"),
        (b"{\\rtf1\\ansi", "", "application/rtf"),
        (b"!BDN\0\0\0\0", "", "application/vnd.ms-outlook-pst"),
        (b"\x78\x9f\x3e\x22\1\0", "winmail.dat", "application/vnd.ms-tnef"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "a.MSG", "application/vnd.ms-outlook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "a", "application/x-ole-storage"),
        (b"<!DOCTYPE html><p>x", "", "text/html"),
        (b"\xef\xbb\xbf \n<HTML><body>", "", "text/html"),
        (b"<!-- saved --><html>", "", "text/html"),
        (b'<?xml version="1.0"?>\n<html xmlns="x">', "", "text/html"),
        (b'<?xml version="1.0"?><smses count="1">', "", "application/xml"),
        (b'<?xml version="1.0"?><svg xmlns="x">', "", "image/svg+xml"),
        (b"BEGIN:VCARD\r\nVERSION:3.0", "", "text/vcard"),
        (b"BEGIN:VCALENDAR\r\n", "", "text/calendar"),
        (b'{"a": 1}', "", "application/json"),
        (b"[]", "", "application/json"),
        (b"[see below] we met", "", "text/plain"),
        (b"From: a@example.com\r\nTo: b@example.com\r\n\r\nHi", "", "message/rfc822"),
        (b"Received: from x\n\tby y\nSubject: s\n\nHi", "", "message/rfc822"),
        (b"Subject: only one line", "", "text/plain"),
        (b"BMW drivers were cited.", "", "text/plain"),
        (b"MZ is short for nothing.", "", "text/plain"),
        (b"a,b\n1,2\n", "list.CSV", "text/csv"),
        (b"caf\xe9 closed", "", "text/plain"),
        ("Über uns".encode("utf-16"), "", "text/plain"),
        ("日本語".encode() * 3, "", "text/plain"),
        (("x" * 8190 + "é").encode()[:8191], "", "text/plain"),
        (bytes(range(256)) * 4, "", "application/octet-stream"),
        (b"", "a.txt", "application/octet-stream"),
        (_zip("[Content_Types].xml", "word/document.xml"), "x.zip", WORD),
        (_zip("[Content_Types].xml", "_rels/.rels"), "x.docx", WORD),
        (_zip("[Content_Types].xml", "_rels/.rels"), "x", "application/zip"),
        (_zip("word/readme.txt"), "x.zip", "application/zip"),
        (_zip("mimetype", "content.xml"), "", "application/vnd.oasis.opendocument.text"),
    ],
)
def test_that_a_file_is_known_by_its_first_bytes(head: bytes, name: str, kind: str) -> None:
    assert sniff(head, name) == kind
