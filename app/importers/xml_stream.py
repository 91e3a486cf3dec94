"""Flat XML exports read record by record, going on after a broken one; knows no format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol
from xml.parsers import expat

from app.importers.base import MemberUnreadable
from app.importers.xml_repair import repaired

DOCTYPE = "The file declares a document type, as only hostile files do."

_MOST_KEPT = 1 << 16
_NAME = re.compile(rb"<([\w:.-]{1,100})")
_JUNK = expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]


class DoctypeRefused(MemberUnreadable):
    """The file declares a document type, by which hostile files name other files or swell."""

    def __init__(self) -> None:
        super().__init__(DOCTYPE)


class Handler(Protocol):
    """Takes what is found between start and end of a file."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def broken(self, untrusted_bytes: bytes) -> None:
        """Take the place of a record that is not XML; what was begun is not to be ended."""

    def cut_off(self) -> None:
        """Learn that the file ends before its last element does."""


class RecordStream:
    """Feeds one file's XML to a handler.

    Args:
        root: name of the root element, under which reading goes on after a fault.
        records: names of the elements at which it can go on.
        handler: takes the elements.
        words: takes the text between them, where it is wanted; a long one in pieces.
    """

    def __init__(
        self,
        root: str,
        records: tuple[str, ...],
        handler: Handler,
        words: Callable[[str], None] | None = None,
    ) -> None:
        self._root = root
        self._handler = handler
        self._words = words
        names = "|".join(map(re.escape, records))
        self._record = re.compile(rf"<(?:{names})[\s/>]".encode("ascii"))
        self._parser = self._new_parser()
        self._fed = 0
        self._lost = False

    def steps(self, file: BinaryIO) -> Iterator[None]:
        """Read a file, pausing after each piece so that what was found can be taken.

        Raises:
            MemberUnreadable: when the file cannot be read further, or declares a doctype.
        """
        for piece in repaired(file):
            self._feed(piece)
            yield
        if not self._lost:
            try:
                self._parser.Parse(b"", True)  # noqa: FBT003 - expat takes no name for it
            except expat.ExpatError:
                self._handler.cut_off()
        yield

    def _new_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        _tell_faults_at_once(parser)
        parser.StartElementHandler = self._handler.start
        parser.EndElementHandler = self._handler.end
        parser.CharacterDataHandler = self._words
        parser.StartDoctypeDeclHandler = _refuse_doctype
        return parser

    def _feed(self, piece: bytes) -> None:
        at = self._next_record(piece, 0) if self._lost else 0
        while at is not None:
            if self._lost:
                self._begin_again()
            try:
                self._parser.Parse(piece[at:] if at else piece)
            except expat.ExpatError as error:
                at = self._after_fault(piece, at, error)
            else:
                self._fed += len(piece) - at
                return

    def _after_fault(self, piece: bytes, began: int, error: expat.ExpatError) -> int | None:
        """Give the place of the next record behind a fault, where this piece holds one."""
        fault = max(self._parser.ErrorByteIndex - self._fed + began, began)
        self._lost = True
        if self._is_own_fault(piece, began, fault) and error.code != _JUNK:
            first, goes_on = fault, self._next_record(piece, fault + 1)
        else:
            first = self._last_record(piece, began, fault - 1)
            goes_on = self._next_record(piece, fault + (fault == began))
        end = len(piece) if goes_on is None else goes_on
        self._handler.broken(piece[first:end][:_MOST_KEPT])
        return goes_on

    def _is_own_fault(self, piece: bytes, began: int, fault: int) -> bool:
        """Say whether a record that begins at the fault is the broken one, not one before it."""
        if not self._record.match(piece, fault):
            return False
        return fault == began or piece[began:fault].rstrip().endswith(b">")

    def _begin_again(self) -> None:
        self._parser = self._new_parser()
        opening = f"<{self._root}>".encode("ascii")
        self._parser.StartElementHandler = None
        self._parser.Parse(opening)
        self._parser.StartElementHandler = self._handler.start
        self._fed = len(opening)
        self._lost = False

    def _next_record(self, piece: bytes, start: int) -> int | None:
        found = self._record.search(piece, start)
        return found.start() if found else None

    def _last_record(self, piece: bytes, began: int, fault: int) -> int:
        """Find where the record with the fault begins, as far as this piece holds it."""
        place = piece.rfind(b"<", began, fault + 1)
        while place > began and not self._record.match(piece, place):
            place = piece.rfind(b"<", began, place)
        return max(place, began)


def begins_whole(untrusted: bytes) -> bool:
    """Say whether bytes begin with a whole element.

    Where reading had begun again, what is broken behind one is only the end of an element whose
    beginning was lost.
    """
    name = _NAME.match(untrusted)
    if name is None:
        return False
    first = untrusted.find(b">") + 1
    if not untrusted[:first].endswith(b"/>"):
        closing = b"</%s>" % name[1]
        first = untrusted.find(closing) + len(closing)
        if first < len(closing):
            return False
    parser = expat.ParserCreate("utf-8")
    try:
        parser.Parse(untrusted[:first], True)  # noqa: FBT003 - expat takes no name for it
    except expat.ExpatError:
        return False
    return True


def _tell_faults_at_once(parser: expat.XMLParserType) -> None:
    """Let newer versions of Expat read what they are fed as it comes, as older ones do.

    They put an unfinished tag off otherwise, and told a fault when its piece is gone.
    https://docs.python.org/3/library/pyexpat.html#xml.parsers.expat.xmlparser.SetReparseDeferralEnabled
    """
    put_off = getattr(parser, "SetReparseDeferralEnabled", None)
    if put_off is not None:
        put_off(False)  # noqa: FBT003 - expat takes no name for it


def _refuse_doctype(*_: object) -> None:
    raise DoctypeRefused
