"""What search filters and counts by, held in memory as numpy columns; knows no queries.

A column has one place for each record id, so that a set of records is a mask of the same
length. Tiny tables (people, casts, conversations, sources) lie beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.domain.ids import PersonId
from app.domain.joining import Joining
from app.domain.people import Role
from app.domain.words import placed_words

Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]
Small = NDArray[np.int32]

UNDATED = np.iinfo(np.int64).max
ROLES = {role.value: number for number, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Trait:
    """What many records have in common."""

    platform: str
    kind: str
    flags: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceWords:
    """By what a source can be named in a query."""

    name: str
    label: str
    custodian: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two columns of one small table, row by row."""

    left: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    right: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    def and_rows(self, more: Ints) -> Pairs:
        """Give the pairs with some more, an array of two columns."""
        return Pairs(
            np.concatenate([self.left, more[:, 0]]), np.concatenate([self.right, more[:, 1]])
        )


@dataclass(frozen=True)
class Columns:
    """A picture of the vault at one moment; never changed, only followed by the next one.

    Attributes:
        present: whether there is a record with that id.
        sent: microseconds since 1970 UTC, or UNDATED.
        conversation: as exports told it, by whose title records are found.
        members: cast and handle; ``roles`` beside them.
        elsewhere: record and further source; ``met_as`` the trait it has there, 0 for its own.
        told: record and the cast by which another custodian's export tells it.
        told_in: record and the conversation in which it stands there.
        told_as: record and the trait that it has there.
        attached: record and number of a media type in ``media``.
        met_of: handle to person, as the exports tell people apart; ``person_of`` as joined.
        mark: the last ids that were there, by which a younger picture is known.
    """

    present: Mask = field(default_factory=lambda: np.zeros(1, np.bool_))
    sent: Ints = field(default_factory=lambda: np.zeros(1, np.int64))
    source: Small = field(default_factory=lambda: np.zeros(1, np.int32))
    trait: Small = field(default_factory=lambda: np.zeros(1, np.int32))
    conversation: Small = field(default_factory=lambda: np.zeros(1, np.int32))
    cast: Small = field(default_factory=lambda: np.zeros(1, np.int32))
    traits: tuple[Trait | None, ...] = (None,)
    sources: dict[int, SourceWords] = field(default_factory=dict)
    members: Pairs = field(default_factory=Pairs)
    roles: NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, np.int8))
    met_of: Ints = field(default_factory=lambda: np.zeros(1, np.int64))
    joining: Joining = field(default_factory=Joining)
    names: dict[int, tuple[bool, str]] = field(default_factory=dict)
    elsewhere: Pairs = field(default_factory=Pairs)
    met_as: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    told: Pairs = field(default_factory=Pairs)
    told_in: Pairs = field(default_factory=Pairs)
    told_as: Pairs = field(default_factory=Pairs)
    attached: Pairs = field(default_factory=Pairs)
    media: dict[str, int] = field(default_factory=dict)
    odd: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    read_to: dict[str, int] = field(default_factory=dict)
    mark: tuple[int | None, ...] = ()

    @property
    def size(self) -> int:
        """Give the length of a mask: the highest id and one."""
        return len(self.present)

    @property
    def casts(self) -> int:
        """Give the length of a mask over casts."""
        return int(self.members.left[-1]) + 1 if len(self.members.left) else 1

    @cached_property
    def by_date(self) -> Small:
        """Give each record's rank by date and id; those without a date come last."""
        rank = np.empty(self.size, np.int32)
        rank[np.argsort(self.sent, kind="stable")] = np.arange(self.size, dtype=np.int32)
        return rank

    @cached_property
    def person_of(self) -> Ints:
        """Give the person of each handle; joined people are known by one of them."""
        leaders = np.arange(int(self.met_of.max(initial=0)) + 1, dtype=np.int64)
        for person, leader in self.joining.leaders.items():
            if person < len(leaders):
                leaders[person] = leader
        return leaders[self.met_of]

    def name_of(self, person: int) -> str:
        """Give how a person is shown: as the clerk says, else as first met under a name."""
        called = self.joining.name_of(PersonId(person))
        same = self.joining.together(PersonId(person))
        met = [self.names[one] for one in same if one in self.names]
        named = (name for is_named, name in met if is_named)
        return called or next(named, met[0][1] if met else "")

    @cached_property
    def cast_people(self) -> Pairs:
        """Give each cast with each person in it, once."""
        people = self.person_of[self.members.right]
        pairs = np.unique(np.stack([self.members.left, people], axis=1), axis=0)
        return Pairs(pairs[:, 0], pairs[:, 1])

    def none(self) -> Mask:
        """Give the empty set."""
        return np.zeros(self.size, np.bool_)

    def these(self, ids: Ints) -> Mask:
        """Give a set of records; ids that are younger than this picture are left out."""
        mask = self.none()
        mask[ids[ids < self.size]] = True
        return mask

    def of_casts(self, casts: Mask) -> Mask:
        """Give the records with one of the casts, in whatever export tells them so."""
        last = max(int(self.cast.max(initial=0)), int(self.told.right.max(initial=0)))
        fits = np.zeros(max(len(casts), last + 1), np.bool_)
        fits[: len(casts)] = casts
        found = fits[self.cast]
        found[self.told.left[fits[self.told.right]]] = True
        return found & self.present

    def casts_with(self, handles: Ints, roles: Iterable[Role]) -> Mask:
        """Give the casts in which one of the handles has one of the roles."""
        wanted = np.isin(self.roles, [ROLES[role.value] for role in roles])
        wanted &= np.isin(self.members.right, handles)
        casts = np.zeros(self.casts, np.bool_)
        casts[self.members.left[wanted]] = True
        return casts

    def called(self, text: str) -> Ints:
        """Give the people of whose name, as the clerk says it, all words of a text are part."""
        wanted = set(_words_of(text))
        names = self.joining.names.items()
        found = [leader for leader, name in names if wanted and wanted <= set(_words_of(name))]
        return np.array(found, np.int64)

    def handles_of_people(self, handles: Ints, people: Ints) -> Ints:
        """Give all handles of the people that some handles belong to, and of some more people."""
        met = self.person_of[handles[handles < len(self.person_of)]]
        people = np.unique(np.concatenate([met, people]))
        return np.flatnonzero(np.isin(self.person_of, people)).astype(np.int64)

    def of_traits(self, fits: Sequence[bool]) -> Mask:
        """Give the records whose trait fits, in whatever export; one truth for each trait."""
        truths = np.array(fits, np.bool_)
        found = truths[self.trait]
        found[self.told_as.left[truths[self.told_as.right]]] = True
        return found & self.present

    def in_conversations(self, conversations: Ints) -> Mask:
        """Give the records that stand in one of some conversations, in whatever export."""
        found = np.isin(self.conversation, conversations)
        found[self.told_in.left[np.isin(self.told_in.right, conversations)]] = True
        return found & self.present


def _words_of(text: str) -> list[str]:
    """Give the folded words of a name."""
    return [word for word, _, _ in placed_words(text)]
