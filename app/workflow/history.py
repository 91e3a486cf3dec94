"""The log of one request as undo and redo see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.audiences import Layered
from app.domain.decisions import (
    AlreadyPublic,
    Decline,
    DeclineGroup,
    Dispose,
    Lift,
    Listed,
    LoggedDecision,
    LookedAt,
    Redact,
    WithholdWords,
)
from app.domain.ids import DecisionId, GroupId, RequestId
from app.vault.work import Work

_TAKEABLE = (
    Dispose, Redact, Lift, Decline, DeclineGroup, AlreadyPublic, LookedAt, WithholdWords, Layered,
    Listed,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stacks:
    """Groups that can be taken back and groups that can be done again, latest last."""

    undo: tuple[GroupId, ...]
    redo: tuple[GroupId, ...]


def stacks(log: Sequence[LoggedDecision], reversals: Sequence[tuple[GroupId, GroupId]]) -> Stacks:
    """Replay the acts; a new one forgets what could have been done again.

    Args:
        log: every entry of the request.
        reversals: the acts that took another back, with that other; not all have entries.
    """
    takeable = {entry.group for entry in log if isinstance(entry.decision, _TAKEABLE)}
    taken_back = dict(reversals)
    undo: list[GroupId] = []
    redo: list[GroupId] = []
    for group in sorted({*takeable, *taken_back}):
        undoes = taken_back.get(group)
        if undoes is None:
            undo.append(group)
            redo.clear()
        elif undoes in undo:
            undo.remove(undoes)
            redo.append(group)
        elif undoes in redo:
            redo.remove(undoes)
            undo.append(group)
    return Stacks(tuple(undo), tuple(redo))


def read_on(work: Work, request: RequestId, known: list[LoggedDecision]) -> None:
    """Add to ``known`` what the log gained since it was read."""
    after = known[-1].id if known else DecisionId(0)
    known.extend(work.decisions.log(request, after))
