"""Builds compound files (OLE) and the old binary documents in them, as Microsoft tells."""

from __future__ import annotations

import struct

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LEAST = 4096


def compound(streams: dict[str, bytes]) -> bytes:
    """Pack streams, each at least so long that it needs no short sectors, and one storage deep."""
    padded = {name: data.ljust(LEAST, b"\0") for name, data in streams.items()}
    counts = [(len(data) + SECTOR - 1) // SECTOR for data in padded.values()]
    directory = (len(padded) + 1 + 3) // 4
    fat: list[int] = [FAT] + [at + 1 for at in range(1, directory)] + [END]
    starts, body = [], b""
    for data, count in zip(padded.values(), counts, strict=True):
        starts.append(len(fat))
        fat += [len(fat) + at + 1 for at in range(count - 1)] + [END]
        body += data.ljust(count * SECTOR, b"\0")
    assert len(fat) <= SECTOR // 4
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    entries += [
        _entry(name, 2, start, len(data), right=at + 2 if at + 1 < len(padded) else FREE)
        for at, ((name, data), start) in enumerate(zip(padded.items(), starts, strict=True))
    ]
    head = MAGIC + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, LEAST, END, 0, END, 0, 0)[:-4]
    head += struct.pack("<109I", 0, *[FREE] * 108)
    table = struct.pack(f"<{SECTOR // 4}I", *fat, *[FREE] * (SECTOR // 4 - len(fat)))
    listed = b"".join(entries).ljust(directory * SECTOR, b"\0")
    return head + table + listed + body


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = FREE, right: int = FREE
) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    return (
        raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, FREE, right, child)
        + bytes(36) + struct.pack("<IQ", start, size)
    )  # fmt: skip


def old_word(parts: list[str], *, locked: bool = False, old: bool = False) -> bytes:
    """Write a binary Word document: its parts as [MS-DOC] counts them, in two pieces."""
    text = "".join(parts)
    narrow, wide = text[:5], text[5:]
    main = bytearray(0x400)
    struct.pack_into("<HH", main, 0, 0xA5DC if old else 0xA5EC, 100 if old else 193)
    struct.pack_into("<H", main, 0x0A, 0x0200 | (0x0100 if locked else 0))
    if old:
        struct.pack_into("<II", main, 0x18, 0x400, 0x400 + len(text))
        return compound({"WordDocument": bytes(main) + text.encode("cp1252")})
    sizes = [len(part.encode("utf-16-le")) // 2 for part in parts]
    struct.pack_into("<8i", main, 0x4C, *sizes, *[0] * (8 - len(sizes)))
    at_wide = 0x400 + len(narrow)
    total = len(text.encode("utf-16-le")) // 2
    plc = struct.pack("<III", 0, 5, total)
    plc += struct.pack("<HIH", 0, (0x400 * 2) | (1 << 30), 0)
    plc += struct.pack("<HIH", 0, at_wide, 0)
    clx = b"\x01" + struct.pack("<H", 2) + b"ab" + b"\x02" + struct.pack("<I", len(plc)) + plc
    struct.pack_into("<II", main, 0x01A2, 0, len(clx))
    data = bytes(main) + narrow.encode("cp1252") + wide.encode("utf-16-le")
    return compound({"WordDocument": data, "1Table": clx, "Macros": b"x"})


def record(kind: int, data: bytes, *, holds: bool = False, number: int = 0) -> bytes:
    """Write a record of a binary presentation."""
    return struct.pack("<HHI", (number << 4) | (0xF if holds else 0), kind, len(data)) + data


def old_slides(*, locked: bool = False) -> bytes:
    """Write a binary presentation with a title, a shape, notes, a comment and a master."""
    listed = record(0x03F3, bytes(20)) + record(0x0FA0, "Title\rPoint".encode("utf-16-le"))
    comment = record(0x0FBA, "Ada".encode("utf-16-le"), number=0)
    comment += record(0x0FBA, "Why?".encode("utf-16-le"), number=1)
    shape = record(0x0FA8, b"In a shape") + record(0x2EE0, comment, holds=True)
    data = record(0x03E8, record(0x0FF0, listed, holds=True), holds=True)
    data += record(0x03EE, record(0x0F00, shape, holds=True), holds=True)
    data += record(0x03F0, record(0x0FA8, b"Say nothing"), holds=True)
    data += record(0x03F8, record(0x0FA8, b"Click"), holds=True)
    data += record(0x2F14, b"x") if locked else record(0x0FA8, b"Loose")
    return compound({"PowerPoint Document": data, "Current User": bytes(20)})


def old_book() -> bytes:
    """Write a binary workbook of two sheets, the second hidden; [MS-XLS]."""

    def biff(kind: int, data: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def begin(kind: int) -> bytes:
        return biff(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))

    def words(row: int, column: int, text: str) -> bytes:
        raw = text.encode("utf-16-le")
        return biff(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + raw)

    first = begin(0x10) + words(0, 0, "Officer") + words(0, 1, "Badge") + words(1, 0, "Reyna")
    first += biff(0x0203, struct.pack("<HHHd", 1, 1, 0, 118.0)) + biff(0x0A)
    second = begin(0x10) + words(0, 0, "212 Palmetto") + biff(0x0A)

    def head(at_first: int, at_second: int) -> bytes:
        sheets = b"".join(
            biff(0x85, struct.pack("<IBBBB", at, state, 0, len(name), 0) + name.encode())
            for at, state, name in ((at_first, 0, "Roster"), (at_second, 1, "Homes"))
        )
        return begin(0x05) + sheets + biff(0x0A)

    size = len(head(0, 0))
    return compound({"Workbook": head(size, size + len(first)) + first + second})
