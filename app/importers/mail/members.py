"""Which members of an export are mails or mailboxes, and their mails one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import Enum
from functools import partial
from itertools import islice

from app.domain.parsed import Ignored, Unreadable
from app.domain.records import Flag
from app.importers.base import Export, Isolated, MemberUnreadable
from app.importers.mail.apple_mail import (
    ATTACHED,
    ENDING,
    folder_of,
    mail_beside,
    take_apart,
)
from app.importers.mail.mail_record import MOST_BYTES, Beside, MailReader, RawMail
from app.importers.mail.maildir import (
    UNFINISHED,
    Place,
    is_own_file,
    keywords_of,
    labels_of,
    place_of,
)
from app.importers.mail.mbox_split import begins_as_mailbox, split_mailbox
from app.importers.mail.outlook import OutlookReader
from app.importers.pending import Pending
from app.reading.msg import MAGIC, is_msg
from app.reading.tnef import is_tnef

NO_MAIL = "It is no mail and no mailbox."
INDEX = "It is an index of the mail program and holds no mail."
EMPTY = "It is empty."

_KNOWN = re.compile(
    rb"(?:Return-Path|Received|Message-ID|From|To|Cc|Date|Subject|MIME-Version|Delivered-To"
    rb"|Reply-To|Sender|Content-Type|X-[\w-]+):[^\n]*\n(?:[ \t][^\n]*\n)*",
    re.IGNORECASE,
)
_FIELD = re.compile(rb"[!-9;-~]{1,80}[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*")
_INDEXES = (".msf", ".mozmsgs", ".snm", ".toc", ".idx")
_OTHER_ENDINGS = frozenset({
    *("json", "html", "htm", "js", "css", "csv", "xml", "pdf", "doc", "docx", "xls", "xlsx"),
    *("jpg", "jpeg", "png", "gif", "webp", "heic", "svg", "tif", "tiff", "bmp", "mp4", "mov"),
    *("mp3", "m4a", "amr", "ogg", "opus", "3gp", "zip", "db", "sqlite", "vcf", "ics", "md", "log"),
    *("pptx", "avi"),
})  # fmt: skip
_MOST_ASKED = 2_000
_LISTED_WITHIN = 1 << 20


class Sort(Enum):
    """What a member is to a reader of mail."""

    MAIL = "mail"
    MAILBOX = "mailbox"
    MAILDIR = "a mail in a Maildir"
    APPLE = "a mail of Apple Mail"
    OUTLOOK = "an item of Outlook"
    OTHER = "other"


def sort_of(export: Export, member: str) -> Sort:
    """Tell mails and mailboxes by what is inside; ``.eml`` is a mail whatever it holds."""
    name = member.lower()
    if name.endswith(_INDEXES) or not export.size(member) or is_own_file(member):
        return Sort.OTHER
    place = place_of(member)
    if place is not None:
        return Sort.OTHER if place.part == "tmp" else Sort.MAILDIR
    for ending, sort in ((ENDING, Sort.APPLE), (".eml", Sort.MAIL)):
        if name.endswith(ending):
            return sort
    return _by_content(export, member)


def _by_content(export: Export, member: str) -> Sort:
    head = export.head(member)
    if begins_as_mailbox(head):
        return Sort.MAILBOX
    if _begins_as_mail(head):
        return Sort.MAIL
    return Sort.OUTLOOK if _is_outlook(export, member, head) else Sort.OTHER


def _is_outlook(export: Export, member: str, head: bytes) -> bool:
    """Tell an Outlook item by its name, or by the streams that are listed early in the file."""
    if member.lower().endswith(".msg") or is_tnef(head):
        return True
    return head.startswith(MAGIC) and is_msg(export.head(member, _LISTED_WITHIN))


def holds(export: Export, sort: Sort) -> bool:
    """Say whether an export holds a member of this sort, without opening pictures and such."""
    members = export.members()
    asked = (
        member
        for member in members
        if mail_beside(member) is None
        and (len(members) == 1 or member.lower().rpartition(".")[2] not in _OTHER_ENDINGS)
    )
    return any(sort_of(export, member) is sort for member in islice(asked, _MOST_ASKED))


def mails_of(
    export: Export, reader: MailReader, isolated: Isolated | None = None
) -> Iterator[Pending]:
    """Give the items of an export, each mail as what takes it apart."""
    return _Walk(export, reader, isolated).pending()


class _Walk:
    """One reading of an export's mails."""

    def __init__(self, export: Export, reader: MailReader, isolated: Isolated | None) -> None:
        self._export = export
        self._reader = reader
        self._outlook = OutlookReader(reader, isolated)
        self._keywords: dict[str, dict[str, str]] = {}
        self._beside = _files_beside(export)

    def pending(self) -> Iterator[Pending]:
        """Give each item, in order, or what makes it."""
        yield from self._export.rejected()
        for member in self._export.members():
            left = self._why_left(member)
            sort = Sort.OTHER if left else sort_of(self._export, member)
            if sort is Sort.OTHER:
                yield _ignored(self._export, member, left)
                continue
            try:
                yield from self._mails_in(member, sort)
            except MemberUnreadable as error:
                yield Unreadable(member, error.reason)

    def _mails_in(self, member: str, sort: Sort) -> Iterator[Pending]:
        with self._export.open(member) as file:
            if sort is not Sort.MAILBOX:
                data = file.read(MOST_BYTES)
                raw = RawMail(member, data, cut=bool(file.read(1)))
                read = self._outlook.read if sort is Sort.OUTLOOK else self._reader.read
                yield partial(read, self._with_place(raw, sort))
                return
            for piece in split_mailbox(file):
                locator = f"{member}, byte {piece.offset}"
                raw = RawMail(locator, piece.untrusted, piece.postmark, piece.cut)
                yield partial(self._reader.read, raw)

    def _with_place(self, raw: RawMail, sort: Sort) -> RawMail:
        if sort is Sort.APPLE:
            return self._of_apple(raw)
        place = place_of(raw.locator)
        return raw if place is None else self._of_maildir(raw, place)

    def _of_maildir(self, raw: RawMail, place: Place) -> RawMail:
        if place.root not in self._keywords:
            self._keywords[place.root] = keywords_of(self._export, place.root)
        notes = frozenset({"trashed"} if Flag.DELETED.value in place.flags else ())
        labels = labels_of(place, self._keywords[place.root])
        return replace(raw, labels=labels, flags=place.flags, notes=notes)

    def _of_apple(self, raw: RawMail) -> RawMail:
        taken = take_apart(raw.untrusted)
        folder = folder_of(raw.locator)
        notes = {
            "short": taken.cut,
            "trashed": Flag.DELETED.value in taken.flags,
            "kept apart": raw.locator.lower().endswith(".partial" + ENDING),
        }
        return replace(
            raw,
            untrusted=taken.untrusted,
            labels=(*([folder] if folder else []), *taken.labels),
            flags=taken.flags,
            notes=frozenset(note for note, is_so in notes.items() if is_so),
            beside=tuple(
                Beside(path, file.rpartition("/")[2], self._export.size(file), opening)
                for path, file in self._beside.get(raw.locator, ())
                for opening in [partial(self._export.open, file)]
            ),
        )

    def _why_left(self, member: str) -> str:
        beside = mail_beside(member)
        if beside is None:
            return ""
        return ATTACHED if beside[0] in self._beside else ""


