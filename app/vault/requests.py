"""The shelf of requests: who asked for what, and which records answer; knows no law."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    Integer,
    Row,
    Select,
    Text,
    cast,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from app.domain.ids import ConversationId, RecordId, RequestId, SourceId
from app.domain.requests import NewRequest, Request, Stage
from app.errors import DecisionRefused, VaultRefused
from app.vault import tables as t
from app.vault.conversing import conversation
from app.vault.driver import Driver, driver
from app.vault.holding import Holding

_AT_ONCE = 900
_NOW_TOLD = "SELECT was, record_id FROM sightings WHERE was IS NOT NULL"


class SavedSearch(NamedTuple):
    """A search that a clerk gave a name; ``query`` is as it was typed."""

    name: str
    query: str


class RecordKey(NamedTuple):
    """What puts a record in its place among others, without the record.

    Attributes:
        heading: the conversation as its export told it, whose title is the record's.
    """

    id: RecordId
    conversation: ConversationId
    source: SourceId
    heading: ConversationId


class Requests:
    """Keeps requests and what is in them.

    Args:
        connection: in a transaction.
        clock: gives microseconds since 1970 UTC.
        held: knows what requests hold; left out where something may be written.
    """

    def __init__(
        self,
        connection: Connection,
        clock: Callable[[], int],
        held: Callable[[Driver, RequestId], Holding] | None = None,
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._known = held

    def add(self, new: NewRequest) -> Request:
        """Put down a request; its number must be new in this vault."""
        self._refuse_taken(new.number)
        row = insert(t.requests).values(**_columns(new), stage=Stage.OPEN.value)
        return self.get(RequestId(int(self._connection.execute(row).lastrowid)))

    def update(self, request: RequestId, new: NewRequest) -> Request:
        """Change what the clerk typed of a request."""
        if self.get(request).number != new.number:
            self._refuse_taken(new.number)
        changed = update(t.requests).where(t.requests.c.id == request).values(**_columns(new))
        self._connection.execute(changed)
        return self.get(request)

    def close(self, request: RequestId) -> None:
        """Close a request; nothing more is decided in it until it is opened again."""
        self._set_stage(request, Stage.CLOSED)

    def reopen(self, request: RequestId) -> None:
        """Open a closed request again."""
        self._set_stage(request, Stage.OPEN)

    def get(self, request: RequestId) -> Request:
        """Give a request; an unknown id raises KeyError."""
        row = self._connection.execute(_requests().where(t.requests.c.id == request)).one_or_none()
        if row is None:
            raise KeyError(request)
        return _request(row)

    def by_number(self, number: str) -> Request | None:
        """Find a request by the office's own number."""
        row = self._connection.execute(
            _requests().where(t.requests.c.number == number.strip())
        ).one_or_none()
        return None if row is None else _request(row)

    def all(self) -> list[Request]:
        """List the requests in the order in which they were put down."""
        rows = self._connection.execute(_requests().order_by(t.requests.c.id))
        return [_request(row) for row in rows]

    def add_records(self, request: RequestId, ids: Iterable[int], how: str) -> int:
        """Put records into a request; gives how many were not in it before.

        Args:
            request: must be open.
            ids: records of this vault; one that is told by another by now means that one.
            how: the search or the hand that found them.
        """
        self.refuse_closed(request)
        now, now_told = self._clock(), dict(driver(self._connection).execute(_NOW_TOLD).fetchall())
        rows = [
            {
                "request_id": request,
                "record_id": now_told.get(int(one), int(one)),
                "how": how,
                "at": now,
            }
            for one in ids
        ]
        if not rows:
            return 0
        before = self._held(request)
        self._connection.execute(upsert(t.request_records).on_conflict_do_nothing(), rows)
        self._mark_changed(request)
        return self._held(request) - before

    def remove_records(self, request: RequestId, ids: Sequence[int]) -> int:
        """Take records out of a request; gives how many were in it.

        Refused when any has a disposition or a redaction: a decision must be taken back where
        it stays in the log, never by dropping the record it was made on.
        """
        self.refuse_closed(request)
        decided = sum(self._decided(request, part) for part in _parts(ids))
        if decided:
            raise DecisionRefused(
                f"{decided} of these records {'has' if decided == 1 else 'have'} decisions.",
                "Undo the decisions on them first, or mark them as not responsive.",
            )
        self._mark_changed(request)
        r = t.request_records.c
        return sum(
            self._connection.execute(
                delete(t.request_records).where(r.request_id == request, r.record_id.in_(part))
            ).rowcount
            for part in _parts(ids)
        )

    def record_ids(self, request: RequestId) -> list[RecordId]:
        """List the records of a request by date; those without one come last."""
        if self._known is not None:
            ids: list[RecordId] = self._known(driver(self._connection), request).ids.tolist()
            return ids
        r, in_it = t.records.c, t.request_records.c
        rows = self._connection.execute(
            select(r.id)
            .join_from(t.request_records, t.records)
            .where(in_it.request_id == request)
            .order_by(r.sent.is_(None), r.sent, r.id)
        )
        return [RecordId(one) for one in rows.scalars()]

    def keys_of(self, records: Sequence[RecordId]) -> list[RecordKey]:
        """Give what sorts some records, a few hundred at once."""
        r = t.records.c
        query = select(r.id, conversation(), r.source_id, r.conversation_id)
        return [
            RecordKey(
                RecordId(record),
                ConversationId(stands or 0),
                SourceId(source),
                ConversationId(heading or 0),
            )
            for record, stands, source, heading in self._connection.execute(
                query.where(r.id.in_(records))
            )
        ]

    def held_of(self, request: RequestId, records: Iterable[RecordId]) -> set[RecordId]:
        """Give those of some records that are in a request."""
        r = t.request_records.c
        found: set[RecordId] = set()
        for part in _parts(list(records)):
            query = select(r.record_id).where(r.request_id == request, r.record_id.in_(part))
            found.update(map(RecordId, self._connection.execute(query).scalars()))
        return found

    def holds(self, request: RequestId, record: RecordId) -> bool:
        """Say whether a record is in a request."""
        r = t.request_records.c
        found = select(exists().where(r.request_id == request, r.record_id == record))
        return bool(self._connection.execute(found).scalar_one())

    def confirm_exemption(self, jurisdiction: str, code: str, who: str) -> None:
        """Remember that a clerk looked up a citation that the library is unsure of."""
        row = {"jurisdiction": jurisdiction, "code": code, "who": who, "at": self._clock()}
        self._connection.execute(upsert(t.confirmations).on_conflict_do_nothing(), row)

    def confirmed(self, jurisdiction: str) -> set[str]:
        """Give the codes of a jurisdiction that were confirmed."""
        c = t.confirmations.c
        rows = self._connection.execute(select(c.code).where(c.jurisdiction == jurisdiction))
        return set(rows.scalars())

    def save_search(self, name: str, query: str) -> None:
        """Keep a search under a name; an older one of that name is replaced."""
        row = upsert(t.saved_searches).values(name=name, query=query, at=self._clock())
        changed = {"query": row.excluded.query, "at": row.excluded.at}
        self._connection.execute(row.on_conflict_do_update(set_=changed))

    def forget_search(self, name: str) -> None:
        """Drop a saved search."""
        self._connection.execute(delete(t.saved_searches).where(t.saved_searches.c.name == name))

    def searches(self) -> list[SavedSearch]:
        """List the saved searches by name."""
        c = t.saved_searches.c
        rows = self._connection.execute(select(c.name, c.query).order_by(c.name))
        return [SavedSearch(name, query) for name, query in rows]

    def _set_stage(self, request: RequestId, stage: Stage) -> None:
        self._connection.execute(
            update(t.requests).where(t.requests.c.id == request).values(stage=stage.value)
        )

    def _refuse_taken(self, number: str) -> None:
        if not number.strip():
            raise VaultRefused("A request needs a number.", "Type the office's own number.")
        if self.by_number(number) is not None:
            raise VaultRefused(
                f"There is already a request with the number {number.strip()}.",
                "Choose another number, or open that request.",
            )

    def refuse_closed(self, request: RequestId) -> None:
        """Refuse to change a closed request; an unknown id raises KeyError."""
        r = t.requests.c
        query = select(r.number, r.stage).where(r.id == request)
        row = self._connection.execute(query).one_or_none()
        if row is None:
            raise KeyError(request)
        if row.stage == Stage.CLOSED.value:
            raise DecisionRefused(
                f"Request {row.number} is closed.", "Reopen it if something is to change."
            )

    def _mark_changed(self, request: RequestId) -> None:
        row = upsert(t.meta).values(key=_mark_key(request), value="1")
        more = cast(cast(t.meta.c.value, Integer) + 1, Text)
        self._connection.execute(row.on_conflict_do_update(set_={"value": more}))

    def _held(self, request: RequestId) -> int:
        found = select(func.count()).where(t.request_records.c.request_id == request)
        return int(self._connection.execute(found).scalar_one())

    def _decided(self, request: RequestId, part: Sequence[int]) -> int:
        d, r, a = t.dispositions.c, t.redactions.c, t.layers.c
        by_disposition = select(d.record_id).where(d.request_id == request, d.record_id.in_(part))
        by_redaction = select(r.record_id).where(r.request_id == request, r.record_id.in_(part))
        by_layer = select(a.record_id).where(a.request_id == request, a.record_id.in_(part))
        both = by_disposition.union(by_redaction, by_layer).subquery()
        return int(self._connection.execute(select(func.count()).select_from(both)).scalar_one())


