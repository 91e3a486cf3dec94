"""A winmail.dat as Outlook sends it: the message's class and one attached file (MS-OXTNEF)."""

from __future__ import annotations

import struct

SIGNATURE, KEY = 0x223E9F78, 0x0001
MESSAGE, ATTACHMENT = 1, 2
VERSION, CODE_PAGE, MESSAGE_CLASS = 0x00089006, 0x00069007, 0x00078008
RENDER, DATA, TITLE, PROPERTIES = 0x00069002, 0x0006800F, 0x00018010, 0x00069005
LONG_NAME, STRING8 = 0x3707, 0x001E


def winmail(name: str, data: bytes) -> bytes:
    """Wrap one file in TNEF."""
    label = name.encode("cp1252") + b"\0"
    return b"".join(
        (
            struct.pack("<IH", SIGNATURE, KEY),
            _attribute(MESSAGE, VERSION, struct.pack("<I", 0x00010000)),
            _attribute(MESSAGE, CODE_PAGE, struct.pack("<II", 1252, 0)),
            _attribute(MESSAGE, MESSAGE_CLASS, b"IPM.Microsoft Mail.Note\0"),
            _attribute(ATTACHMENT, RENDER, struct.pack("<HIHHI", 1, 0xFFFFFFFF, 0, 0, 0)),
            _attribute(ATTACHMENT, DATA, data),
            _attribute(ATTACHMENT, TITLE, label),
            _attribute(ATTACHMENT, PROPERTIES, _properties(label)),
        )
    )


def _attribute(level: int, key: int, data: bytes) -> bytes:
    checksum = sum(data) & 0xFFFF
    return struct.pack("<BII", level, key, len(data)) + data + struct.pack("<H", checksum)


def _properties(label: bytes) -> bytes:
    padding = b"\0" * (-len(label) % 4)
    return struct.pack("<IHHII", 1, STRING8, LONG_NAME, 1, len(label)) + label + padding
