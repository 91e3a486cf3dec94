"""The log of one request as undo and redo see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.decisions import Decline, Dispose, Lift, LoggedDecision, Redact
from app.domain.ids import DecisionId, GroupId, RequestId
from app.vault.work import Work

_TAKEABLE = (Dispose, Redact, Lift, Decline)


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


def read_on(work: Work, request: RequestId, known: list[LoggedDecision]) -> None:
    """Add to ``known`` what the log gained since it was read."""
    after = known[-1].id if known else DecisionId(0)
    known.extend(work.decisions.log(request, after))
