"""The shelf of records: what was imported, read back as domain values; never changes any."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, func, or_, select

from app.domain.ids import AttachmentId, BlobName, ConversationId, PersonId, RecordId, SourceId
from app.domain.languages import Languages
from app.domain.people import Party, Person, Role
from app.domain.provenance import MICROSECONDS, Moment, Occurrence, Problem, Sighting
from app.domain.records import Attachment, Kind, Record, RecordLine
from app.vault import tables as t
from app.vault.conversing import conversation, members

_AT_ONCE = 900
_OPENING = 200

AnyRow = Row[tuple[Any, ...]]


class Records:
    """Reads records.

    Args:
        connection: in a transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, record: RecordId) -> Record:
        """Give a record; an unknown id raises KeyError."""
        found = self.many([record])
        if not found:
            raise KeyError(record)
        return found[0]

    def now(self, record: RecordId) -> RecordId:
        """Give the record that tells a message by now, where one became a telling of another."""
        s = t.sightings.c
        found = self._connection.execute(select(s.record_id).where(s.was == record)).scalar()
        return record if found is None else RecordId(found)

    def many(self, ids: Sequence[RecordId]) -> list[Record]:
        """Give records in the order asked for; ids that are not there are left out."""
        records: dict[int, Record] = {}
        for part in _parts(ids):
            rows = self._connection.execute(_whole().where(t.records.c.id.in_(part))).all()
            records.update(self._joined(rows))
        return [records[one] for one in ids if one in records]

    def lines(self, ids: Sequence[RecordId]) -> list[RecordLine]:
        """Give what lists show of records, in the order asked for."""
        lines: dict[int, RecordLine] = {}
        for part in _parts(ids):
            rows = self._connection.execute(_short().where(t.records.c.id.in_(part))).all()
            casts = self._casts({row.cast_id for row in rows}, only=Role.FROM)
            lines.update((row.id, _line(row, casts[row.cast_id])) for row in rows)
        return [lines[one] for one in ids if one in lines]

    def neighbours(self, record: RecordId, before: int, after: int) -> list[RecordId]:
        """List what stands around a record in its conversation, by time; it is in the list."""
        r = t.records.c
        here = self._connection.execute(
            select(conversation(), func.coalesce(r.sent, _LATEST)).where(r.id == record)
        ).one_or_none()
        if here is None:
            raise KeyError(record)
        number, sent = here
        if number is None:
            return [record]
        at = func.coalesce(r.sent, _LATEST)
        same = select(r.id).where(r.id.in_(members(number)))
        earlier = same.where(or_(at < sent, and_(at == sent, r.id < record)))
        later = same.where(or_(at > sent, and_(at == sent, r.id > record)))
        first = self._ids(earlier.order_by(at.desc(), r.id.desc()).limit(before))
        last = self._ids(later.order_by(at, r.id).limit(after))
        return [*reversed(first), record, *last]

    def twins(self, record: RecordId) -> list[RecordId]:
        """List other records with the same text, sent in the same second.

        A record without a usable time, or without a text, has none.
        """
        r = t.records.c
        here = self._connection.execute(
            select(r.sent, r.text_hash, r.text != "").where(r.id == record)
        ).one_or_none()
        if here is None or here[0] is None or not here[2]:
            return []
        second = here[0] // MICROSECONDS * MICROSECONDS
        found = select(r.id).where(
            r.sent >= second, r.sent < second + MICROSECONDS, r.text_hash == here[1], r.id != record
        )
        return self._ids(found.order_by(r.id))

    def said_again(self, record: RecordId) -> list[RecordId]:
        """List other records with the same text, sent at most two seconds before or after."""
        r = t.records.c
        here = self._connection.execute(
            select(r.sent, r.text_hash).where(r.id == record, r.text != "", r.sent.is_not(None))
        ).one_or_none()
        if here is None:
            return []
        around = r.sent.between(here[0] - 2 * MICROSECONDS, here[0] + 2 * MICROSECONDS)
        found = select(r.id).where(around, r.text_hash == here[1], r.id != record)
        return self._ids(found.order_by(r.id))

    def twins_of(self, records: Sequence[RecordId]) -> dict[RecordId, list[RecordId]]:
        """List the twins of each of many records, as :meth:`twins` does; none where it has none."""
        one, other = t.records.c, t.records.alias("other").c
        second = one.sent - (one.sent % MICROSECONDS + MICROSECONDS) % MICROSECONDS
        query = select(one.id, other.id).where(
            one.text != "",
            other.sent >= second,
            other.sent < second + MICROSECONDS,
            other.text_hash == one.text_hash,
            other.id != one.id,
        )
        found: defaultdict[RecordId, list[RecordId]] = defaultdict(list)
        for part in _parts(records):
            rows = self._connection.execute(query.where(one.id.in_(part)).order_by(other.id))
            for record, twin in rows:
                found[RecordId(record)].append(RecordId(twin))
        return dict(found)

    def attachment(self, attachment: AttachmentId) -> Attachment:
        """Give an attachment; an unknown id raises KeyError."""
        row = self._connection.execute(
            _attached().where(t.attachments.c.id == attachment)
        ).one_or_none()
        if row is None:
            raise KeyError(attachment)
        return _attachment(row)

    def count(self) -> int:
        """Count the records."""
        return int(
            self._connection.execute(select(func.count()).select_from(t.records)).scalar_one()
        )

    def last(self) -> RecordId:
        """Give the record that came last; 0 where there is none."""
        found = self._connection.execute(select(func.coalesce(func.max(t.records.c.id), 0)))
        return RecordId(int(found.scalar_one()))

    def people(self, prefix: str = "", limit: int = 50) -> list[Person]:
        """List people of whom a name or an address begins so, in alphabetical order."""
        h = t.handles.c
        start = prefix.casefold()
        begins = or_(
            func.lower(h.name).startswith(start, autoescape=True),
            func.lower(h.address).startswith(start, autoescape=True),
            h.normal.startswith(start, autoescape=True),
        )
        chosen = select(h.person_id).where(begins).distinct().limit(limit)
        rows = self._connection.execute(
            select(h.person_id, h.name, h.address).where(h.person_id.in_(chosen)).order_by(h.id)
        )
        met: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
        for person, name, address in rows:
            met[person].append((name, address))
        found = [_person(person, seen) for person, seen in met.items()]
        return sorted(found, key=lambda person: (person.display.casefold(), person.id))

    def _joined(self, rows: Sequence[AnyRow]) -> dict[int, Record]:
        ids = [row.id for row in rows]
        casts = self._casts({row.cast_id for row in rows})
        attachments = self._grouped(_attached(), t.attachments, ids, t.attachments.c.position)
        problems = self._grouped(select(t.problems), t.problems, ids, t.problems.c.id)
        places = self._occurrences(ids)
        parents = self._parents(rows)
        return {
            row.id: replace(
                _record(row),
                parties=casts[row.cast_id],
                attachments=tuple(_attachment(a) for a in attachments[row.id]),
                problems=tuple(Problem(p.code, p.reason) for p in problems[row.id]),
                occurrences=tuple(places[row.id]),
                parent=parents.get(row.id),
            )
            for row in rows
        }

    def _casts(
        self, casts: Iterable[int], only: Role | None = None
    ) -> defaultdict[int, tuple[Party, ...]]:
        m, h = t.cast_members.c, t.handles.c
        found: defaultdict[int, list[Party]] = defaultdict(list)
        for part in _parts(list(casts)):
            query = select(m.cast_id, m.role, h.name, h.address, m.is_owner)
            query = query.join_from(t.cast_members, t.handles).where(m.cast_id.in_(part))
            if only is not None:
                query = query.where(m.role == only.value)
            for cast, role, name, address, owner in self._connection.execute(
                query.order_by(m.cast_id, m.position)
            ):
                found[cast].append(Party(Role(role), name, address, owner))
        return defaultdict(tuple, {cast: tuple(parties) for cast, parties in found.items()})

    def _grouped(
        self, query: Select[Any], table: Table, ids: Sequence[int], order: ColumnElement[int]
    ) -> defaultdict[int, list[AnyRow]]:
        found: defaultdict[int, list[AnyRow]] = defaultdict(list)
        chosen = query.where(table.c.record_id.in_(ids)).order_by(order)
        for row in self._connection.execute(chosen):
            found[row.record_id].append(row)
        return found

    def _occurrences(self, ids: Sequence[int]) -> defaultdict[int, list[Occurrence]]:
        o, s = t.occurrences.c, t.sources.c
        found: defaultdict[int, list[Occurrence]] = defaultdict(list)
        query = select(o.record_id, o.source_id, o.locator, s.custodian, o.context, o.sighting_id)
        query = query.join_from(t.occurrences, t.sources).where(o.record_id.in_(ids))
        rows = self._connection.execute(query.order_by(o.id)).all()
        told = self._sightings([row.sighting_id for row in rows if row.sighting_id is not None])
        for record, source, locator, custodian, context, sighting in rows:
            where = SourceId(source), locator, custodian, context
            found[record].append(Occurrence(*where, told.get(sighting)))
        return found

    def _sightings(self, ids: Sequence[int]) -> dict[int, Sighting]:
        """Read how other custodians' exports tell messages."""
        s = t.sightings.c
        query = select(s.id, s.cast_id, s.sent, s.sent_raw, t.traits.c.zone, s.text)
        query = query.join_from(t.sightings, t.traits)
        rows = [
            row
            for part in _parts(ids)
            for row in self._connection.execute(query.where(s.id.in_(part))).all()
        ]
        casts = self._casts({row.cast_id for row in rows})
        return {
            row.id: Sighting(Moment(row.sent, row.sent_raw, row.zone), casts[row.cast_id], row.text)
            for row in rows
        }

    def _parents(self, rows: Sequence[AnyRow]) -> dict[int, RecordId]:
        """Find the records that others answer, by the platform's own ids."""
        wanted = {row.parent_id for row in rows if row.parent_id}
        if not wanted:
            return {}
        r = t.records.c
        query = select(r.platform_id, t.traits.c.platform, func.min(r.id))
        query = query.join_from(t.records, t.traits).where(
            r.platform_id.in_(wanted), r.platform_id != ""
        )
        found = {
            (platform_id, platform): RecordId(record)
            for platform_id, platform, record in self._connection.execute(
                query.group_by(r.platform_id, t.traits.c.platform)
            )
        }
        keys = {row.id: (row.parent_id, row.platform) for row in rows}
        return {record: found[key] for record, key in keys.items() if key in found}

    def _ids(self, query: Select[Any]) -> list[RecordId]:
        return [RecordId(one) for one in self._connection.execute(query).scalars()]


