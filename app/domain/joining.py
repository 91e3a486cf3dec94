"""Who the clerk says is one person: acts that are only ever added to, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations

from app.domain.ids import PersonId


class Joint(StrEnum):
    """What an act on people does."""

    JOIN = "join"
    SPLIT = "split"
    NAME = "name"
    DECLINE = "decline"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class PersonAct:
    """One act as it is kept.

    Attributes:
        people: whom it speaks of, as the exports tell them apart; never as joined.
        name: how they are called from then on; may be empty.
        undoes: the act that it takes back.
        at: microseconds since 1970 UTC.
    """

    id: int
    kind: Joint
    people: tuple[PersonId, ...] = ()
    name: str = field(default="", repr=False)
    undoes: int | None = None
    who: str = field(default="", repr=False)
    at: int = 0


@dataclass(frozen=True)
class Joining:
    """How people stand together after some acts; equal acts give equal joining.

    Attributes:
        leaders: of everybody who stands with others, the one by whom all of them are known.
        names: what the clerk calls people, by those they are known by.
        declined: pairs, the smaller first, that are not to be suggested again.
    """

    leaders: Mapping[PersonId, PersonId] = field(default_factory=dict)
    names: Mapping[PersonId, str] = field(default_factory=dict, repr=False)
    declined: frozenset[tuple[PersonId, PersonId]] = frozenset()

    def leader_of(self, person: PersonId) -> PersonId:
        """Give the one by whom a person is known."""
        return self.leaders.get(person, person)

    def name_of(self, person: PersonId) -> str:
        """Give what the clerk calls a person; empty where nothing was said."""
        return self.names.get(self.leader_of(person), "")

    def together(self, person: PersonId) -> tuple[PersonId, ...]:
        """Give everybody who is the same person, in order; a lone one gives itself."""
        leader = self.leader_of(person)
        same = (one for one, by in self.leaders.items() if by == leader)
        return tuple(sorted({person, *same}))


def standing_acts(acts: Sequence[PersonAct]) -> list[PersonAct]:
    """Give the acts that were not taken back; to take back an undoing does it again."""
    undone: set[int] = set()
    for act in reversed(acts):
        if act.kind is Joint.UNDO and act.id not in undone and act.undoes is not None:
            undone.add(act.undoes)
    return [act for act in acts if act.kind is not Joint.UNDO and act.id not in undone]


def joining_of(acts: Sequence[PersonAct]) -> Joining:
    """Work out how people stand after all acts, in their order."""
    made = _Making()
    for act in standing_acts(acts):
        made.take(act)
    return made.joining()


class _Making:
    """Groups while the acts are gone through."""

    def __init__(self) -> None:
        self._group: dict[PersonId, frozenset[PersonId]] = {}
        self._names: dict[frozenset[PersonId], str] = {}
        self._declined: set[tuple[PersonId, PersonId]] = set()

    def take(self, act: PersonAct) -> None:
        """Do one act."""
        match act.kind:
            case Joint.JOIN:
                self._join(act)
            case Joint.SPLIT:
                self._split(act.people)
            case Joint.NAME:
                for person in act.people[:1]:
                    self._call(self._of(person), act.name)
            case Joint.DECLINE:
                self._declined.update(pairs_of(act.people))
            case Joint.UNDO:
                return

    def joining(self) -> Joining:
        """Give the outcome."""
        groups = {group for group in self._group.values() if len(group) > 1}
        leaders = {one: min(group) for group in groups for one in group}
        names = {min(group): name for group, name in self._names.items() if name}
        return Joining(
            dict(sorted(leaders.items())), dict(sorted(names.items())), frozenset(self._declined)
        )

    def _of(self, person: PersonId) -> frozenset[PersonId]:
        return self._group.get(person, frozenset({person}))

    def _join(self, act: PersonAct) -> None:
        before = [self._of(person) for person in act.people]
        if not before:
            return
        named = [self._names.pop(one) for one in dict.fromkeys(before) if one in self._names]
        whole = frozenset[PersonId]().union(*before)
        self._group.update(dict.fromkeys(whole, whole))
        self._call(whole, act.name or next(iter(named), ""))

    def _split(self, people: Iterable[PersonId]) -> None:
        for person in people:
            before = self._of(person)
            rest = before - {person}
            if not rest:
                continue
            name = self._names.pop(before, "")
            self._group.update(dict.fromkeys(rest, rest))
            self._group[person] = frozenset({person})
            self._call(rest, name)

    def _call(self, group: frozenset[PersonId], name: str) -> None:
        if name:
            self._names[group] = name
        else:
            self._names.pop(group, None)


def pairs_of(people: Iterable[PersonId]) -> Iterable[tuple[PersonId, PersonId]]:
    """Give every two of some people, the smaller first."""
    return combinations(sorted(set(people)), 2)
