"""Feeds a printer side by side, each drawn when the one before has gone. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.errors import AppError
from app.ui.pages.packet.print_state import Press
from app.ui.pages.packet.print_work import Drawing, Laid, PrintWork
from app.ui.ways import Asks
from app.workflow.print_packet import Printed, Printout
from app.workflow.print_pages import PageAt, PrintWishes, Side, in_order, sides_of, told

NOT_BEGUN = AppError(
    "The printer did not begin.", "Look whether it is switched on, or choose another printer."
)


@dataclass(frozen=True, slots=True)
class Order:
    """One job for the printer."""

    printout: Printout
    wishes: PrintWishes
    stamp: str


@dataclass(frozen=True, slots=True)
class Told:
    """How far a job is.

    Attributes:
        printed: once it has ended: what went to the printer.
        error: why it ended early; None where all went well or the clerk stopped it.
        left: the numbers of the pages that did not go, in words.
    """

    done: int
    total: int
    printed: Printed | None = None
    error: AppError | None = None
    left: str = ""


class PrintRun:
    """One job. Stopped between sides; ends with exactly one :class:`Told` that has ``printed``."""

    def __init__(
        self, order: Order, press: Press, work: PrintWork, asks: Asks, tell: Callable[[Told], None]
    ) -> None:
        self._printout = order.printout
        self._press = press
        self._work = work
        self._asks = asks
        self._tell = tell
        self._wishes = press.as_set(order.wishes)
        chosen = self._printout.chosen(self._wishes)
        sides = sides_of(chosen, self._wishes)
        own = 1 if press.makes_copies else None
        self._sides = in_order(sides, self._wishes, copies=own)
        self._stamp = order.stamp
        self._how = Drawing(
            press.paper,
            press.dpi,
            press.is_grey,
            stamped=bool(order.stamp),
            places=2 if self._wishes.two_up else 1,
        )
        self._done = 0
        self._begun = False
        self._ended = False

    def begin(self) -> None:
        """Prove the files, then start the job."""
        self._asks.ask(self._printout.prove, lambda _: self._start(), self._fail)

    def stop(self) -> None:
        """Give the job up; what is on its way is not printed."""
        self._finish(None)

    def _start(self) -> None:
        self._begun = self._press.begin()
        if not self._begun:
            self._fail(NOT_BEGUN)
        else:
            self._next()

    def _next(self) -> None:
        if self._done == len(self._sides):
            self._hand_over()
            return
        side = self._sides[self._done]
        self._asks.ask(
            lambda: self._work.side(self._printout, side, self._how), self._came, self._fail
        )

    def _came(self, laid: tuple[Laid, ...]) -> None:
        if self._ended:
            return
        went = not self._done or self._press.next_side()
        if not went or not self._press.put(laid, self._stamp):
            self._fail(self._no_more())
            return
        self._done += 1
        self._tell(Told(self._done, len(self._sides)))
        if not self._ended:
            self._next()

    def _hand_over(self) -> None:
        if self._press.end():
            self._finish(None)
        else:
            self._done = max(0, self._done - 1)
            self._fail(self._no_more())

    def _fail(self, error: AppError) -> None:
        self._finish(error)

    def _finish(self, error: AppError | None) -> None:
        if self._ended:
            return
        self._ended = True
        self._asks.silence()
        gone = _pages_on(self._sides[: self._done])
        is_whole = error is None and self._done == len(self._sides)
        if self._begun and not is_whole:
            self._press.abort()
        left = told(page.number for page in _left(self._sides[self._done :]))
        printed = Printed(gone, self._wishes, is_whole)
        self._tell(Told(self._done, len(self._sides), printed, error, left))

    def _no_more(self) -> AppError:
        rest = _left(self._sides[self._done :])
        left = told(page.number for page in rest if page.number)
        pages = f" Pages {left} are still to be printed." if left else ""
        return AppError(
            f"The printer took no more after {self._done:,} of {len(self._sides):,} sides.",
            f"Look whether it has paper and is switched on, then print again.{pages}",
        )


def _pages_on(sides: tuple[Side, ...]) -> tuple[PageAt, ...]:
    return tuple(dict.fromkeys(page for side in sides for page in side))


def _left(sides: tuple[Side, ...]) -> tuple[PageAt, ...]:
    return tuple(page for page in _pages_on(sides) if page.number)
