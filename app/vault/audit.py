"""The shelf of the audit trail: sealed entries, only ever added to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from app.domain.audit import GENESIS, AuditEntry, seal_of
from app.vault import tables as t

Detail = str | int | float | bool

_HEAD = "audit.head"
_CHECKED = "audit.checked"


class Audit:
    """Keeps the trail.

    The id and seal of the last entry are kept apart from the trail (the head), so that a trail
    cut short is noticed; and how far it was checked, so that opening checks only what is new.

    Args:
        connection: in a transaction.
        clock: gives microseconds since 1970 UTC.
    """

    def __init__(self, connection: Connection, clock: Callable[[], int]) -> None:
        self._connection = connection
        self._clock = clock

    def append(self, who: str, act: str, **detail: Detail) -> AuditEntry:
        """Add an entry and seal it to the one before; ``detail`` holds no word of a record."""
        number, before = self._mark(_HEAD)
        at = self._clock()
        seal = seal_of(before, at, who, act, dict(detail))
        entry = AuditEntry(number + 1, at, who, act, dict(detail), seal)
        text = json.dumps(detail, ensure_ascii=False, sort_keys=True)
        self._connection.execute(
            insert(t.audit).values(id=entry.id, at=at, who=who, act=act, detail=text, seal=seal)
        )
        self._set_mark(_HEAD, entry.id, seal)
        return entry

    def entries(self, after: int = 0, limit: int = 1000) -> list[AuditEntry]:
        """List entries that follow the one numbered ``after``."""
        c = t.audit.c
        rows = self._connection.execute(
            select(t.audit).where(c.id > after).order_by(c.id).limit(limit)
        )
        return [_entry(row) for row in rows]

    def last_seal(self) -> str:
        """Give the seal of the last entry, by which the whole trail is known again."""
        return self._mark(_HEAD)[1]

    def verify(self) -> int | None:
        """Find the first entry that is missing or was changed; None when the chain holds."""
        return self._broken(0, GENESIS)

    def verify_new(self) -> int | None:
        """Check what was added since the last check; the rest was found whole then."""
        number, seal = self._mark(_CHECKED)
        return self._broken(number, seal)

    def mark_checked(self) -> None:
        """Remember that the chain holds as far as it goes now."""
        if self._mark(_CHECKED) != self._mark(_HEAD):
            self._set_mark(_CHECKED, *self._mark(_HEAD))

    def _broken(self, number: int, before: str) -> int | None:
        for entry in self._from(number):
            follows = entry.id == number + 1
            if not follows or entry.seal != seal_of(
                before, entry.at, entry.who, entry.act, dict(entry.detail)
            ):
                return number + 1
            number, before = entry.id, entry.seal
        return None if (number, before) == self._mark(_HEAD) else number + 1

    def _from(self, number: int) -> Iterator[AuditEntry]:
        while entries := self.entries(number):
            yield from entries
            number = entries[-1].id

    def _mark(self, key: str) -> tuple[int, str]:
        found = select(t.meta.c.value).where(t.meta.c.key == key)
        value = self._connection.execute(found).scalar()
        number, _, seal = (value or f"0 {GENESIS}").partition(" ")
        return int(number), seal

    def _set_mark(self, key: str, number: int, seal: str) -> None:
        row = upsert(t.meta).values(key=key, value=f"{number} {seal}")
        self._connection.execute(row.on_conflict_do_update(set_={"value": row.excluded.value}))


def _entry(row: Row[Any]) -> AuditEntry:
    return AuditEntry(row.id, row.at, row.who, row.act, json.loads(row.detail), row.seal)
