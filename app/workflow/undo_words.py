"""Says what an act was and where, when it is taken back or done again; knows no vault."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.decisions import (
    AlreadyPublic,
    Decision,
    Decline,
    DeclineGroup,
    Dispose,
    Lift,
    Listed,
    LookedAt,
    Redact,
    WithholdWords,
    record_of,
)
from app.domain.ids import RecordId
from app.domain.layers import Layered

_KINDS: dict[type, tuple[str, str]] = {
    Dispose: ("decision", "decisions"),
    Redact: ("redaction", "redactions"),
    Lift: ("lifted redaction", "lifted redactions"),
    Decline: ("declined suggestion", "declined suggestions"),
    DeclineGroup: ("declined group of suggestions", "declined groups of suggestions"),
    AlreadyPublic: ("place left visible", "places left visible"),
    LookedAt: ("look at what hides", "looks at what hides"),
    WithholdWords: ("word withheld everywhere", "words withheld everywhere"),
    Layered: ("change of what one audience sees", "changes of what one audience sees"),
}


def act_in_words(decisions: Sequence[Decision]) -> str:
    """Give for example ``2 redactions in record 88``; never a word of a record."""
    kinds = {type(one) for one in decisions}
    one_kind = _KINDS.get(kinds.pop()) if len(kinds) == 1 else None
    singular, plural = one_kind or ("change", "changes")
    if listed := sum(isinstance(one, Listed) for one in decisions):
        return "1 entry of a list" if listed == 1 else f"{listed:,} entries of lists"
    number = len(decisions)
    return f"{number:,} {singular if number == 1 else plural} {_where(decisions)}"


def records_in(decisions: Sequence[Decision]) -> list[RecordId]:
    """List the records that decisions touch, each once."""
    touched = (record_of(one) for one in decisions)
    return list(dict.fromkeys(record for record in touched if record is not None))


def _where(decisions: Sequence[Decision]) -> str:
    records = records_in(decisions)
    if not records:
        return "in the request"
    return f"in record {records[0]}" if len(records) == 1 else f"in {len(records):,} records"
