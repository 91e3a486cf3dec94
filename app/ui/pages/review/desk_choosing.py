"""Chooses words and rectangles of the open page, by mouse and by keys. No PySide6."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from app.domain.redacted import Box, SheetWord
from app.domain.spans import Region
from app.ui.pages.review.desk_choice import (
    Choice,
    Reach,
    boxes_of,
    first_cell,
    grown,
    moved,
    regions_of,
    word_at,
    word_beside,
)
from app.ui.pages.review.desk_drawn import DrawnPages

_REACHES = {1: Reach.EXACT, 2: Reach.LINE, 3: Reach.BLOCK}


class Lies(Protocol):
    """The pages that lie open."""

    page: int
    drawn: DrawnPages

    def changed(self) -> None:
        """Show anew what was chosen."""

    def go(self, page: int, box: Box | None = None) -> None:
        """Turn to a page."""


class Choosing:
    """Holds what is chosen; on one page at a time."""

    def __init__(self, lies: Lies) -> None:
        self._lies = lies
        self.choice: Choice | None = None
        self.by_cells = False

    def words(self, page: int) -> tuple[SheetWord, ...]:
        """Give the words of a page, as far as it is drawn."""
        drawn = self._lies.drawn.page(page)
        return drawn.words if drawn is not None else ()

    def regions(self) -> tuple[Region, ...]:
        """Give what is to be withheld; nothing while its page is not drawn."""
        drawn = self._lies.drawn.page(self.choice.page) if self.choice is not None else None
        return () if self.choice is None or drawn is None else regions_of(self.choice, drawn)

    def boxes(self) -> tuple[Box, ...]:
        """Give what is withheld as it is outlined."""
        return tuple((r.left, r.top, r.right, r.bottom) for r in self.regions())

    def drop(self, *, tell: bool = True) -> None:
        """Choose nothing."""
        self.choice = None
        if tell:
            self._lies.changed()

    # By mouse

    def drag(self, page: int, box: Box) -> None:
        """Choose a rectangle."""
        left, right = sorted((_inside(box[0]), _inside(box[2])))
        top, bottom = sorted((_inside(box[1]), _inside(box[3])))
        if right > left and bottom > top:
            self._choose(Choice(page, (left, top, right, bottom)))

    def click(self, page: int, at: tuple[float, float], clicks: int, *, extend: bool) -> None:
        """Choose the word at a point, its line, its block; or extend what is chosen to it."""
        words = self.words(page)
        number = word_at(words, *at)
        old = self.choice
        if number < 0:
            self.drop()
        elif extend and old is not None and old.page == page and old.box is None:
            self._choose(replace(old, last=number))
        else:
            reach = _REACHES[min(max(clicks, 1), 3)]
            self._choose(Choice(page, first=number, last=number, reach=reach))

    # By keys

    def arrow(self, across: int, down: int, *, extend: bool, fine: bool = False) -> None:
        """Move the cursor by a word or a cell; ``extend`` makes what is chosen larger instead."""
        page = self._lies.page
        old = self.choice if self.choice is not None and self.choice.page == page else None
        words = self.words(page)
        is_cell = old.box is not None if old is not None else (self.by_cells or not words)
        if is_cell:
            made = self._cell(old, (across, down), extend=extend, fine=fine)
        else:
            made = _word(old, page, words, (across, down), extend=extend)
        self._choose(made, come=True)

    def cells(self) -> None:
        """Choose by cells instead of words, or by words again."""
        self.by_cells = not self.by_cells or not self.words(self._lies.page)
        self.choice = None
        self.arrow(0, 0, extend=False)

    def whole_page(self) -> None:
        """Choose the page."""
        self._choose(Choice(self._lies.page, first_cell(), reach=Reach.PAGE))

    def wider(self) -> None:
        """Widen what is chosen: the line, the block, the page, and exactly again."""
        if self.choice is not None:
            self._choose(self.choice.wider())

    def invert(self) -> None:
        """Mean everything on the page but what is chosen."""
        if self.choice is not None and self.choice.reach is not Reach.PAGE:
            self._choose(replace(self.choice, inverted=not self.choice.inverted))

    def _cell(
        self, old: Choice | None, way: tuple[int, int], *, extend: bool, fine: bool
    ) -> Choice:
        page = self._lies.page
        if old is None or old.box is None:
            return Choice(page, first_cell())
        step = 0.25 if fine else 1.0
        change = grown if extend else moved
        return replace(old, box=change(old.box, way[0] * step, way[1] * step))

    def _choose(self, choice: Choice, *, come: bool = False) -> None:
        self.choice = choice
        self._lies.changed()
        if come:
            boxes = _cursor(choice, self.words(choice.page))
            self._lies.go(choice.page, boxes)


def _word(
    old: Choice | None,
    page: int,
    words: tuple[SheetWord, ...],
    way: tuple[int, int],
    *,
    extend: bool,
) -> Choice:
    if old is None:
        return Choice(page, first=0, last=0)
    last = word_beside(words, old.last, *way)
    if extend:
        return replace(old, last=last)
    return Choice(page, first=last, last=last)


def _cursor(choice: Choice, words: tuple[SheetWord, ...]) -> Box | None:
    if choice.box is not None:
        return choice.box
    if 0 <= choice.last < len(words):
        return words[choice.last].box
    boxes = boxes_of(choice, words)
    return boxes[0] if boxes else None


def _inside(edge: float) -> float:
    return min(max(edge, 0.0), 1.0)
