"""Files of a set held against the hashes and sizes that its list tells; knows no list."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from typing import BinaryIO

from app.domain.parsed import ParsedAttachment
from app.domain.provenance import Problem
from app.importers.base import Export, MemberUnreadable
from app.importers.legal.listed import NamedFile

HASH_DIFFERS = Problem(
    "hash_differs", "A file of it is not the one that was listed: its hash is another."
)
SIZE_DIFFERS = Problem(
    "size_differs", "A file of it is not the one that was listed: its size is another."
)

_PIECE = 1 << 20
_ALGORITHMS = {32: "md5", 40: "sha1", 64: "sha256", 96: "sha384", 128: "sha512"}
_PREFIX = re.compile(r"(?:md5|sha-?\d{1,3})\s*[:=]\s*", re.IGNORECASE)
_HEX = re.compile(r"[0-9a-f]+")


def digest_of(untrusted: str) -> str:
    """Give a hash in small hexadecimal digits; empty where it is none that is known."""
    told = _PREFIX.sub("", untrusted.strip(), count=1)
    plain = re.sub(r"[\s:{}-]", "", told).lower()
    if _HEX.fullmatch(plain) and len(plain) in _ALGORITHMS:
        return plain if plain.strip("0") else ""
    try:
        plain = base64.b64decode(told, validate=True).hex()
    except (binascii.Error, ValueError):
        return ""
    return plain if len(plain) in _ALGORITHMS else ""


def doubt(export: Export, member: str, named: NamedFile) -> Problem | None:
    """Say what speaks against a file's being the one that was listed."""
    if named.size > 0 and named.size != export.size(member):
        return SIZE_DIFFERS
    if not named.digest:
        return None
    found = _hashed(lambda: export.open(member), _ALGORITHMS[len(named.digest)])
    return HASH_DIFFERS if found and found != named.digest else None


def is_among(file: ParsedAttachment, others: tuple[ParsedAttachment, ...]) -> bool:
    """Say whether one of the others is the same file; where the bytes lack, of the same name."""
    if file.open is None:
        return file.name.casefold() in {one.name.casefold() for one in others}
    sizes = {file.size, -1}
    alike = [one.open for one in others if one.open is not None and one.size in sizes]
    own = _hashed(file.open, "sha256") if alike else ""
    return bool(own) and any(_hashed(one, "sha256") == own for one in alike)


def _hashed(opening: Callable[[], BinaryIO], algorithm: str) -> str:
    """Give the hash of a file; empty where it cannot be read."""
    taken = hashlib.new(algorithm, usedforsecurity=False)
    try:
        with opening() as file:
            while piece := file.read(_PIECE):
                taken.update(piece)
    except MemberUnreadable:
        return ""
    return taken.hexdigest()
