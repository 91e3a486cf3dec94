"""Lets lines flow down pages, and remembers on which page each bar came to lie."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.domain.redacted import Bar, Picture
from app.packet import ink
from app.packet.breaking import PAD, Inline, Line, typeset
from app.packet.fonts import Faces, Style
from app.packet.tags import Box, Mark, Marking, Tag

PAGE_SIZES = {"letter": (612.0, 792.0), "legal": (612.0, 1008.0), "a4": (595.28, 841.89)}
MARGIN = 60.0
TOP = 58.0
BOTTOM = 66.0
FOOT = 36.0
_ASCENT = 0.78


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the records a bar stands: the record's number and the words for it."""

    record: int
    where: str


@dataclass(frozen=True, slots=True)
class PlacedBar:
    """A bar and the one-based page that it begins on."""

    place: Place
    bar: Bar
    page: int


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture on a page: left, bottom, right, top in points, and its mark."""

    picture: Picture
    box: Box
    mark: int


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline; ``level`` 0 is outermost."""

    title: str
    page: int
    top: float
    level: int = 0


@dataclass(slots=True)
class Sheet:
    """One page as it is being filled."""

    code: list[str] = field(default_factory=list)
    pictures: list[PlacedPicture] = field(default_factory=list)
    marks: list[Tag] = field(default_factory=list)


