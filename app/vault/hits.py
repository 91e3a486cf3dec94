"""What a search found: how many, in which order, and how they fall; never changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np

from app.domain.ids import PersonId, RecordId
from app.domain.queries import Facets
from app.vault.columns import UNDATED, Columns, Ints, Mask

Ranked = Callable[[], Ints]
_MOST_NAMED = 200


class Hits:
    """The hits of one query on one picture of the vault.

    Args:
        mask: the hits.
        columns: the picture.
        ranked: gives ids, best first, when rank is asked for; some may be no hits.
    """

    def __init__(self, mask: Mask, columns: Columns, ranked: Ranked) -> None:
        self._mask = mask
        self._columns = columns
        self._ranked = ranked

    @cached_property
    def ids(self) -> Ints:
        """Give the ids, in the order in which the records came into the vault."""
        return np.flatnonzero(self._mask).astype(np.int64)

    @property
    def count(self) -> int:
        """Give the number of hits."""
        return len(self.ids)

    def contains(self, record: RecordId) -> bool:
        """Say whether a record is among the hits."""
        return 0 <= record < len(self._mask) and bool(self._mask[record])

    def page(
        self, order: str, offset: int, limit: int, *, newest_first: bool = False
    ) -> list[RecordId]:
        """Give some of the hits in order.

        Args:
            order: ``date`` or ``rank``; by date, records without one come last.
            offset: how many to leave out.
            limit: how many to give at most.
            newest_first: turns the dates around; rank has one direction.
        """
        if order == "rank":
            ids = self._by_rank
        else:
            ids = self._newest_first() if newest_first else self._by_date
        return [RecordId(int(one)) for one in ids[offset : offset + limit]]

    @cached_property
    def _by_date(self) -> Ints:
        return self.ids[np.argsort(self._columns.by_date[self.ids])]

    def _newest_first(self) -> Ints:
        ids = self._by_date
        dated = int(np.searchsorted(self._columns.sent[ids], UNDATED))
        return np.concatenate([ids[:dated][::-1], ids[dated:]])

    @cached_property
    def _by_rank(self) -> Ints:
        """Give those that the word index ranks, then the rest by date."""
        ranked = self._ranked()
        ranked = ranked[ranked < len(self._mask)]
        ranked = ranked[self._mask[ranked]]
        rest = self._mask.copy()
        rest[ranked] = False
        by_date = self._by_date
        return np.concatenate([ranked, by_date[rest[by_date]]])

    def facets(self) -> Facets:
        """Count how the hits fall on platforms, people, months (UTC) and sources."""
        return Facets(self._platforms(), self._people(), self._months(), self._sources())

    def _platforms(self) -> tuple[tuple[str, int], ...]:
        """Count a record once on each platform on which an export tells it."""
        columns = self._columns
        platforms = ["" if one is None else one.platform for one in columns.traits]
        names = sorted(set(platforms))
        of_trait = np.searchsorted(np.array(names), np.array(platforms))
        told = columns.told_as
        inside = self._mask[told.left]
        left, there = told.left[inside], of_trait[told.right[inside]]
        is_other = there != of_trait[columns.trait[left]]
        more = _once(np.stack([left[is_other], there[is_other]], axis=1))[:, 1]
        own = of_trait[columns.trait[self.ids]]
        counts = np.bincount(np.concatenate([own, more]), minlength=len(names))
        return _sorted({names[at]: int(counts[at]) for at in np.flatnonzero(counts)})

    def _people(self) -> tuple[tuple[str, int], ...]:
        """Name those who are in most of the hits."""
        counts = self._counts()
        best = np.argsort(-counts, kind="stable")[:_MOST_NAMED]
        return tuple((self._columns.name_of(int(p)), int(counts[p])) for p in best if counts[p])

    def in_how_many(self) -> dict[PersonId, int]:
        """Count the hits of everybody in them; joined people by the one they are known by."""
        counts = self._counts()
        return {PersonId(int(one)): int(counts[one]) for one in np.flatnonzero(counts)}

    def _counts(self) -> Ints:
        """Count a record once for each person in it, whatever their roles."""
        columns = self._columns
        of_cast = np.bincount(columns.cast[self.ids], minlength=columns.casts)
        pairs = columns.cast_people
        counts = np.bincount(pairs.right, weights=of_cast[pairs.left])
        return counts.astype(np.int64)

    def _months(self) -> tuple[tuple[str, int], ...]:
        sent = self._columns.sent[self.ids]
        sent = sent[sent != UNDATED]
        months = sent.astype("datetime64[us]").astype("datetime64[M]")
        found, counts = np.unique(months, return_counts=True)
        named = {str(month): int(count) for month, count in zip(found, counts, strict=True)}
        return _sorted(named)

    def _sources(self) -> tuple[tuple[str, int], ...]:
        columns = self._columns
        elsewhere = columns.elsewhere
        further = self._mask[elsewhere.left]
        pairs = np.concatenate([
            np.stack([self.ids, columns.source[self.ids].astype(np.int64)], axis=1),
            np.stack([elsewhere.left[further], elsewhere.right[further]], axis=1),
        ])  # fmt: skip
        counts = np.bincount(_once(pairs)[:, 1])
        named: dict[str, int] = {}
        for number in np.flatnonzero(counts):
            name = columns.sources[int(number)].name
            named[name] = named.get(name, 0) + int(counts[number])
        return _sorted(named)


def _once(pairs: Ints) -> Ints:
    return np.unique(pairs, axis=0) if len(pairs) else pairs.reshape(0, 2)


def _sorted(counts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
