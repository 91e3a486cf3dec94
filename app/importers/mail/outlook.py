"""Outlook's items as records; files of one each (.msg) are taken apart in a child process."""

from __future__ import annotations

from dataclasses import replace

from app.domain.parsed import Parsed, Unreadable
from app.domain.records import Flag, Kind
from app.errors import ChildFailed
from app.importers.base import Isolated
from app.importers.mail.mail_record import MailReader, RawMail
from app.reading.msg_child import MailValues, msg_as_mail

TOO_LARGE = "The Outlook file is larger than 150 MB and was not opened."
DAMAGED = "It is no Outlook item, or too damaged to be opened."

TEAMS = "IPM.SKYPETEAMS"

_SECONDS = 120.0
_KINDS = (
    ("IPM.APPOINTMENT", "Calendar"),
    ("IPM.CONTACT", "Contact"),
    ("IPM.DISTLIST", "Contact"),
    ("IPM.TASK", "Task"),
    ("IPM.STICKYNOTE", "Note"),
    ("IPM.ACTIVITY", "Journal"),
)


class OutlookReader:
    """Makes records of Outlook's files."""

    def __init__(self, mails: MailReader, isolated: Isolated | None) -> None:
        self._mails = mails
        self._isolated = isolated

    def read(self, raw: RawMail) -> Parsed | Unreadable:
        """Read one file; what cannot be opened is told as such."""
        if raw.cut:
            return Unreadable(raw.locator, TOO_LARGE)
        try:
            made = self._made(raw.untrusted)
        except ChildFailed as failed:
            return Unreadable(raw.locator, failed.reason, raw.untrusted)
        if made is None:
            return Unreadable(raw.locator, DAMAGED, raw.untrusted)
        return record_of(self._mails, raw.locator, made)

    def _made(self, untrusted: bytes) -> MailValues | None:
        if self._isolated is None:
            return msg_as_mail(untrusted)
        return self._isolated.call(msg_as_mail, untrusted, seconds=_SECONDS)


def record_of(
    mails: MailReader, locator: str, made: MailValues, more: frozenset[str] = frozenset()
) -> Parsed | Unreadable:
    """Make the record of an item; ``more`` are notes beside its own.

    What was left out because it is too large (``cut``) is not lost in a damaged file.
    """
    mail, item, labels, draft, notes = made
    kind = item.upper()
    sort = next((word for name, word in _KINDS if kind.startswith(name)), "")
    raw = RawMail(
        locator,
        mail,
        labels=tuple(dict.fromkeys((*([sort] if sort else []), *labels))),
        flags=frozenset({Flag.DRAFT.value} if draft and not sort else ()),
        notes=frozenset({*notes, *more} - ({"short"} if "cut" in more else set())),
        kind=Kind.DOCUMENT if sort else Kind.EMAIL,
    )
    record = mails.read(raw)
    if kind.startswith(TEAMS) and isinstance(record, Parsed):
        return _of_teams(record)
    return record


def _of_teams(record: Parsed) -> Parsed:
    """Make a message of the copy that Exchange keeps of each message of Teams."""
    people = sorted({party.address or party.name for party in record.parties})
    thread = record.conversation_key if record.conversation_title else f"people:{'|'.join(people)}"
    return replace(record, platform="teams", kind=Kind.MESSAGE, conversation_key=thread)
