"""Writes conversations as RSMF 2.0 (Relativity Short Message Format), one file a day of each.

A file is a mail (RFC 5322) with headers ``X-RSMF-…``, the flattened text as its body and one
attachment ``rsmf.zip`` that holds ``rsmf_manifest.json`` and the attachments of the messages.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import PurePosixPath

from app.delivery.entries import Enclosure, Entry, codes_of, day_of, disposition_of
from app.delivery.plain import conversation_words, flat_line, mark_of, name_words, one_line, said
from app.domain.redacted import RedactedRecord

GENERATOR = "Sunshine Desk"
VERSION = "2.0.0"
_MANIFEST = "rsmf_manifest.json"
_FIXED = (1980, 1, 1, 0, 0, 0)
_PLATFORMS = {"Text message": "sms", "X (Twitter)": "x", "Phone call": "call"}
_LONGEST_HEADER = 900
_DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Slice:
    """What happened in one conversation on one day.

    Attributes:
        collection: groups the files of one conversation.
        read: gives the bytes of a file of the delivery by its name.
    """

    collection: str
    entries: tuple[Entry, ...]
    read: Callable[[str], bytes] = field(repr=False)


class _People:
    """The participants of a file; those of whom the same is withheld are one."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def id_of(self, display: str) -> str:
        """Give the id of a participant, who may be new."""
        return self._ids.setdefault(display, f"P{len(self._ids) + 1}")

    def listed(self) -> list[dict[str, object]]:
        """Give all for the manifest."""
        return [{"id": number, "display": display} for display, number in self._ids.items()]

    @property
    def ids(self) -> list[str]:
        """List the ids."""
        return list(self._ids.values())

    @property
    def names(self) -> list[str]:
        """List the names."""
        return list(self._ids)


def has_talk(record: RedactedRecord) -> bool:
    """Say whether a record belongs into a conversation: mails and documents do not."""
    return record.form not in {"email", "document"}


def file_name(record: RedactedRecord) -> str:
    """Give the name of the file in which a record stands: conversation and day."""
    day = day_of(record)
    return f"rsmf/C{record.thread:06d}-{day.isoformat() if day else 'undated'}.rsmf"


def write(part: Slice) -> bytes:
    """Give the file; the same slice gives the same bytes."""
    people = _People()
    events = [_event(entry, people, part) for entry in part.entries]
    manifest = {
        "version": VERSION,
        "participants": people.listed(),
        "conversations": [_conversation(part, people)],
        "events": events,
        "eventcollectionid": part.collection,
    }
    packed = _packed(json.dumps(manifest, ensure_ascii=False, indent=1), part)
    return _mail(part, people, packed)


def _conversation(part: Slice, people: _People) -> dict[str, object]:
    platform = _shown(part).platform
    return {
        "id": _conversation_id(part),
        "display": _title(part),
        "platform": _PLATFORMS.get(platform, platform.casefold() or "unknown"),
        "type": "direct",
        "participants": people.ids,
    }


def _conversation_id(part: Slice) -> str:
    return f"C{part.entries[0].record.thread}"


def _shown(part: Slice) -> RedactedRecord:
    """Give a record that tells of the conversation: the first that is not withheld."""
    records = [entry.record for entry in part.entries]
    return next((record for record in records if record.withheld is None), records[0])


def _title(part: Slice) -> str:
    return conversation_words(_shown(part))


def _event(entry: Entry, people: _People, part: Slice) -> dict[str, object]:
    record = entry.record
    event: dict[str, object] = {
        "type": "message",
        "id": f"E{record.number}",
        "conversation": _conversation_id(part),
        "participant": people.id_of(_sender(record)),
        "body": _body(record),
        "custom": _custom(entry),
    }
    for one in record.recipients:
        people.id_of(one_line(one) or "unknown")
    if record.at is not None:
        event["timestamp"] = record.at.isoformat()
    if record.withheld is None:
        event["direction"] = "outgoing" if record.outgoing else "incoming"
    if _DELETED in record.remarks:
        event["deleted"] = True
    if record.answers in {other.record.number for other in part.entries}:
        event["parent"] = f"E{record.answers}"
    attached = [_attached(one.file, name_words(one.attachment), part) for one in _filed(entry)]
    return event | ({"attachments": attached} if attached else {})


def _sender(record: RedactedRecord) -> str:
    if record.withheld is not None:
        return mark_of(record.withheld)
    return one_line(record.sender) or "unknown sender"


def _body(record: RedactedRecord) -> str:
    if record.withheld is not None:
        return f"{mark_of(record.withheld)} Withheld in full."
    subject = f"{one_line(record.subject)}\n" if record.subject.pieces else ""
    return subject + said(record.text)


def _custom(entry: Entry) -> list[dict[str, str]]:
    told = {
        "Record": str(entry.record.number),
        "Page": entry.pages.first_number,
        "Disposition": disposition_of(entry.record),
        "Exemptions": "; ".join(codes_of(entry.record)),
        "Notes": "; ".join(entry.record.remarks),
    }
    return [{"name": name, "value": value} for name, value in told.items() if value]


def _filed(entry: Entry) -> list[Enclosure]:
    return [one for one in entry.enclosures if one.file]


def _attached(file: str, display: str, part: Slice) -> dict[str, object]:
    return {"id": _inner(file), "display": display, "size": len(part.read(file))}


def _inner(file: str) -> str:
    return PurePosixPath(file).name


def _packed(manifest: str, part: Slice) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(_member(_MANIFEST), manifest.encode("utf-8"))
        for entry in part.entries:
            for one in _filed(entry):
                archive.writestr(_member(_inner(one.file)), part.read(one.file))
    return target.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _FIXED)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 0
    return member


def _mail(part: Slice, people: _People, packed: bytes) -> bytes:
    text = "".join(f"{flat_line(entry.record)}\n" for entry in part.entries)
    digest = hashlib.sha256(packed + text.encode("utf-8")).hexdigest()
    mail = EmailMessage(policy=SMTP)
    for name, value in _headers(part, people).items():
        if value:
            mail[name] = " ".join(value.split())[:_LONGEST_HEADER]
    mail["Message-ID"] = f"<{digest[:32]}@request.invalid>"
    mail.set_content(text, cte="base64")
    mail.add_attachment(packed, maintype="application", subtype="octet-stream", filename="rsmf.zip")
    mail.set_boundary(f"rsmf-{digest[:32]}")
    return mail.as_bytes()


def _headers(part: Slice, people: _People) -> dict[str, str]:
    moments = sorted(at for at in (entry.record.at for entry in part.entries) if at is not None)
    first, last = (moments[0], moments[-1]) if moments else (None, None)
    attachments = sum(len(_filed(entry)) for entry in part.entries)
    return {
        "From": "Records office <records@request.invalid>",
        "Subject": _title(part),
        "X-RSMF-Version": VERSION,
        "X-RSMF-Generator": GENERATOR,
        "X-RSMF-BeginDate": _iso(first),
        "X-RSMF-EndDate": _iso(last),
        "X-RSMF-EventCount": str(len(part.entries)),
        "X-RSMF-AttachmentCount": str(attachments),
        "X-RSMF-Application": _shown(part).platform,
        "X-RSMF-Custodian": _shown(part).custodian,
        "X-RSMF-Participants": "; ".join(people.names),
        "X-RSMF-EventCollectionID": part.collection,
    }


def _iso(moment: dt.datetime | None) -> str:
    return moment.isoformat() if moment is not None else ""
