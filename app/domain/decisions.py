"""What a clerk decides, as entries of an append-only log."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.audiences import Audience
from app.domain.ids import DecisionId, GroupId, RecordId, RequestId
from app.domain.layers import Layered
from app.domain.lists import ListEntry
from app.domain.redaction import Redaction, Target


class Disposition(StrEnum):
    """What becomes of a whole record in one request."""

    RELEASE = "RELEASE"
    REDACT = "REDACT"
    WITHHOLD = "WITHHOLD"
    NOT_RESPONSIVE = "NOT_RESPONSIVE"


@dataclass(frozen=True, slots=True)
class Dispose:
    """Give a whole record its disposition; None takes it back to undecided.

    Attributes:
        codes: exemptions; needed for WITHHOLD, empty otherwise.
    """

    record: RecordId
    disposition: Disposition | None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Redact:
    """Withhold a part of a record.

    Attributes:
        text_hash: hash of the text that a span target counts in, as of :func:`hash_of`; the
            decision is refused on another text.
    """

    record: RecordId
    target: Target
    codes: tuple[str, ...]
    text_hash: str = ""


@dataclass(frozen=True, slots=True)
class Lift:
    """Take a redaction away."""

    record: RecordId
    redaction: DecisionId


@dataclass(frozen=True, slots=True)
class Comment:
    """A note of the clerk's on a record; never printed in a packet."""

    record: RecordId
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Decline:
    """Say of a suggestion that it is none; it does not come again in this request."""

    record: RecordId
    target: Target
    kind: str


@dataclass(frozen=True, slots=True)
class DeclineGroup:
    """Say of all suggestions of one group that they are none, also of those yet to be found.

    Attributes:
        record: where it was said.
        group: what the suggestions have in common, such as a number without its punctuation.
    """

    record: RecordId
    kind: str
    group: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AlreadyPublic:
    """Let words stay visible at one place though they are withheld at others.

    Attributes:
        why: how the public knows them, in the clerk's words.
    """

    record: RecordId
    target: Target
    why: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LookedAt:
    """Say that what hides in an attachment was looked at, and may stay behind.

    Attributes:
        attachment: zero-based place in the record.
    """

    record: RecordId
    attachment: int


@dataclass(frozen=True, slots=True)
class SignOff:
    """Somebody stands for the request as it is decided at this point of the log."""

    who: str
    role: str = "second reader"


class Which(StrEnum):
    """Which records a second reader reads; kept in vaults, never renamed."""

    ALL = "all"
    REDACTED = "redacted"
    TENTH = "tenth"


@dataclass(frozen=True, slots=True)
class BeginPass:
    """A second reader begins to read; where it stands in the log draws the random tenth.

    Attributes:
        always: records that are read whatever is drawn, as they were found at that moment.
    """

    which: Which
    always: tuple[RecordId, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a second reader says of a record as it stands at this point of the log.

    Attributes:
        note: why it goes back; never printed.
    """

    record: RecordId
    accepted: bool
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class WithholdWords:
    """Say of words that they are withheld, also where none of the request's texts says them.

    Places that are known are withheld by a :class:`Redact` each; the finished packet is searched
    for the words themselves.

    Attributes:
        codes: under what they are withheld; empty where nobody said so.
    """

    words: str = field(repr=False)
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """Put an entry on a list of the clerk's, or take off what this request put there.

    Lists are the whole vault's; an entry that somebody changed since stays as it is.
    """

    entry: ListEntry
    stands: bool = True


Decision = (
    Dispose
    | Redact
    | Lift
    | Comment
    | Decline
    | DeclineGroup
    | AlreadyPublic
    | LookedAt
    | SignOff
    | BeginPass
    | Verdict
    | WithholdWords
    | Layered
    | Listed
)
OfRequest = SignOff | BeginPass | WithholdWords | Listed
"""Decisions that name no record."""
OfPacket = Dispose | Redact | Lift | WithholdWords
"""Decisions that change what every packet shows or what it is searched for."""


def record_of(decision: Decision) -> RecordId | None:
    """Give the record that a decision is about; some are about the whole request."""
    return None if isinstance(decision, OfRequest) else decision.record


def changes(decision: Decision, audience: Audience) -> bool:
    """Say whether a decision changes what the packet of an audience shows or is searched for."""
    if isinstance(decision, Layered):
        return decision.audience is audience
    return isinstance(decision, OfPacket)


@dataclass(frozen=True, slots=True)
class LoggedDecision:
    """One entry of the log.

    Attributes:
        group: one act of the clerk's; undo takes a whole group back.
        at: microseconds since 1970 UTC.
        undoes: the group that this entry takes back, where it does.
    """

    id: DecisionId
    group: GroupId
    request: RequestId
    at: int
    who: str
    decision: Decision
    undoes: GroupId | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the log says of one record in one request at this moment."""

    record: RecordId
    disposition: Disposition | None = None
    codes: tuple[str, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    comments: tuple[str, ...] = field(default=(), repr=False)

    @property
    def outcome(self) -> Disposition | None:
        """Give what will happen: a released record with redactions is a redacted one."""
        if self.disposition is Disposition.RELEASE and self.redactions:
            return Disposition.REDACT
        return self.disposition


@dataclass(frozen=True, slots=True)
class Done:
    """What one act of the clerk's changed; shown as one line and undone as one.

    Attributes:
        sentence: for example ``3 redactions in 3 records``; holds no text of a record.
    """

    group: GroupId
    records: int
    sentence: str
