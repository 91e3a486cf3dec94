"""The shelf of the register and of what is said of gaps; only ever added to, and undone so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, union_all

from app.domain.ids import RequestId, SourceId
from app.vault import tables as t
from app.vault.coverage_text import KINDS, Said, said_of, text_of


@dataclass(frozen=True, slots=True)
class Standing:
    """Something that was said and holds.

    Attributes:
        id: of the line of the log by which it holds.
        at: microseconds since 1970 UTC.
    """

    id: int
    said: Said
    who: str
    at: int


class CoverageLog:
    """Keeps what was said; the last line of the log on a thing says whether it holds.

    What is said of a request stands beside what holds in the whole office (``None``).

    Args:
        connection: in a transaction.
        clock: gives microseconds since 1970 UTC.
    """

    def __init__(self, connection: Connection, clock: Callable[[], int]) -> None:
        self._connection = connection
        self._clock = clock

    def standing(self, kind: type[Said], request: RequestId | None = None) -> list[Standing]:
        """List what holds of a kind, in the order in which it was last said."""
        c = t.coverage_log.c
        last = select(func.max(c.id)).where(_of(request), c.kind == KINDS[kind]).group_by(c.body)
        rows = self._connection.execute(
            select(t.coverage_log).where(c.id.in_(last), c.stands == 1).order_by(c.id)
        )
        return [_standing(row) for row in rows]

    def add(
        self,
        who: str,
        put: Sequence[Said],
        lifted: Sequence[Said] = (),
        request: RequestId | None = None,
    ) -> int:
        """Say things and take others back, as one act; what holds already is not said again.

        Gives how many lines were added.
        """
        lines = [(said, 0) for said in lifted] + [(said, 1) for said in put]
        new = [line for line in lines if self._changes(request, *line)]
        self._append(request, who, new, None)
        return len(new)

    def undo(self, who: str, request: RequestId | None = None) -> list[tuple[Said, bool]]:
        """Take the last act back; gives what it had said, and whether it was put or taken back."""
        c = t.coverage_log.c
        undone = select(c.undoes).where(c.undoes.is_not(None))
        last = self._connection.execute(
            select(func.max(c.act)).where(_of(request), c.undoes.is_(None), c.act.not_in(undone))
        ).scalar()
        if last is None:
            return []
        rows = self._connection.execute(
            select(t.coverage_log).where(c.act == last).order_by(c.id.desc())
        )
        act = [(said_of(row.kind, row.body), int(row.stands)) for row in rows]
        self._append(request, who, [(said, 1 - stands) for said, stands in act], last)
        return [(said, bool(stands)) for said, stands in act]

    def sent_between(self, request: RequestId) -> tuple[int, int] | None:
        """Give when the first and the last record that a request holds were sent."""
        held, r = t.request_records.c, t.records.c
        first, last = self._connection.execute(
            select(func.min(r.sent), func.max(r.sent))
            .join_from(t.request_records, t.records, held.record_id == r.id)
            .where(held.request_id == request)
        ).one()
        return None if first is None else (int(first), int(last))

    def sent_of_sources(self) -> dict[SourceId, tuple[int, int]]:
        """Give when the first and the last record of each source were sent, copies among them."""
        r, met = t.records.c, t.occurrences.c
        own = select(r.source_id.label("source_id"), r.sent)
        again = select(met.source_id, r.sent).join_from(
            t.occurrences, t.records, met.record_id == r.id
        )
        all_of = union_all(own, again).subquery().c
        rows = self._connection.execute(
            select(all_of.source_id, func.min(all_of.sent), func.max(all_of.sent))
            .where(all_of.sent.is_not(None))
            .group_by(all_of.source_id)
        )
        return {SourceId(source): (int(first), int(last)) for source, first, last in rows}

    def platforms(self) -> list[tuple[SourceId, str]]:
        """List each source with each platform of which it holds records, copies among them."""
        r, met = t.records.c, t.occurrences.c
        own = select(r.source_id.label("source_id"), r.traits_id)
        told = t.sightings.c
        again = (
            select(met.source_id, func.coalesce(told.traits_id, r.traits_id))
            .join_from(t.occurrences, t.records, met.record_id == r.id)
            .outerjoin(t.sightings, met.sighting_id == told.id)
        )
        pairs = union_all(own, again).subquery().c
        rows = self._connection.execute(
            select(pairs.source_id, t.traits.c.platform)
            .join(t.traits, pairs.traits_id == t.traits.c.id)
            .distinct()
            .order_by(pairs.source_id, t.traits.c.platform)
        )
        return [(SourceId(source), platform) for source, platform in rows]

    def mark(self) -> int:
        """Give what changes whenever anything is said."""
        found = self._connection.execute(select(func.coalesce(func.max(t.coverage_log.c.id), 0)))
        return int(found.scalar_one())

    def _changes(self, request: RequestId | None, said: Said, stands: int) -> bool:
        c = t.coverage_log.c
        known = select(c.stands).where(
            _of(request), c.kind == KINDS[type(said)], c.body == text_of(said)
        )
        last = self._connection.execute(known.order_by(c.id.desc()).limit(1)).scalar()
        return int(last or 0) != stands

    def _append(
        self,
        request: RequestId | None,
        who: str,
        lines: Sequence[tuple[Said, int]],
        undoes: int | None,
    ) -> None:
        if not lines:
            return
        act = 1 + int(
            self._connection.execute(
                select(func.coalesce(func.max(t.coverage_log.c.act), 0))
            ).scalar_one()
        )
        common = {
            "act": act,
            "undoes": undoes,
            "request_id": request,
            "who": who,
            "at": self._clock(),
        }
        rows = [
            {**common, "kind": KINDS[type(said)], "body": text_of(said), "stands": stands}
            for said, stands in lines
        ]
        self._connection.execute(insert(t.coverage_log), rows)


def _of(request: RequestId | None) -> ColumnElement[bool]:
    c = t.coverage_log.c.request_id
    return c.is_(None) if request is None else c == request


def _standing(row: Row[Any]) -> Standing:
    return Standing(row.id, said_of(row.kind, row.body), row.who, row.at)
