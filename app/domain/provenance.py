"""Where a record came from and when it was sent, and how sure we are of the time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.ids import SourceId
from app.domain.people import Party

MICROSECONDS = 1_000_000


class ZoneBasis(StrEnum):
    """How the time zone of a moment was found."""

    UTC = "utc"
    OFFSET = "offset"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as the export gave it.

    Attributes:
        utc: microseconds since 1970-01-01 UTC; None where the export gives no usable time.
        raw: the value exactly as it stood in the export.
        zone: ``utc``, ``offset:+02:00``, ``assumed:America/New_York`` or ``unknown``.
    """

    utc: int | None
    raw: str = ""
    zone: str = ZoneBasis.UNKNOWN.value


NO_MOMENT = Moment(None)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is odd about one record: a stable code and one sentence without record text."""

    code: str
    what: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """How another custodian's export tells the same message.

    Attributes:
        sent: when, by the clock of that export.
        parties: as that export names them; who of them owns it is told.
        text: as it stands there; spaces, quotes and dashes may differ from the record's.
    """

    sent: Moment
    parties: tuple[Party, ...]
    text: str

    def __repr__(self) -> str:
        return f"Sighting({len(self.text)} characters)"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a record was found.

    Attributes:
        locator: the place inside the export: member path and ordinal, byte offset or row.
        context: title of the conversation there.
        sighting: how it is told there, where that is another custodian's telling.
    """

    source: SourceId
    locator: str
    custodian: str
    context: str
    sighting: Sighting | None = None

    def __repr__(self) -> str:
        return f"Occurrence(source {self.source})"
