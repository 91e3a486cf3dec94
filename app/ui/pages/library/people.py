"""Decides what the people of the vault show: who is joined, and who may be one. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.domain.ids import PersonId
from app.errors import AppError
from app.ui.rows import Cell, Column, EmptyWords, Notice, Row, Tone
from app.ui.ways import PageContext
from app.ui.wording import count, of_error
from app.workflow.join_people import People, Proposal, Someone

COLUMNS = (
    Column("Name", 26),
    Column("Known as"),
    Column("Records", 9, numbers=True),
)
MAYBE_COLUMNS = (Column("May be one person", 30), Column("Why"))
MOST = 2_000
_NOBODY = EmptyWords(
    "Nobody is found",
    "People are those whom the exports name: each number, mail address and handle is somebody "
    "until you join it with others. Look for a part of a name, or for a number in any spelling.",
)
_NONE_ALIKE = "Nobody is suggested: nothing tells that two of them are one person."


@dataclass(frozen=True, slots=True)
class PeopleState:
    """Everything that is shown of people.

    Attributes:
        found: how many there are, in words.
        maybe: who may be one person; ``maybe_words`` says how many.
        can_undo: there is an act that can be taken back.
    """

    rows: tuple[Row, ...] = ()
    found: str = ""
    maybe: tuple[Row, ...] = ()
    maybe_words: str = _NONE_ALIKE
    can_undo: bool = False
    empty: EmptyWords | None = None
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read; ``proposals`` is None where only people were looked for."""

    people: tuple[Someone, ...]
    proposals: tuple[Proposal, ...] | None
    can_undo: bool


class PeoplePresenter:
    """Remembers what is looked for, and what is shown."""

    def __init__(self, context: PageContext, show: Callable[[PeopleState], None]) -> None:
        self._people = People(context.desk.vault, context.desk.who)
        self._ways = context.ways
        self._reading, self._writing = context.asks(), context.asks()
        self._show = show
        self._find = ""
        self._is_outdated = True
        self._state = PeopleState()
        self._shown: dict[str, Someone] = {}
        self._proposals: dict[str, Proposal] = {}

    @property
    def state(self) -> PeopleState:
        """Give what is shown now."""
        return self._state

    def arrive(self) -> None:
        """Read everybody afresh."""
        self._is_outdated = True
        self._look()

    def find(self, typed: str) -> None:
        """Show those whose names or addresses hold some words; who may be one stays as it was."""
        self._find = typed.strip()
        self._look()

    def _look(self) -> None:
        """Read people, and who may be one where that may have changed since it was last told."""
        self._state = replace(self._state, notice=None)
        find, suggest = self._find, self._is_outdated

        def read() -> _Read:
            everyone = tuple(self._people.everyone(find))
            proposals = tuple(self._people.suggestions()) if suggest else None
            return _Read(everyone, proposals, self._people.can_undo())

        self._reading.ask(read, self._came, self._trouble)

    def join(self, keys: Sequence[str], name: str = "") -> None:
        """Say that the chosen are one person."""
        chosen = [self._shown[key] for key in keys if key in self._shown]
        called = name.strip() or next((one.called for one in chosen if one.called), "")
        ids = [one.id for one in chosen]
        self._write(
            lambda: self._people.join(ids, called),
            f"{count(len(ids), 'person', 'people')} joined into one",
        )

    def split(self, keys: Sequence[str]) -> None:
        """Take the chosen apart, so that each number and address stands alone again."""
        members = [
            member.id for key in keys if key in self._shown for member in self._shown[key].members
        ]
        self._write(lambda: self._people.split(members), "Taken apart")

    def call(self, keys: Sequence[str], name: str) -> None:
        """Say how the one chosen person is called; nothing typed takes the name away."""
        if len(keys) != 1 or keys[0] not in self._shown:
            one = AppError("One person has a name at a time.", "Choose one, or join several.")
            self._trouble(one)
            return
        person = PersonId(self._shown[keys[0]].id)
        said = f"Called {name.strip()}" if name.strip() else "Called as the exports do"
        self._write(lambda: self._people.name(person, name), said)

    def accept(self, key: str) -> None:
        """Join whom a suggestion speaks of."""
        proposal = self._proposals.get(key)
        if proposal is not None:
            name = proposal.alike.name
            self._write(
                lambda: self._people.join(proposal.ids, _name_for(proposal, name)),
                f"{count(len(proposal.people), 'person', 'people')} joined into one",
            )

    def decline(self, key: str) -> None:
        """Never suggest this again."""
        proposal = self._proposals.get(key)
        if proposal is not None:
            self._write(lambda: self._people.decline(proposal.ids), "Not suggested again")

    def undo(self) -> None:
        """Take back the last act on people."""

        def undone(what: str) -> None:
            self._done(f"Undone: {what}")

        self._writing.ask(self._people.undo, undone, self._trouble)

    def _came(self, read: _Read) -> None:
        self._shown = {str(int(one.id)): one for one in read.people[:MOST]}
        more = f"; the first {MOST:,} are shown" if len(read.people) > MOST else ""
        if read.proposals is not None:
            self._suggest(read.proposals)
        self._tell(
            replace(
                self._state,
                rows=tuple(_row(one) for one in self._shown.values()),
                found=f"{count(len(read.people), 'person', 'people')}{more}",
                can_undo=read.can_undo,
                empty=None if read.people else _NOBODY,
            )
        )

    def _suggest(self, proposals: Sequence[Proposal]) -> None:
        self._is_outdated = False
        self._proposals = {_key(one): one for one in proposals[:MOST]}
        alike = count(len(proposals), "suggestion", "suggestions")
        self._state = replace(
            self._state,
            maybe=tuple(_maybe(key, one) for key, one in self._proposals.items()),
            maybe_words=alike if proposals else _NONE_ALIKE,
        )

    def _write(self, act: Callable[[], int], said: str) -> None:
        self._writing.ask(act, lambda _: self._done(said), self._trouble)

    def _done(self, said: str) -> None:
        self._ways.say(f"{said}.")
        self._ways.changed()
        self.arrive()

    def _trouble(self, error: AppError) -> None:
        self._tell(replace(self._state, notice=of_error(error)))

    def _tell(self, state: PeopleState) -> None:
        self._state = state
        self._show(state)


def _name_for(proposal: Proposal, name: str) -> str:
    """Keep a name that the clerk gave to one of them already."""
    return next((one.called for one in proposal.people if one.called), name)


def _key(proposal: Proposal) -> str:
    return " ".join(str(int(one)) for one in proposal.ids)


def _row(one: Someone) -> Row:
    labels = [label for member in one.members for label in member.labels]
    joined = len(one.members) > 1
    known = "  +  ".join(labels)
    sign = f"{one.display}  ({len(one.members)} joined)" if joined else one.display
    return Row(
        str(int(one.id)),
        (
            Cell(sign, Tone.GOOD if joined else Tone.PLAIN, strong=bool(joined or one.called)),
            Cell(known, Tone.PLAIN if joined else Tone.MUTED, "\n".join(labels)),
            Cell(f"{one.records:,}"),
        ),
    )


def _maybe(key: str, one: Proposal) -> Row:
    names = "  =  ".join(each.display for each in one.people)
    return Row(key, (Cell(names, strong=True), Cell(one.alike.why, Tone.MUTED)))
