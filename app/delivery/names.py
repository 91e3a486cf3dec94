"""Makes names of files that every system takes and that tell nothing."""

from __future__ import annotations

import re

from app.disk import names_a_device

_SAFE = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST = 60
_ENDINGS = {
    "application/json": "json",
    "application/msword": "doc",
    "application/pdf": "pdf",
    "application/rtf": "rtf",
    "application/vnd.ms-excel": "xls",
    "application/vnd.ms-powerpoint": "ppt",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/zip": "zip",
    "audio/amr": "amr",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/x-wav": "wav",
    "image/bmp": "bmp",
    "image/gif": "gif",
    "image/heic": "heic",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/tiff": "tif",
    "image/webp": "webp",
    "message/rfc822": "eml",
    "text/calendar": "ics",
    "text/csv": "csv",
    "text/html": "html",
    "text/plain": "txt",
    "text/vcard": "vcf",
    "video/3gpp": "3gp",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
}


def plain_name(text: str) -> str:
    """Give a text as the stem of a file's name: letters, digits, hyphens; never empty."""
    stem = _SAFE.sub("-", text).strip("-")[:_LONGEST] or "file"
    return f"n-{stem}" if names_a_device(stem) else stem


def attachment_name(number: int) -> str:
    """Give the stem of an attachment's name: its running number in the delivery."""
    return f"ATT-{number:06d}"


def ending_of(media_type: str) -> str:
    """Give the ending, without a dot, of a sniffed media type; ``bin`` where it is unknown."""
    return _ENDINGS.get(media_type, "bin")
