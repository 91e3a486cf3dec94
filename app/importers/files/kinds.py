"""Which files are records themselves, told by their names and first bytes."""

from __future__ import annotations

import codecs
import re

from app.importers.base import Export
from app.importers.portion import is_archive

PROGRAM = "It belongs to a program and is nobody's record."
EMPTY = "It is empty."

_PAPERS = frozenset({
    *("pdf", "doc", "docx", "docm", "dot", "dotx", "rtf", "odt", "ott", "wpd", "pages", "xps"),
    *("xls", "xlsx", "xlsm", "xlsb", "ods", "csv", "tsv", "numbers"),
    *("ppt", "pptx", "pptm", "pps", "ppsx", "odp", "key", "vsd", "vsdx", "pub", "one", "mpp"),
    *("txt", "text", "md", "log", "htm", "html", "mht", "mhtml", "xml", "json", "tex"),
})  # fmt: skip
_PICTURES = frozenset({
    *("jpg", "jpeg", "jpe", "jfif", "png", "gif", "tif", "tiff", "bmp", "webp", "heic", "heif"),
    *("avif", "svg", "dng", "cr2", "nef", "arw", "psd", "ico"),
})  # fmt: skip
_HEARD = frozenset({
    *("mp3", "m4a", "wav", "wma", "aac", "ogg", "opus", "oga", "flac", "amr", "aiff", "caf"),
    *("mp4", "m4v", "mov", "avi", "wmv", "mkv", "webm", "3gp", "3g2", "mpg", "mpeg", "mts", "asf"),
})  # fmt: skip
_RECORDS = _PAPERS | _PICTURES | _HEARD
_PROGRAM = frozenset({
    *("exe", "dll", "sys", "com", "msi", "bat", "cmd", "ps1", "lnk", "url", "ini", "inf", "tmp"),
    *("css", "js", "mjs", "map", "woff", "woff2", "ttf", "otf", "eot", "class", "pyc", "so"),
})  # fmt: skip
_MAGICS = (
    b"%PDF-", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"{\\rtf",
    b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"ID3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3", b"#!AMR",
)  # fmt: skip
_CONTROL = re.compile(rb"[\0-\x06\x0e-\x1a\x1c-\x1f]")
_HEAD = 4_096


def ending_of(member: str) -> str:
    """Give what follows the last dot of a name, in small letters."""
    name = member.rpartition("/")[2]
    return name.rpartition(".")[2].casefold() if "." in name else ""


def is_record(export: Export, member: str) -> bool:
    """Say whether a file is a paper, a picture, a sound or a film, or holds such."""
    ending = ending_of(member)
    if ending in _PROGRAM or not export.size(member):
        return False
    if ending in _RECORDS or is_archive(export, member):
        return True
    head = export.head(member, _HEAD)
    return head.startswith(_MAGICS) or head[4:8] == b"ftyp" or _is_text(head)


def why_left(export: Export, member: str) -> str:
    """Say why a file is no record; empty where it is one, also of a kind nobody knows."""
    if not export.size(member):
        return EMPTY
    return PROGRAM if ending_of(member) in _PROGRAM else ""


def _is_text(head: bytes) -> bool:
    if not head.strip() or _CONTROL.search(head):
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True
