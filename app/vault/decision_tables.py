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

_NAMED = ("request_id", "record_id", *COLUMNS)
"""What makes an entry of a layer the one that it is."""


def follow(connection: Connection, logged: Sequence[LoggedDecision]) -> None:
    """Bring the tables up to the entries, which come in the order of the log."""
    last: dict[tuple[RequestId, RecordId], tuple[DecisionId, Dispose]] = {}
    made: dict[DecisionId, LoggedDecision] = {}
    lifted: list[DecisionId] = []
    layered: dict[tuple[object, ...], tuple[dict[str, object], bool]] = {}
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
                row = _layer_row(entry, entry.decision)
                layered[tuple(row[name] for name in _NAMED)] = (row, entry.decision.stands)
    _dispose(connection, last)
    _redact(connection, list(made.values()), lifted)
    _layer(connection, list(layered.values()))


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


def _layer_row(logged: LoggedDecision, change: Layered) -> dict[str, object]:
    row = {"id": logged.id, "request_id": logged.request, "record_id": change.record}
    return row | columns_of(change) | {"who": logged.who, "at": logged.at}


def _layer(connection: Connection, changed: Sequence[tuple[dict[str, object], bool]]) -> None:
    """Put entries in or take them out; one that stands already stands once, as said last."""
    if not changed:
        return
    same = (t.layers.c[name].is_not_distinct_from(bindparam(f"of_{name}")) for name in _NAMED)
    connection.execute(
        delete(t.layers).where(and_(*same)),
        [{f"of_{name}": row[name] for name in _NAMED} for row, _ in changed],
    )
    standing = [row for row, stands in changed if stands]
    if standing:
        connection.execute(insert(t.layers), standing)
