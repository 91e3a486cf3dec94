"""Reads big JSON piece by piece and keeps what came before a break; knows no platform."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.importers.base import Export, MemberUnreadable
from app.reading.deep import undisturbed

_CHUNK = 1 << 18
_LONGEST_ENTRY = 1 << 27
_LONGEST_TOKEN = 16
_BLANKS = re.compile(r"[\s\ufeff]*")
_ASSIGNMENT = re.compile(r"[\s\ufeff;]*(?:(?:var|const|let)\s+)?([A-Za-z_$][\w.$]*)\s*=\s*")
_OPENING = re.compile(r"[\[{]")
_BARE_KEY = re.compile(r"[A-Za-z_$][\w$]*\s*:")
_DECODER = json.JSONDecoder(strict=False)

EMPTY = "The file is empty."
CUT_OFF = "The file breaks off here; what came before was read."
NOT_JSON = "The file is damaged or no JSON from here on; what came before was read."
NESTED = "The file is nested too deeply to be read from here on."
TOO_LONG = "An entry is too long to be read, and what follows it is lost with it."
FORMATTED = (
    "The file was rewritten by a code formatter and cannot be read safely; "
    "import it as it was downloaded."
)


@dataclass(frozen=True, slots=True)
class Value:
    """A key of the outermost object whose value is no list."""

    key: str
    value: object


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an outermost list, or of a list under a key of the outermost object.

    Attributes:
        key: the key of the list; empty where the list itself is outermost.
        number: one-based.
    """

    key: str
    number: int
    value: object


@dataclass(frozen=True, slots=True)
class Broken:
    """Reading ended early; ``number`` is the one-based entry that it ended at."""

    key: str
    number: int
    reason: str


Piece = Value | Entry | Broken


class _Stop(Exception):
    """The text cannot be read on."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Text:
    """The part of a file that is in memory, and the place where reading stands."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ended = False
        self.text = ""
        self.at = 0

    def more(self) -> bool:
        """Read on, at least as much as is still in memory, so that retries stay few."""
        if self._ended:
            return False
        rest = self.text[self.at :]
        if len(rest) > _LONGEST_ENTRY:
            raise _Stop(TOO_LONG)
        read = self._stream.read(max(_CHUNK, len(rest)))
        self._ended = not read
        self.text = rest + self._decoder.decode(read, final=self._ended)
        self.at = 0
        return True

    def peek(self) -> str:
        """Give the next character that is no blank; empty at the end."""
        while True:
            blanks = _BLANKS.match(self.text, self.at)
            self.at = blanks.end() if blanks else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def skip(self, wanted: str) -> bool:
        """Step over one character if it comes next."""
        if self.peek() != wanted:
            return False
        self.at += 1
        return True

    def decode(self) -> object:
        """Read one whole value; one that ends where memory ends may go on in the file."""
        while True:
            try:
                with undisturbed():
                    value, end = _DECODER.raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                if _is_final(error) or not self.more():
                    raise _Stop(_reason(error)) from error
                continue
            except ValueError as error:  # a number of more digits than Python reads
                raise _Stop(NOT_JSON) from error
            except RecursionError as error:
                raise _Stop(NESTED) from error
            if end < len(self.text) or not self.more():
                self.at = end
                return value

    def step_over_assignment(self) -> None:
        """Go to the value behind ``window.name = ``, or to whatever opens first."""
        self.peek()
        found = _ASSIGNMENT.match(self.text, self.at) or _OPENING.search(self.text, self.at)
        if found is None:
            raise _Stop(EMPTY if not self.text else NOT_JSON)
        self.at = found.end() if found.re is _ASSIGNMENT else found.start()


def _is_final(error: json.JSONDecodeError) -> bool:
    """Say whether more text could not mend the mistake."""
    cut = error.msg.startswith("Unterminated string")
    return not cut and error.pos < len(error.doc) - _LONGEST_TOKEN


def _reason(error: json.JSONDecodeError) -> str:
    if _BARE_KEY.match(error.doc, error.pos):
        return FORMATTED
    damaged = _is_final(error) or error.doc[error.pos : error.pos + 1] in {"}", "]", ","}
    return NOT_JSON if damaged else CUT_OFF


def read_member(export: Export, member: str, *, assigned: bool = False) -> Iterator[Piece]:
    """Read one member of an export; with ``assigned``, step over a script's ``name =`` first."""
    try:
        with export.open(member) as stream:
            yield from read_json(stream, encoding_of(export.head(member, 4)), assigned=assigned)
    except MemberUnreadable as error:
        yield Broken("", 0, error.reason)


def encoding_of(head: bytes) -> str:
    """Tell UTF-16, as some shells write it, from UTF-8."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(head) >= 4 and head[1] == head[3] == 0:
        return "utf-16-le"
    return "utf-8-sig"


def read_json(
    stream: BinaryIO, encoding: str = "utf-8-sig", *, assigned: bool = False
) -> Iterator[Piece]:
    """Give the pieces of one JSON text in the order of the file; a mistake ends it as Broken."""
    text = _Text(stream, encoding)
    try:
        if assigned:
            text.step_over_assignment()
    except _Stop as stop:
        yield Broken("", 0, stop.reason)
        return
    opening = text.peek()
    if opening == "[":
        yield from _entries(text, "")
    elif opening == "{":
        yield from _members(text)
    else:
        yield Broken("", 0, NOT_JSON if opening else EMPTY)


def _members(text: _Text) -> Iterator[Piece]:
    """Give what the object that opens here holds; a key may come again and its list go on."""
    text.skip("{")
    counts: dict[str, int] = {}
    while not text.skip("}"):
        try:
            key = _key(text)
            listed = text.peek() == "["
            before = counts.get(key, 0)
            pieces = _entries(text, key, before) if listed else iter([Value(key, text.decode())])
        except _Stop as stop:
            yield Broken("", 0, stop.reason)
            return
        for piece in pieces:
            yield piece
            if isinstance(piece, Broken):
                return
            if isinstance(piece, Entry):
                counts[key] = piece.number
        text.skip(",")


def _key(text: _Text) -> str:
    if not text.peek():
        raise _Stop(CUT_OFF)
    key = text.decode() if text.peek() == '"' else None
    if not isinstance(key, str) or not text.skip(":"):
        raise _Stop(FORMATTED if _BARE_KEY.match(text.text, text.at) else NOT_JSON)
    return key


def _entries(text: _Text, key: str, number: int = 0) -> Iterator[Piece]:
    """Give the entries of the list that opens here, counted on from a number."""
    text.skip("[")
    while not text.skip("]"):
        number += 1
        try:
            value = text.decode()
        except _Stop as stop:
            yield Broken(key, number, stop.reason)
            return
        yield Entry(key, number, value)
        text.skip(",")
