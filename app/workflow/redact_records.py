"""Turn decided records into what may leave: the last place where a source text is seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.documents.images import kind_in_words
from app.domain.decisions import Disposition, Standing
from app.domain.ids import ConversationId, RecordId
from app.domain.places import places_of, text_at
from app.domain.records import Attachment, Flag, Kind, Record
from app.domain.redacted import (
    Bar,
    Extent,
    RedactedAttachment,
    RedactedRecord,
    RedactedText,
    released,
)
from app.domain.redaction import (
    Field,
    Place,
    Redaction,
    SpanTarget,
    WholeTarget,
    redact,
    spans_of,
)
from app.workflow.joined_names import NOBODY, JoinedNames
from app.workflow.show_times import clock, in_words, local_day, local_moment

PLATFORMS = {
    "sms": "Text message",
    "mms": "Text message",
    "call": "Phone call",
    "facebook": "Facebook",
    "x": "X (Twitter)",
    "youtube": "YouTube",
    "email": "E-mail",
    "imessage": "iMessage",
    "whatsapp": "WhatsApp",
    "signal": "Signal",
    "google_voice": "Google Voice",
    "phone": "Phone",
    "ufed": "Phone",
    "document": "File",
    "web": "Web page",
}
_ONE_KIND = frozenset({"sms", "mms", "call", "email", "document"})
_REMARKS = {
    Flag.DELETED: "deleted",
    Flag.EDITED: "edited after it was sent",
    Flag.DRAFT: "draft, not sent",
    Flag.FAILED: "sending failed",
    Flag.TRUNCATED: "cut off in the export",
    Flag.UNDECODABLE: "partly unreadable in the export",
    Flag.FORWARDED: "forwarded",
    Flag.DATE_DOUBTFUL: "date doubtful",
}


class Titled(Protocol):
    """A record, or its key alone."""

    @property
    def id(self) -> RecordId:
        """Give its number."""

    @property
    def heading(self) -> ConversationId:
        """Give the conversation whose title it stands under."""


AttachmentMaker = Callable[[Attachment, int, RedactedText, Sequence[Redaction]], RedactedAttachment]
"""Show the attachment at a zero-based index, with its name and the record's redactions."""

TitleRedactions = Mapping[ConversationId, tuple[Redaction, ...]]


@dataclass(frozen=True, slots=True)
class Redactor:
    """Applies one request's decisions.

    Attributes:
        zone: IANA name of the zone in which times are printed.
        source_names: source id to how a source is named in the packet.
        titles: what is withheld of a conversation's title in any of its records; a heading
            stands for all of them.
        custodians: source id to its custodian.
        joined: what joined people are called, told in remarks beside the parties' own texts.
    """

    zone: str
    source_names: Mapping[int, str]
    attachment: AttachmentMaker
    titles: TitleRedactions = field(default_factory=dict)
    custodians: Mapping[int, str] = field(default_factory=dict)
    joined: JoinedNames = NOBODY

    def apply(self, record: Record, standing: Standing) -> RedactedRecord:
        """Give one record as the packet may print it; it must be decided and responsive."""
        if standing.outcome is Disposition.WITHHOLD:
            return self._withheld(record, standing)
        return self._shown(record, standing)

    def _withheld(self, record: Record, standing: Standing) -> RedactedRecord:
        return RedactedRecord(
            number=record.id,
            thread=record.conversation,
            title=RedactedText(),
            platform=platform_in_words(record),
            kind=kind_in_packet(record),
            source="",
            sent=in_words(record.sent, self.zone),
            day=local_day(record.sent, self.zone),
            clock=clock(record.sent, self.zone),
            at=local_moment(record.sent, self.zone),
            form=form_of(record),
            withheld=Bar(tuple(sorted(standing.codes)), Extent.WHOLE),
        )

    def _shown(self, record: Record, standing: Standing) -> RedactedRecord:
        texts = redacted_texts(record, standing.redactions)
        parties = [texts[Place(Field.PARTY, index)] for index in range(len(record.parties))]
        sender, recipients = _sender_first(record, parties)
        return RedactedRecord(
            number=record.id,
            thread=record.conversation,
            title=self._title(record, standing),
            platform=platform_in_words(record),
            kind=kind_in_packet(record),
            source=self.source_names.get(record.source, ""),
            sent=in_words(record.sent, self.zone),
            day=local_day(record.sent, self.zone),
            clock=clock(record.sent, self.zone),
            at=local_moment(record.sent, self.zone),
            form=form_of(record),
            outgoing=record.author.is_owner,
            answers=record.parent or 0,
            custodian=self.custodians.get(record.source, ""),
            sender=sender,
            recipients=recipients,
            subject=texts[Place(Field.SUBJECT)],
            text=texts[Place(Field.TEXT)],
            attachments=tuple(
                self._attachment(attachment, index, texts, standing.redactions)
                for index, attachment in enumerate(record.attachments)
            ),
            remarks=(*remarks_of(record), *self.joined.remarks(record, standing.redactions)),
        )

    def _title(self, record: Record, standing: Standing) -> RedactedText:
        own = spans_of(standing.redactions, Place(Field.TITLE))
        everywhere = self.titles.get(record.heading, ())
        return redact(record.conversation_title, (*own, *everywhere))

    def _attachment(
        self,
        attachment: Attachment,
        index: int,
        texts: Mapping[Place, RedactedText],
        redactions: Sequence[Redaction],
    ) -> RedactedAttachment:
        name = texts[Place(Field.ATTACHMENT_NAME, index)]
        kind = kind_in_words(attachment.media_type, attachment.name)
        whole = _codes_of_whole(redactions, index)
        if whole is not None:
            return RedactedAttachment(name, kind, withheld=Bar(whole, Extent.WHOLE))
        if attachment.missing:
            return RedactedAttachment(name, kind, note=attachment.missing)
        return self.attachment(attachment, index, name, redactions)


