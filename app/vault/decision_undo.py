"""What cancels one act of the clerk's; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.decisions import Decision, Dispose, Lift, LoggedDecision, Redact, Standing
from app.domain.ids import DecisionId, GroupId, RecordId


def inverse_of(
    group: GroupId, log: Sequence[LoggedDecision], standings: Mapping[RecordId, Standing]
) -> list[Decision]:
    """Give the decisions that take a group back.

    What was decided after it on the same record stays: a disposition is only taken back where
    it is still the group's own. Comments, declined suggestions and sign-offs need no entry:
    they count no more once their group is undone.

    Args:
        group: what is taken back.
        log: every entry of the records that the group names, in order.
        standings: how those records stand now.
    """
    inverse: list[Decision] = list(_dispositions(group, log))
    redactions = {entry.id: entry.decision for entry in log if isinstance(entry.decision, Redact)}
    for entry in reversed(log):
        if entry.group != group:
            continue
        if isinstance(entry.decision, Redact) and _stands(entry.id, entry.decision, standings):
            inverse.append(Lift(entry.decision.record, entry.id))
        elif isinstance(entry.decision, Lift):
            lifted = redactions[entry.decision.redaction]
            if not _same_stands(lifted, standings):
                inverse.append(lifted)
    return inverse


def _dispositions(group: GroupId, log: Sequence[LoggedDecision]) -> list[Dispose]:
    before: dict[RecordId, Dispose] = {}
    last: dict[RecordId, GroupId] = {}
    touched: dict[RecordId, None] = {}
    for entry in log:
        if not isinstance(entry.decision, Dispose):
            continue
        record = entry.decision.record
        last[record] = entry.group
        if entry.group == group:
            touched[record] = None
        elif entry.group < group:
            before[record] = entry.decision
    return [
        before.get(record, Dispose(record, None)) for record in touched if last[record] == group
    ]


def _stands(id_: DecisionId, made: Redact, standings: Mapping[RecordId, Standing]) -> bool:
    standing = standings.get(made.record)
    return standing is not None and any(r.id == id_ for r in standing.redactions)


def _same_stands(made: Redact, standings: Mapping[RecordId, Standing]) -> bool:
    standing = standings.get(made.record)
    return standing is not None and any(
        (r.target, r.codes) == (made.target, made.codes) for r in standing.redactions
    )
