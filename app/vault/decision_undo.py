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
    it is still the group's own, be it that it was taken back and done again since. Comments,
    declined suggestions and sign-offs need no entry: they count no more once their group is
    undone.

    Args:
        group: what is taken back.
        log: every entry of the records that the group names, in order.
        standings: how those records stand now.
    """
    lineage = _Lineage(log)
    going: list[Lift] = []
    back: list[Redact] = []
    for entry in reversed(log):
        if entry.group != group:
            continue
        if isinstance(entry.decision, Redact):
            standing = _standing_as(entry.id, lineage, standings)
            going += [Lift(entry.decision.record, one) for one in standing]
        elif isinstance(entry.decision, Lift):
            lifted = lineage.redactions[entry.decision.redaction]
            stays = set(_standing_as(entry.decision.redaction, lineage, standings))
            stays.update(_made_again(lifted, entry.id, standings))
            if stays <= {one.redaction for one in going}:
                back.append(lifted)
    return list(dict.fromkeys([*_dispositions(group, log, lineage), *going, *back]))


class _Lineage:
    """Knows what an entry that takes another back brings back: by whom that was first decided."""

    def __init__(self, log: Sequence[LoggedDecision]) -> None:
        self._entries = {entry.id: entry for entry in log}
        self.redactions = {one.id: one.decision for one in log if isinstance(one.decision, Redact)}
        self._lifted: dict[tuple[GroupId, Redact], DecisionId] = {}
        self._disposed: dict[RecordId, list[LoggedDecision]] = {}
        for entry in log:
            if isinstance(entry.decision, Lift):
                again = self.redactions[entry.decision.redaction]
                self._lifted[entry.group, again] = entry.decision.redaction
            elif isinstance(entry.decision, Dispose):
                self._disposed.setdefault(entry.decision.record, []).append(entry)

    def first_made(self, redaction: DecisionId) -> DecisionId:
        """Give the redaction that this one is, before it was lifted and made again."""
        entry = self._entries[redaction]
        while entry.undoes is not None and isinstance(entry.decision, Redact):
            before = self._lifted.get((entry.undoes, entry.decision))
            if before is None:
                break
            entry = self._entries[before]
        return entry.id

    def disposed_before(self, record: RecordId, group: GroupId) -> LoggedDecision | None:
        """Give a record's last disposition before an act; None where it had none."""
        earlier = [entry for entry in self._disposed[record] if entry.group < group]
        return earlier[-1] if earlier else None

    def first_disposed(self, entry: LoggedDecision | None, record: RecordId) -> DecisionId | None:
        """Give the entry that first decided what this one says, before it was brought back."""
        while entry is not None and entry.undoes is not None:
            entry = self.disposed_before(record, entry.undoes)
        return entry.id if entry is not None else None


def _dispositions(
    group: GroupId, log: Sequence[LoggedDecision], lineage: _Lineage
) -> list[Dispose]:
    own: dict[RecordId, LoggedDecision] = {}
    last: dict[RecordId, LoggedDecision] = {}
    for entry in log:
        if isinstance(entry.decision, Dispose):
            last[entry.decision.record] = entry
            if entry.group == group:
                own[entry.decision.record] = entry
    inverse: list[Dispose] = []
    for record, entry in own.items():
        if lineage.first_disposed(last[record], record) == lineage.first_disposed(entry, record):
            before = lineage.disposed_before(record, group)
            decided = before.decision if before is not None else None
            inverse.append(decided if isinstance(decided, Dispose) else Dispose(record, None))
    return inverse


def _standing_as(
    redaction: DecisionId, lineage: _Lineage, standings: Mapping[RecordId, Standing]
) -> list[DecisionId]:
    """Give what stands of a redaction: itself, or what was made again in its place."""
    record = lineage.redactions[redaction].record
    standing = standings.get(record, Standing(record))
    first = lineage.first_made(redaction)
    return [one.id for one in standing.redactions if lineage.first_made(one.id) == first]


def _made_again(
    made: Redact, since: DecisionId, standings: Mapping[RecordId, Standing]
) -> list[DecisionId]:
    """Give what withholds the same and was decided after it was lifted."""
    standing = standings.get(made.record, Standing(made.record))
    return [
        one.id
        for one in standing.redactions
        if one.id > since and (one.target, one.codes) == (made.target, made.codes)
    ]
