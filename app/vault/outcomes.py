"""The shelf of outcomes: how the records of a request stand, asked in numbers; changes nothing.

It gives what can be said without reading all that was decided into memory. What is asked of an
audience is asked of the tables as that audience sees them.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, overload

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    FromClause,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
)

from app.domain.audiences import Audience
from app.domain.decisions import Dispose, Disposition, Lift, Redact
from app.domain.ids import ConversationId, RecordId, RequestId, SourceId
from app.domain.layers import Layered
from app.domain.redaction import Field, Place, SpanTarget
from app.vault import tables as t
from app.vault.conversing import conversation
from app.vault.decision_text import KINDS
from app.vault.driver import driver, numbers
from app.vault.requests import Requests
from app.vault.seen_tables import PUBLIC, Seen, seen_tables
from app.vault.target_text import target_of

_LEAVES = ("RELEASE", "REDACT", "WITHHOLD")
_WITHOUT_CODES = "[]"
_DISPOSED = (
    "SELECT group_concat(record_id) FROM dispositions WHERE request_id = ? AND disposition = ?"
)
_RELEASED_WITH_SOME = """
SELECT group_concat(DISTINCT r.record_id) FROM redactions AS r JOIN dispositions AS d
ON d.request_id = r.request_id AND d.record_id = r.record_id
WHERE r.request_id = ? AND d.disposition = 'RELEASE'"""


class OutcomeKey(NamedTuple):
    """What puts a record in its place among others, and what becomes of it.

    Attributes:
        hides: whether anything of it is withheld.
    """

    id: RecordId
    conversation: ConversationId
    source: SourceId
    outcome: Disposition
    hides: bool


class _Keys(Sequence[OutcomeKey]):
    """Very many keys in little memory."""

    def __init__(self) -> None:
        self._numbers = array("q")
        self._outcomes = array("b")

    def add(
        self, record: int, conversation: int | None, source: int, outcome: str, redacted: int
    ) -> None:
        self._numbers.extend((record, conversation or 0, source))
        self._outcomes.append(_LEAVES.index(outcome) * 2 + bool(redacted))

    def __len__(self) -> int:
        return len(self._outcomes)

    @overload
    def __getitem__(self, at: int) -> OutcomeKey: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[OutcomeKey]: ...
    def __getitem__(self, at: int | slice) -> OutcomeKey | Sequence[OutcomeKey]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        outcome, redacted = divmod(self._outcomes[at], 2)
        at %= len(self)
        record, conversation, source = self._numbers[3 * at : 3 * at + 3]
        name = Disposition(_LEAVES[outcome])
        return OutcomeKey(
            RecordId(record),
            ConversationId(conversation),
            SourceId(source),
            name,
            bool(redacted) or name is Disposition.WITHHOLD,
        )


class Outcomes:
    """Asks how records stand.

    Args:
        connection: in a transaction.
        requests: the shelf of requests in the same transaction.
    """

    def __init__(self, connection: Connection, requests: Requests) -> None:
        self._connection = connection
        self._requests = requests

    def counts(
        self, request: RequestId, audience: Audience = Audience.PUBLIC
    ) -> dict[Disposition | None, int]:
        """Count the records of a request by what will happen to them; None is undecided.

        A record with a disposition cannot be taken out of its request.
        """
        seen = seen_tables(self._connection, request, audience)
        q, d, r = t.request_records.c, seen.dispositions.c, seen.redactions.c
        held = self._count(select(func.count()).where(q.request_id == request))
        rows = self._connection.execute(
            select(d.disposition, func.count())
            .where(d.request_id == request)
            .group_by(d.disposition)
        )
        found: Counter[Disposition | None] = Counter()
        for name, count in rows:
            found[Disposition(name)] = int(count)
        redacted = select(func.count(r.record_id.distinct())).join_from(
            seen.redactions,
            seen.dispositions,
            and_(d.request_id == r.request_id, d.record_id == r.record_id),
        )
        both = self._count(redacted.where(r.request_id == request, d.disposition == "RELEASE"))
        found[Disposition.RELEASE] -= both
        found[Disposition.REDACT] += both
        found[None] = held - found.total()
        return {outcome: count for outcome, count in found.items() if count}

    def decided(self, request: RequestId) -> dict[RecordId, Disposition]:
        """Give what will happen to the records of which something was decided."""
        raw = driver(self._connection)
        found: dict[RecordId, Disposition] = {}
        for one in Disposition:
            (records,) = numbers(raw, _DISPOSED, (request, one.value))
            found.update(dict.fromkeys(records.tolist(), one))
        (redacted,) = numbers(raw, _RELEASED_WITH_SOME, (request,))
        found.update(dict.fromkeys(redacted.tolist(), Disposition.REDACT))
        return found

    def redactions(self, request: RequestId, audience: Audience = Audience.PUBLIC) -> int:
        """Count the redactions of the records that leave with some."""
        seen = seen_tables(self._connection, request, audience)
        d, r = seen.dispositions.c, seen.redactions.c
        leaves = exists().where(
            d.request_id == request,
            d.record_id == r.record_id,
            d.disposition.in_(("RELEASE", "REDACT")),
        )
        is_held = _is_held(seen.redactions)
        found = select(func.count()).where(r.request_id == request, leaves, is_held)
        return self._count(found)

    def codes_that_leave(
        self, request: RequestId, audience: Audience = Audience.PUBLIC
    ) -> set[str]:
        """Give the codes on the bars of a packet."""
        seen = seen_tables(self._connection, request, audience)
        found: set[str] = set()
        for query in _naming(request, audience, seen):
            for written, is_own in self._connection.execute(query.distinct()):
                named = set(json.loads(written))
                found |= named if is_own else named - seen.codes or named
        return found

    def codes_used(self, request: RequestId) -> set[str]:
        """Give the codes of all dispositions and redactions of records of a request.

        A record that has some cannot be taken out of it.
        """
        d, r = t.dispositions.c, t.redactions.c
        return self._codes(
            select(d.codes).where(d.request_id == request),
            select(r.codes).where(r.request_id == request),
        )

    def with_code(self, request: RequestId, code: str) -> list[RecordId]:
        """List the records, by date, that have a code."""
        quoted = json.dumps(code, ensure_ascii=False)
        d, r = t.dispositions.c, t.redactions.c
        named = d.codes.contains(quoted, autoescape=True)
        withheld = select(d.record_id).where(d.request_id == request, named)
        named = r.codes.contains(quoted, autoescape=True)
        redacted = select(r.record_id).where(r.request_id == request, named)
        return self._by_date(request, withheld.union(redacted))

    def undecided(self, request: RequestId) -> list[RecordId]:
        """List the records, by date, of which nothing was decided."""
        decided = self.decided(request)
        return [one for one in self._requests.record_ids(request) if one not in decided]

    def without_codes(self, request: RequestId) -> list[RecordId]:
        """List the records, by date, with a redaction that names no exemption."""
        r = t.redactions.c
        bare = select(r.record_id).where(r.request_id == request, r.codes == _WITHOUT_CODES)
        return self._by_date(request, bare.distinct())

    def hollow(self, request: RequestId) -> list[RecordId]:
        """List the records, by date, that are set to redact without a redaction."""
        d, r = t.dispositions.c, t.redactions.c
        has_some = exists().where(r.request_id == request, r.record_id == d.record_id)
        is_hollow = and_(d.request_id == request, d.disposition == "REDACT", ~has_some)
        return self._by_date(request, select(d.record_id).where(is_hollow))

    def leaving(
        self,
        request: RequestId,
        most: int | None = None,
        audience: Audience = Audience.PUBLIC,
    ) -> Sequence[OutcomeKey]:
        """List the records that leave, also as a slip, by date; the first ``most`` of them."""
        r, seen = t.records.c, seen_tables(self._connection, request, audience)
        columns = (r.id, conversation(), r.source_id, _outcome(seen), _redacted(seen))
        query = _held(request, *columns, seen=seen)
        query = query.where(seen.dispositions.c.disposition.in_(_LEAVES))
        keys = _Keys()
        for row in self._connection.execute(query.limit(most) if most is not None else query):
            keys.add(*row)
        return keys

    def retitled(self, request: RequestId, audience: Audience = Audience.PUBLIC) -> list[RecordId]:
        """List the records in which words of a title are withheld, also those that stay out."""
        redactions = seen_tables(self._connection, request, audience).redactions
        r = redactions.c
        like = r.target.contains(f'"{Field.TITLE.value}"', autoescape=True)
        rows = self._connection.execute(
            select(r.record_id, r.target)
            .where(r.request_id == request, like, _is_held(redactions))
            .order_by(r.id)
        )
        found = ((record, target_of(json.loads(target))) for record, target in rows)
        title = Place(Field.TITLE)
        return list(
            dict.fromkeys(
                RecordId(record)
                for record, target in found
                if isinstance(target, SpanTarget) and target.place == title
            )
        )

    def let_go(self) -> None:
        """Give back the memory in which pages of the vault are kept for the next reader."""
        self._connection.exec_driver_sql("PRAGMA shrink_memory")

    def sources(self, request: RequestId) -> set[SourceId]:
        """Give the sources from which the records of a request come."""
        query = _held(request, t.records.c.source_id, order=False).distinct()
        return {SourceId(one) for one in self._connection.execute(query).scalars()}

    def people(self, request: RequestId, audience: Audience = Audience.PUBLIC) -> list[str]:
        """Name those who decided what leaves, in the order in which they began."""
        d, g = t.decisions.c, t.decision_groups.c
        query = _decisions(request, g.who, audience=audience).where(g.who != "")
        rows = self._connection.execute(query.group_by(g.who).order_by(func.min(d.id)))
        return list(rows.scalars())

    def decided_between(
        self, request: RequestId, audience: Audience = Audience.PUBLIC
    ) -> tuple[int, int] | None:
        """Give when the first and the last decision on what leaves were put down."""
        g = t.decision_groups.c
        query = _decisions(request, func.min(g.at), func.max(g.at), audience=audience)
        first, last = self._connection.execute(query).one()
        return None if first is None else (int(first), int(last))

    def _count(self, query: Select[Any]) -> int:
        return int(self._connection.execute(query).scalar_one())

    def _codes(self, *queries: Select[Any]) -> set[str]:
        found: set[str] = set()
        for query in queries:
            for codes in self._connection.execute(query.distinct()).scalars():
                found.update(json.loads(codes))
        return found

    def _by_date(
        self, request: RequestId, query: Select[Any] | CompoundSelect[Any]
    ) -> list[RecordId]:
        found = set(self._connection.execute(query).scalars())
        ids = self._requests.record_ids(request) if found else []
        return [one for one in ids if one in found]


def _held(
    request: RequestId, *columns: ColumnElement[Any], order: bool = True, seen: Seen = PUBLIC
) -> Select[Any]:
    """Select of the records of a request and their dispositions, where they have one."""
    q, r, d = t.request_records.c, t.records.c, seen.dispositions.c
    of = and_(d.request_id == q.request_id, d.record_id == q.record_id)
    query = select(*columns).select_from(
        t.request_records.join(t.records, r.id == q.record_id).outerjoin(seen.dispositions, of)
    )
    query = query.where(q.request_id == request)
    return query.order_by(r.sent.is_(None), r.sent, r.id) if order else query


def _decisions(request: RequestId, *columns: ColumnElement[Any], audience: Audience) -> Select[Any]:
    """Select of the decisions of a request on what leaves for an audience."""
    d, g = t.decisions.c, t.decision_groups.c
    kinds = [KINDS[Dispose], KINDS[Redact], KINDS[Lift]]
    named = d.body.contains(f'"audience": "{audience.value}"', autoescape=True)
    its_own = and_(d.kind == KINDS[Layered], named)
    query = select(*columns).join_from(t.decisions, t.decision_groups, d.group_id == g.id)
    return query.where(d.request_id == request, or_(d.kind.in_(kinds), its_own))


def _naming(request: RequestId, audience: Audience, seen: Seen) -> Iterator[Select[Any]]:
    """Select the codes on bars that leave, and whether they are there for this audience alone."""
    d, r, one = seen.dispositions.c, seen.redactions.c, t.layers.c
    yield select(d.codes, seen.own_records).where(
        d.request_id == request, d.disposition == "WITHHOLD", _is_held(seen.dispositions)
    )
    leaves = exists().where(
        d.request_id == request,
        d.record_id == r.record_id,
        d.disposition.in_(("RELEASE", "REDACT")),
    )
    yield select(r.codes, seen.own_places).where(
        r.request_id == request, leaves, _is_held(seen.redactions)
    )
    is_own = exists().where(
        d.request_id == request, d.record_id == one.record_id, seen.own_records == 1
    )
    yield select(one.codes, literal(1)).where(
        one.request_id == request,
        one.audience == audience.value,
        one.kind == "only_withhold",
        is_own,
        _is_held(t.layers),
    )


def _outcome(seen: Seen = PUBLIC) -> ColumnElement[str | None]:
    """Say what happens: a released record with redactions is a redacted one."""
    disposition = seen.dispositions.c.disposition
    return case((and_(disposition == "RELEASE", _redacted(seen)), "REDACT"), else_=disposition)


def _redacted(seen: Seen = PUBLIC, *having: ColumnElement[bool]) -> ColumnElement[bool]:
    """Say whether a record of a request has redactions, or some of a kind."""
    q, r = t.request_records.c, seen.redactions.c
    return (
        exists()
        .where(r.request_id == q.request_id, r.record_id == q.record_id, *having)
        .correlate(t.request_records)
    )


def _is_held(table: FromClause) -> ColumnElement[bool]:
    q = t.request_records.c
    return exists().where(q.request_id == table.c.request_id, q.record_id == table.c.record_id)
