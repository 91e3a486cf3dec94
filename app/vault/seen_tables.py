"""Dispositions and redactions as one audience sees them, as tables that can be asked in SQL.

For the public they are the tables themselves. It says the same as :mod:`app.domain.views`, which
a test holds beside it; only exemptions that do not hold are still named here.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy import union_all as both

from app.domain.audiences import Audience
from app.domain.ids import RequestId
from app.vault import tables as t

_WITHHELD, _REDACT, _OUT = "WITHHOLD", "REDACT", "NOT_RESPONSIVE"


class Seen(NamedTuple):
    """What stands of one request for an audience.

    Attributes:
        dispositions: with the columns of the table of that name.
        redactions: with the columns of the table of that name.
        codes: exemptions that do not hold for it.
        own_records, own_places: whether a row of them is there for this audience alone.
    """

    dispositions: FromClause
    redactions: FromClause
    codes: frozenset[str] = frozenset()
    own_records: ColumnElement[int] = literal(0)
    own_places: ColumnElement[int] = literal(0)


PUBLIC = Seen(t.dispositions, t.redactions)


def seen_tables(connection: Connection, request: RequestId, audience: Audience) -> Seen:
    """Give what stands of a request for an audience."""
    if audience is Audience.PUBLIC:
        return PUBLIC
    codes = codes_open(connection, request, audience)
    without = _resting_on(connection, request, codes)
    redactions = _redactions(request, audience, without)
    dispositions = _dispositions(request, audience, (without, redactions))
    return Seen(dispositions, redactions, codes, dispositions.c.own, redactions.c.own)


def codes_open(connection: Connection, request: RequestId, audience: Audience) -> frozenset[str]:
    """Give the exemptions that do not hold for an audience."""
    one = t.layers.c
    query = select(one.said).where(
        one.request_id == request, one.audience == audience.value, one.kind == "open_code"
    )
    return frozenset(connection.execute(query).scalars())


def opened_redaction(audience: Audience, without: frozenset[str]) -> ColumnElement[bool]:
    """Say whether a redaction of the public's is opened for an audience.

    Args:
        audience: for whom.
        without: the exemptions, as written, of which none holds.
    """
    r, one = t.redactions.c, t.layers.c
    named = exists().where(
        one.request_id == r.request_id,
        one.audience == audience.value,
        one.record_id == r.record_id,
        one.kind == "open_redaction",
        one.target == r.target,
        one.codes == r.codes,
    )
    return or_(named, r.codes.in_(without)) if without else named


def opened_record(audience: Audience, without: frozenset[str]) -> ColumnElement[bool]:
    """Say whether a record that is withheld from the public is opened for an audience."""
    d, one = t.dispositions.c, t.layers.c
    named = exists().where(
        one.request_id == d.request_id,
        one.audience == audience.value,
        one.record_id == d.record_id,
        one.kind == "open_record",
        one.codes == d.codes,
    )
    return or_(named, d.codes.in_(without)) if without else named


def opened(connection: Connection, request: RequestId, audience: Audience) -> tuple[int, int]:
    """Count the redactions, and the withheld records, that are opened for an audience."""
    d, r = t.dispositions.c, t.redactions.c
    without = _resting_on(connection, request, codes_open(connection, request, audience))
    redactions = select(func.count()).where(
        r.request_id == request, opened_redaction(audience, without)
    )
    records = select(func.count()).where(
        d.request_id == request, d.disposition == _WITHHELD, opened_record(audience, without)
    )
    return (
        int(connection.execute(redactions).scalar_one()),
        int(connection.execute(records).scalar_one()),
    )


def _resting_on(
    connection: Connection, request: RequestId, codes: frozenset[str]
) -> frozenset[str]:
    """Give the exemptions, as written on decisions, that are all among some codes."""
    if not codes:
        return frozenset()
    d, r = t.dispositions.c, t.redactions.c
    written = both(
        select(r.codes).where(r.request_id == request).distinct(),
        select(d.codes).where(d.request_id == request).distinct(),
    )
    return frozenset(
        one
        for one in connection.execute(written).scalars()
        if (named := set(json.loads(one))) and named <= codes
    )


def _redactions(request: RequestId, audience: Audience, without: frozenset[str]) -> FromClause:
    r, one = t.redactions.c, t.layers.c
    names = ("id", "request_id", "record_id", "target", "codes", "who", "at")
    public = select(*(r[name] for name in names), literal(0).label("own")).where(
        r.request_id == request, ~opened_redaction(audience, without)
    )
    own = select(*(one[name] for name in names), literal(1).label("own")).where(
        one.request_id == request, one.audience == audience.value, one.kind == "only_redact"
    )
    return both(public, own).subquery("seen_redactions")


def _dispositions(
    request: RequestId, audience: Audience, seen: tuple[frozenset[str], FromClause]
) -> FromClause:
    without, redactions = seen
    d, r, one = t.dispositions.c, t.redactions.c, t.layers.c
    own = select(one.codes).where(
        one.request_id == d.request_id,
        one.audience == audience.value,
        one.record_id == d.record_id,
        one.kind == "only_withhold",
    )
    is_opened = and_(d.disposition == _WITHHELD, opened_record(audience, without))
    stays = or_(d.disposition == _OUT, and_(d.disposition == _WITHHELD, ~is_opened))
    had = exists().where(r.request_id == d.request_id, r.record_id == d.record_id)
    has = exists().where(
        redactions.c.request_id == d.request_id, redactions.c.record_id == d.record_id
    )
    emptied = and_(d.disposition == _REDACT, had, ~has)
    columns = (
        d.request_id,
        d.record_id,
        d.decision_id,
        case(
            (stays, d.disposition),
            (own.exists(), _WITHHELD),
            (or_(is_opened, emptied), "RELEASE"),
            else_=d.disposition,
        ).label("disposition"),
        case(
            (stays, d.codes),
            (own.exists(), own.limit(1).scalar_subquery()),
            (or_(is_opened, emptied), "[]"),
            else_=d.codes,
        ).label("codes"),
        case((stays, 0), (own.exists(), 1), else_=0).label("own"),
    )
    return select(*columns).where(d.request_id == request).subquery("seen_dispositions")
