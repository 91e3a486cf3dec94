"""Sources: one import of one export each, with its account of items."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.ids import SourceId


class SourceState(StrEnum):
    """How far an import came."""

    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class NewSource:
    """What is known of an export before the first item is read.

    Attributes:
        format: the importer's key; ``label`` its name for people.
        sha256: hash over the export's files, by which the same export is known again.
        place: path it was read from, so that a stopped import can go on.
        mapping: by which the columns of a table are read, as JSON; empty where it is guessed.
    """

    format: str
    label: str
    name: str
    sha256: str
    size: int
    place: str
    custodian: str = ""
    zone: str = "UTC"
    own_addresses: tuple[str, ...] = ()
    mapping: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """An account of items; ``seen`` is always the sum of the other four."""

    records: int = 0
    copies: int = 0
    unreadable: int = 0
    ignored: int = 0
    attachments: int = 0

    @property
    def seen(self) -> int:
        """Give the number of items."""
        return self.records + self.copies + self.unreadable + self.ignored


@dataclass(frozen=True, slots=True)
class Source:
    """One source as it lies in the vault.

    Attributes:
        taken: how many items are in; where a stopped import goes on.
        imported_at: microseconds since 1970 UTC.
        kept: whether a sealed copy of the export lies in the vault.
        sightings: how many of its copies are messages that another custodian's export told first.
    """

    id: SourceId
    details: NewSource
    state: SourceState
    counts: Counts
    taken: int = 0
    imported_at: int = 0
    seconds: float = 0.0
    peak_rss_mb: float = 0.0
    kept: bool = False
    failure: str = ""
    sightings: int = 0


@dataclass(frozen=True, slots=True)
class SourceProblem:
    """One item of a source that is not a record: where it stood, and why.

    Attributes:
        kind: ``unreadable``, ``ignored`` or ``odd`` (a record with a problem).
    """

    kind: str
    locator: str
    reason: str

    def __repr__(self) -> str:
        return f"SourceProblem({self.kind}, {self.reason!r})"
