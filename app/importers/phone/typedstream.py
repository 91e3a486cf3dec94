"""The words in Apple's archived texts (typedstream) and property lists; knows no message."""

from __future__ import annotations

import plistlib
import re
import struct
from collections.abc import Iterator

from app.importers.text import clean

_STRING = b"NSString"
_BEGINS = b"+"
_END = b"\x86\x84"
_SIZES = {0x81: 2, 0x82: 4, 0x83: 8}
_MOST_WORDS = 200
_INTERNAL = re.compile(r"\$[a-z]|NS[A-Z.]")
_FAULTS = (
    plistlib.InvalidFileException, ValueError, TypeError, KeyError, IndexError, AttributeError,
    OverflowError, RecursionError, MemoryError, EOFError, OSError, struct.error,
)  # fmt: skip


def archived_text(untrusted: bytes) -> str | None:
    """Give the text of an archived attributed string; None where there is none.

    The first text in it is the whole one. Its length is one byte, or two, four or eight behind a
    mark; where the length lies, the text ends at the mark of the object's end.
    """
    at = untrusted.find(_STRING)
    at = untrusted.find(_BEGINS, at) + 1 if at >= 0 else 0
    if not at or at >= len(untrusted):
        return None
    length = untrusted[at]
    at += 1
    if length >= 0x80:
        size = _SIZES.get(length)
        if size is None:
            return None
        length = int.from_bytes(untrusted[at : at + size], "little")
        at += size
    data = untrusted[at : at + length]
    try:
        return clean(data.decode("utf-8"))
    except UnicodeDecodeError:
        end = data.find(_END)
        return clean(data[: end if end >= 0 else None].decode("utf-8", "replace"))


def property_list(untrusted: bytes) -> dict[str, object]:
    """Read a binary property list; empty where it is none or damaged."""
    if not untrusted.startswith(b"bplist00"):
        return {}
    try:
        found = plistlib.loads(untrusted, fmt=plistlib.FMT_BINARY)
    except _FAULTS:
        return {}
    return found if isinstance(found, dict) else {}


def archived_words(untrusted: bytes) -> Iterator[str]:
    """Give the texts among the objects of a keyed archive, without names of classes and keys."""
    objects = property_list(untrusted).get("$objects")
    found = 0
    for one in objects if isinstance(objects, list) else ():
        if isinstance(one, str) and one.strip() and not _INTERNAL.match(one):
            yield clean(one)
            found += 1
        if found >= _MOST_WORDS:
            return