class Flow:
    """The pages of one packet, filled from top to bottom."""

    def __init__(self, page: str, faces: Faces) -> None:
        self.size = PAGE_SIZES.get(page, PAGE_SIZES["letter"])
        self.faces = faces
        self.sheets: list[Sheet] = [Sheet()]
        self.placed: list[PlacedBar] = []
        self.bookmarks: list[Bookmark] = []
        self.root = Tag("Document")
        self.parent = self.root
        self.on_new_page: Callable[[], None] | None = None
        self._y = self.size[1] - TOP

    @property
    def column(self) -> float:
        """Give the width between the margins."""
        return self.size[0] - 2 * MARGIN

    @property
    def page(self) -> int:
        """Give the one-based number of the page that is being filled."""
        return len(self.sheets)

    @property
    def left_over(self) -> float:
        """Give the height that is left on the page."""
        return self._y - BOTTOM

    @property
    def at_top(self) -> bool:
        """Say whether nothing stands on the page yet."""
        return self._y >= self.size[1] - TOP

    def new_page(self) -> None:
        """Go to the top of a new page."""
        self.sheets.append(Sheet())
        self._y = self.size[1] - TOP
        if self.on_new_page:
            self.on_new_page()

    def fresh_page(self) -> None:
        """Go to a new page unless nothing stands on this one."""
        if not self.at_top:
            self.new_page()

    def need(self, height: float) -> None:
        """Go to a new page where less than ``height`` is left on this one."""
        if self.left_over < height and not self.at_top:
            self.new_page()

    def gap(self, height: float) -> None:
        """Leave a space; none at the head of a page."""
        if not self.at_top:
            self._y -= height

    def set(self, inlines: Sequence[Inline], inset: float = 0.0) -> list[Line]:
        """Break texts into lines for the column less an inset at its left."""
        return typeset(inlines, self.column - inset, self.faces)

    def put(
        self,
        lines: Iterable[Line],
        places: Iterator[Place] | None = None,
        *,
        role: str = "P",
        inset: float = 0.0,
    ) -> None:
        """Draw lines down the column as one element; each bar takes the next place."""
        marking = Marking(self.parent.child(role))
        for line in lines:
            if self._y - line.leading < BOTTOM:
                self._write(marking)
                self.new_page()
            self._y -= line.leading
            self._draw(line, MARGIN + inset, (self._y, self.column - inset), marking)
            self._note(line, places)
        self._write(marking)

    def _note(self, line: Line, places: Iterator[Place] | None) -> None:
        if places is not None:
            self.placed.extend(PlacedBar(next(places), bar, self.page) for bar in line.bars)

    def _write(self, marking: Marking) -> None:
        sheet = self.sheets[-1]
        marking.write(self.page, sheet.code, sheet.marks)

    def _draw(self, line: Line, left: float, room: tuple[float, float], marking: Marking) -> None:
        """Draw one line in the band of its leading above a bottom; ``room`` has it and a width."""
        if not line.runs:
            return
        bottom, column = room
        size = max(run.style.size for run in line.runs)
        baseline = bottom + (line.leading - size) / 2 + (1 - _ASCENT) * size * 0.9
        if any(run.bar for run in line.runs):
            self.sheets[-1].code.extend(ink.bar_boxes(line, left, baseline, column))
        marking.add(ink.text_of(line, left, baseline, PAD))

    def rule(self, look: tuple[str, float], inset: float = 0.0) -> None:
        """Draw a level line at the current height."""
        right = self.size[0] - MARGIN
        self.sheets[-1].code.append(ink.rule(MARGIN + inset, self._y, right, look))

    def boxed(self, lines: Sequence[Line], places: Iterator[Place] | None) -> None:
        """Draw lines that stay together in a box with a grey ground."""
        height = sum(line.leading for line in lines) + 14
        self.need(height)
        box = (MARGIN, self._y - height, self.column, height)
        self.sheets[-1].code.append(ink.rectangle(box, "0.955 g"))
        self.sheets[-1].code.append(ink.frame(box, "0.72 G", 0.6))
        self._y -= 7
        self.put(lines, places, inset=10)
        self._y -= 7

    def row(
        self,
        cells: Sequence[Sequence[Line]],
        lefts: Sequence[float],
        pad: float,
        role: str | None,
    ) -> None:
        """Draw cells side by side as one row of a table; a repeated head has no role.

        A row that is taller than what is left of the page is drawn line by line.
        """
        row = self.parent.child("TR") if role else None
        markings = [Marking(row.child(role) if row and role else None) for _ in cells]
        self._y -= pad
        for at in range(max(len(cell) for cell in cells)):
            height = max(cell[at].leading for cell in cells if at < len(cell))
            if self._y - height < BOTTOM:
                for marking in markings:
                    self._write(marking)
                self.new_page()
            self._y -= height
            for cell, left, marking in zip(cells, lefts, markings, strict=True):
                if at < len(cell):
                    self._draw(cell[at], left, (self._y, self.column), marking)
        for marking in markings:
            self._write(marking)
        self._y -= pad

    def picture(self, picture: Picture, caption: float, alt: str) -> None:
        """Place a picture to fit the column, on one page with ``caption`` points below it."""
        room_wide = min(self.column, 360.0)
        room_high = min(300.0, max(150.0, self.left_over - caption - 4))
        wide, high = max(picture.width, 1), max(picture.height, 1)
        scale = min(room_wide / wide, room_high / high, 0.75)
        self.need(high * scale + caption)
        self._y -= high * scale
        sheet = self.sheets[-1]
        figure = self.parent.child("Figure", alt)
        figure.box = (MARGIN, self._y, MARGIN + wide * scale, self._y + high * scale)
        figure.kids.append(Mark(self.page, len(sheet.marks)))
        placed = PlacedPicture(picture, figure.box, len(sheet.marks))
        sheet.marks.append(figure)
        sheet.pictures.append(placed)

    def bookmark(self, title: str, level: int = 0) -> None:
        """Add an entry to the outline that leads here."""
        self.bookmarks.append(Bookmark(title, self.page, self._y, level))


def one_line(inlines: Sequence[Inline], faces: Faces) -> Line:
    """Set a text that is known to be short in one line."""
    return typeset(inlines, 10_000, faces)[0]


def line_width(line: Line) -> float:
    """Give the width of a line's runs."""
    return sum(run.width for run in line.runs)


BODY = Style(9.6, 14.2)
"""How the text of records is set."""
