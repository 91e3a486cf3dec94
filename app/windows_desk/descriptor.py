"""Reads a security descriptor of Windows: who may do what with a file; asks the system nothing."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

EVERYBODY = "S-1-1-0"
EVERYTHING = 0x1F01FF
WRITE_DAC = 0x40000

_HAS_LIST = 0x0004
_INHERIT_ONLY = 0x08
_ALLOWED = {0: 8, 9: 8}
"""Kinds of entries that allow, and where the name of the one who is allowed begins in them."""
_DENIES = frozenset({1, 6, 10, 12, 2, 3, 7, 8, 13, 14, 15, 16, 17, 18, 19})
"""Kinds that deny, or that only have things noted."""


@dataclass(frozen=True, slots=True)
class Right:
    """What somebody may do.

    Attributes:
        who: a security identifier, as in ``S-1-5-18``.
        mask: access rights as one number.
    """

    who: str
    mask: int


def rights(descriptor: bytes) -> tuple[Right, ...]:
    """List who may do what; the owner may always say who may do what.

    What is denied again is not taken off: too much is listed rather than too little.
    https://learn.microsoft.com/openspecs/windows_protocols/ms-dtyp/7d4dac05-9cef-4563-a058-f108abecce1d

    Raises:
        ValueError: it is none, or was cut short.
    """
    try:
        _, _, control, owner, _, _, listed = struct.unpack_from("<BBHIIII", descriptor)
        found = [Right(_identifier(descriptor, owner), WRITE_DAC)] if owner else []
        if not control & _HAS_LIST or not listed:
            return (*found, Right(EVERYBODY, EVERYTHING))
        return (*found, *_entries(descriptor, listed))
    except (struct.error, IndexError) as reason:
        raise ValueError("no security descriptor") from reason


def _entries(descriptor: bytes, at: int) -> Iterator[Right]:
    _, _, _, count, _ = struct.unpack_from("<BBHHH", descriptor, at)
    at += 8
    for _ in range(count):
        kind, flags, size, mask = struct.unpack_from("<BBHI", descriptor, at)
        if kind not in _DENIES and not flags & _INHERIT_ONLY:
            begins = _ALLOWED.get(kind)
            who = EVERYBODY if begins is None else _identifier(descriptor, at + begins)
            yield Right(who, mask)
        at += size


def _identifier(descriptor: bytes, at: int) -> str:
    """Write the name that lies there: its revision, its authority and up to 15 numbers."""
    revision, count = descriptor[at], descriptor[at + 1]
    authority = int.from_bytes(descriptor[at + 2 : at + 8], "big")
    numbers = struct.unpack_from(f"<{count}I", descriptor, at + 8)
    return "-".join(map(str, ("S", revision, authority, *numbers)))
