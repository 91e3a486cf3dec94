"""What the preview of a printing shows, and what a printer is to it. No PySide6."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from app.ui.pages.packet.print_layout import Paper
from app.ui.pages.packet.print_work import Laid
from app.ui.rows import Notice
from app.workflow.print_pages import Duplex, Faces, PrintWishes, Scope


class Turning(StrEnum):
    """How the sides of the paper are printed."""

    ONE = "one"
    LONG = "long"
    SHORT = "short"
    FRONT = "front"
    BACK = "back"


TURNING_NAMES = (
    (Turning.ONE, "One side of the paper"),
    (Turning.LONG, "Both sides, long edge"),
    (Turning.SHORT, "Both sides, short edge"),
    (Turning.FRONT, "By hand, first 1, 3, 5…"),
    (Turning.BACK, "By hand, then 2, 4, 6…"),
)
SCOPE_NAMES = (
    (Scope.ALL, "Letter and packet"),
    (Scope.PACKET, "Packet without the letter"),
    (Scope.LETTER, "Letter alone"),
)
_DUPLEX = {Turning.LONG: Duplex.LONG, Turning.SHORT: Duplex.SHORT}
_FACES = {Turning.FRONT: Faces.FRONT, Turning.BACK: Faces.BACK}


@dataclass(frozen=True, slots=True)
class PrintForm:
    """What the clerk can choose."""

    scope: Scope = Scope.ALL
    pages: str = ""
    copies: int = 1
    collate: bool = True
    turning: Turning = Turning.ONE
    two_up: bool = False
    backwards: bool = False
    paper: str = "letter"
    stamped: bool = False
    stamp_for: str = ""
    stamp_date: str = ""

    @property
    def wishes(self) -> PrintWishes:
        """Give it as the workflow takes it."""
        return PrintWishes(
            scope=self.scope,
            pages=self.pages,
            faces=_FACES.get(self.turning, Faces.BOTH),
            duplex=_DUPLEX.get(self.turning, Duplex.NONE),
            copies=self.copies,
            collate=self.collate,
            two_up=self.two_up,
            backwards=self.backwards,
        )

    def stamp(self, title: str) -> str:
        """Give the words of the stamp; empty without one."""
        if not self.stamped:
            return ""
        who, when = " ".join(self.stamp_for.split()), " ".join(self.stamp_date.split())
        whom = f" for {who}" if who else ""
        return f"Copy of {title}{whom}{f', {when}' if when else ''}"


@dataclass(frozen=True, slots=True)
class PrinterFacts:
    """What is known of the computer's own printer.

    Attributes:
        papers: the sizes it takes of those that packets have; all where that is not known.
    """

    name: str = ""
    can_turn: bool = True
    papers: tuple[str, ...] = ("letter", "legal", "a4")


class Phase(StrEnum):
    """How far the printing is."""

    PREPARING = "preparing"
    CHOOSING = "choosing"
    PRINTING = "printing"


@dataclass(frozen=True, slots=True)
class PrintState:
    """Everything that the dialog shows.

    Attributes:
        title: what is printed.
        has_letter: the letter can be chosen apart from the packet.
        wrong: what is wrong with the pages or the stamp; nothing is printed with it.
        sides: how many sides of paper one copy has; ``at`` the index of the one shown.
        caption: which pages stand on that side.
        sums: how many sheets are used.
        fits: that pages become smaller.
        stamp: its words.
        done, total: sides that went to the printer.
    """

    phase: Phase = Phase.PREPARING
    title: str = ""
    form: PrintForm = field(default_factory=PrintForm)
    facts: PrinterFacts = field(default_factory=PrinterFacts)
    has_letter: bool = False
    wrong: str = ""
    sides: int = 0
    at: int = 0
    caption: str = ""
    sums: str = ""
    fits: str = ""
    stamp: str = ""
    paper: Paper = field(default_factory=lambda: Paper.plain("letter"))
    laid: tuple[Laid, ...] = ()
    drawing: bool = False
    trouble: str = ""
    done: int = 0
    total: int = 0
    notice: Notice | None = None


class Press(Protocol):
    """A printer that takes one side after the other."""

    @property
    def paper(self) -> Paper:
        """Give the paper that lies in it."""

    @property
    def dpi(self) -> int:
        """Give how finely pages are to be drawn."""

    @property
    def is_grey(self) -> bool:
        """Say whether it prints without colours."""

    @property
    def makes_copies(self) -> bool:
        """Say whether it makes the copies itself."""

    def as_set(self, wishes: PrintWishes) -> PrintWishes:
        """Give the wishes with what was chosen in the system's dialog since."""

    def begin(self) -> bool:
        """Start the job; false where it cannot."""

    def next_side(self) -> bool:
        """Go to a new side; false where the printer takes no more."""

    def put(self, laid: Sequence[Laid], stamp: str) -> bool:
        """Draw on this side; false where the printer failed."""

    def end(self) -> bool:
        """Hand the job over; false where that failed."""

    def abort(self) -> None:
        """Give the job up."""