def _files_beside(export: Export) -> dict[str, list[tuple[str, str]]]:
    """Give the files that lie beside each mail that Apple Mail took them out of."""
    members = frozenset(export.members())
    found: dict[str, list[tuple[str, str]]] = {}
    for member in export.members():
        beside = mail_beside(member)
        if beside is not None and beside[0] in members:
            found.setdefault(beside[0], []).append((beside[1], member))
    return found


def _ignored(export: Export, member: str, left: str) -> Ignored:
    reason = left or _reason(export, member)
    return Ignored(member, reason, foreign=reason == NO_MAIL)


def _reason(export: Export, member: str) -> str:
    if member.lower().endswith(_INDEXES) or is_own_file(member):
        return INDEX
    if not export.size(member):
        return EMPTY
    return UNFINISHED if place_of(member) is not None else NO_MAIL


def _begins_as_mail(head: bytes) -> bool:
    """Say whether a head begins with two header fields or more, one of them well known.

    Lines of calendars and contacts look like header fields.
    """
    plain = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").replace(b"\r\n", b"\n")
    plain = plain.replace(b"\r", b"\n")
    if plain[:6].upper() == b"BEGIN:":
        return False
    at = known = fields = 0
    while fields < 12 and (found := _FIELD.match(plain, at)):
        fields += 1
        known += bool(_KNOWN.match(plain, at))
        at = found.end()
    return fields >= 2 and known >= 1
