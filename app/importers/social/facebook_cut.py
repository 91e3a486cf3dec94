"""Cuts a page of a download in HTML into its blocks, however long it is; parses nothing.

Class names are what the pages were built with and have changed; a block is known by any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.importers.base import Export

_PIECE = 1 << 18
_LONGEST = 1 << 22
_START = re.compile(
    rb'<(?:div|section)\b[^>]{0,300}?\bclass="(?:[^"]{0,200}\s)?'
    rb'(?:_a6-g|_2lej|uiBoxWhite|message|thread)(?:\s[^"]{0,200})?"',
    re.IGNORECASE,
)
_LONGEST_START = 1_000
_DATED = re.compile(rb'_a6-o\b|_2lem\b|<footer\b|class="meta"', re.IGNORECASE)
_OPENED = re.compile(rb"<(?:div|section)\b", re.IGNORECASE)
_CLOSED = re.compile(rb"</(?:div|section)\b", re.IGNORECASE)
_OLD_THREAD = re.compile(rb'<div\b[^>]{0,100}\bclass="thread"', re.IGNORECASE)


def pieces_of(export: Export, member: str) -> Iterator[bytes]:
    """Give what stands before the first block, then each piece that begins as a block does."""
    with export.open(member) as file:
        held = b" "
        while read := file.read(_PIECE):
            looked = max(1, len(held) - _LONGEST_START)
            held += read.replace(b"\0", b"")
            cut = 0
            for start in _START.finditer(held, looked):
                yield held[cut : start.start()]
                cut = start.start()
            held = held[cut:]
            if len(held) > _LONGEST:
                yield held
                held = b""
        yield held


def whole_blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Join the pieces of a block in which another lies; each piece is looked at once."""
    block = _Block()
    for piece in pieces:
        block.take(piece)
        if block.is_whole or block.size > _LONGEST:
            yield b"".join(block.pieces)
            block = _Block()
    if block.size:
        yield b"".join(block.pieces)


@dataclass(slots=True)
class _Block:
    """A block as far as its pieces are known."""

    pieces: list[bytes] = field(default_factory=list)
    size: int = 0
    is_whole: bool = False
    _open: int = 0

    def take(self, piece: bytes) -> None:
        """Add a piece; with a date, or with all that is open closed, the block is whole."""
        self._open += len(_OPENED.findall(piece)) - len(_CLOSED.findall(piece))
        begins = not self.pieces and begins_thread(piece)
        self.is_whole = begins or self._open <= 0 or _DATED.search(piece) is not None
        self.pieces.append(piece)
        self.size += len(piece)


def begins_thread(data: bytes) -> bool:
    """Say whether a block begins a conversation, as in pages before 2018 that hold several."""
    return _OLD_THREAD.match(data) is not None
