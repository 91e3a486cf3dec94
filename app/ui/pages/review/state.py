"""What the review page shows, as plain values. No PySide6."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.decisions import Disposition
from app.domain.ids import DecisionId, RecordId
from app.domain.redaction import SpanTarget, Target
from app.ui.pages.review.matching import MatchList
from app.ui.pages.review.picking import PickState
from app.ui.rows import EmptyWords, Notice, Row
from app.ui.sheet import Sheet
from app.workflow.review import Sight as Seen


@dataclass(frozen=True, slots=True)
class Shown:
    """One way to show the queue, with how many records it holds."""

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Queue:
    """The list on the left.

    Attributes:
        version: grows whenever rows may look other than before.
        position: the record in question; -1 for none.
        chosen: positions of several that are chosen together.
    """

    ids: tuple[RecordId, ...] = ()
    ways: tuple[Shown, ...] = ()
    shown: str = "all"
    position: int = -1
    version: int = 0
    decided: int = 0
    total: int = 0
    pace: str = ""
    chosen: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Hint:
    """A suggestion that waits for Enter or Del.

    Attributes:
        listed, codes: as of the clerk's list on which it stands.
    """

    target: SpanTarget
    kind: str
    name: str
    why: str = ""
    listed: str = ""
    codes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Hint({self.kind})"


@dataclass(frozen=True, slots=True)
class Picture:
    """An attachment's card.

    Attributes:
        data: PNG or JPEG, clean; empty where there is none to show (yet).
        redaction: by which it is withheld as a whole; None where it is not.
    """

    index: int
    name: str
    kind: str
    size: str
    withheld: str = ""
    redaction: DecisionId | None = None
    data: bytes = b""
    note: str = ""

    def __repr__(self) -> str:
        return f"Picture({self.index})"


@dataclass(frozen=True, slots=True)
class Redacted:
    """One line of the list of redactions."""

    id: DecisionId
    words: str
    codes: str
    target: Target | None = None

    def __repr__(self) -> str:
        return f"Redacted({self.id})"


@dataclass(frozen=True, slots=True)
class Sight:
    """The record in question as the page shows it.

    Attributes:
        seen: what the vault said of it, for those who show more of it.
        found: where else it was found, one place a line.
    """

    record: RecordId
    title: str
    sheet: Sheet
    hints: tuple[Hint, ...] = ()
    pictures: tuple[Picture, ...] = ()
    copies: str = ""
    seen: Seen | None = field(default=None, repr=False)
    found: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """The decision panel on the right.

    Attributes:
        about: what the next decision is about: one record, or several chosen in the list.
        recent: exemptions used last, each with its key, newest first.
    """

    about: str = ""
    stands: str = ""
    outcome: Disposition | None = None
    several: int = 0
    redactions: tuple[Redacted, ...] = ()
    notes: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewState:
    """Everything that the page shows.

    Attributes:
        hint: position of the suggestion that waits; -1 for none.
        same: equal words elsewhere, or all suggestions of a kind.
    """

    queue: Queue = field(default_factory=Queue)
    sight: Sight | None = None
    panel: Panel = field(default_factory=Panel)
    hint: int = -1
    same: MatchList | None = None
    pick: PickState | None = None
    notice: Notice | None = None
    empty: EmptyWords | None = None


QueueRows = tuple[Row, ...]
