"""One mail made into one record; knows how mails are written, not where they are kept."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import BinaryIO

from app.domain.parsed import Parsed, ParsedAttachment, Unreadable
from app.domain.people import normal_address
from app.domain.provenance import Problem
from app.domain.records import Flag, Kind
from app.importers.base import ImportOptions
from app.importers.mail.addresses import MOST, mailboxes, parties_of, with_more
from app.importers.mail.calendar_records import invitation_lines
from app.importers.mail.mail_times import sent_at
from app.importers.mail.threads import (
    conversation_key,
    gmail_labels,
    message_id,
    named_in,
    parent_id,
    plain_subject,
)
from app.importers.text import clean
from app.importers.times import Clock, TimeReader, wall_clock
from app.reading.headers import Headers
from app.reading.mail import MailFile, ReadMail, read_mail

PLATFORM = "email"
MOST_BYTES = 150 << 20
NOT_LOADED = "The mail program kept it apart from the mail, and it is not in the export."

_EXPUNGED = 0x0008
_MAPPED = frozenset({
    *("from", "to", "cc", "bcc", "subject", "date", "message-id", "in-reply-to", "references"),
    *("mime-version", "content-type", "content-transfer-encoding", "content-disposition"),
    *("x-gmail-labels", "dkim-signature", "arc-seal", "arc-message-signature"),
    *("x-gm-message-state", "x-google-dkim-signature", "x-google-smtp-source"),
    *("domainkey-signature",),
})  # fmt: skip
_LARGEST_INVITATION = 1 << 20
_LONGEST_HEADER, _MOST_HEADERS = 1_000, 8_000
_ENVELOPE = re.compile(
    r"^(?:Sender|Recipient|To|Cc|Bcc|On-Behalf-Of):[ \t]*(.+)$", re.IGNORECASE | re.MULTILINE
)
_REPORT = re.compile(
    r"\s*Sender:[ \t]*\S.*\n(?:(?!Message-Id:).*\n){0,20}?Message-Id:.*\n(?:.*\n){0,20}?"
    r"(?:Recipient|To|Cc|Bcc):",
    re.IGNORECASE,
)
_DRAFTS = frozenset({"draft", "drafts", "\\draft"})
_ODD = {
    "boundary": "The parts of the mail are not marked off as they should be.",
    "outside": "Some of its text stands outside the marked parts.",
    "deep": "Parts nested deeper than 50 are kept as one attachment.",
    "many": "The mail has more parts than are read; the last ones are left out.",
    "charset": "The character set of its text had to be guessed or does not fit.",
    "alternatives": "Its formatted form says more than its plain text; it is attached.",
    "hidden": "Some of its text is hidden where the mail is shown.",
    "remote": "It shows pictures from the net, which were not loaded.",
    "trackers": "It holds unseen pictures that tell the sender when it is read.",
    "uuencode": "A file stood inside its text and was taken out as an attachment.",
    "tnef": "An Outlook container (winmail.dat) in it is damaged; it is attached as it is.",
    "unpacked": "Its files came in an Outlook container (winmail.dat) and were taken out of it.",
    "sealed": "It is signed or encrypted in a way that hides its text.",
    "encrypted": "It is encrypted (S/MIME); without the recipient's key its text cannot be read.",
    "signed": "It was signed (S/MIME); its content was taken out, the signature was not checked.",
    "compressed": "It was sent compressed (S/MIME); its content was taken out.",
    "partial": "It is only one piece of a mail that was sent in pieces.",
    "elsewhere": "An attachment was not sent with it but lies elsewhere.",
    "headers": "It has no header lines.",
    "short": "Its file holds less than it says; the end of the mail is missing.",
    "kept apart": "The mail program keeps its attachments apart from it.",
    "trashed": "It was marked as deleted in the mail program but still lies in its folder.",
    "made": "It tells no time of sending; the time at which it was made stands for it.",
    "rtf": "Its text was taken out of its formatted form (RTF), which is attached.",
    "ole": "An object set into the mail is kept as a ZIP of its parts, which are not searched.",
    "empty file": "It names an attachment that its file does not hold.",
    "unlisted": "Its folder no longer shows it; it may have been deleted in the mail program.",
    "cut": "It is larger than 150 MB; what lies beyond is left out.",
    "crowd": "It names more people than are taken; those after the first 20,000 are left out.",
    "expunged": "It was deleted in the mail program but still lies in the mailbox file.",
    "journal": "It came in a journal envelope; recipients named only there are added as Bcc.",
}
_CODES = {
    "kept apart": "kept_apart",
    "empty file": "empty_file",
    "trackers": "tracking_pixel",
    "remote": "remote_pictures",
    "hidden": "hidden_text",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """A file that a mail program took out of a mail.

    Attributes:
        path: the number of the part that it stood for, such as ``2`` or ``1.2``.
    """

    path: str
    name: str
    size: int
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class RawMail:
    """One mail as it lies in an export.

    Attributes:
        postmark: the mailbox's ``From `` line above it, if any.
        cut: whether bytes beyond 150 MB were left out.
        labels: where it lay and what was done with it, as the mail program kept it.
        flags: what its mail program says of it.
        notes: stable words for what was odd about its file.
        beside: files of its that lie outside of it.
    """

    locator: str
    untrusted: bytes = field(repr=False)
    postmark: str = ""
    cut: bool = False
    labels: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    beside: tuple[Beside, ...] = ()
    kind: Kind = Kind.EMAIL


class MailReader:
    """Makes records of mails, with what the clerk said at import."""

    def __init__(self, options: ImportOptions, clock: Clock = wall_clock) -> None:
        self._times = TimeReader(options.zone, clock, keep_outside=True)
        self._own = frozenset(map(normal_address, filter(None, options.own_addresses)))

    def read(self, raw: RawMail) -> Parsed | Unreadable:
        """Read a mail; only one without any content is unreadable."""
        if not raw.untrusted.strip(b"\0\r\n\t "):
            return Unreadable(raw.locator, "The mail is empty.", raw.untrusted[:1000])
        mail = read_mail(raw.untrusted)
        inside = _journalled(mail)
        if inside is None:
            return self._record(raw, mail)
        record = self._record(raw, read_mail(inside))
        named = (pair for line in _ENVELOPE.findall(mail.text) for pair in mailboxes(line))
        parties = with_more(record.parties, named)
        return replace(record, parties=parties, problems=(*record.problems, _problem("journal")))

    def _record(self, raw: RawMail, mail: ReadMail) -> Parsed:
        headers = mail.headers
        subject = clean(headers.words("subject").strip())
        timed = sent_at(headers, raw.postmark, self._times)
        labels = tuple(dict.fromkeys((*raw.labels, *gmail_labels(headers))))
        parties = parties_of(headers, self._own)
        notes = (
            mail.notes
            | raw.notes
            | _more_notes(raw, headers)
            | ({"crowd"} if len(parties) > MOST else set())
        )
        return Parsed(
            locator=raw.locator,
            platform=PLATFORM,
            kind=raw.kind,
            text=_with_invitations(clean(mail.text), mail.files),
            sent=timed.moment,
            parties=parties,
            platform_id=message_id(headers),
            conversation_key=conversation_key(headers),
            conversation_title=plain_subject(subject),
            parent_id=parent_id(headers),
            named=named_in(headers),
            subject=subject,
            attachments=tuple(_attachments(mail.files, raw)),
            flags=raw.flags | timed.flags | _flags(notes, labels, mail.text),
            labels=labels,
            problems=(*timed.problems, *map(_problem, sorted(notes))),
            raw=_unmapped(headers),
        )


def parse_mail(
    untrusted: bytes, locator: str = "", options: ImportOptions | None = None
) -> Parsed | Unreadable:
    """Make a record of one mail, for whoever has its bytes."""
    return MailReader(options or ImportOptions()).read(RawMail(locator, untrusted))


def _with_invitations(text: str, files: Iterable[MailFile]) -> str:
    """Put what invitations in a mail say of time and place before its text."""
    lines = [
        line
        for file in files
        if file.media_type == "text/calendar" and file.size < _LARGEST_INVITATION
        for line in invitation_lines(file.data())
    ]
    return clean("\n".join((*dict.fromkeys(lines), "", text))) if lines else text


def _journalled(mail: ReadMail) -> bytes | None:
    """Give the mail inside a journal envelope of Exchange, or None where it is no envelope."""
    named = any(name == "x-ms-journal-report" for name, _ in mail.headers.fields)
    if not named and not _REPORT.match(mail.text):
        return None
    inside = [file for file in mail.files if file.media_type == "message/rfc822"]
    return inside[0].data() if len(inside) == 1 else None


def _more_notes(raw: RawMail, headers: Headers) -> set[str]:
    notes = set()
    if not headers:
        notes.add("headers")
    if raw.cut:
        notes.add("cut")
    status = headers.first("x-mozilla-status").strip()
    if re.fullmatch(r"[0-9A-Fa-f]{1,8}", status) and int(status, 16) & _EXPUNGED:
        notes.add("expunged")
    return notes


def _flags(notes: set[str], labels: Iterable[str], text: str) -> frozenset[str]:
    flags = {
        Flag.DELETED.value: "expunged" in notes,
        Flag.TRUNCATED.value: bool(notes & {"cut", "short"}),
        Flag.DRAFT.value: any(label.casefold() in _DRAFTS for label in labels),
        Flag.UNDECODABLE.value: bool(notes & {"sealed", "encrypted"}) and not text.strip(),
    }
    return frozenset(flag for flag, is_so in flags.items() if is_so)


def _problem(note: str) -> Problem:
    return Problem(_CODES.get(note, note), _ODD[note])


def _attachments(files: Iterable[MailFile], raw: RawMail) -> Iterator[ParsedAttachment]:
    """Give the files of a mail; those that lie beside it in the place of what they stood for."""
    beside = {file.path: file for file in raw.beside}
    for file in files:
        part = file.part
        if part is None or "kept apart" not in raw.notes or part.data().strip():
            yield _attachment(file)
        elif (found := beside.pop(part.path.removeprefix("1."), None)) is not None:
            yield _from_beside(found, file.media_type, inline=file.inline)
        else:
            yield replace(_attachment(file), open=None, missing=NOT_LOADED, size=-1)
    yield from map(_from_beside, beside.values())


def _from_beside(file: Beside, media_type: str = "", *, inline: bool = False) -> ParsedAttachment:
    return ParsedAttachment(
        name=clean(file.name),
        open=file.open,
        claimed_type=clean(media_type),
        size=file.size,
        inline=inline,
    )


def _attachment(file: MailFile) -> ParsedAttachment:
    return ParsedAttachment(
        name=clean(file.name),
        open=partial(_opened, file),
        claimed_type=clean(file.media_type),
        size=file.size,
        inline=file.inline,
    )


def _opened(file: MailFile) -> BinaryIO:
    return io.BytesIO(file.data())


def _unmapped(headers: Headers) -> str:
    """Give the header fields that have no place in a record, cut to a bounded length."""
    kept: list[tuple[str, str]] = []
    size = 0
    for name, value in headers.fields:
        if name in _MAPPED or size > _MOST_HEADERS:
            continue
        text = value[:_LONGEST_HEADER].decode("utf-8", "replace").replace("\0", "\ufffd")
        kept.append((name, text))
        size += len(name) + len(text)
    return json.dumps({"headers": kept}, ensure_ascii=False) if kept else ""
