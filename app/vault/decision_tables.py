"""The tables that follow from the decision log: dispositions and redactions as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, and_, bindparam, delete, insert

from app.domain.decisions import Dispose, Lift, LoggedDecision, Redact
from app.domain.ids import DecisionId, RecordId, RequestId
from app.domain.layers import Layered
from app.vault import tables as t
from app.vault.layer_text import COLUMNS, columns_of
from app.vault.target_text import dumped, target_table


def follow(connection: Connection, logged: Sequence[LoggedDecision]) -> None:
    """Bring the tables up to the entries, which come in the order of the log."""
    last: dict[tuple[RequestId, RecordId], tuple[DecisionId, Dispose]] = {}
    made: dict[DecisionId, LoggedDecision] = {}
    lifted: list[DecisionId] = []
    for entry in logged:
        match entry.decision:
            case Dispose(record=record):
                last[entry.request, record] = (entry.id, entry.decision)
            case Redact():
                made[entry.id] = entry
            case Lift(redaction=redaction):
                if made.pop(redaction, None) is None:
                    lifted.append(redaction)
            case Layered():
                _layer(connection, entry, entry.decision)
    _dispose(connection, last)
    _redact(connection, list(made.values()), lifted)


def forget_all(connection: Connection) -> None:
    """Empty the tables, to make them again from the log."""
    connection.execute(delete(t.layers))
    connection.execute(delete(t.redactions))
    connection.execute(delete(t.dispositions))


def _dispose(
    connection: Connection, last: dict[tuple[RequestId, RecordId], tuple[DecisionId, Dispose]]
) -> None:
    if not last:
        return
    d = t.dispositions.c
    connection.execute(
        delete(t.dispositions).where(
            d.request_id == bindparam("request"), d.record_id == bindparam("record")
        ),
        [{"request": request, "record": record} for request, record in last],
    )
    rows = [
        {
            "request_id": request,
            "record_id": record,
            "decision_id": id_,
            "disposition": decision.disposition.value,
            "codes": dumped(decision.codes),
        }
        for (request, record), (id_, decision) in last.items()
        if decision.disposition is not None
    ]
    if rows:
        connection.execute(insert(t.dispositions), rows)


def _redact(
    connection: Connection, made: Sequence[LoggedDecision], lifted: Sequence[DecisionId]
) -> None:
    if lifted:
        connection.execute(
            delete(t.redactions).where(t.redactions.c.id == bindparam("redaction")),
            [{"redaction": one} for one in lifted],
        )
    rows = [
        {
            "id": entry.id,
            "request_id": entry.request,
            "record_id": entry.decision.record,
            "target": dumped(target_table(entry.decision.target)),
            "codes": dumped(entry.decision.codes),
            "who": entry.who,
            "at": entry.at,
        }
        for entry in made
        if isinstance(entry.decision, Redact)
    ]
    if rows:
        connection.execute(insert(t.redactions), rows)


def _layer(connection: Connection, logged: LoggedDecision, change: Layered) -> None:
    """Put an entry in or take it out; one that stands already stands once, as said last."""
    known = columns_of(change)
    same = and_(
        t.layers.c.request_id == logged.request,
        t.layers.c.record_id.is_not_distinct_from(change.record),
        *(t.layers.c[name] == known[name] for name in COLUMNS),
    )
    connection.execute(delete(t.layers).where(same))
    if change.stands:
        row = {"id": logged.id, "request_id": logged.request, "record_id": change.record}
        connection.execute(insert(t.layers), [row | known | {"who": logged.who, "at": logged.at}])
