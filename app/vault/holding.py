"""Which records a request holds, as numpy columns beside one another; knows no texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.domain.ids import ConversationId, RecordId
from app.vault.columns import Columns, Ints, Small


@dataclass(frozen=True, eq=False)
class Holding:
    """The records of a request by date; never changed, only followed by the next one.

    Attributes:
        ids: those without a date come last.
        columns: of the whole vault, and at least as young.
    """

    ids: Ints
    columns: Columns

    def __len__(self) -> int:
        return len(self.ids)

    def only(self, ids: Iterable[RecordId]) -> Holding:
        """Give those of some records that are held."""
        return Holding(self.among(np.fromiter(ids, np.int64)), self.columns)

    def among(self, ids: Ints) -> Ints:
        """Give those of some records that are held, by date and each once."""
        places = self._places[ids[ids < self.columns.size]]
        return self.ids[np.unique(places[places >= 0])]

    def conversation_of(self, record: RecordId) -> ConversationId:
        """Give the conversation under whose title a record stands; 0 where it has none."""
        return ConversationId(int(self.columns.conversation[record]))

    def first_of(self, conversations: Iterable[int]) -> Iterator[tuple[RecordId, ConversationId]]:
        """Give the first record of each of some conversations that has one here, by date."""
        wanted = np.fromiter(conversations, np.int64)
        here = self.columns.conversation[self.ids]
        held = np.flatnonzero(np.isin(here, wanted))
        _, first = np.unique(here[held], return_index=True)
        for at in held[np.sort(first)].tolist():
            yield RecordId(int(self.ids[at])), ConversationId(int(here[at]))

    def with_files(self, media_types: Iterable[str]) -> list[RecordId]:
        """List the records with an attachment of some types, by date."""
        media = self.columns.media
        wanted = np.fromiter((media[one] for one in media_types if one in media), np.int64)
        attached = self.columns.attached
        found = attached.left[np.isin(attached.right, wanted)]
        return [RecordId(record) for record in self.among(found).tolist()]

    def with_handles(self, handles: Iterable[int]) -> Iterator[tuple[RecordId, int, int]]:
        """Give the records, by date, that some people are parties of.

        Each comes with the position of the party, and with the handle.
        """
        members = self.columns.members
        rows = np.flatnonzero(np.isin(members.right, np.fromiter(handles, np.int64)))
        if not len(rows):
            return
        casts = self.columns.cast[self.ids]
        has_any = np.zeros(max(int(casts.max(initial=0)), self.columns.casts) + 1, np.bool_)
        has_any[members.left[rows]] = True
        parties = self._parties(rows)
        held = np.flatnonzero(has_any[casts])
        pairs = zip(self.ids[held].tolist(), casts[held].tolist(), strict=True)
        for record, cast in pairs:
            for position, handle in parties[cast]:
                yield record, position, handle

    def _parties(self, rows: Ints) -> dict[int, list[tuple[int, int]]]:
        """Give the wanted parties of casts; a cast's members lie together, by position."""
        members = self.columns.members
        casts = members.left[rows]
        positions = rows - np.searchsorted(members.left, casts)
        found: dict[int, list[tuple[int, int]]] = {}
        told = (casts.tolist(), positions.tolist(), members.right[rows].tolist())
        for cast, position, handle in zip(*told, strict=True):
            found.setdefault(cast, []).append((position, handle))
        return found

    @cached_property
    def _places(self) -> Small:
        places = np.full(self.columns.size, -1, np.int32)
        places[self.ids] = np.arange(len(self.ids), dtype=np.int32)
        return places
