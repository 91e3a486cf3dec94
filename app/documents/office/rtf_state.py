"""What holds inside a group of RTF, and the parts of the document under way."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.documents.office.outline import Piece
from app.documents.office.rtf_words import BODY
from app.domain.redacted import Look, Role


@dataclass(frozen=True, slots=True)
class RtfState:
    """What holds inside a group.

    Attributes:
        place: which part its words belong to; empty is the body, None is left out.
        taken: words of the group go to this name instead, such as ``author``.
        marks: the words of looks that are on, and ``intbl`` inside of a table.
    """

    place: str | None = ""
    taken: str = ""
    font: int = 0
    after_unicode: int = 1
    marks: frozenset[str] = frozenset()
    outline: int = BODY
    listed: int = -1


@dataclass(slots=True)
class RtfPart:
    """A part under way: the paragraph, the cells of the row, the rows of the table.

    Attributes:
        done: finished blocks: pieces, role, level, and the rows of a table.
    """

    pieces: list[Piece] = field(default_factory=list)
    cells: list[list[Piece]] = field(default_factory=list)
    rows: list[list[list[Piece]]] = field(default_factory=list)
    done: list[tuple[list[Piece], Role, int, list[list[list[Piece]]]]] = field(default_factory=list)
    role: tuple[Role, int] = (Role.PARAGRAPH, 0)

    def end_paragraph(self) -> None:
        """Finish the paragraph; a table before it is finished too."""
        self.end_row()
        pieces, self.pieces = self.pieces, []
        role, level = self.role
        self.role = (Role.PARAGRAPH, 0)
        if any(text.strip() for text, _ in pieces):
            self.end_table()
            self.done.append((pieces, role, level, []))

    def end_cell(self) -> None:
        """Finish a cell, without the line ends at its end."""
        pieces, self.pieces = self.pieces, []
        while pieces and not pieces[-1][0].strip("\n"):
            pieces.pop()
        self.cells.append(pieces)

    def end_row(self) -> None:
        """Finish the row."""
        if self.cells:
            self.rows.append(self.cells)
            self.cells = []

    def end_table(self) -> None:
        """Finish the table."""
        rows, self.rows = self.rows, []
        if rows:
            self.done.append(([], Role.TABLE, 0, rows))

    def nest(self, word: str) -> None:
        """Put what ends a cell or row of a table inside of a cell."""
        self.pieces.append(("\t" if word == "nestcell" else "\n", Look.PLAIN))