def redacted_texts(record: Record, redactions: Sequence[Redaction]) -> dict[Place, RedactedText]:
    """Give every printable text of a record without what is withheld."""
    return {
        place: redact(text_at(record, place), spans_of(redactions, place))
        for place in places_of(record)
    }


def title_redactions(
    records: Iterable[Titled], standings: Mapping[RecordId, Standing]
) -> TitleRedactions:
    """Gather what is withheld of conversation titles, so that one heading serves all records."""
    found: dict[ConversationId, list[Redaction]] = defaultdict(list)
    for record in records:
        standing = standings[record.id]
        found[record.heading].extend(spans_of(standing.redactions, Place(Field.TITLE)))
    return {heading: tuple(redactions) for heading, redactions in found.items()}


def withheld_words(record: Record, standing: Standing) -> list[str]:
    """List the texts that must stand nowhere in the packet's hidden parts."""
    if standing.outcome is Disposition.WITHHOLD:
        return [text for place in places_of(record) if (text := text_at(record, place).strip())]
    return [
        text_at(record, redaction.target.place)[
            redaction.target.span.start : redaction.target.span.end
        ]
        for redaction in standing.redactions
        if isinstance(redaction.target, SpanTarget)
    ]


def platform_in_words(record: Record) -> str:
    """Name a platform for people."""
    return PLATFORMS.get(record.platform, record.platform.title())


def kind_in_packet(record: Record) -> str:
    """Name the kind where the platform's name does not say it already."""
    says_it = record.platform in _ONE_KIND and record.kind is not Kind.SYSTEM
    return "" if says_it else record.kind.value


def form_of(record: Record) -> str:
    """Say how a record is laid out; a page that was captured is read as a document."""
    return (Kind.DOCUMENT if record.kind is Kind.CAPTURE else record.kind).value


def remarks_of(record: Record) -> tuple[str, ...]:
    """List the facts of a record that are printed beside it."""
    return tuple(words for flag, words in _REMARKS.items() if flag.value in record.flags)


def size_in_words(size: int) -> str:
    """Give a size so coarsely that it tells nothing of the content."""
    if size < 10_000:
        return "under 10 KB"
    if size < 1_000_000:
        return f"about {round(size / 10_000) * 10} KB"
    return f"about {round(size / 1_000_000)} MB"


def _sender_first(
    record: Record, texts: Sequence[RedactedText]
) -> tuple[RedactedText, tuple[RedactedText, ...]]:
    author = record.author
    is_paper = record.kind is Kind.DOCUMENT and not record.parties
    sender = RedactedText() if is_paper else released("unknown sender")
    recipients: list[RedactedText] = []
    found = False
    for party, text in zip(record.parties, texts, strict=True):
        if not found and party == author:
            sender, found = text, True
        else:
            recipients.append(text)
    return sender, tuple(recipients)


def _codes_of_whole(redactions: Sequence[Redaction], index: int) -> tuple[str, ...] | None:
    codes: list[str] = []
    found = False
    for redaction in redactions:
        if isinstance(redaction.target, WholeTarget) and redaction.target.attachment == index:
            codes += redaction.codes
            found = True
    return tuple(sorted(set(codes))) if found else None
