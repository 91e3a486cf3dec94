"""Cuts a mailbox file into mails, in one pass and little memory; knows nothing of their inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MOST_BYTES = 150 << 20
CHUNK = 1 << 20

_LONGEST_LINE = 2_000
_DATE = rb"(?:[A-Z][a-z]{2},? +)?(?:[A-Z][a-z]{2} +\d{1,2}|\d{1,2} +[A-Z][a-z]{2})\b.*\d{4}.*"
_FULL_DATE = rb"[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]?\d \d\d:\d\d(?::\d\d)?(?: [A-Z+-]\w*)? \d{4}"
_POSTMARK = re.compile(
    rb'From (?:(?:\S*@\S*|-|MAILER-DAEMON)?[ \t]*\Z|(?:\S+|"[^"]*"\S*)[ \t]+'
    + _DATE
    + rb"\Z|\S*@.{0,200}[ \t]"
    + _FULL_DATE
    + rb"\Z)"
)
_FIELD = re.compile(rb"[!-9;-~]{1,80}[ \t]*:|>From ")
_KNOWN_FIELD = re.compile(
    rb"(?:Return-Path|Received|Message-ID|From|To|Cc|Date|Subject|MIME-Version|Delivered-To"
    rb"|Reply-To|Sender|Content-[\w-]+|DKIM-Signature|Authentication-Results|X-[\w-]+|Status):"
    rb"|>From ",
    re.IGNORECASE,
)
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Piece:
    """One mail of a mailbox file.

    Attributes:
        offset: where its postmark (or, without one, its first byte) lies in the file.
        postmark: its ``From `` line; empty for what stands before the first one.
        untrusted: its bytes without the postmark, ``>From `` turned back.
        cut: whether what lies beyond the limit was left out.
    """

    offset: int
    postmark: str
    untrusted: bytes
    cut: bool = False


def begins_as_mailbox(head: bytes) -> bool:
    """Say whether a file begins with a postmark and a header line."""
    start = _without_mark(head)
    lines = start.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n", 2)
    return len(lines) > 1 and _is_postmark(lines[0]) and bool(_FIELD.match(lines[1]))


def split_mailbox(file: BinaryIO, most: int = MOST_BYTES, chunk: int = CHUNK) -> Iterator[Piece]:
    """Give the mails of a file in order; no more than one of them is held.

    A line is a postmark when it has the form of one and a header field follows it; after a
    line that is not blank only a well-known field counts, for mailboxes that leave out the
    blank line, so that ``From the desk of`` in a text does not part a mail.
    """
    window = _Window(file, most, chunk)
    while (end := window.next_postmark()) is not None:
        piece = window.taken(end)
        if piece:
            yield piece
    piece = window.rest()
    if piece:
        yield piece


class _Window:
    """The mail that is being read, from its first byte to as far as the file was read."""

    def __init__(self, file: BinaryIO, most: int, chunk: int) -> None:
        self._file = file
        self._most = most
        self._chunk = chunk
        self._held = bytearray()
        self._offset = 0
        self._scan = 0
        self._ended = False
        self._kept: bytes | None = None
        self._dropped = 0
        self._old_line_ends = False
        while len(self._held) < _LONGEST_LINE and self._more():
            continue
        self._old_line_ends = b"\n" not in self._held and b"\r" in self._held
        if self._old_line_ends:
            self._held = self._held.replace(b"\r", b"\n")
        blank = len(self._held) - len(_without_mark(self._held))
        del self._held[:blank]
        self._offset = blank

    def next_postmark(self) -> int | None:
        """Give where in the window the next mail's postmark begins; None at the file's end."""
        while True:
            found = self._held.find(b"\nFrom ", self._scan)
            if found < 0:
                self._scan = max(0, len(self._held) - 5)
                if len(self._held) > self._most:
                    self._drop_what_is_too_much()
                if not self._more():
                    return None
                continue
            if self._needs_more(found + 1):
                self._scan = found
                self._more()
                continue
            self._scan = found + 5
            if self._parts_at(found + 1):
                return found + 1

    def taken(self, end: int) -> Piece | None:
        """Give the mail up to ``end`` and move the window to the next one."""
        piece = self._piece(bytes(self._held[:end]))
        del self._held[:end]
        self._offset += end
        self._scan = 0
        self._kept = None
        return piece

    def rest(self) -> Piece | None:
        """Give the last mail."""
        return self._piece(bytes(self._held))

    def _needs_more(self, start: int) -> bool:
        """Say whether the line at ``start`` and the one after it are not yet read whole."""
        if self._ended or len(self._held) - start > 2 * _LONGEST_LINE:
            return False
        line_end = self._held.find(b"\n", start)
        return line_end < 0 or self._held.find(b"\n", line_end + 1) < 0

    def _parts_at(self, start: int) -> bool:
        line_end = self._held.find(b"\n", start, start + _LONGEST_LINE)
        if line_end < 0 or not _is_postmark(bytes(self._held[start:line_end]).rstrip(b"\r")):
            return False
        before = bytes(self._held[max(0, start - 3) : start])
        after_blank = before.endswith((b"\n\n", b"\n\r\n")) or start == 1
        pattern = _FIELD if after_blank else _KNOWN_FIELD
        return bool(pattern.match(self._held, line_end + 1))

    def _piece(self, data: bytes) -> Piece | None:
        cut = self._kept is not None
        offset = self._offset
        if self._kept is not None:
            offset -= self._dropped
            data = self._kept
        line, _, body = data.partition(b"\n")
        postmark = b""
        if _is_postmark(line.rstrip(b"\r")) and _FIELD.match(body):
            postmark, data = line.rstrip(b"\r"), body
        if not data.strip() and not postmark:
            return None
        if b">From " in data:
            data = _ESCAPED.sub(rb"\1", data)
        return Piece(offset, postmark.decode("latin-1"), data, cut)

    def _more(self) -> bool:
        data = b"" if self._ended else self._file.read(self._chunk)
        if not data:
            self._ended = True
            return False
        self._held += data.replace(b"\r", b"\n") if self._old_line_ends else data
        return True

    def _drop_what_is_too_much(self) -> None:
        """Keep the beginning of a mail that is too large and only the end of what follows."""
        if self._kept is None:
            self._kept, self._dropped = bytes(self._held[: self._most]), 0
        gone = max(0, self._scan - 4)
        del self._held[:gone]
        self._offset += gone
        self._dropped += gone
        self._scan -= gone


def _without_mark(data: bytes | bytearray) -> bytes:
    return bytes(data).removeprefix(_MARK).lstrip(b"\r\n \t")


def _is_postmark(line: bytes) -> bool:
    return line.startswith(b"From ") and len(line) < _LONGEST_LINE and bool(_POSTMARK.match(line))
