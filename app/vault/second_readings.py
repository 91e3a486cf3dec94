"""The shelf of second readings: the vault's rule, and what the log says for them, in numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from sqlalchemy import Connection, func, insert, or_, select

from app.domain.decisions import (
    AlreadyPublic,
    BeginPass,
    Comment,
    Decision,
    Dispose,
    Lift,
    LoggedDecision,
    Redact,
    SignOff,
    Verdict,
    Which,
)
from app.domain.ids import DecisionId, RecordId, RequestId
from app.domain.layers import Layered, OpenCode
from app.domain.second_reading import FourEyes
from app.vault import tables as t
from app.vault.decision_text import KINDS, decision_of
from app.vault.decisions import Decisions
from app.vault.driver import driver, numbers
from app.vault.outcomes import Outcomes

_ON_RECORDS: tuple[type[Decision], ...] = (Dispose, Redact, Lift, AlreadyPublic, Layered)
_NO_DECISION: tuple[type[Decision], ...] = (Comment, SignOff, BeginPass, Verdict)
_DECIDED = (
    "SELECT group_concat(record_id), group_concat(id) FROM decisions "
    "WHERE request_id = ? AND kind IN ({marks}) AND record_id IS NOT NULL"
)


class SecondReadings:
    """Asks what a second reader needs to know; keeps the rule of four eyes.

    Args:
        connection: in a transaction.
        decisions: the shelf of decisions in the same transaction.
        outcomes: the shelf of outcomes in it.
        clock: gives microseconds since 1970 UTC.
    """

    def __init__(
        self,
        connection: Connection,
        decisions: Decisions,
        outcomes: Outcomes,
        clock: Callable[[], int],
    ) -> None:
        self._connection = connection
        self._decisions = decisions
        self._outcomes = outcomes
        self._clock = clock

    def rule(self) -> FourEyes:
        """Give the rule as it was set last; off where it never was."""
        c = t.four_eyes.c
        query = select(c.is_on, c.least).order_by(c.id.desc()).limit(1)
        row = self._connection.execute(query).one_or_none()
        return FourEyes() if row is None else FourEyes(bool(row.is_on), Which(row.least))

    def set_rule(self, rule: FourEyes, who: str, reason: str = "") -> None:
        """Put the rule down; what it was before stays readable."""
        self._connection.execute(
            insert(t.four_eyes).values(
                is_on=int(rule.is_on), least=rule.least.value, reason=reason, who=who,
                at=self._clock(),
            )
        )  # fmt: skip

    def passes(self, request: RequestId) -> list[LoggedDecision]:
        """List where passes began, in order."""
        return self._decisions.standing_entries(request, BeginPass)

    def verdicts(
        self, request: RequestId, only: Sequence[RecordId] | None = None
    ) -> list[LoggedDecision]:
        """List what was said of records, or of some, in order."""
        return self._decisions.standing_entries(request, Verdict, only)

    def decided(self, request: RequestId) -> dict[RecordId, tuple[DecisionId, DecisionId]]:
        """Give the first and the last entry of the log that decided on each record.

        An acceptance is void after anything that changes what becomes of the record, and after
        words were said to be known to the public. An act that was taken back counts as well.
        So is it after an exemption that is named on the record was said to hold, or not to hold,
        against one audience.
        """
        kinds = [KINDS[kind] for kind in _ON_RECORDS]
        marks = ", ".join("?" * len(kinds))
        raw = driver(self._connection)
        records, entries = numbers(raw, _DECIDED.format(marks=marks), (request, *kinds))
        order = np.lexsort((entries, records))
        entries = entries[order]
        named, starts = np.unique(records[order], return_index=True)
        ends = np.append(starts[1:], len(entries))[: len(starts)] - 1
        both = zip(entries[starts].tolist(), entries[ends].tolist(), strict=True)
        found: dict[RecordId, tuple[DecisionId, DecisionId]] = dict(
            zip(named.tolist(), both, strict=True)
        )
        for code, at in self._judged_codes(request).items():
            for record in self._outcomes.with_code(request, code):
                first, last = found.get(record, (at, at))
                found[record] = (min(first, at), max(last, at))
        return found

    def _judged_codes(self, request: RequestId) -> dict[str, DecisionId]:
        """Give the exemptions of which it was said whether they hold, and when last."""
        d = t.decisions.c
        rows = self._connection.execute(
            select(d.id, d.body)
            .where(
                d.request_id == request, d.kind == KINDS[Layered], d.body.contains('"open_code"')
            )
            .order_by(d.id)
        )
        changes = ((number, decision_of(KINDS[Layered], None, body)) for number, body in rows)
        return {
            change.entry.code: DecisionId(number)
            for number, change in changes
            if isinstance(change, Layered) and isinstance(change.entry, OpenCode)
        }

    def deciders(self, request: RequestId) -> list[str]:
        """Name everybody who decided or took back anything in a request."""
        d, g = t.decisions.c, t.decision_groups.c
        kinds = [name for kind, name in KINDS.items() if kind not in _NO_DECISION]
        rows = self._connection.execute(
            select(g.who)
            .join_from(t.decision_groups, t.decisions, d.group_id == g.id, isouter=True)
            .where(g.request_id == request, or_(d.kind.in_(kinds), g.undoes.is_not(None)))
            .group_by(g.who)
            .order_by(func.min(g.id))
        )
        return list(rows.scalars())

    def signature(self, request: RequestId) -> LoggedDecision | None:
        """Give the sign-off that holds: nothing was decided or taken back after it."""
        g = t.decision_groups.c
        last = self._connection.execute(
            select(func.max(g.id)).where(g.request_id == request)
        ).scalar()
        entries = self._decisions.group(last) if last is not None else []
        ends = entries[-1] if entries else None
        return ends if ends is not None and isinstance(ends.decision, SignOff) else None
