"""The recipe of a packet, and what came of building and verifying it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.audiences import FOR_PUBLIC, Audience, MadeFor
from app.domain.ids import PacketId, RequestId
from app.domain.redacted import Box, Picture, RedactedRecord


class Order(StrEnum):
    """In which order the records stand."""

    DATE = "date"
    CONVERSATION = "conversation"
    SOURCE = "source"
    CUSTODIAN = "custodian"


class Talk(StrEnum):
    """How messages of a conversation look."""

    PLAIN = "plain"
    BUBBLES = "bubbles"


class Density(StrEnum):
    """How much stands on a page."""

    NORMAL = "normal"
    COMPACT = "compact"
    ONE_A_PAGE = "one-a-page"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who answers: the department as it stands at the head of the letter.

    Attributes:
        logo: the department's seal or badge, decoded and encoded afresh.
    """

    department: str
    address: tuple[str, ...] = ()
    contact: str = ""
    custodian: str = ""
    logo: Picture | None = None


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
        attachments: whether they are shown; else each is named, with its redactions told.
    """

    page: str = "letter"
    zone: str = "America/New_York"
    order: Order = Order.DATE
    talk: Talk = Talk.PLAIN
    density: Density = Density.NORMAL
    attachments: bool = True


@dataclass(frozen=True, slots=True)
class Limits:
    """How large one file of a packet may become; 0 where there is no such limit."""

    pages: int = 0
    megabytes: float = 0.0
    records: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in one file; the log brings the legend of codes with it."""

    letter: bool = True
    records: bool = True
    log: bool = True


@dataclass(frozen=True, slots=True)
class CustodySource:
    """One source as the record of custody names it.

    Attributes:
        imported: date and time in words, in the packet's zone.
        sha256: of the export.
    """

    label: str
    custodian: str
    imported: str
    sha256: str
    seen: int
    records: int
    copies: int
    unreadable: int
    ignored: int


@dataclass(frozen=True, slots=True)
class CollectedSource:
    """One source as the collection log names it.

    Attributes:
        collected: the day, in words; ``by`` whoever collected it.
        covers: from which day to which its records reach, or what was said of it.
        account: items seen and what became of them, as of :class:`CustodySource`.
    """

    account: CustodySource
    collected: str = ""
    by: str = ""
    covers: str = ""


@dataclass(frozen=True, slots=True)
class GapTold:
    """Days that no source covers, and what was said of them; ``reason`` is the clerk's own word."""

    days: str
    answer: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ChannelHeld:
    """What is held of one channel of one custodian; neither number nor address.

    Attributes:
        copies: records that count in another channel, and were met in this one as well.
        note: that none may lie there, or that the register does not have the channel.
    """

    custodian: str
    channel: str
    records: int
    copies: int = 0
    unreadable: int = 0
    silent: tuple[str, ...] = ()
    gaps: tuple[GapTold, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class CollectionLog:
    """What was collected for a request, and what is held of it: printed on wish.

    Attributes:
        days: from which day to which the request reaches; empty where nobody knows.
        hole: most days without a record over which an export is taken to go on; 0 where nothing
            is said of that.
    """

    days: str
    sources: tuple[CollectedSource, ...] = ()
    channels: tuple[ChannelHeld, ...] = ()
    hole: int = 0


@dataclass(frozen=True, slots=True)
class Custody:
    """Where the records came from and what became of each: printed on wish.

    Attributes:
        held: records that answer the request's searches; the sum of the four that follow.
        decided: from when to when decisions were made, in words.
        people: who decided.
        trail: SHA-256 of the last entry of the audit trail.
        collection: what was collected, and what is held; None where it is not wanted.
    """

    sources: tuple[CustodySource, ...]
    held: int
    released: int
    redacted: int
    withheld: int
    not_responsive: int
    redactions: int
    people: tuple[str, ...] = ()
    decided: str = ""
    trail: str = ""
    collection: CollectionLog | None = None


@dataclass(frozen=True, slots=True)
class PacketRecipe:
    """Everything that a packet is made from; the same recipe gives the same bytes.

    Attributes:
        dated: the date of the letter; the writer never asks the clock.
        letter: the paragraphs of the cover letter, already worded, without withheld words.
        records: in the order in which they are printed.
        log_position: the last decision that the recipe knows.
        part: one-based where the packet is handed over in several files; 0 for a single one.
        first_number: the running number of the file's first page.
        marked_for: to whom a marked copy goes; empty for the copy that is released.
        earlier_log: lines of the exemption log that belong to earlier files.
        goes_on: the conversation with which the file before ended; None for a first file.
        made_for: for whom it is made; what is withheld is what this audience may not see.
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
    contents: Contents = field(default_factory=Contents)
    custody: Custody | None = None
    part: int = 0
    first_number: int = 1
    marked_for: str = ""
    earlier_log: tuple[LogLine, ...] = ()
    goes_on: int | None = None
    made_for: MadeFor = FOR_PUBLIC


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the exemption log: one redaction or one withheld record.

    Attributes:
        where: for example ``record 88, message text`` or ``record 91, whole record``.
        page: one-based page of its file; ``bates`` is the number printed on it.
        part: the file, where there are several.
    """

    record: int
    where: str
    page: int
    bates: str
    code: str
    citation: str
    plain: str
    part: int = 0


@dataclass(frozen=True, slots=True)
class BuiltPacket:
    """A finished file, not yet handed to anybody.

    Attributes:
        pages: number of pages.
        first_pages: record number to the page on which it begins.
        last_pages: record number to the page on which it ends.
        warnings: for example characters that no font could show.
    """

    data: bytes
    pages: int
    log: tuple[LogLine, ...]
    first_pages: dict[int, int]
    bates: tuple[str, str]
    warnings: tuple[str, ...] = ()
    last_pages: dict[int, int] = field(default_factory=dict)

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
        check: key of the check that found it, as in :class:`CheckDone`.
        box: where on the page, in fractions of it.
    """

    kind: str
    page: int
    what: str
    record: int = 0
    check: str = ""
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class CheckDone:
    """One check of a verification and how many things it found.

    Attributes:
        key: stable word, for example ``ink`` or ``needles``.
        sentence: what is true where nothing was found.
        amount: how many things were looked for, where that can be counted.
    """

    key: str
    sentence: str
    findings: int = 0
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification says of a file.

    Attributes:
        checked: the sentences of ``checks``.
        checks: every check that was made, those that found nothing included.
    """

    findings: tuple[Finding, ...]
    pages: int
    sha256: str
    checked: tuple[str, ...] = ()
    seconds: float = 0.0
    checks: tuple[CheckDone, ...] = ()

    @property
    def clean(self) -> bool:
        """Say whether nothing was found."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file of a packet that was handed over in several."""

    name: str
    sha256: str
    size: int
    pages: int
    bates: tuple[str, str]


@dataclass(frozen=True, slots=True)
class KeptPacket:
    """A packet that was handed over: what the vault remembers of it.

    Attributes:
        sha256: of the file; of several files, of their hashes in order, a line each.
        files: where there are several, each of them.
        marked_for: to whom a marked copy went; empty for the copy that is released.
        audience: for whom it was made; ``made_for`` is the name of a person, where one was given.
    """

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
    files: tuple[KeptFile, ...] = ()
    marked_for: str = ""
    audience: Audience = Audience.PUBLIC
    made_for: str = ""
