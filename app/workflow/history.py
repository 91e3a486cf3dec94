"""The log of one request as undo and redo see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.decisions import (
    Decision,
    Dispose,
    Disposition,
    Lift,
    LoggedDecision,
    Redact,
)
from app.domain.ids import DecisionId, GroupId, RecordId
from app.vault.work import Work

_NOTHING: tuple[None, tuple[str, ...]] = (None, ())
_TAKEABLE = (Dispose, Redact, Lift)


@dataclass(frozen=True, slots=True)
class Stacks:
    """Groups that can be taken back and groups that can be done again, latest last."""

    undo: tuple[GroupId, ...]
    redo: tuple[GroupId, ...]


def stacks(log: Sequence[LoggedDecision]) -> Stacks:
    """Replay the log's groups; a new act forgets what could have been done again."""
    takeable = {entry.group for entry in log if isinstance(entry.decision, _TAKEABLE)}
    undo: list[GroupId] = []
    redo: list[GroupId] = []
    for group, undoes in dict.fromkeys((entry.group, entry.undoes) for entry in log):
        if undoes is None:
            if group in takeable:
                undo.append(group)
                redo.clear()
        elif undo and undo[-1] == undoes:
            undo.pop()
            redo.append(group)
        elif redo and redo[-1] == undoes:
            redo.pop()
            undo.append(group)
    return Stacks(tuple(undo), tuple(redo))


def inverse(log: Sequence[LoggedDecision], group: GroupId) -> list[Decision]:
    """Give the entries that take a group back, last entry first."""
    result: list[Decision] = []
    for position in range(len(log) - 1, -1, -1):
        if log[position].group == group:
            result.extend(_inverse_of(log, position))
    return result


def read_on(work: Work, request: int, known: list[LoggedDecision]) -> None:
    """Add to ``known`` what the log gained since it was read."""
    after = known[-1].id if known else DecisionId(0)
    known.extend(work.decisions.log(request, after))


def _inverse_of(log: Sequence[LoggedDecision], position: int) -> list[Decision]:
    entry = log[position]
    decision = entry.decision
    if isinstance(decision, Redact):
        return [Lift(decision.record, entry.id)]
    if isinstance(decision, Lift):
        return [_redaction_of(log, decision.redaction)]
    if isinstance(decision, Dispose):
        before, codes = _disposed_before(log, position, decision.record)
        return [Dispose(decision.record, before, codes)]
    return []


def _redaction_of(log: Sequence[LoggedDecision], redaction: DecisionId) -> Redact:
    for entry in log:
        if entry.id == redaction and isinstance(entry.decision, Redact):
            return entry.decision
    raise LookupError(redaction)


def _disposed_before(
    log: Sequence[LoggedDecision], position: int, record: RecordId
) -> tuple[Disposition | None, tuple[str, ...]]:
    for earlier in reversed(log[:position]):
        decision = earlier.decision
        if isinstance(decision, Dispose) and decision.record == record:
            return decision.disposition, decision.codes
    return _NOTHING
