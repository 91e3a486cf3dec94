"""A second reader's pass: which records are read, how each stands, what is left; pure."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.decisions import BeginPass, Disposition, LoggedDecision, Verdict, Which
from app.domain.ids import DecisionId, RecordId, RequestId

_STRICTNESS = (Which.TENTH, Which.REDACTED, Which.ALL)
_HIDES = (Disposition.REDACT, Disposition.WITHHOLD)
WHICH_IN_WORDS: Mapping[Which, str] = {
    Which.ALL: "every record",
    Which.REDACTED: "every record of which something is withheld",
    Which.TENTH: "a random tenth of the records",
}


class Read(StrEnum):
    """How a record of the pass stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    SENT_BACK = "sent back"


@dataclass(frozen=True, slots=True)
class FourEyes:
    """A vault's rule: who decided may not sign off, and nothing leaves unsigned.

    Attributes:
        least: the smallest pass that is asked.
    """

    is_on: bool = False
    least: Which = Which.ALL


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """What the vault says of one request.

    Attributes:
        outcomes: of every record that it holds, in order.
        decided: the first and the last entry of the log that decided on a record.
        verdicts: those that were not taken back, in order.
        barred: folded names of those whose acceptance counts for nothing.
    """

    request: RequestId
    outcomes: Mapping[RecordId, Disposition | None] = field(repr=False)
    decided: Mapping[RecordId, tuple[DecisionId, DecisionId]] = field(repr=False)
    verdicts: Sequence[LoggedDecision] = field(default=(), repr=False)
    barred: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """A pass as it stands.

    Attributes:
        begun: the entry of the log that began it.
        states: of the records of the pass, in order.
        notes: why records were sent back, also where they were decided anew since.
    """

    which: Which
    begun: DecisionId
    who: str
    states: Mapping[RecordId, Read] = field(repr=False)
    notes: Mapping[RecordId, str] = field(default_factory=dict, repr=False)

    def of(self, state: Read) -> tuple[RecordId, ...]:
        """List the records that stand in one way."""
        return tuple(record for record, stands in self.states.items() if stands is state)

    @property
    def is_done(self) -> bool:
        """Say whether every record of the pass is accepted."""
        return all(state is Read.ACCEPTED for state in self.states.values())


def folded(who: str) -> str:
    """Give a name in the form in which two of one person are equal."""
    return " ".join(unicodedata.normalize("NFKC", who).split()).casefold()


def is_enough(which: Which, least: Which) -> bool:
    """Say whether a pass reads at least what is asked."""
    return _STRICTNESS.index(which) >= _STRICTNESS.index(least)


def tenth_of(
    request: RequestId, begun: DecisionId, records: Collection[RecordId]
) -> frozenset[RecordId]:
    """Draw a tenth of some records, at least one; the same numbers always draw the same."""
    ranked = sorted(
        records, key=lambda record: hashlib.sha256(f"{request}:{begun}:{record}".encode()).digest()
    )
    return frozenset(ranked[: -(-len(ranked) // 10)])


def reading_of(
    begun: LoggedDecision, facts: ReadingFacts, states: Mapping[RecordId, Read] | None = None
) -> Reading:
    """Give a pass as it stands.

    The tenth is drawn from the records that had been decided when the pass began. Whatever was
    decided after that is read too, so that nothing is changed unseen behind the reader's back.

    Args:
        begun: an entry with :class:`BeginPass`.
        facts: of its request, now.
        states: of all its records, where they are known already.
    """
    decision = begun.decision
    if not isinstance(decision, BeginPass):
        raise TypeError(type(decision))
    states = open_for_review(facts) if states is None else states
    last: dict[RecordId, str] = {}
    for entry in facts.verdicts:
        if isinstance(entry.decision, Verdict):
            last[entry.decision.record] = "" if entry.decision.accepted else entry.decision.note
    return Reading(
        decision.which,
        begun.id,
        begun.who,
        _of_pass(decision, begun.id, facts, states),
        {record: note for record, note in last.items() if note},
    )


def _of_pass(
    decision: BeginPass, begun: DecisionId, facts: ReadingFacts, states: Mapping[RecordId, Read]
) -> Mapping[RecordId, Read]:
    if decision.which is Which.ALL:
        return dict(states)
    read = _records(decision, begun, facts)
    return {record: state for record, state in states.items() if record in read}


def open_for_review(facts: ReadingFacts) -> dict[RecordId, Read]:
    """Say how every record stands: a verdict holds until something is decided on it again."""
    states = dict.fromkeys(facts.outcomes, Read.OPEN)
    for entry in facts.verdicts:
        verdict = entry.decision
        if not isinstance(verdict, Verdict) or verdict.record not in states:
            continue
        if verdict.accepted and folded(entry.who) in facts.barred:
            continue
        decided = facts.decided.get(verdict.record)
        if decided is not None and entry.id > decided[1]:
            states[verdict.record] = Read.ACCEPTED if verdict.accepted else Read.SENT_BACK
    return states


def _records(
    decision: BeginPass, begun: DecisionId, facts: ReadingFacts
) -> frozenset[RecordId] | set[RecordId]:
    since = {record for record, (_, last) in facts.decided.items() if last > begun}
    always = (since | set(decision.always)) & set(facts.outcomes)
    if decision.which is Which.REDACTED:
        always |= {record for record, outcome in facts.outcomes.items() if outcome in _HIDES}
        if always:
            return always
    before = [record for record, (first, _) in facts.decided.items() if first < begun]
    return always | tenth_of(facts.request, begun, before)
