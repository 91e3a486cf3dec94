"""The few drawn pages of an attachment at hand, and what is suggested on them. No PySide6."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import cast

from app.domain.records import Record
from app.domain.redacted import SheetWord
from app.domain.spans import Region
from app.errors import AppError
from app.ui.pages.review.desk_turns import Task, Turns
from app.ui.ways import Asks
from app.workflow.show_pages import PageAsked, PagesOnScreen, ShownPage
from app.workflow.suggest_on_pages import PageSuggestion

AT_HAND = 8
STEP = 64


class DrawnPages:
    """Draws the pages in sight, has eyes read them, looks for words and faces, draws the next one.

    Where all of a file was read before, its other pages are looked through last.

    Args:
        asks: a line of questions of its own.
        changed: something new is at hand.
        failed: something went wrong.
    """

    def __init__(
        self, asks: Asks, changed: Callable[[], None], failed: Callable[[AppError], None]
    ) -> None:
        self._turns = Turns(asks, failed)
        self._changed = changed
        self._pages: OrderedDict[PageAsked, ShownPage] = OrderedDict()
        self._now: dict[int, ShownPage] = {}
        self.faces: dict[int, tuple[Region, ...]] = {}
        self.hints: dict[int, tuple[PageSuggestion, ...]] = {}
        self._read: set[int] = set()
        self.turn = 0

    def clear(self) -> None:
        """Forget everything: another attachment is opened, or none."""
        self._turns.drop()
        self._pages.clear()
        self._now.clear()
        self.faces.clear()
        self.hints.clear()
        self._read.clear()
        self.turn += 1

    def page(self, number: int) -> ShownPage | None:
        """Give a page as it was drawn last, if it is at hand."""
        return self._now.get(number)

    def at_hand(self) -> tuple[ShownPage, ...]:
        """Give all that are at hand."""
        return tuple(self._now[number] for number in sorted(self._now))

    def want(
        self,
        room: PagesOnScreen,
        of: tuple[Record, int],
        asked: Sequence[PageAsked],
        ahead: int,
        read: int = 0,
    ) -> None:
        """Wish for pages in sight; the last ``ahead`` of them are only made ready.

        Of a file that was read before ``read`` pages are looked through.
        """
        in_sight = asked[: len(asked) - ahead]
        tasks = [self._drawing(room, of, one) for one in in_sight if not self._has(one)]
        tasks += [
            self._reading(room, of, one.number) for one in in_sight if one.number not in self._read
        ]
        tasks += [
            self._hinting(room, of, one.number)
            for one in in_sight
            if one.number not in self.hints and one.burned is None
        ]
        tasks += [
            self._facing(room, of, one.number)
            for one in in_sight
            if one.number not in self.faces and one.burned is None
        ]
        tasks += [self._drawing(room, of, one) for one in asked[len(in_sight) :]
                  if one not in self._pages]  # fmt: skip
        seen = {one.number for one in in_sight} | set(self.hints)
        tasks += [self._hinting(room, of, n) for n in range(1, read + 1) if n not in seen]
        self._turns.want(tasks)

    def _has(self, asked: PageAsked) -> bool:
        page = self._pages.get(asked)
        if page is None:
            return False
        self._pages.move_to_end(asked)
        if self._now.get(asked.number) is not page:
            self._now[asked.number] = page
            self._changed()
        return True

    def _drawing(
        self, room: PagesOnScreen, of: tuple[Record, int], asked: PageAsked
    ) -> Task[object]:
        def came(page: object) -> None:
            self._keep(asked, cast("ShownPage", page))

        return Task(lambda: room.page(*of, asked), came)

    def _reading(self, room: PagesOnScreen, of: tuple[Record, int], number: int) -> Task[object]:
        def came(found: object) -> None:
            self._read.add(number)
            self._add_words(number, cast("tuple[SheetWord, ...]", found))

        return Task(lambda: room.further(*of, number), came)

    def _add_words(self, number: int, further: Sequence[SheetWord]) -> None:
        """Give a page that was drawn before it was read the words that eyes read on it."""
        for asked, page in list(self._pages.items()):
            if asked.number == number and page.unread:
                whole = replace(page, words=(*page.words, *further), unread=False)
                self._pages[asked] = whole
                if self._now.get(number) is page:
                    self._now[number] = whole
        if further:
            self.turn += 1
            self._changed()

    def _facing(self, room: PagesOnScreen, of: tuple[Record, int], number: int) -> Task[object]:
        def came(faces: object) -> None:
            self.faces[number] = cast("tuple[Region, ...]", faces)
            self.turn += 1
            self._changed()

        return Task(lambda: room.faces(*of, number), came)

    def _hinting(self, room: PagesOnScreen, of: tuple[Record, int], number: int) -> Task[object]:
        def came(found: object) -> None:
            self.hints[number] = cast("tuple[PageSuggestion, ...]", found)
            self.turn += 1
            self._changed()

        return Task(lambda: room.suggestions(*of, number), came)

    def _keep(self, asked: PageAsked, page: ShownPage) -> None:
        self._pages[asked] = page
        while len(self._pages) > AT_HAND:
            gone, old = self._pages.popitem(last=False)
            if self._now.get(gone.number) is old:
                del self._now[gone.number]
        self._now[asked.number] = page
        self._changed()


def wide_enough(pixels: int) -> int:
    """Give how wide a page is asked for, so that a little resizing draws nothing again."""
    return max(STEP, -(-pixels // STEP) * STEP)