_LATEST = 1 << 62
_TRAITS = (
    t.traits.c.platform,
    t.traits.c.kind,
    t.traits.c.zone,
    t.traits.c.flags,
    t.traits.c.labels,
)


def _whole() -> Select[Any]:
    left_out = {"identity", "ordinal", "platform_id", "meeting"}
    columns = [column for column in t.records.c if column.name not in left_out]
    stands = conversation().label("stands")
    return _from(select(*columns, stands, *_TRAITS, t.conversations.c.title))


def _short() -> Select[Any]:
    r, a = t.records.c, t.attachments.c
    count = select(func.count()).where(a.record_id == r.id).scalar_subquery()
    opening = func.substr(r.text, 1, _OPENING).label("opening")
    return _from(
        select(
            r.id, conversation().label("stands"), r.cast_id, r.sent, r.subject, opening,
            *_TRAITS, count.label("attached"),
        )
    )  # fmt: skip


def _from(query: Select[Any]) -> Select[Any]:
    return query.select_from(
        t.records.join(t.traits).outerjoin(
            t.conversations, t.records.c.conversation_id == t.conversations.c.id
        )
    )


def _record(row: AnyRow) -> Record:
    return Record(
        id=RecordId(row.id),
        source=SourceId(row.source_id),
        platform=row.platform,
        kind=Kind(row.kind),
        sent=Moment(row.sent, row.sent_raw, row.zone),
        conversation=ConversationId(row.stands or 0),
        heading=ConversationId(row.conversation_id or 0),
        conversation_title=row.title or "",
        subject=row.subject,
        text=row.text,
        text_hash=row.text_hash.hex(),
        flags=frozenset(json.loads(row.flags)),
        labels=tuple(json.loads(row.labels)),
        locator=row.locator,
        raw=row.raw,
    )


