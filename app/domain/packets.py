"""The recipe of a packet, and what came of building and verifying it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.ids import PacketId, RequestId
from app.domain.redacted import RedactedRecord


class Order(StrEnum):
    """In which order the records stand."""

    DATE = "date"
    CONVERSATION = "conversation"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who answers: the department as it stands at the head of the letter."""

    department: str
    address: tuple[str, ...] = ()
    contact: str = ""
    custodian: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One exemption as the packet prints it in log and legend."""

    code: str
    citation: str
    plain: str
    tier: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """How pages look.

    Attributes:
        page: ``letter``, ``legal`` or ``a4``.
        zone: IANA name of the zone in which times are printed.
    """

    page: str = "letter"
    zone: str = "America/New_York"
    order: Order = Order.DATE


@dataclass(frozen=True, slots=True)
class PacketRecipe:
    """Everything that a packet is made from; the same recipe gives the same bytes.

    Attributes:
        dated: the date of the letter; the writer never asks the clock.
        letter: the paragraphs of the cover letter, already worded, without withheld words.
        records: in the order in which they are printed.
        log_position: the last decision that the recipe knows.
    """

    number: str
    requester: str
    dated: dt.date
    letterhead: Letterhead
    letter: tuple[str, ...]
    reasons: tuple[Reason, ...]
    records: tuple[RedactedRecord, ...]
    layout: Layout = field(default_factory=Layout)
    bates_prefix: str = ""
    log_position: int = 0


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the exemption log: one redaction or one withheld record.

    Attributes:
        where: for example ``record 88, message text`` or ``record 91, whole record``.
        page: one-based page of the packet; ``bates`` is the number printed on it.
    """

    record: int
    where: str
    page: int
    bates: str
    code: str
    citation: str
    plain: str


@dataclass(frozen=True, slots=True)
class BuiltPacket:
    """A finished file, not yet handed to anybody.

    Attributes:
        pages: number of pages.
        first_pages: record number to the page on which it begins.
        warnings: for example characters that no font could show.
    """

    data: bytes
    pages: int
    log: tuple[LogLine, ...]
    first_pages: dict[int, int]
    bates: tuple[str, str]
    warnings: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"BuiltPacket({self.pages} pages)"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a verification found.

    Attributes:
        kind: stable word, for example ``text_under_ink`` or ``metadata``.
        page: one-based; 0 where it belongs to the file as a whole.
        what: one sentence without any withheld word.
        record: the record it concerns; 0 where that is not known.
    """

    kind: str
    page: int
    what: str
    record: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification says of a file."""

    findings: tuple[Finding, ...]
    pages: int
    sha256: str
    checked: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def clean(self) -> bool:
        """Say whether nothing was found."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class KeptPacket:
    """A packet that was handed over: what the vault remembers of it."""

    id: PacketId
    request: RequestId
    made_at: int
    recipient: str
    file_name: str
    sha256: str
    pages: int
    records: int
    redactions: int
    withheld: int
    bates: tuple[str, str]
    log_position: int
