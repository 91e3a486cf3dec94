"""Which pages go to a printer, on which sides of the paper and in which order; prints nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TypeVar

from app.errors import AppError

T = TypeVar("T")
MOST_COPIES = 99
_LONGEST = 400
_HOW = "Write pages as 1-3, 7, 12-14."
_PIECE = re.compile(r"(\d{0,9})\s*([-–—]?)\s*(\d{0,9})", re.ASCII)


class Scope(StrEnum):
    """What of a printout is wanted."""

    ALL = "all"
    LETTER = "letter"
    PACKET = "packet"


class Faces(StrEnum):
    """Which sides of the paper are printed, where the clerk turns the paper over."""

    BOTH = "both"
    FRONT = "front"
    BACK = "back"


class Duplex(StrEnum):
    """Whether the printer prints on both sides, and by which edge the paper turns."""

    NONE = "none"
    LONG = "long"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class PrintWishes:
    """How the clerk wants it printed.

    Attributes:
        pages: such as ``1-3, 7``; empty for all.
        two_up: two pages on each side of the paper.
        backwards: the last sheet first, for printers that lay sheets face up.
    """

    scope: Scope = Scope.ALL
    pages: str = ""
    faces: Faces = Faces.BOTH
    duplex: Duplex = Duplex.NONE
    copies: int = 1
    collate: bool = True
    two_up: bool = False
    backwards: bool = False

    @property
    def is_double(self) -> bool:
        """Say whether sheets are printed on both sides, by the printer or by hand."""
        return self.duplex is not Duplex.NONE or self.faces is not Faces.BOTH


@dataclass(frozen=True, slots=True)
class PageAt:
    """One page.

    Attributes:
        file: index of its file.
        page: one-based within the file.
        number: by which the clerk asks for it; 0 for a page of a letter that is a file of its own.
    """

    file: int
    page: int
    number: int


Side = tuple[PageAt, ...]
"""The pages on one side of the paper; none where it stays empty."""


def parse_pages(typed: str, last: int) -> frozenset[int]:
    """Read pages as people write them: ``1-3, 7, 12-``; nothing means all.

    Args:
        typed: by the clerk.
        last: the highest number there is.

    Raises:
        AppError: it cannot be read, runs backwards or names a page that is not there.
    """
    if not typed.strip():
        return frozenset(range(1, last + 1))
    if len(typed) > _LONGEST:
        raise AppError("That is too long a list of pages.", "Name fewer pages, or print all.")
    found: set[int] = set()
    for piece in re.split(r"[,;]", typed):
        if piece.strip():
            first, end = _ends(piece.strip(), last)
            found.update(range(first, end + 1))
    if not found:
        raise AppError("No pages are named.", _HOW)
    return frozenset(found)


def _ends(piece: str, last: int) -> tuple[int, int]:
    read = _PIECE.fullmatch(piece)
    if read is None or not (read[1] or read[3]) or (not read[2] and read[3]):
        raise AppError(f"“{piece[:30]}” is not a page or a range of pages.", _HOW)
    first = int(read[1] or 1)
    end = int(read[3] or last) if read[2] else first
    wrong = next((number for number in (first, end) if not 1 <= number <= last), None)
    if wrong is not None:
        raise AppError(f"There is no page {wrong:,}.", f"The last page is {last:,}.")
    if first > end:
        raise AppError(f"“{piece[:30]}” runs backwards.", "Write the smaller number first.")
    return first, end


def told(numbers: Iterable[int]) -> str:
    """Give page numbers in few words: ``3-7, 9``."""
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return ", ".join(f"{first}" if first == end else f"{first}-{end}" for first, end in runs)


def sides_of(pages: Sequence[PageAt], wishes: PrintWishes) -> tuple[Side, ...]:
    """Lay pages on sides of paper, once; where sheets have two, each file begins a new sheet."""
    laid: list[Side] = []
    for _, of_file in groupby(pages, key=lambda page: page.file):
        if wishes.is_double and len(laid) % 2:
            laid.append(())
        laid += _by(list(of_file), 2 if wishes.two_up else 1)
    return tuple(laid)


def in_order(
    sides: Sequence[Side], wishes: PrintWishes, *, copies: int | None = None
) -> tuple[Side, ...]:
    """Give the sides in the order in which they go to the printer.

    Args:
        sides: of one copy.
        wishes: which of them, which way round.
        copies: how many; by default as wished, 1 where the printer makes them itself.
    """
    many = wishes.copies if copies is None else copies
    sheets = _by(sides, 2 if wishes.is_double else 1)
    if wishes.is_double and sheets and len(sheets[-1]) == 1:
        sheets[-1] = (*sheets[-1], ())
    units = [_wanted(sheet, wishes.faces) for sheet in sheets]
    if wishes.backwards:
        units.reverse()
    ordered = units * many if wishes.collate else [unit for unit in units for _ in range(many)]
    laid = [side for unit in ordered for side in unit]
    if laid and not laid[-1] and wishes.faces is Faces.BOTH:
        laid.pop()
    return tuple(laid)


def _by(things: Sequence[T], many: int) -> list[tuple[T, ...]]:
    return [tuple(things[at : at + many]) for at in range(0, len(things), many)]


def _wanted(sheet: Sequence[Side], faces: Faces) -> Sequence[Side]:
    if faces is Faces.FRONT:
        return sheet[:1]
    return sheet[1:] if faces is Faces.BACK else sheet
