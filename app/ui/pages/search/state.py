"""What the search page shows, as plain values. No PySide6."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.ui.rows import EmptyWords, Notice, Row
from app.ui.sheet import Sheet


class Side(StrEnum):
    """What stands where the results stand."""

    RESULTS = "results"
    TERMS = "terms"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Mistake:
    """Why the line cannot be understood, and where in it (code points)."""

    sentence: str
    position: int


@dataclass(frozen=True, slots=True)
class Narrower:
    """One way to narrow the answer.

    Attributes:
        adds: what a click adds to the line, or takes out again.
        active: it is in the line now.
    """

    name: str
    count: int
    adds: str
    active: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Ways of one sort: where, who, when, which export."""

    title: str
    rows: tuple[Narrower, ...]
    is_time: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """The hit on which the clerk stands, in its conversation."""

    record: int
    title: str
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Saved:
    """A search with a name."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The search term report."""

    pasted: str = ""
    rows: tuple[Row, ...] = ()
    working: bool = False


@dataclass(frozen=True, slots=True)
class SearchState:
    """Everything that the page shows.

    Attributes:
        typed: what stands in the line.
        version: grows with every answer, order or mark, so that rows are fetched anew.
        answer: grows with every answer and order, so that the list begins at its top.
        expanded: what words were taken for; empty where nothing was expanded.
        meant: words that occur nowhere, each with one that does.
        in_request: how many of the found records are in the request already.
        deciding: how many a decision on them would be about; of the marked ones, where some are.
    """

    typed: str = ""
    mistake: Mistake | None = None
    hints: tuple[str, ...] = ()
    asked: bool = False
    count: int = 0
    answer: int = 0
    version: int = 0
    summary: str = ""
    expanded: tuple[str, ...] = ()
    stems: bool = True
    meant: tuple[tuple[str, str], ...] = ()
    groups: tuple[Group, ...] = ()
    order: str = "date"
    newest: bool = False
    preview: Preview | None = None
    marked: int = 0
    in_request: int = 0
    deciding: int = 0
    request: str = ""
    around: int = 3
    saved: tuple[Saved, ...] = ()
    naming: bool = False
    side: Side = Side.RESULTS
    terms: Terms = Terms()
    notice: Notice | None = None
    empty: EmptyWords | None = None
