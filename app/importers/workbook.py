"""Workbooks (XLSX) read row by row, however long; knows no export's columns.

Parts and cells as in ECMA-376, part 1, 18.3 (sheets) and 18.4 (shared texts).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from app.importers.base import Export, MemberUnreadable
from app.importers.shared_texts import SharedTexts
from app.importers.text import clean
from app.importers.xml_stream import RecordStream, begins_whole

TEXTS_LOST = "The list of the workbook's texts is damaged; cells that are marked lost theirs."
NO_SHEET = "The workbook names this sheet but does not hold it."

BOOK = "xl/workbook.xml"
MOST_ROWS = 1_048_576

_SHARED = "xl/sharedStrings.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_LINK = re.compile(r'HYPERLINK\(\s*"((?:[^"]|"")*)"', re.IGNORECASE)
_MOST_CELLS = 16_384
_MOST_ELEMENTS = 100_000
_MOST_LINKS = 500_000
_LONGEST = 1 << 20
_TEXTS = frozenset({"v", "t", "f"})

Attributes = dict[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet.

    Attributes:
        number: as the sheet counts, from one.
        cells: texts by number of their column, from zero; empty cells are left out.
        links: targets of those cells whose formula is a link.
    """

    number: int
    cells: dict[int, str] = field(repr=False)
    links: dict[int, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; ``part`` is where its rows are."""

    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Rows that cannot be read, or the end of a sheet that is missing."""

    untrusted: bytes = field(repr=False)
    is_end: bool = False


class Workbook:
    """One workbook.

    Args:
        parts: what lies in the workbook's file, which is a ZIP.
    """

    def __init__(self, parts: Export) -> None:
        self._parts = parts
        self._texts = SharedTexts()
        self._more: Iterator[None] | None = None
        self._held: list[str] = []
        self._is_missing = False

    def sheets(self) -> list[Sheet]:
        """List the sheets in their order.

        Raises:
            MemberUnreadable: when their list cannot be read.
        """
        targets = self._targets(BOOK)
        named = self._elements(BOOK, "sheet")
        found = [(clean(one.get("name", "")), _related(one)) for one in named]
        return [
            Sheet(name, part) for name, key in found if (part := _part(targets.get(key, "")))
        ]  # fmt: skip

    def rows(self, sheet: Sheet) -> Iterator[Row | Lost]:
        """Give the rows of a sheet that hold something.

        Raises:
            MemberUnreadable: when the sheet cannot be read on, or texts of its cells are lost.
        """
        self._is_missing = False
        if sheet.part not in self._parts.members():
            raise MemberUnreadable(NO_SHEET)
        reader = _RowReader(self._shared)
        stream = RecordStream("worksheet", ("row",), reader, reader.words)
        with self._parts.open(sheet.part) as file:
            for _ in stream.steps(file):
                yield from reader.found()
        yield from reader.found()
        if self._is_missing:
            raise MemberUnreadable(TEXTS_LOST)

    def links(self, sheet: Sheet) -> dict[tuple[int, int], str]:
        """Give the targets of links by row and column, those behind the first 500,000 left out."""
        folder, _, name = sheet.part.rpartition("/")
        if f"{folder}/_rels/{name}.rels" not in self._parts.members():
            return {}
        targets = self._targets(sheet.part)
        found: dict[tuple[int, int], str] = {}
        for one in self._elements(sheet.part, "hyperlink", _MOST_LINKS):
            place = _REFERENCE.match(one.get("ref", ""))
            target = targets.get(_related(one), "")
            if place and target:
                found[int(place[2]), _column(place[1])] = target
        return found

    def _targets(self, part: str) -> dict[str, str]:
        folder, _, name = part.rpartition("/")
        related = f"{folder}/_rels/{name}.rels"
        elements = self._elements(related, "Relationship", _MOST_LINKS)
        return {one.get("Id", ""): clean(one.get("Target", "")) for one in elements}

    def _elements(self, part: str, name: str, most: int = _MOST_ELEMENTS) -> list[Attributes]:
        """Give the attributes of all elements of one name."""
        if part not in self._parts.members():
            return []
        reader = _Elements(name, most)
        with self._parts.open(part) as file:
            for _ in RecordStream(name, (name,), reader).steps(file):
                pass
        return reader.found

    def _shared(self, number: int) -> str:
        """Give a shared text, reading on as far as it is needed."""
        if self._more is None:
            self._more = self._read_shared()
        while number >= len(self._texts) and next(self._more, self) is not self:
            pass
        text = self._texts.get(number)
        self._is_missing = self._is_missing or text is None
        return "\ufffd" if text is None else text

    def _read_shared(self) -> Iterator[None]:
        if _SHARED not in self._parts.members():
            return
        reader = _SharedReader(self._texts.add)
        try:
            with self._parts.open(_SHARED) as file:
                for _ in RecordStream("sst", ("si",), reader, reader.words).steps(file):
                    if reader.is_lost:
                        return
                    yield
        except MemberUnreadable:
            return


class _Elements:
    """Collects elements of one name."""

    def __init__(self, name: str, most: int) -> None:
        self.found: list[Attributes] = []
        self._name = name
        self._most = most

    def start(self, name: str, attributes: Attributes) -> None:
        """Take one."""
        if name.rpartition(":")[2] == self._name and len(self.found) < self._most:
            self.found.append(attributes)

    def end(self, name: str) -> None:
        """Need nothing."""

    def broken(self, untrusted_bytes: bytes) -> None:
        """Go on without what is damaged."""

    def cut_off(self) -> None:
        """Go on with what there is."""


class _SharedReader:
    """Takes shared texts one by one; behind damage their numbers are no longer known."""

    def __init__(self, take: Callable[[str], None]) -> None:
        self.is_lost = False
        self._take = take
        self._words: list[str] | None = None
        self._room = _LONGEST
        self._in_text = False
        self._spoken = 0

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002 - a Handler's
        """Take the start of a text; how Japanese is spoken (``rPh``) is no part of it."""
        name = name.rpartition(":")[2]
        if name == "si":
            self._words, self._room = [], _LONGEST
        self._spoken += name == "rPh"
        self._in_text = name == "t" and not self._spoken

    def words(self, text: str) -> None:
        """Take a piece of a text."""
        if self._in_text and self._words is not None and self._room > 0:
            self._words.append(text)
            self._room -= len(text)

    def end(self, name: str) -> None:
        """Take the end of a text."""
        name = name.rpartition(":")[2]
        self._in_text = False
        self._spoken -= name == "rPh"
        if name == "si" and self._words is not None and not self.is_lost:
            self._take(clean("".join(self._words)))
            self._words = None

    def broken(self, untrusted_bytes: bytes) -> None:  # noqa: ARG002 - a Handler's
        """Stop: what follows would stand in the wrong cells."""
        self.is_lost = True

    def cut_off(self) -> None:
        """Stop at the end that is missing."""
        self.is_lost = True


class _RowReader:
    """Takes the rows of a sheet."""

    def __init__(self, shared: Callable[[int], str]) -> None:
        self._shared = shared
        self._found: list[Row | Lost] = []
        self._row: Row | None = None
        self._recovering = False
        self._number = 0
        self._at = -1
        self._kind = ""
        self._words: dict[str, list[str]] = {}
        self._open = ""
        self._room = _LONGEST

    def found(self) -> list[Row | Lost]:
        """Hand over what has come together."""
        found, self._found = self._found, []
        return found

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the start of a row or cell."""
        name = name.rpartition(":")[2]
        if name == "row":
            told = attributes.get("r", "")
            known = told.isascii() and told.isdigit() and len(told) < 9
            self._number = max(int(told) if known else 0, self._number + 1)
            self._row, self._at = Row(self._number, {}), -1
        elif name == "c" and self._row is not None:
            place = _REFERENCE.match(attributes.get("r", ""))
            self._at = _column(place[1]) if place else self._at + 1
            self._kind = attributes.get("t", "n")
            self._words, self._room = {}, _LONGEST
        self._open = name if name in _TEXTS else ""

    def words(self, text: str) -> None:
        """Take a piece of a cell's text, its value or its formula."""
        if self._open and self._room > 0:
            self._words.setdefault(self._open, []).append(text)
            self._room -= len(text)

    def end(self, name: str) -> None:
        """Take the end of a row or cell."""
        name = name.rpartition(":")[2]
        self._open = ""
        if name == "row" and self._row is not None:
            if self._row.cells:
                self._found.append(self._row)
            self._row = None
        elif name == "c" and self._row is not None and 0 <= self._at < _MOST_CELLS:
            self._take_cell(self._row)

    def broken(self, untrusted_bytes: bytes) -> None:
        """List a damaged row, but not the end of the sheet of rows behind it."""
        stray = self._row is None and self._recovering and begins_whole(untrusted_bytes)
        self._row, self._open, self._recovering = None, "", True
        if not stray:
            self._found.append(Lost(untrusted_bytes))

    def cut_off(self) -> None:
        """List that the end is missing."""
        self._found.append(Lost(b"", is_end=True))

    def _take_cell(self, row: Row) -> None:
        text = "".join(self._words.get("t" if self._kind == "inlineStr" else "v", ()))
        if self._kind == "s":
            known = text.isascii() and text.isdigit() and len(text) < 10
            text = self._shared(int(text)) if known else ""
        if text:
            row.cells[self._at] = clean(text)
        formula = self._words.get("f")
        linked = _LINK.search("".join(formula)) if formula else None
        if linked:
            row.links[self._at] = clean(linked[1].replace('""', '"'))


def _column(letters: str) -> int:
    """Turn ``A``, ``Z``, ``AA`` into 0, 25, 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _related(attributes: Attributes) -> str:
    """Give the id by which an element names a related part, whatever its prefix."""
    return next((told for name, told in attributes.items() if name.endswith(":id")), "")


def _part(target: str) -> str:
    if not target or ".." in target or "://" in target:
        return ""
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
