"""The shelf of sources: imports, their accounts and their problems."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from app.domain.ids import BlobName, SourceId
from app.domain.sources import Counts, NewSource, Source, SourceProblem, SourceState
from app.vault import tables as t
from app.vault.driver import driver
from app.vault.incoming import Incoming
from app.vault.interning import Interned
from app.vault.mending import mended
from app.vault.taking import Batch

_COUNTED = ("records", "copies", "unreadable", "ignored", "attachments")


class Sources:
    """What was imported, and how far.

    Args:
        connection: in a transaction.
        interned: the writer's memory; None where nothing may be written.
        clock: gives microseconds since 1970 UTC.
    """

    def __init__(
        self, connection: Connection, interned: Interned, clock: Callable[[], int]
    ) -> None:
        self._connection = connection
        self._interned = interned
        self._clock = clock

    def begin(self, new: NewSource) -> SourceId:
        """Put down a source before its first item is read."""
        row = insert(t.sources).values(
            format=new.format,
            label=new.label,
            name=new.name,
            sha256=new.sha256,
            size=new.size,
            place=new.place,
            custodian=new.custodian,
            zone=new.zone,
            own_addresses=json.dumps(new.own_addresses, ensure_ascii=False),
            mapping=new.mapping,
            state=SourceState.RUNNING.value,
            failure="",
            imported_at=self._clock(),
            seconds=0.0,
            peak_rss_mb=0.0,
            kept_blob="",
            taken=0,
            **dict.fromkeys(_COUNTED, 0),
        )
        return SourceId(int(self._connection.execute(row).lastrowid))

    def take(self, source: SourceId, batch: Sequence[Incoming]) -> Counts:
        """Write a batch of items and advance the source by its length, all in one transaction.

        Gives the account of this batch; the source's own account is the sum of all.
        """
        counts = self._taken(source, batch)
        added = {name: t.sources.c[name] + getattr(counts, name) for name in _COUNTED}
        taken = t.sources.c.taken + len(batch)
        self._connection.execute(
            update(t.sources).where(t.sources.c.id == source).values(taken=taken, **added)
        )
        return counts

    def _taken(self, source: SourceId, batch: Sequence[Incoming]) -> Counts:
        """Write a batch; one that no database takes is mended and written again."""
        raw = driver(self._connection)
        try:
            with self._connection.begin_nested():
                return Batch(raw, self._interned, source).take(batch)
        except (UnicodeEncodeError, OverflowError):
            self._interned.forget()
            return Batch(raw, self._interned, source).take(mended(batch))

    def set_state(
        self,
        source: SourceId,
        state: SourceState,
        *,
        failure: str = "",
        seconds: float = 0.0,
        peak_rss_mb: float = 0.0,
    ) -> None:
        """Say how an import stands; ``failure`` is a sentence without text of a record."""
        self._connection.execute(
            update(t.sources)
            .where(t.sources.c.id == source)
            .values(state=state.value, failure=failure, seconds=seconds, peak_rss_mb=peak_rss_mb)
        )

    def mark_kept(self, source: SourceId, blob: BlobName) -> None:
        """Say that a sealed copy of the export lies in the vault."""
        self._connection.execute(
            update(t.sources).where(t.sources.c.id == source).values(kept_blob=blob)
        )

    def get(self, source: SourceId) -> Source:
        """Give a source; an unknown id raises KeyError."""
        row = self._connection.execute(_whole().where(t.sources.c.id == source)).one_or_none()
        if row is None:
            raise KeyError(source)
        return _source(row)

    def by_hash(self, sha256: str) -> Source | None:
        """Find the import of an export with this hash, the latest where there are several."""
        row = self._connection.execute(
            _whole().where(t.sources.c.sha256 == sha256).order_by(t.sources.c.id.desc())
        ).first()
        return None if row is None else _source(row)

    def all(self) -> list[Source]:
        """List the sources in the order of their import."""
        rows = self._connection.execute(_whole().order_by(t.sources.c.id))
        return [_source(row) for row in rows]

    def problems(
        self, source: SourceId, kind: str | None = None, offset: int = 0, limit: int = 500
    ) -> list[SourceProblem]:
        """List items that are no records, and records with problems, batch by batch."""
        found = select(t.problems.c.kind, t.problems.c.locator, t.problems.c.reason)
        found = found.where(t.problems.c.source_id == source)
        if kind is not None:
            found = found.where(t.problems.c.kind == kind)
        found = found.order_by(t.problems.c.id).offset(offset).limit(limit)
        return [SourceProblem(*row) for row in self._connection.execute(found)]

    def count_problems(self, source: SourceId, kind: str) -> int:
        """Count the problems of one kind."""
        found = select(func.count()).where(
            t.problems.c.source_id == source, t.problems.c.kind == kind
        )
        return int(self._connection.execute(found).scalar_one())


def _whole() -> Select[Any]:
    told = select(func.count()).where(t.sightings.c.source_id == t.sources.c.id)
    return select(t.sources, told.scalar_subquery().label("sightings"))


def _source(row: Row[tuple[object, ...]]) -> Source:
    r = row._mapping  # noqa: SLF001  SQLAlchemy's public name for it
    details = NewSource(
        r["format"],
        r["label"],
        r["name"],
        r["sha256"],
        r["size"],
        r["place"],
        r["custodian"],
        r["zone"],
        tuple(json.loads(r["own_addresses"])),
        r["mapping"],
    )
    return Source(
        SourceId(r["id"]),
        details,
        SourceState(r["state"]),
        Counts(*(r[name] for name in _COUNTED)),
        taken=r["taken"],
        imported_at=r["imported_at"],
        seconds=r["seconds"],
        peak_rss_mb=r["peak_rss_mb"],
        kept=bool(r["kept_blob"]),
        failure=r["failure"],
        sightings=r["sightings"],
    )
