"""Near-copies of the record in question: how many, what differs, deciding alike. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from app.detect.near import Piece, differences
from app.domain.ids import RecordId
from app.domain.records import RecordLine
from app.errors import AppError
from app.ui.pages.review.acts import Acts
from app.ui.pages.review.work import Work
from app.ui.rows import Cell, Notice, Row, Tone
from app.ui.sheet import short_moment, short_name
from app.ui.ways import PageContext
from app.ui.wording import count, of_error
from app.workflow.decide import Decider
from app.workflow.near_copies import DecidedAlike, Found, NearCopies, NearCopy, decide_alike

NONE = Found(RecordId(0))
NOT_HERE = "not in this request"


@dataclass(frozen=True, slots=True)
class NearState:
    """What is shown of near-copies.

    Attributes:
        label: how many there are; empty where there is none.
        sentence: what the list shows.
        rows: one a near-copy.
        pieces: what the chosen one and the record have in common, and what not.
        ready: deciding alike can do something.
    """

    record: RecordId = RecordId(0)
    label: str = ""
    sentence: str = ""
    rows: tuple[Row, ...] = ()
    chosen: str = ""
    pieces: tuple[Piece, ...] = ()
    ready: bool = False
    notice: Notice | None = None


class Stands(Protocol):
    """Where the clerk stands in the review."""

    acts: Acts

    @property
    def work(self) -> Work | None:
        """Give the verbs of the request under review."""

    @property
    def record(self) -> RecordId | None:
        """Give the record in question."""

    def arrive(self, subject: str = "") -> None:
        """Read the request afresh."""


@dataclass(frozen=True, slots=True)
class _Told:
    found: Found
    lines: tuple[RecordLine, ...]
    texts: dict[RecordId, str]
    held: frozenset[RecordId]


_NOBODY = _Told(NONE, (), {}, frozenset())


class NearPresenter:
    """Looks for near-copies whenever another record is in question."""

    def __init__(self, context: PageContext, at: Stands, show: Callable[[NearState], None]) -> None:
        self._context = context
        self._vault = context.desk.vault
        self._at = at
        self._show = show
        self._asks = context.asks()
        self._told = _NOBODY
        self._asked: RecordId | None = None
        self._state = NearState()

    @property
    def state(self) -> NearState:
        """Give what is shown now."""
        return self._state

    def forget(self) -> None:
        """Look afresh at the next turn, since records may have come."""
        self._asked = None

    def follow(self) -> None:
        """Look again where another record is in question."""
        record, request = self._at.record, self._context.ways.request
        if record is None or request is None or record == self._asked:
            return
        self._asked = record
        number = request.id

        def look() -> _Told:
            found = NearCopies(self._vault).of(record)
            ids = [one.id for one in found.copies]
            with self._vault.read() as work:
                lines = tuple(work.records.lines(ids))
                texts = {one.id: one.text for one in work.records.many([record, *ids])}
                held = frozenset(work.requests.held_of(number, ids))
            return _Told(found, lines, texts, held)

        self._asks.ask(look, self._came, self._trouble)

    def choose(self, key: str) -> None:
        """Show what differs between the record and one near-copy."""
        told = self._told
        here, there = told.texts.get(told.found.record, ""), told.texts.get(_number(key))
        pieces = () if there is None else tuple(differences(here, there))
        self._tell(replace(self._state, chosen=key, pieces=pieces, notice=None))

    def decide_alike(self) -> None:
        """Give all near-copies of the request the decisions of the record."""
        request, found = self._context.ways.request, self._told.found
        if request is None or not self._state.ready:
            return
        decider = Decider(self._vault, request, self._context.desk.who)
        ids = [one.id for one in found.copies if one.id in self._told.held]
        vault = self._vault

        def act() -> DecidedAlike | AppError:
            try:
                return decide_alike(vault, decider, found.record, ids)
            except AppError as error:
                return error

        self._at.acts.do(act, self._decided)

    def _decided(self, alike: DecidedAlike | AppError) -> None:
        if isinstance(alike, AppError):
            self._trouble(alike)
            return
        self._context.ways.say(alike.sentence)
        self._context.ways.changed()
        self._at.arrive()

    def _came(self, told: _Told) -> None:
        self._told = told
        copies = told.found.copies
        lines = {line.id: line for line in told.lines}
        zone = self._context.settings.now.zone
        rows = tuple(_row(one, lines[one.id], zone, held=one.id in told.held) for one in copies)
        label = count(len(copies), "near-copy", "near-copies") if copies else ""
        self._state = NearState(
            told.found.record, label, _sentence(told), rows, ready=bool(told.held)
        )
        self.choose(rows[0].key if rows else "")

    def _trouble(self, error: AppError) -> None:
        self._tell(replace(self._state, notice=of_error(error)))

    def _tell(self, state: NearState) -> None:
        self._state = state
        self._show(state)


def _number(key: str) -> RecordId:
    return RecordId(int(key or 0))


def _sentence(told: _Told) -> str:
    here = f"{len(told.held):,} of them in this request"
    more = ""
    if told.found.unread:
        more = f" {told.found.unread:,} further records with rare words of it were not compared."
    return f"Record {told.found.record}: {len(told.found.copies):,} near-copies, {here}.{more}"


def _row(copy: NearCopy, line: RecordLine, zone: str, *, held: bool) -> Row:
    same = "same words" if copy.share == 1 else f"{int(copy.share * 100)} %"
    notes: Sequence[str] = [
        "the other telephone's copy" if copy.echo else "",
        "" if held else NOT_HERE,
    ]
    return Row(
        str(int(copy.id)),
        (
            Cell(str(int(copy.id))),
            Cell(same, Tone.SOON if copy.share < 1 else Tone.GOOD),
            Cell(short_name(line.author), strong=True),
            Cell(short_moment(line.sent, zone), Tone.MUTED),
            Cell(", ".join(note for note in notes if note), Tone.MUTED),
        ),
    )
