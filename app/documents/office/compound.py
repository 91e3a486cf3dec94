"""The streams of a compound file (OLE), within limits, and what is stored in it beside words."""

from __future__ import annotations

import io
import struct
from contextlib import closing

import olefile  # type: ignore[import-untyped]  # it ships no types

from app.documents.office import inventory
from app.documents.office.inventory import Inventory
from app.documents.office.refused import DAMAGED, LOCKED, TOO_LARGE, Refused
from app.reading.charsets import decode

MOST_OF_A_STREAM = 128 << 20
MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_BROKEN = (OSError, ValueError, IndexError, struct.error, TypeError, AttributeError, KeyError)
_AUTHORS = ("author", "last_saved_by", "manager")
_PROPERTIES = ("title", "subject", "keywords", "comments", "company", "category", "template")
_LOCKS = frozenset({"encryptedpackage", "encryptioninfo"})


class Compound:
    """A compound file's streams, read into memory by name."""

    def __init__(self, untrusted: bytes, *wanted: str) -> None:
        try:
            with closing(olefile.OleFileIO(io.BytesIO(untrusted))) as opened:
                self._listed = ["/".join(path) for path in opened.listdir()]
                if _LOCKS & {name.lower() for name in self._listed}:
                    raise Refused(LOCKED)
                self._streams = {name: _read(opened, name) for name in wanted}
                self._known = _properties(opened)
        except _BROKEN as error:
            raise Refused(DAMAGED) from error

    def stream(self, name: str) -> bytes:
        """Give one of the wanted streams; nothing where there is none."""
        return self._streams.get(name, b"")

    def take_the_rest(self, found: Inventory) -> None:
        """Count properties, macros and embedded files."""
        for name, value in self._known.items():
            if name in _AUTHORS:
                found.author(value)
            else:
                found.add(inventory.PROPERTY)
        tops = {name.split("/")[0].lower() for name in self._listed}
        found.add(inventory.MACRO, bool(tops & {"macros", "_vba_project_cur", "vba"}))
        inside = {name.split("/")[1] for name in self._listed if name.startswith("ObjectPool/")}
        found.add(inventory.EMBEDDED_FILE, len(inside))
        found.add(inventory.SIGNATURE, bool(tops & {"_signatures", "_xmlsignatures"}))


def is_locked(untrusted: bytes) -> bool:
    """Say whether a compound file is a document that was locked with a password."""
    try:
        Compound(untrusted)
    except Refused as refused:
        return refused.reason == LOCKED
    return False


def _read(opened: olefile.OleFileIO, name: str) -> bytes:
    if not opened.exists(name):
        return b""
    if opened.get_size(name) > MOST_OF_A_STREAM:
        raise Refused(TOO_LARGE)
    with closing(opened.openstream(name)) as stream:
        return bytes(stream.read())


def _properties(opened: olefile.OleFileIO) -> dict[str, str]:
    known = opened.get_metadata()
    said: dict[str, str] = {}
    for name in (*_AUTHORS, *_PROPERTIES):
        value = getattr(known, name, None)
        text = decode(value).text if isinstance(value, bytes) else str(value or "")
        if text.strip("\0 \ufffd"):
            said[name] = text
    return said
