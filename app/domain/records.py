"""Records and what belongs to them: one message, post, comment, mail or document each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.ids import AttachmentId, BlobName, ConversationId, RecordId, SourceId
from app.domain.languages import Languages
from app.domain.people import Party, Role
from app.domain.provenance import NO_MOMENT, Moment, Occurrence, Problem

_OFFICE = (
    "vnd.openxmlformats-officedocument.",
    "vnd.oasis.opendocument.",
)
_REFLOWING = frozenset(
    {
        "application/json",
        "application/msword",
        "application/rtf",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/xhtml+xml",
        "application/xml",
        "message/rfc822",
    }
)


class Kind(StrEnum):
    """What sort of thing a record is."""

    MESSAGE = "message"
    POST = "post"
    COMMENT = "comment"
    EMAIL = "email"
    CALL = "call"
    SYSTEM = "system"
    DOCUMENT = "document"
    CAPTURE = "capture"


class Flag(StrEnum):
    """Facts about a record that the reviewer must see."""

    DELETED = "deleted"
    EDITED = "edited"
    DRAFT = "draft"
    FAILED = "failed"
    SYSTEM = "system"
    TRUNCATED = "truncated"
    UNDECODABLE = "undecodable"
    FORWARDED = "forwarded"
    DATE_DOUBTFUL = "date_doubtful"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a record.

    Attributes:
        blob: name of its bytes in the vault; empty where the export lacks the file.
        size: bytes.
        media_type: sniffed from the bytes, not believed from the export.
        text: text extracted for search; of a file that reflows also what is printed.
        missing: why the bytes are not there; empty where they are.
        recognised: words that were read on its pages by recognition; searched, never printed.
        languages: in which they were read; None where nobody read the pages yet.
    """

    id: AttachmentId
    name: str
    size: int
    media_type: str
    sha256: str
    blob: BlobName
    text: str = ""
    inline: bool = False
    missing: str = ""
    note: str = ""
    recognised: str = ""
    languages: Languages | None = None

    @property
    def reflows(self) -> bool:
        """Say whether its text is set afresh in a packet, so that words of it are withheld.

        The pages of other files are shown as pixels, of which regions are withheld.
        """
        return bool(self.text) and not self.missing and reflows(self.media_type)

    def __repr__(self) -> str:
        return f"Attachment({self.id})"


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it lies in the vault; immutable once imported.

    Attributes:
        source: the source it was first found in; further ones are in ``occurrences``.
        conversation: the records that belong together; mail threads are joined across sources.
        heading: the conversation as its export told it, whose title is this record's.
        text: the source text.
        text_hash: SHA-256 of the text in UTF-8, hexadecimal; decisions name it.
        parent: the record it answers or comments on, where that is known.
        raw: the export's own object as JSON, for what was not mapped.
    """

    id: RecordId
    source: SourceId
    platform: str
    kind: Kind
    sent: Moment = NO_MOMENT
    parties: tuple[Party, ...] = ()
    conversation: ConversationId = ConversationId(0)
    conversation_title: str = ""
    heading: ConversationId = ConversationId(0)
    subject: str = ""
    text: str = ""
    text_hash: str = ""
    attachments: tuple[Attachment, ...] = ()
    flags: frozenset[str] = field(default_factory=frozenset)
    labels: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    parent: RecordId | None = None
    locator: str = ""
    raw: str = ""

    @property
    def author(self) -> Party:
        """Give the party that sent it, or an unknown one."""
        for party in self.parties:
            if party.role is Role.FROM:
                return party
        return Party(Role.FROM)

    @property
    def recipients(self) -> tuple[Party, ...]:
        """Give the parties it was sent to."""
        return tuple(party for party in self.parties if party.role is not Role.FROM)

    def __repr__(self) -> str:
        return f"Record({self.id})"


@dataclass(frozen=True, slots=True)
class RecordLine:
    """What a list shows of a record.

    Attributes:
        sent: microseconds since 1970 UTC; None where unknown.
        opening: the first 200 characters of the text.
        attachments: how many.
    """

    id: RecordId
    platform: str
    kind: Kind
    sent: int | None
    author: str
    subject: str
    opening: str
    attachments: int
    conversation: ConversationId
    flags: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return f"RecordLine({self.id})"


def reflows(media_type: str) -> bool:
    """Say whether files of a sniffed type are shown by their text and not as pixels."""
    kind, _, name = media_type.partition("/")
    if kind == "text":
        return True
    return name.startswith(_OFFICE) or media_type in _REFLOWING


def hash_of(text: str) -> str:
    """Give the SHA-256 of a text, by which decisions know the text they were made on."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