def mark_of(raw: Driver, request: RequestId) -> int:
    """Give what changes when records join a request or leave it."""
    found = raw.execute("SELECT value FROM meta WHERE key = ?", (_mark_key(request),)).fetchall()
    return int(found[0][0]) if found else 0


def _mark_key(request: RequestId) -> str:
    return f"records of request {request}"


def _requests() -> Select[Any]:
    in_it, d = t.request_records.c, t.dispositions.c
    held = select(func.count()).where(in_it.request_id == t.requests.c.id).scalar_subquery()
    decided = (
        select(func.count())
        .select_from(t.dispositions)
        .where(
            d.request_id == t.requests.c.id,
            exists().where(in_it.request_id == d.request_id, in_it.record_id == d.record_id),
        )
        .scalar_subquery()
    )
    return select(t.requests, held.label("held"), decided.label("decided"))


def _columns(new: NewRequest) -> dict[str, object]:
    return {
        "number": new.number.strip(),
        "requester": new.requester,
        "received": new.received,
        "jurisdiction": new.jurisdiction,
        "text": new.text,
        "contact": new.contact,
        "department": new.department,
        "notes": new.notes,
        "due": new.due,
        "after_hours": new.after_hours,
    }


def _request(row: Row[Any]) -> Request:
    details = NewRequest(
        row.number,
        row.requester,
        row.received,
        row.jurisdiction,
        row.text,
        row.contact,
        row.department,
        row.notes,
        row.due,
        row.after_hours,
    )
    return Request(RequestId(row.id), details, Stage(row.stage), row.held, row.held - row.decided)


def _parts(ids: Sequence[int]) -> Iterable[list[int]]:
    return ([int(one) for one in ids[at : at + _AT_ONCE]] for at in range(0, len(ids), _AT_ONCE))
