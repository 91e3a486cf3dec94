"""Puts a document's text together block by block, in code points; knows no file format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.documents.office.inventory import HiddenValues, Inventory
from app.domain.redacted import Look, Role
from app.reading.charsets import clean

MOST_CHARACTERS = 5_000_000
CUT = "Only the beginning of it is shown and searched."

Piece = tuple[str, Look]
RunValues = tuple[int, int, str]
BlockValues = tuple[
    str, int, tuple[RunValues, ...], tuple[tuple[tuple[RunValues, ...], ...], ...], int
]
ContentValues = tuple[str, tuple[BlockValues, ...], tuple[HiddenValues, ...], str]
"""Text, blocks, hidden things and note: a ``Content`` as plain values."""

_UNSEEN = dict.fromkeys([*range(9), 11, *range(14, 32), 127, 0xAD, 0xFEFF, 0xFFFE, 0xFFFF])
_UNSEEN[12] = ord("\n")


class Outline:
    """Collects blocks; a part's heading is set only once something stands under it.

    Attributes:
        inventory: what hides in the document.
    """

    def __init__(self, most_characters: int = MOST_CHARACTERS) -> None:
        self.inventory = Inventory()
        self._most = most_characters
        self._texts: list[str] = []
        self._blocks: list[BlockValues] = []
        self._size = 0
        self._part = ""
        self._notes: list[str] = []

    def part(self, title: str) -> None:
        """Begin a part that stands apart."""
        self._part = title

    def note(self, sentence: str) -> None:
        """Say what is left out; each sentence once."""
        if sentence not in self._notes:
            self._notes.append(sentence)

    def say(self, words: str, role: Role = Role.PARAGRAPH, level: int = 0) -> None:
        """Add a block in one plain look."""
        self.add([(words, Look.PLAIN)], role, level)

    def add(self, pieces: Iterable[Piece], role: Role = Role.PARAGRAPH, level: int = 0) -> None:
        """Add a block of words; one without words is left out."""
        kept = self._kept(pieces)
        if role is Role.PART:
            self._part = ""
        if not self._has_words(kept):
            return
        self._flush_part()
        if self._begin():
            runs = self._runs(kept)
            if runs:
                self._blocks.append((role.value, level, runs, (), 0))

    def table(self, rows: Sequence[Sequence[Sequence[Piece]]], head_rows: int = 0) -> None:
        """Add a table; rows without words are left out, all are as wide as the widest."""
        kept = [[self._kept(cell) for cell in row] for row in rows]
        worded = [any(map(self._has_words, row)) for row in kept]
        if not any(worded):
            return
        self._flush_part()
        head = sum(worded[:head_rows])
        full = [row for row, has_words in zip(kept, worded, strict=True) if has_words]
        width = max(_width(row) for row in full)
        made = tuple(self._row(row, width) for row in full if self._begin())
        self._blocks.append((Role.TABLE.value, 0, (), made, min(head, len(made))))

    def keep(self, text: str, blocks: Sequence[BlockValues]) -> None:
        """Be a text that stays as it stands, with blocks that lie in it already."""
        self._append(text)
        self._blocks.extend(
            cut for block in blocks if (cut := _within(block, self._size)) is not None
        )

    def finished(self) -> ContentValues:
        """Give the whole as plain values."""
        return (
            "".join(self._texts), tuple(self._blocks), self.inventory.listed(),
            " ".join(self._notes),
        )  # fmt: skip

    def _row(self, row: list[list[Piece]], width: int) -> tuple[tuple[RunValues, ...], ...]:
        used = _width(row)
        cells: list[tuple[RunValues, ...]] = []
        for at in range(used):
            if at:
                self._append("\t")
            cells.append(self._runs(row[at]))
        return (*cells, *[()] * (width - used))

    def _flush_part(self) -> None:
        if self._part:
            title, self._part = self._part, ""
            self.add([(title, Look.PLAIN)], Role.PART)

    def _begin(self) -> bool:
        """Begin a line; say whether there is room for one."""
        if self._size >= self._most:
            self.note(CUT)
            return False
        if self._texts:
            self._append("\n")
        return True

    def _runs(self, pieces: Iterable[Piece]) -> tuple[RunValues, ...]:
        runs: list[RunValues] = []
        for text, look in pieces:
            start = self._size
            self._append(text)
            if self._size > start:
                runs.append((start, self._size, look.value))
        return tuple(runs)

    def _append(self, text: str) -> None:
        if self._size + len(text) > self._most:
            self.note(CUT)
            text = text[: self._most - self._size]
        if text:
            self._texts.append(text)
            self._size += len(text)

    def _kept(self, pieces: Iterable[Piece]) -> list[Piece]:
        """Join neighbours of one look and leave out what no reader sees."""
        joined: list[Piece] = []
        for text, look in pieces:
            kept = clean(text.translate(_UNSEEN))
            if not kept:
                continue
            if joined and joined[-1][1] is look:
                joined[-1] = (joined[-1][0] + kept, look)
            else:
                joined.append((kept, look))
        return joined

    def _has_words(self, pieces: Iterable[Piece]) -> bool:
        return any(text.strip() for text, _ in pieces)


def _width(row: Sequence[Sequence[Piece]]) -> int:
    """Give the number of cells up to the last that holds something."""
    return max((at for at, cell in enumerate(row, start=1) if cell), default=0)


def _within(block: BlockValues, end: int) -> BlockValues | None:
    """Give the part of a block that lies before an end; none where there is nothing of it."""
    role, level, runs, rows, head = block
    runs = _runs_within(runs, end)
    rows = tuple(tuple(_runs_within(cell, end) for cell in row) for row in rows)
    rows = tuple(row for row in rows if any(row))
    return (role, level, runs, rows, min(head, len(rows))) if runs or rows else None


def _runs_within(runs: tuple[RunValues, ...], end: int) -> tuple[RunValues, ...]:
    return tuple((start, min(stop, end), look) for start, stop, look in runs if start < end)
