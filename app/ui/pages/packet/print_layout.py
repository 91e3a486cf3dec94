"""Where pages and stamps come to lie on paper, in points from its upper left corner. No PySide6."""

from __future__ import annotations

from dataclasses import dataclass

PAPERS = {"letter": (612.0, 792.0), "legal": (612.0, 1008.0), "a4": (595.28, 841.89)}
PAPER_NAMES = {"letter": "Letter", "legal": "Legal", "a4": "A4"}
_SLACK = 1.5
_GUTTER = 10.0
STAMP_SIZE = 8.5
STAMP_SMALLEST = 5.5
_LINE = 1.35
_CLEAR = 2.5


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Give the right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Give the lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Paper:
    """One side of the paper as it is read, upright or lying.

    Attributes:
        printable: the rectangle that the printer reaches.
    """

    width: float
    height: float
    printable: Box

    @classmethod
    def plain(cls, name: str, *, lying: bool = False, edge: float = 12.0) -> Paper:
        """Give a sheet of a named size with the same unprintable edge all round."""
        across, down = PAPERS[name]
        if lying:
            across, down = down, across
        return cls(across, down, Box(edge, edge, across - 2 * edge, down - 2 * edge))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a page lies, and where its stamp stands.

    Attributes:
        scale: 1 for its own size.
        stamp: the line of the stamp; None without one.
    """

    box: Box
    scale: float
    stamp: Box | None = None


def place(page: tuple[float, float], paper: Paper, *, at: int = 0, of: int = 1) -> Spot:
    """Say where a page lies: in its own size where the paper is large enough, else fitted.

    Args:
        page: its width and height.
        paper: lying, where two pages go on it.
        at: index among the pages on this side.
        of: how many places the side has.
    """
    across, down = page
    fits = across <= paper.width + _SLACK and down <= paper.height + _SLACK
    if of == 1 and fits:
        return Spot(Box((paper.width - across) / 2, 0.0, across, down), 1.0)
    room = paper.printable
    wide = (room.width - _GUTTER * (of - 1)) / of
    cell = Box(room.left + at * (wide + _GUTTER), room.top, wide, room.height)
    return _fitted(page, cell)


def with_stamp(spot: Spot, band: tuple[float, float], paper: Paper) -> Spot:
    """Find room for the stamp in the empty band at the head of a page.

    Where the band is too narrow, or out of the printer's reach, the page is made a little
    smaller, so that the stamp stands above it and never over words.

    Args:
        spot: of the page without a stamp.
        band: from where to where its head is empty, in fractions of its height.
        paper: what is printed on.
    """
    high = STAMP_SIZE * _LINE
    top = max(spot.box.top + band[0] * spot.box.height + _CLEAR, paper.printable.top)
    bottom = spot.box.top + band[1] * spot.box.height - _CLEAR
    left = max(spot.box.left, paper.printable.left)
    wide = min(spot.box.right, paper.printable.right) - left
    if bottom - top >= high:
        line = Box(left, top + min((bottom - top - high) / 2, 8.0), wide, high)
        return Spot(spot.box, spot.scale, line)
    strip = max(spot.box.top, paper.printable.top)
    below = strip + high + _CLEAR
    floor = min(spot.box.bottom, paper.printable.bottom)
    smaller = _fitted(
        (spot.box.width / spot.scale, spot.box.height / spot.scale),
        Box(left, below, wide, floor - below),
    )
    return Spot(smaller.box, smaller.scale, Box(left, strip, wide, high))


def fits_told(page: str, paper: str) -> str:
    """Say that pages become smaller on another paper; empty where they do not."""
    across, down = PAPERS[page]
    wide, high = PAPERS[paper]
    if across <= wide + _SLACK and down <= high + _SLACK:
        return ""
    name, other = PAPER_NAMES[page], PAPER_NAMES[paper]
    return f"The pages are {name}; they are printed smaller, so that they fit on {other} paper."


def _fitted(page: tuple[float, float], cell: Box) -> Spot:
    across, down = page
    scale = min(1.0, cell.width / across, cell.height / down)
    wide, high = across * scale, down * scale
    left = cell.left + (cell.width - wide) / 2
    return Spot(Box(left, cell.top + (cell.height - high) / 2, wide, high), scale)
