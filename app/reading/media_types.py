"""Endings of file names and media types, alike on every computer; looks at no bytes.

The standard library asks the system's own tables, so that one mail would give two names.
"""

from __future__ import annotations

UNKNOWN = "application/octet-stream"

_TYPES = {
    "txt": "text/plain", "html": "text/html", "htm": "text/html", "css": "text/css",
    "csv": "text/csv", "tsv": "text/tab-separated-values", "md": "text/markdown",
    "ics": "text/calendar", "vcf": "text/vcard", "rtf": "application/rtf", "xml": "text/xml",
    "json": "application/json", "js": "text/javascript", "pdf": "application/pdf",
    "zip": "application/zip", "gz": "application/gzip", "tar": "application/x-tar",
    "7z": "application/x-7z-compressed", "rar": "application/vnd.rar",
    "doc": "application/msword", "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint", "msg": "application/vnd.ms-outlook",
    "pst": "application/vnd.ms-outlook-pst", "vsd": "application/vnd.visio",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif",
    "tif": "image/tiff", "tiff": "image/tiff", "bmp": "image/bmp", "webp": "image/webp",
    "svg": "image/svg+xml", "heic": "image/heic", "heif": "image/heif", "avif": "image/avif",
    "ico": "image/vnd.microsoft.icon",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "wav": "audio/x-wav", "ogg": "audio/ogg",
    "opus": "audio/opus", "aac": "audio/aac", "flac": "audio/flac", "amr": "audio/amr",
    "wma": "audio/x-ms-wma",
    "mp4": "video/mp4", "mov": "video/quicktime", "avi": "video/x-msvideo", "3gp": "video/3gpp",
    "mkv": "video/x-matroska", "webm": "video/webm", "mpg": "video/mpeg", "mpeg": "video/mpeg",
    "wmv": "video/x-ms-wmv",
    "eml": "message/rfc822", "p7m": "application/pkcs7-mime", "p7s": "application/pkcs7-signature",
    "exe": "application/x-msdownload",
}  # fmt: skip
_MORE_NAMES = {
    "application/xml": "xml", "text/rtf": "rtf", "image/jpg": "jpg", "image/pjpeg": "jpg",
    "audio/wav": "wav", "audio/mp3": "mp3", "application/javascript": "js",
    "application/x-zip-compressed": "zip", "application/x-pdf": "pdf", "text/x-vcard": "vcf",
}  # fmt: skip
_ENDINGS = {kind: ending for ending, kind in reversed(_TYPES.items())} | _MORE_NAMES


def ending_of(media_type: str) -> str:
    """Give the usual ending of a media type with its dot; empty where there is none."""
    ending = _ENDINGS.get(media_type.partition(";")[0].strip().lower(), "")
    return f".{ending}" if ending else ""


def type_by(name: str) -> str:
    """Give the media type that a name's ending stands for."""
    return _TYPES.get(name.rpartition(".")[2].lower(), UNKNOWN) if "." in name else UNKNOWN
