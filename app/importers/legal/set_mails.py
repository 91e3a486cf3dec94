"""Natives of a production set that are mails, read by the readers of mail."""

from __future__ import annotations

import re
from functools import cached_property

from app.domain.parsed import Parsed, Unreadable
from app.importers.base import ImportOptions, MemberUnreadable
from app.importers.legal import load_rows as f
from app.importers.legal.listed import NATIVE_FILE
from app.importers.legal.load_rows import LoadRow
from app.importers.legal.set_files import SetFiles
from app.importers.mail.mail_record import MOST_BYTES, MailReader, RawMail
from app.importers.mail.members import Sort, sort_of
from app.importers.mail.outlook import OutlookReader
from app.importers.times import Clock

MAIL_READ = "It is the mail of a document; the record was made of it."
IN_MAILBOX = "It names a mailbox file of the set, whose mails are read one by one."

_MAILBOXES = (".pst", ".ost", ".mbox", ".mbx")
_WITHIN = re.compile(r"(.{1,1000}\.(?:pst|ost|mbox|mbx))[\\/]", re.IGNORECASE | re.DOTALL)
_ENDINGS = {".eml": Sort.MAIL, ".msg": Sort.OUTLOOK}
_TYPES = {
    "message/rfc822": Sort.MAIL,
    "application/vnd.ms-outlook": Sort.OUTLOOK,
    "application/msoutlook": Sort.OUTLOOK,
}


class SetMails:
    """Reads mails among the natives of one set."""

    def __init__(self, files: SetFiles, options: ImportOptions, clock: Clock) -> None:
        self._files = files
        self._mails = MailReader(options, clock)
        self._outlook = OutlookReader(self._mails, options.isolated)

    def is_mailbox(self, row: LoadRow) -> bool:
        """Say whether a document's native is, or lies in, a mailbox that other readers read.

        Google Vault lists the mails of its mailbox files so, each by its Message-ID.
        """
        found = self._member(row)
        if found is not None:
            return found.casefold().endswith(_MAILBOXES)
        within = _WITHIN.match(row.fields.get(f.NATIVE, ""))
        if within:
            return self._files.find(within[1]) is not None
        is_elsewhere = row.listed.by_native and row.fields.get(f.MESSAGE_ID, "")
        if not is_elsewhere or any(one.inline for one in row.listed.files):
            return False
        is_lost = not any(self._files.first(one.paths) for one in row.listed.files)
        return is_lost and self._has_mailbox

    def read(self, row: LoadRow, locator: str) -> Parsed | Unreadable | None:
        """Read the mail that a document's native is; None where it is none."""
        member = self._member(row)
        sort = self._sort(row, member)
        if sort is None:
            return None
        try:
            raw = self._raw(row, member, locator)
        except MemberUnreadable as fault:
            return Unreadable(locator, fault.reason)
        record = (self._outlook if sort is Sort.OUTLOOK else self._mails).read(raw)
        if member is not None and isinstance(record, Parsed):
            self._files.use(member, MAIL_READ)
        return record

    @cached_property
    def _has_mailbox(self) -> bool:
        return any(one.casefold().endswith(_MAILBOXES) for one in self._files.export.members())

    def _member(self, row: LoadRow) -> str | None:
        natives = row.listed.of(NATIVE_FILE)
        if len(natives) == 1 and natives[0].inline is None:
            return self._files.first(natives[0].paths)
        path = row.fields.get(f.NATIVE, "")
        return self._files.find(path) if path and not natives else None

    def _sort(self, row: LoadRow, member: str | None) -> Sort | None:
        """Tell mails by the name of the file, or by what the list says and the bytes tell."""
        told = _TYPES.get(row.fields.get(f.MEDIA_TYPE, "").casefold())
        if member is None:
            natives = row.listed.of(NATIVE_FILE)
            return told if len(natives) == 1 and natives[0].inline else None
        ending = _ENDINGS.get(member.casefold()[-4:])
        if ending is not None or told is None:
            return ending
        by_content = sort_of(self._files.export, member)
        return by_content if by_content in {Sort.MAIL, Sort.OUTLOOK} else None

    def _raw(self, row: LoadRow, member: str | None, locator: str) -> RawMail:
        if member is None:
            data = row.listed.of(NATIVE_FILE)[0].inline or b""
            return RawMail(locator, data)
        with self._files.export.open(member) as file:
            data = file.read(MOST_BYTES)
            return RawMail(locator, data, cut=bool(file.read(1)))
