"""Decides what the preview of a printing shows, and runs the printing. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.errors import AppError
from app.ui.pages.packet.print_layout import Paper, fits_told
from app.ui.pages.packet.print_run import Order, PrintRun, Told
from app.ui.pages.packet.print_state import (
    Phase,
    Press,
    PrinterFacts,
    PrintForm,
    PrintState,
    Turning,
)
from app.ui.pages.packet.print_work import Drawing, Laid, PrintWork
from app.ui.rows import Notice, Tone
from app.ui.ways import Asks
from app.ui.wording import count, of_error
from app.workflow.print_packet import Printed, Printout
from app.workflow.print_pages import PageAt, Side, in_order, sides_of

WIDEST, NARROWEST = 2_000, 200
STOPPED = Notice(
    "The printing was stopped.", "The trail says which pages had gone to the printer.", Tone.SOON
)


@dataclass(frozen=True, slots=True)
class PrintContext:
    """What a printing is made from.

    Attributes:
        make: gives what is printed; asked beside the window.
        facts: of the computer's own printer.
        today: in words, proposed for the stamp.
        done: told when something was handed over, with a sentence.
    """

    make: Callable[[], Printout]
    work: PrintWork
    asks: Callable[[], Asks]
    facts: PrinterFacts
    today: str
    done: Callable[[str], None]


class PrintPresenter:
    """Shows each side of the paper as it will be, then feeds the printer."""

    def __init__(self, context: PrintContext, show: Callable[[PrintState], None]) -> None:
        self._context = context
        self._show = show
        self._making, self._drawing, self._printing, self._noting = (
            context.asks() for _ in range(4)
        )
        self._printout: Printout | None = None
        self._sides: tuple[Side, ...] = ()
        self._pixels = 600
        self._run: PrintRun | None = None
        self._remember: Callable[[Printed], None] = self._note
        self._state = PrintState(facts=context.facts)

    @property
    def state(self) -> PrintState:
        """Give what is shown now."""
        return self._state

    def arrive(self) -> None:
        """Prepare what is printed."""
        self._tell(self._state)
        self._making.ask(self._context.make, self._prepared, self._trouble)

    def change(self, form: PrintForm) -> None:
        """Take other wishes."""
        if self._printout is None or form == self._state.form or self._run is not None:
            return
        self._tell(replace(self._state, form=form, notice=None))
        self._lay()

    def turn(self, by: int) -> None:
        """Show another side."""
        at = min(max(self._state.at + by, 0), max(self._state.sides - 1, 0))
        if at != self._state.at:
            self._state = replace(self._state, at=at)
            self._draw()

    def wide(self, pixels: int) -> None:
        """Draw for another width."""
        pixels = min(max(pixels, NARROWEST), WIDEST)
        if abs(pixels - self._pixels) > 24:
            self._pixels = pixels
            self._draw()

    @property
    def is_ready(self) -> bool:
        """Say whether there is something to print, and nothing is printed just now."""
        return self._state.phase is Phase.CHOOSING and not self._state.wrong

    def print_on(self, press: Press) -> None:
        """Print; the system's dialog may have changed copies and sides."""
        printout = self._printout
        if printout is None or not self.is_ready:
            return
        form = self._state.form
        order = Order(printout, form.wishes, form.stamp(printout.title))
        self._run = PrintRun(order, press, self._context.work, self._printing, self._told)
        self._drawing.silence()
        self._tell(replace(self._state, phase=Phase.PRINTING, done=0, total=0, notice=None))
        self._run.begin()

    def stop(self) -> None:
        """Stop between two sides."""
        if self._run is not None:
            self._run.stop()

    def close(self) -> Callable[[], None]:
        """Stop; gives the last work, which remembers what was printed and ends the drawing."""
        for asks in (self._making, self._drawing):
            asks.silence()
        last: list[Printed] = []
        self._remember = last.append
        self.stop()
        printout, work = self._printout, self._context.work
        self._printout = None

        def finish() -> None:
            work.close()
            for printed in last:
                if printout is not None:
                    printout.note(printed)

        return finish

    # Inside

    def _prepared(self, printout: Printout) -> None:
        self._printout = printout
        facts = self._context.facts
        paper = printout.paper if printout.paper in facts.papers else facts.papers[0]
        form = PrintForm(paper=paper, stamp_for=printout.recipient, stamp_date=self._context.today)
        self._tell(
            replace(
                self._state,
                phase=Phase.CHOOSING,
                title=printout.title,
                form=form,
                has_letter=0 < printout.letter < len(printout.pages),
            )
        )
        self._lay()

    def _lay(self) -> None:
        """Lay the pages on paper afresh, or say what is wrong with the wish."""
        printout, form = self._printout, self._state.form
        if printout is None:
            return
        wishes = form.wishes
        stamp = form.stamp(printout.title)
        try:
            pages = printout.chosen(wishes)
            printout.refuse_stamp(stamp)
        except AppError as error:
            self._sides = ()
            wrong = f"{error.what} {error.remedy}"
            self._tell(replace(self._state, wrong=wrong, sides=0, laid=(), caption="", sums=""))
            return
        self._sides = in_order(sides_of(pages, wishes), wishes, copies=1)
        self._state = replace(
            self._state,
            wrong="",
            sides=len(self._sides),
            at=min(self._state.at, len(self._sides) - 1),
            sums=_sums(pages, self._sides, form),
            fits=fits_told(printout.paper, form.paper),
            stamp=stamp,
        )
        self._draw()

    def _draw(self) -> None:
        printout, state = self._printout, self._state
        if printout is None or not self._sides:
            return
        side = self._sides[state.at]
        paper = Paper.plain(state.form.paper, lying=state.form.two_up)
        how = Drawing(
            paper,
            self._pixels * 72 / paper.width,
            stamped=bool(state.stamp),
            places=2 if state.form.two_up else 1,
        )
        self._tell(replace(state, drawing=True, trouble="", caption=_caption(side, printout)))
        work = self._context.work
        self._drawing.ask(
            lambda: work.side(printout, side, how),
            lambda laid: self._drawn(laid, paper),
            lambda error: self._tell(
                replace(self._state, drawing=False, laid=(), trouble=error.what)
            ),
        )

    def _drawn(self, laid: tuple[Laid, ...], paper: Paper) -> None:
        self._tell(replace(self._state, laid=laid, paper=paper, drawing=False))

    def _told(self, told: Told) -> None:
        state = replace(self._state, done=told.done, total=told.total)
        if told.printed is None:
            self._tell(state)
            return
        self._run = None
        self._tell(replace(state, phase=Phase.CHOOSING, notice=_ending(told)))
        if told.error is not None and told.left and state.form.copies == 1:
            self.change(replace(state.form, pages=told.left))
            self._tell(replace(self._state, notice=_ending(told)))
        if told.printed.pages:
            self._remember(told.printed)

    def _note(self, printed: Printed) -> None:
        printout = self._printout
        if printout is None:
            return
        words = f"{count(len(printed.pages), 'page')} of {printout.title} went to the printer."
        self._noting.ask(
            lambda: printout.note(printed), lambda _: self._context.done(words), self._trouble
        )

    def _trouble(self, error: AppError) -> None:
        self._tell(replace(self._state, notice=of_error(error)))

    def _tell(self, state: PrintState) -> None:
        self._state = state
        self._show(state)


