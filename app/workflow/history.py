"""The log of one request as undo and redo see it."""

from __future__ import annotations

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
from app.domain.ids import GroupId, RequestId
from app.domain.layers import Layered
from app.vault.work import Work

_TAKEABLE = (
    Dispose, Redact, Lift, Decline, DeclineGroup, AlreadyPublic, LookedAt, WithholdWords, Layered,
    Listed,
)  # fmt: skip


class History:
    """Replays the acts of a request; what was read once is never read again.

    Attributes:
        undo: groups that can be taken back, latest last.
        redo: groups that can be done again, latest last; a new act forgets them.
    """

    def __init__(self, request: RequestId) -> None:
        self._request = request
        self._position = 0
        self._reversal = 0
        self._codes: dict[str, None] = {}
        self.undo: list[GroupId] = []
        self.redo: list[GroupId] = []

    def read_on(self, work: Work) -> None:
        """Add what the log gained; not every act that took another back has entries in it."""
        entries = work.decisions.log(self._request, self._position)
        taken_back = dict(work.decisions.reversals(self._request, self._reversal))
        takeable = {entry.group for entry in entries if isinstance(entry.decision, _TAKEABLE)}
        for group in sorted({*takeable, *taken_back}):
            self._replay(group, taken_back.get(group))
        for entry in entries:
            self._note_codes(entry)
        self._position = entries[-1].id if entries else self._position
        self._reversal = max([self._reversal, *taken_back])

    def recent_codes(self, most: int) -> list[str]:
        """Give the exemptions used in redactions and dispositions, last used first."""
        return list(reversed(self._codes))[:most]

    def _replay(self, group: GroupId, undoes: GroupId | None) -> None:
        if undoes is None:
            self.undo.append(group)
            self.redo.clear()
        elif _taken(self.undo, undoes):
            self.redo.append(group)
        elif _taken(self.redo, undoes):
            self.undo.append(group)

    def _note_codes(self, entry: LoggedDecision) -> None:
        if isinstance(entry.decision, Redact | Dispose):
            for code in reversed(entry.decision.codes):
                self._codes.pop(code, None)
                self._codes[code] = None


def _taken(stack: list[GroupId], group: GroupId) -> bool:
    """Take a group off a stack; most often it is the latest."""
    for at in range(len(stack) - 1, -1, -1):
        if stack[at] == group:
            del stack[at]
            return True
    return False
