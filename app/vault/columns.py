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

from app.domain.people import Role

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
        members: cast and handle; ``roles`` beside them.
        elsewhere: record and further source.
        attached: record and number of a media type in ``media``.
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
    person_of: Ints = field(default_factory=lambda: np.zeros(1, np.int64))
    names: dict[int, tuple[bool, str]] = field(default_factory=dict)
    elsewhere: Pairs = field(default_factory=Pairs)
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
        """Give the records with one of the casts."""
        fits = np.zeros(max(len(casts), int(self.cast.max(initial=0)) + 1), np.bool_)
        fits[: len(casts)] = casts
        return fits[self.cast] & self.present

    def casts_with(self, handles: Ints, roles: Iterable[Role]) -> Mask:
        """Give the casts in which one of the handles has one of the roles."""
        wanted = np.isin(self.roles, [ROLES[role.value] for role in roles])
        wanted &= np.isin(self.members.right, handles)
        casts = np.zeros(self.casts, np.bool_)
        casts[self.members.left[wanted]] = True
        return casts

    def handles_of_people(self, handles: Ints) -> Ints:
        """Give all handles of the people that some handles belong to."""
        people = np.unique(self.person_of[handles[handles < len(self.person_of)]])
        return np.flatnonzero(np.isin(self.person_of, people)).astype(np.int64)

    def of_traits(self, fits: Sequence[bool]) -> Mask:
        """Give the records whose trait fits; one truth for each trait."""
        return np.array(fits, np.bool_)[self.trait] & self.present
