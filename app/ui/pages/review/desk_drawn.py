"""The few drawn pages of an attachment that are at hand, and the faces on them. No PySide6."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import cast

from app.domain.records import Record
from app.domain.redaction import RegionTarget
from app.domain.spans import Region
from app.errors import AppError
from app.ui.pages.review.desk_turns import Task, Turns
from app.ui.ways import Asks
from app.workflow.show_pages import PageAsked, PagesOnScreen, ShownPage

AT_HAND = 8
STEP = 64


class DrawnPages:
    """Draws the pages in sight, then looks for faces on them, then draws the page that follows.

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

    def clear(self) -> None:
        """Forget everything: another attachment is opened, or none."""
        self._turns.drop()
        self._pages.clear()
        self._now.clear()
        self.faces.clear()

    def page(self, number: int) -> ShownPage | None:
        """Give a page as it was drawn last, if it is at hand."""
        return self._now.get(number)

    def at_hand(self) -> tuple[ShownPage, ...]:
        """Give all that are at hand."""
        return tuple(self._now[number] for number in sorted(self._now))

    def want(
        self, room: PagesOnScreen, of: tuple[Record, int], asked: Sequence[PageAsked], ahead: int
    ) -> None:
        """Wish for pages in sight; the last ``ahead`` of them are only made ready."""
        in_sight = asked[: len(asked) - ahead]
        tasks = [self._drawing(room, of, one) for one in in_sight if not self._has(one)]
        tasks += [
            self._facing(room, of, one.number)
            for one in in_sight
            if one.number not in self.faces and one.burned is None
        ]
        tasks += [self._drawing(room, of, one) for one in asked[len(in_sight) :]
                  if one not in self._pages]  # fmt: skip
        self._turns.want(tasks)

    def open_faces(self, index: int) -> list[RegionTarget]:
        """Give every face that was found, in the order of the pages."""
        return [
            RegionTarget(index, region)
            for page in sorted(self.faces)
            for region in self.faces[page]
        ]

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

    def _facing(self, room: PagesOnScreen, of: tuple[Record, int], number: int) -> Task[object]:
        def came(faces: object) -> None:
            self.faces[number] = cast("tuple[Region, ...]", faces)
            self._changed()

        return Task(lambda: room.faces(*of, number), came)

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