def _line(row: AnyRow, authors: tuple[Party, ...]) -> RecordLine:
    author = authors[0] if authors else Party(Role.FROM)
    return RecordLine(
        id=RecordId(row.id),
        platform=row.platform,
        kind=Kind(row.kind),
        sent=row.sent,
        author=author.label,
        subject=row.subject,
        opening=row.opening,
        attachments=row.attached,
        conversation=ConversationId(row.stands or 0),
        flags=frozenset(json.loads(row.flags)),
    )


def _attached() -> Select[Any]:
    """Ask for attachments with the words that were recognised on them, and in which languages."""
    words, languages = t.recognised.c.text.label("recognised"), t.recognised.c.languages
    same = t.recognised.c.sha256 == t.attachments.c.sha256
    return select(t.attachments, words, languages).outerjoin(t.recognised, same)


def _attachment(row: AnyRow) -> Attachment:
    return Attachment(
        AttachmentId(row.id),
        row.name,
        row.size,
        row.media_type,
        row.sha256,
        BlobName(row.blob),
        row.text,
        row.inline,
        row.missing,
        row.note,
        row.recognised or "",
        Languages(row.languages) if row.languages else None,
    )


def _person(person: int, seen: Sequence[tuple[str, str]]) -> Person:
    names = tuple(dict.fromkeys(name for name, _ in seen if name))
    addresses = tuple(dict.fromkeys(address for _, address in seen if address))
    display = names[0] if names else (addresses[0] if addresses else "(unknown)")
    return Person(PersonId(person), display, names, addresses)


def _parts(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE))
