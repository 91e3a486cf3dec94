"""What a table shows, as plain values; presenters make them, widgets draw them. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a text means; the theme gives it its colour, a sign beside it says it in words."""

    PLAIN = "plain"
    MUTED = "muted"
    GOOD = "good"
    SOON = "soon"
    BAD = "bad"
    LINK = "link"
    MARKED = "marked"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        characters: how wide, in average characters; 0 for the rest of the width.
        numbers: whether the cells are figures, which stand to the right.
        whole: whether it keeps its width where others give way.
    """

    title: str
    characters: int = 0
    numbers: bool = False
    tip: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        tip: what is told on hover; the whole text where empty.
        spoken: what a screen reader says, where the text is a sign.
    """

    text: str
    tone: Tone = Tone.PLAIN
    tip: str = ""
    spoken: str = ""
    strong: bool = False

    def __repr__(self) -> str:
        return f"Cell({self.tone})"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; ``key`` names what it stands for."""

    key: str
    cells: tuple[Cell, ...]


WIDE = 34
"""How many characters a column that takes the rest would like to have."""

PADDING = 18
SHORT = 17


def column_widths(columns: Sequence[Column], character: int, room: int) -> list[int]:
    """Share out a table's width in pixels.

    Columns get what they ask for while there is room; in a narrow table, or with large text,
    long columns of words give way alike, while figures, dates and other short ones stay whole.
    """
    asked = [(column.characters or WIDE) * character + PADDING for column in columns]
    short = sum(asked) - room
    words = sum(width for width, column in zip(asked, columns, strict=True) if _gives_way(column))
    if short > 0:
        keep = max(0.4, 1 - short / max(words, 1))
        asked = [
            round(width * keep) if _gives_way(column) else width
            for width, column in zip(asked, columns, strict=True)
        ]
    rest = room - sum(asked)
    takers = [at for at, column in enumerate(columns) if not column.characters]
    if rest > 0 and takers:
        asked[takers[0]] += rest
    return asked


def _gives_way(column: Column) -> bool:
    if column.numbers or column.whole:
        return False
    return not column.characters or column.characters > SHORT


FetchRows = Callable[[int, int, Callable[[Sequence[Row]], None]], None]
"""Ask for rows from an offset, at most so many; the answer comes when it comes."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter with its count."""

    key: str
    name: str
    count: int
    tone: Tone = Tone.PLAIN
    sign: str = ""


@dataclass(frozen=True, slots=True)
class EmptyWords:
    """What an empty page says: what belongs there and how to get it."""

    title: str
    sentence: str
    button: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """One line in a page: what happened, what to do, and at most one thing to press."""

    what: str
    remedy: str = ""
    tone: Tone = Tone.PLAIN
    button: str = ""

    @property
    def sentence(self) -> str:
        """Give the line as it is read."""
        return f"{self.what} {self.remedy}".strip()
