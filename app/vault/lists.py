"""The shelf of lists that the clerk keeps; knows neither records nor how entries are found."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from app.domain.lists import EntryKind, KeptEntry, ListEntry, ListEntryId, ListKind
from app.vault import tables as t

_AT_ONCE = 500


class Lists:
    """Keeps entries of lists; they are added and taken away, never changed.

    Args:
        connection: in a transaction.
        clock: gives microseconds since 1970 UTC.
    """

    def __init__(self, connection: Connection, clock: Callable[[], int]) -> None:
        self._connection = connection
        self._clock = clock

    def add(self, entries: Iterable[ListEntry], who: str) -> int:
        """Put entries down; gives how many were not there before, or not so.

        An entry that differs from a kept one in its note or codes alone takes its place.
        """
        now = self._clock()
        kept = {_key(one.entry): one for one in self.all()}
        new = {_key(entry): entry for entry in entries}
        changed = [kept[key].id for key, entry in new.items()
                   if key in kept and kept[key].entry != entry]  # fmt: skip
        self.remove(changed)
        before = self._count()
        rows = [_columns(entry, who, now) for entry in new.values()]
        if rows:
            self._connection.execute(upsert(t.list_entries).on_conflict_do_nothing(), rows)
        return self._count() - before

    def remove(self, ids: Sequence[ListEntryId]) -> int:
        """Take entries away; gives how many were there."""
        removed = 0
        for at in range(0, len(ids), _AT_ONCE):
            chosen = t.list_entries.c.id.in_(ids[at : at + _AT_ONCE])
            removed += self._connection.execute(delete(t.list_entries).where(chosen)).rowcount
        return removed

    def all(self) -> list[KeptEntry]:
        """List the entries of all lists in the order in which they were put down."""
        rows = self._connection.execute(select(t.list_entries).order_by(t.list_entries.c.id))
        return [_entry(row) for row in rows]

    def mark(self) -> tuple[int, int]:
        """Give what changes whenever the lists do: how many entries there are, and since when."""
        c = t.list_entries.c
        row = self._connection.execute(select(func.count(), func.coalesce(func.max(c.at), 0)))
        count, last = row.one()
        return int(count), int(last)

    def _count(self) -> int:
        return self.mark()[0]


def _key(entry: ListEntry) -> tuple[str, str, str, str]:
    return entry.list.value, entry.name, entry.kind.value, entry.text


def _columns(entry: ListEntry, who: str, at: int) -> dict[str, object]:
    return {
        "list": entry.list.value,
        "name": entry.name,
        "kind": entry.kind.value,
        "text": entry.text,
        "note": entry.note,
        "codes": json.dumps(entry.codes, ensure_ascii=False),
        "who": who,
        "at": at,
    }


def _entry(row: Row[Any]) -> KeptEntry:
    entry = ListEntry(
        ListKind(row.list),
        EntryKind(row.kind),
        row.text,
        row.note,
        tuple(json.loads(row.codes)),
        row.name,
    )
    return KeptEntry(ListEntryId(row.id), entry, row.who, row.at)
