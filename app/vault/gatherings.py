"""The shelf of gatherings: which records of a request belong together; knows no decision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, select

from app.domain.ids import PersonId, RecordId, RequestId
from app.domain.joining import joining_of
from app.domain.people import Role
from app.vault import tables as t
from app.vault.conversing import conversation, members
from app.vault.driver import driver
from app.vault.joined import read_acts


class Gatherings:
    """Asks, of one record, for the others of its kind in the same request, oldest first."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_conversation(self, request: RequestId, record: RecordId) -> list[RecordId]:
        """List the records of its conversation; itself alone where it belongs to none."""
        r = t.records.c
        own = self._connection.execute(select(conversation()).where(r.id == record)).scalar()
        if own is None:
            return [record]
        return self._ids(_held(request).where(r.id.in_(members(own)))) or [record]

    def of_sender(self, request: RequestId, record: RecordId) -> list[RecordId]:
        """List what the same person sent, under any of their addresses, joined ones included."""
        r, member, handle = t.records.c, t.cast_members.c, t.handles.c
        met = (
            select(handle.person_id)
            .join_from(t.records, t.cast_members, member.cast_id == r.cast_id)
            .join(t.handles, handle.id == member.handle_id)
            .where(r.id == record, member.role == Role.FROM.value)
        )
        senders = self._joined_with(self._connection.execute(met).scalars())
        casts = (
            select(member.cast_id)
            .join_from(t.cast_members, t.handles, handle.id == member.handle_id)
            .where(member.role == Role.FROM.value, handle.person_id.in_(senders))
        )
        return self._ids(_held(request).where(r.cast_id.in_(casts))) or [record]

    def _joined_with(self, people: Iterable[int]) -> set[int]:
        """Give some people with all whom the clerk joined with them."""
        joining = joining_of(read_acts(driver(self._connection)))
        return {one for person in people for one in joining.together(PersonId(person))}

    def _ids(self, query: Select[Any]) -> list[RecordId]:
        return [RecordId(one) for one in self._connection.execute(query).scalars()]


def _held(request: RequestId) -> Select[Any]:
    r, in_it = t.records.c, t.request_records.c
    return (
        select(r.id)
        .join_from(t.request_records, t.records, in_it.record_id == r.id)
        .where(in_it.request_id == request)
        .order_by(r.sent.is_(None), r.sent, r.id)
    )