def _ending(told: Told) -> Notice:
    if told.error is not None:
        return of_error(told.error)
    if told.printed is not None and not told.printed.is_whole:
        return STOPPED
    pages = count(len(told.printed.pages), "page") if told.printed else ""
    went = "went" if told.printed and len(told.printed.pages) > 1 else "has gone"
    kept = "It is remembered with the earlier packets."
    return Notice(f"{pages} {went} to the printer.", kept, Tone.GOOD)


def _caption(side: Side, printout: Printout) -> str:
    if not side:
        return "This side stays empty"
    return " and ".join(_named(page, printout) for page in side)


def _named(page: PageAt, printout: Printout) -> str:
    if printout.letter_apart and page.file == 0:
        return f"Letter, page {page.page:,}"
    name = printout.files[page.file].name
    several = len(printout.files) - printout.letter_apart > 1
    return f"Page {page.number:,} ({name})" if several and name else f"Page {page.number:,}"


def _sums(pages: tuple[PageAt, ...], sides: tuple[Side, ...], form: PrintForm) -> str:
    """Say how much paper it takes."""
    double = form.turning in {Turning.LONG, Turning.SHORT}
    sheets = -(-len(sides) // 2) if double else len(sides)
    total = sheets * form.copies
    copies = f" in {form.copies} copies" if form.copies > 1 else ""
    return f"{count(len(pages), 'page')}{copies} on {count(total, 'sheet')} of paper"
