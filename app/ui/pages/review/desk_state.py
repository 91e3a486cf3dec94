"""What the desk shows of an attachment's pages, as plain values. No PySide6."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.detect.kinds import label_of
from app.detect.suggestion import Level
from app.domain.redacted import Box
from app.domain.redaction import RegionTarget
from app.workflow.show_pages import ShownPage, Size


class Ring(StrEnum):
    """What an outline on a page stands for."""

    REDACTED = "redacted"
    HINT = "hint"
    CRITICAL = "critical"
    HIT = "hit"
    WAITING = "waiting"
    CHOSEN = "chosen"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Outline:
    """A box on a page; ``words`` stand in it: the codes of a redaction."""

    page: int
    box: Box
    ring: Ring
    words: str = ""


@dataclass(frozen=True, slots=True)
class DeskHint:
    """A face, or words, that may have to be withheld.

    Attributes:
        targets: one region, or for words one for each line.
        listed, codes: as of the clerk's list on which it stands.
    """

    targets: tuple[RegionTarget, ...]
    kind: str
    level: Level = "look"
    why: str = ""
    listed: str = ""
    codes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Name what it is."""
        return label_of(self.kind)

    @property
    def at(self) -> tuple[int, float, float]:
        """Give where it stands in the order of the pages."""
        region = self.targets[0].region
        return region.page, region.top, region.left


@dataclass(frozen=True, slots=True)
class PageRow:
    """One line of the list of pages.

    Attributes:
        bars: regions that are withheld on it; ``hints`` of suggestions, ``hits`` of found words.
        seen: somebody has had it before the eyes since the attachment was opened.
    """

    number: int
    bars: int = 0
    hints: int = 0
    hits: int = 0
    seen: bool = False


@dataclass(frozen=True, slots=True)
class Come:
    """What to bring into sight; ``turn`` grows with each wish, so that it is done once."""

    turn: int = 0
    page: int = 1
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class DeskState:
    """Everything that the desk shows.

    Attributes:
        sizes: of the pages; empty where none is shown, and ``note`` says why.
        drawn: the pages that are at hand, which are few.
        zoom: 1.0 is as wide as the room.
        telling: what is chosen, waits or was found, with the keys for it.
        hidden: what hides in the file, one sentence each; ``looked_at`` is its tick.
        hints: how many suggestions are open.
        found: how many places of the words are still visible; -1 while nothing is looked for.
    """

    title: str = ""
    kind: str = ""
    several: bool = False
    sizes: tuple[Size, ...] = field(default=(), repr=False)
    drawn: tuple[ShownPage, ...] = field(default=(), repr=False)
    page: int = 1
    rows: tuple[PageRow, ...] = field(default=(), repr=False)
    outlines: tuple[Outline, ...] = field(default=(), repr=False)
    burned: bool = False
    zoom: float = 1.0
    note: str = ""
    telling: str = ""
    hidden: tuple[str, ...] = ()
    to_look_at: bool = False
    looked_at: bool = False
    found: int = -1
    looking: bool = False
    hints: int = 0
    waiting: bool = False
    chosen: bool = False
    come: Come = Come()
