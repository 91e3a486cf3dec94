"""The shelf of mappings of columns that the clerk keeps by name; reads no table."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.sqlite import insert as upsert

from app.domain.columns import KeptMapping, mapping_of
from app.vault import tables as t


class Mappings:
    """Keeps mappings; one of the same name takes the place of the one before.

    Args:
        connection: in a transaction.
        clock: gives microseconds since 1970 UTC.
    """

    def __init__(self, connection: Connection, clock: Callable[[], int]) -> None:
        self._connection = connection
        self._clock = clock

    def keep(self, kept: KeptMapping, who: str) -> None:
        """Put a mapping down."""
        told = {
            "headings": json.dumps(sorted(kept.headings), ensure_ascii=False),
            "mapping": kept.mapping.as_json,
            "who": who,
            "at": self._clock(),
        }
        row = upsert(t.column_mappings).values(name=kept.name, **told)
        self._connection.execute(row.on_conflict_do_update(index_elements=["name"], set_=told))

    def all(self) -> list[KeptMapping]:
        """List the mappings by name."""
        rows = self._connection.execute(
            select(t.column_mappings).order_by(t.column_mappings.c.name)
        )
        return [_kept(row) for row in rows]


def _kept(row: Row[Any]) -> KeptMapping:
    return KeptMapping(row.name, frozenset(json.loads(row.headings)), mapping_of(row.mapping))
