"""Lets lines flow down pages, and remembers on which page each bar came to lie."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from app.domain.redacted import Bar, Picture
from app.packet import ink
from app.packet.breaking import PAD, Inline, Line, typeset
from app.packet.fonts import Faces, Style
from app.packet.grounds import Ground, paint
from app.packet.palette import BOX
from app.packet.strokes import stroked
from app.packet.tags import Box, Mark, Marking, Tag
from app.packet.undoing import Undo, all_undo, lists_undo, tags_undo

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
    """A picture on a page, asked for when the file is written; its box in points."""

    draw: Callable[[], Picture]
    box: Box

    @property
    def picture(self) -> Picture:
        """Give the pixels; they are made or fetched each time."""
        return self.draw()


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline; ``level`` 0 is outermost."""

    title: str = field(repr=False)
    page: int
    top: float
    level: int = 0


@dataclass(slots=True)
class Sheet:
    """One page as it is being filled."""

    code: list[str] = field(default_factory=list, repr=False)
    pictures: list[PlacedPicture] = field(default_factory=list)
    marks: list[Tag] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A ground on which is still being laid; ``slot`` is its place in the page's operators."""

    ground: Ground
    left: float
    right: float
    top: float = 0.0
    text_top: float = 0.0
    slot: int = 0


class Flow:
    """The pages of one packet, filled from top to bottom.

    Attributes:
        left: the left edge of what is laid; ``right`` its right edge.
        heading: the level of the last heading.
    """

    def __init__(self, page: str, faces: Faces) -> None:
        self.size = PAGE_SIZES.get(page, PAGE_SIZES["letter"])
        self.faces = faces
        self.sheets: list[Sheet] = [Sheet()]
        self.placed: list[PlacedBar] = []
        self.bookmarks: list[Bookmark] = []
        self.root = Tag("Document")
        self.parent = self.root
        self.on_new_page: Callable[[], None] | None = None
        self.left, self.right = MARGIN, self.size[0] - MARGIN
        self.heading = 1
        self._grounds: list[_Open] = []
        self._outermost: int | None = None
        self._y = self.size[1] - TOP

    @property
    def column(self) -> float:
        """Give the width between the edges of what is laid."""
        return self.right - self.left

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
        """Go to the top of a new page; open grounds go on there."""
        for opened in self._grounds:
            self._paint(opened, self._y - min(opened.ground.pads.high, 5))
        self.sheets.append(Sheet())
        self._y = self.size[1] - TOP
        for opened in self._grounds:
            self._begin(opened, self._y + min(opened.ground.pads.high, 5))
        if self.on_new_page:
            self.on_new_page()

    @contextmanager
    def inset(self, left: float = 0.0, right: float = 0.0) -> Iterator[None]:
        """Lay what follows between narrower edges."""
        held = (self.left, self.right)
        self.left, self.right = self.left + left, self.right - right
        yield
        self.left, self.right = held

    @contextmanager
    def on(self, ground: Ground) -> Iterator[None]:
        """Lay what follows on a ground, which goes on over pages."""
        opened = _Open(ground, self.left, self.right)
        pads = ground.pads
        self._begin(opened, self._y)
        self._grounds.append(opened)
        self._y -= pads.high
        opened.text_top = self._y
        with self.inset(pads.left, pads.right):
            yield
        self._grounds.pop()
        self._y -= pads.high
        self._paint(opened, self._y)

    def _begin(self, opened: _Open, top: float) -> None:
        opened.top, opened.text_top = top, self._y
        opened.slot = len(self.sheets[-1].code)
        self.sheets[-1].code.append("")

    def _paint(self, opened: _Open, bottom: float) -> None:
        """Paint a ground under what was laid on this page; nothing where nothing was."""
        if self._y < opened.text_top - 0.01:
            box = (opened.left, bottom, opened.right, opened.top)
            self.sheets[-1].code[opened.slot] = paint(opened.ground, box)

    def fill(self) -> None:
        """Let nothing more stand on the page."""
        self._y = BOTTOM

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
        marking = Marking(self.parent.child(self._role(role)))
        for line in lines:
            if self._y - line.leading < BOTTOM:
                self._write(marking)
                self.new_page()
            self._y -= line.leading
            self._draw(line, self.left + inset, (self._y, self.column - inset), marking)
            self._note(line, places)
        self._write(marking)

    def _role(self, role: str) -> str:
        """Give the level of a heading so that the file's first is of level one."""
        if not role.startswith("H"):
            return role
        level = self.heading = int(role[1:])
        if self._outermost is None:
            self._outermost = level - 1
        return f"H{max(1, level - self._outermost)}"

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
        if any(run.style.under for run in line.runs):
            self.sheets[-1].code.extend(ink.outlines(line, left, baseline))
        said = ink.text_of(line, left, baseline, PAD)
        if any(run.style.stroke for run in line.runs):
            drawn, said = stroked(line, (left, baseline), said)
            self.sheets[-1].code.extend(drawn)
        marking.add(said)

    def rule(self, look: tuple[str, float], inset: float = 0.0) -> None:
        """Draw a level line at the current height."""
        self.sheets[-1].code.append(ink.rule(self.left + inset, self._y, self.right, look))

    def boxed(self, lines: Sequence[Line], places: Iterator[Place] | None) -> None:
        """Draw lines that stay together in a box with a grey ground."""
        self.need(min(sum(line.leading for line in lines) + 14, self.size[1] / 2))
        with self.on(BOX):
            self.put(lines, places)

    def beside(self, line: Line, left: float, role: str = "P") -> None:
        """Draw a line at the height of the one that comes next, at any left edge."""
        marking = Marking(self.parent.child(role))
        self._draw(line, left, (self._y - line.leading, self.column), marking)
        self._write(marking)

    def pair(
        self, label: Line, lines: Sequence[Line], places: Iterator[Place] | None, wide: float
    ) -> None:
        """Draw a row of a head: its label, and lines beside it from ``wide`` points on."""
        row = self.parent.child("TR")
        of_row = row.child("TH")
        of_row.scope = "Row"
        head, cell = Marking(of_row), Marking(row.child("TD"))
        for nth, line in enumerate(lines):
            if self._y - line.leading < BOTTOM:
                self._write(head)
                self._write(cell)
                self.new_page()
            self._y -= line.leading
            if not nth:
                self._draw(label, self.left, (self._y, wide), head)
            self._draw(line, self.left + wide, (self._y, self.column - wide), cell)
            self._note(line, places)
        self._write(head)
        self._write(cell)

    def row(
        self,
        cells: Sequence[Sequence[Line]],
        lefts: Sequence[float],
        pad: float,
        role: str | None,
        places: Iterator[Place] | None = None,
    ) -> None:
        """Draw cells side by side as one row of a table; a repeated head has no role.

        A row that is taller than what is left of the page is drawn line by line. What lies
        under a cell's text is painted cell by cell, so that a broken bar stays together.
        """
        row = self.parent.child("TR") if role else None
        markings = [Marking(row.child(role) if row and role else None) for _ in cells]
        under: list[list[str]] = [[] for _ in cells]
        self._y -= pad
        for at in range(max(len(cell) for cell in cells)):
            height = max(cell[at].leading for cell in cells if at < len(cell))
            if self._y - height < BOTTOM:
                self._write_row(markings, under)
                self.new_page()
            self._y -= height
            for nth, (cell, left) in enumerate(zip(cells, lefts, strict=True)):
                if at < len(cell):
                    code = self.sheets[-1].code
                    before = len(code)
                    self._draw(cell[at], left, (self._y, self.column), markings[nth])
                    under[nth] += code[before:]
                    del code[before:]
                    self._note(cell[at], places)
        self._write_row(markings, under)
        self._y -= pad

    def _write_row(self, markings: Sequence[Marking], under: Sequence[list[str]]) -> None:
        for marking, painted in zip(markings, under, strict=True):
            self.sheets[-1].code.extend(painted)
            painted.clear()
            self._write(marking)

    def picture(self, picture: Picture, caption: float, alt: str) -> None:
        """Place a picture to fit the column, on one page with ``caption`` points below it."""
        room_wide = min(self.column, 360.0)
        room_high = min(300.0, max(150.0, self.left_over - caption - 4))
        wide, high = max(picture.width, 1), max(picture.height, 1)
        scale = min(room_wide / wide, room_high / high, 0.75)
        self.need(high * scale + caption)
        self._y -= high * scale
        box = (self.left, self._y, self.left + wide * scale, self._y + high * scale)
        self.figure(picture, box, alt)

    def emblem(self, picture: Picture, side: float, alt: str) -> None:
        """Place a small picture at the left; what comes next stands beside it."""
        wide, high = max(picture.width, 1), max(picture.height, 1)
        scale = side / max(wide, high)
        box = (self.left, self._y - high * scale, self.left + wide * scale, self._y)
        self.figure(picture, box, alt)

    def figure(self, picture: Picture, box: Box, alt: str) -> None:
        """Draw a picture at a place of the page, with what is read aloud in its place."""
        sheet = self.sheets[-1]
        figure = self.parent.child("Figure", alt)
        figure.box = box
        figure.kids.append(Mark(self.page, len(sheet.marks)))
        place = f"/Figure <</MCID {len(sheet.marks)}>> BDC"
        sheet.marks.append(figure)
        self.show(lambda: picture, box, place)

    def show(self, draw: Callable[[], Picture], box: Box, mark: str) -> None:
        """Draw a picture at a place of the page, in the marked content that is given."""
        sheet = self.sheets[-1]
        sheet.code.append(ink.picture(box, len(sheet.pictures), mark))
        sheet.pictures.append(PlacedPicture(draw, box))

    def undo(self) -> Undo:
        """Give what takes back all that is laid from now on; no ground may be open."""
        held = (self.parent, self.heading, self._outermost, self._y)
        sheet = self.sheets[-1]
        back = all_undo(
            lists_undo(self.sheets, self.placed, self.bookmarks),
            lists_undo(sheet.code, sheet.pictures, sheet.marks),
            tags_undo(self.root, self.parent),
            self.faces.undo(),
        )

        def undo() -> None:
            back()
            self.parent, self.heading, self._outermost, self._y = held

        return undo

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
