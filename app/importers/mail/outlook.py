"""Outlook's files of one item each (.msg) as mails; they are taken apart in a child process."""

from __future__ import annotations

from app.domain.parsed import Parsed, Unreadable
from app.domain.records import Flag, Kind
from app.errors import ChildFailed
from app.importers.base import Isolated
from app.importers.mail.mail_record import MailReader, RawMail
from app.reading.msg_child import MailValues, msg_as_mail

TOO_LARGE = "The Outlook file is larger than 150 MB and was not opened."
DAMAGED = "It is no Outlook item, or too damaged to be opened."

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
        return self._mails.read(_raw_mail(raw.locator, made))

    def _made(self, untrusted: bytes) -> MailValues | None:
        if self._isolated is None:
            return msg_as_mail(untrusted)
        return self._isolated.call(msg_as_mail, untrusted, seconds=_SECONDS)


def _raw_mail(locator: str, made: MailValues) -> RawMail:
    mail, item, labels, draft, notes = made
    sort = next((word for name, word in _KINDS if item.upper().startswith(name)), "")
    return RawMail(
        locator,
        mail,
        labels=tuple(dict.fromkeys((*([sort] if sort else []), *labels))),
        flags=frozenset({Flag.DRAFT.value} if draft and not sort else ()),
        notes=frozenset(notes),
        kind=Kind.DOCUMENT if sort else Kind.EMAIL,
    )
