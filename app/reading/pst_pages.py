"""Layouts of Outlook's mailbox files in their three generations; [MS-PST], 2.2; reads no file."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

MAGIC = b"!BDN"
HEAD = 600

NodeBytes = tuple[int, list[bytes] | None, list["NodeBytes"]]
"""A node's number, its blocks (None where they are lost or too large) and the nodes in it."""

LOCKED = "It is locked with the key of an organisation (Windows Information Protection)."

_CLIENTS = (b"SM", b"SO")
_ANSI, _UNICODE, _WIDE = (14, 15), (21, 23), (36,)


class NotPst(Exception):
    """A file is none of Outlook's mailboxes; ``reason`` is one sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things lie in the files of one generation.

    Attributes:
        page: size of a page; ``aligned`` is what offsets of blocks are multiples of.
        counts: offset and shape of a page's number of entries, their greatest number, their
            size, and the page's level.
        kind: offset of the byte that tells a page's kind, which stands there twice.
        check: shape of what follows the kind, and which of it is the checksum.
        id: bytes of a number of a block.
    """

    page: int
    aligned: int
    counts: tuple[int, str]
    kind: int
    check: tuple[str, int]
    id: int
    branch: struct.Struct
    block: struct.Struct
    node: struct.Struct
    below: struct.Struct
    below_branch: struct.Struct
    roots: tuple[int, struct.Struct]
    code: int
    footer: int

    @property
    def is_wide(self) -> bool:
        """Say whether it is that of Outlook 2013 and later, whose blocks may be packed."""
        return self.page == 4096

    def is_page(self, page: bytes, kind: int) -> bool:
        """Say whether a page is whole and of a kind."""
        return len(page) == self.page and page[self.kind] == page[self.kind + 1] == kind

    def is_sound(self, page: bytes) -> bool:
        """Say whether a page's checksum fits."""
        shape, place = self.check
        told: int = struct.unpack_from(shape, page, self.kind + 2)[place]
        return zlib.crc32(page[: self.kind], 0xFFFFFFFF) ^ 0xFFFFFFFF == told


def _modern(page: int, aligned: int, footer: int, counts: tuple[int, str], kind: int) -> Layout:
    """Give a layout whose numbers and offsets have eight bytes."""
    three = struct.Struct("<QQQ")
    return Layout(
        page=page, aligned=aligned, counts=counts, kind=kind, check=("<HIQ", 1),
        footer=footer, id=8,
        branch=three, block=struct.Struct("<QQHHI"), node=struct.Struct("<QQQII"),
        below=three, below_branch=struct.Struct("<QQ"),
        roots=(216, struct.Struct("<QQQQ")), code=513,
    )  # fmt: skip


ANSI = Layout(
    page=512, aligned=64, counts=(496, "<BBBB"), kind=500, check=("<HII", 2), footer=12, id=4,
    branch=struct.Struct("<III"), block=struct.Struct("<IIHH"), node=struct.Struct("<IIII"),
    below=struct.Struct("<III"), below_branch=struct.Struct("<II"),
    roots=(184, struct.Struct("<IIII")), code=461,
)  # fmt: skip
UNICODE = _modern(512, 64, 16, (488, "<BBBB"), 496)
WIDE = _modern(4096, 512, 24, (4056, "<HHBB"), 4072)


def is_pst(head: bytes) -> bool:
    """Say whether a file begins as one of Outlook's mailboxes (.pst, .ost)."""
    return head.startswith(MAGIC) and head[8:10] in _CLIENTS


def layout_of(head: bytes) -> Layout:
    """Tell the generation of a file by its first 600 bytes.

    Raises:
        NotPst: it is none that can be read.
    """
    if not is_pst(head) or len(head) < HEAD:
        raise NotPst("It does not begin as an Outlook data file does.")
    version = int.from_bytes(head[10:12], "little")
    for versions, layout in ((_ANSI, ANSI), (_UNICODE, UNICODE), (_WIDE, WIDE)):
        if version in versions:
            return layout
    if version > _UNICODE[1]:
        raise NotPst(LOCKED)
    raise NotPst("It is an Outlook data file of a kind that is not known.")
