"""Base64 as phones write it, decoded while it is read."""

from __future__ import annotations

import binascii
import io
import re
from typing import BinaryIO

from app.importers.base import Export, MemberUnreadable
from app.importers.members import Reading

NOT_BASE64 = "Its bytes in the backup are not base64, so it could not be decoded."
GONE = "The backup has changed since it was read."

_STEP = 1 << 16
_STANDARD = bytes.maketrans(b"-_", b"+/")
_BLANK = b" \t\r\n="
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_REFERENCE = re.compile(rb"&[#A-Za-z0-9]{1,10};")
_OPEN_REFERENCE = re.compile(rb"&[#A-Za-z0-9]{0,10}$")


def decoding(source: BinaryIO, length: int = -1) -> BinaryIO:
    """Open base64 for reading as what it encodes.

    Blanks, line ends, references to them and missing padding are borne; anything else that
    is no base64 raises :class:`MemberUnreadable`.

    Args:
        source: gives the base64; closed with the result.
        length: bytes of base64; -1 for all.
    """
    decoder = _Decoder(source, length)
    return io.BufferedReader(Reading(decoder.give, source.close), _STEP)


def slice_of(export: Export, member: str, offset: int, length: int) -> BinaryIO:
    """Open the base64 that lies at an offset of a member as what it encodes."""
    file = export.open(member)
    try:
        _go_to(file, offset)
    except BaseException:
        file.close()
        raise
    return decoding(file, length)


class _Decoder:
    """Decodes base64 piece by piece."""

    def __init__(self, source: BinaryIO, length: int) -> None:
        self._source = source
        self._left = length
        self._text = b""
        self._plain = b""
        self._ended = False

    def give(self, length: int) -> bytes:
        """Give the next decoded bytes; empty at the end."""
        while not self._plain and not self._ended:
            self._plain = self._decoded(self._next_letters())
        piece, self._plain = self._plain[:length], self._plain[length:]
        return piece

    def _next_letters(self) -> bytes:
        wanted = _STEP if self._left < 0 else min(_STEP, self._left)
        block = self._source.read(wanted)
        self._ended = len(block) < wanted or wanted == 0
        if self._ended and self._left > len(block):
            raise MemberUnreadable(GONE)
        self._left -= len(block) if self._left >= 0 else 0
        self._ended = self._ended or self._left == 0
        text = self._text + block
        if b"&" in text:
            text = _REFERENCE.sub(b"", text)
        unfinished = None if self._ended else _OPEN_REFERENCE.search(text)
        cut = unfinished.start() if unfinished else len(text)
        self._text = text[cut:]
        return text[:cut].translate(_STANDARD, _BLANK)

    def _decoded(self, letters: bytes) -> bytes:
        if letters.translate(None, _ALPHABET):
            raise MemberUnreadable(NOT_BASE64)
        whole = len(letters) if self._ended else len(letters) // 4 * 4
        if not self._ended:
            self._text = letters[whole:] + self._text
        letters = letters[:whole]
        if len(letters) % 4 == 1:
            raise MemberUnreadable(NOT_BASE64)
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def _go_to(file: BinaryIO, offset: int) -> None:
    if file.seekable():
        file.seek(offset)
        return
    while offset:
        passed = len(file.read(min(offset, 1 << 20)))
        if not passed:
            raise MemberUnreadable(GONE)
        offset -= passed
