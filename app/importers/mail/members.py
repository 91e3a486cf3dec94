"""Which members of an export are mails or mailboxes, and their mails one after another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from functools import partial
from itertools import islice

from app.domain.parsed import Ignored, Item, Unreadable
from app.importers.base import Cursor, Export, MemberUnreadable
from app.importers.mail.mail_record import MOST_BYTES, MailReader, RawMail
from app.importers.mail.mbox_split import begins_as_mailbox, split_mailbox

NO_MAIL = "It is no mail and no mailbox."
APPLE_MAIL = "Apple Mail's own files (.emlx) cannot be read yet; export the mailbox as mbox."
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


class Sort(Enum):
    """What a member is to a reader of mail."""

    MAIL = "mail"
    MAILBOX = "mailbox"
    OTHER = "other"


def sort_of(export: Export, member: str) -> Sort:
    """Tell mails and mailboxes by what is inside; ``.eml`` is a mail whatever it holds."""
    name = member.lower()
    if name.endswith((*_INDEXES, ".emlx")) or not export.size(member):
        return Sort.OTHER
    head = export.head(member)
    if name.endswith(".eml"):
        return Sort.MAIL
    if begins_as_mailbox(head):
        return Sort.MAILBOX
    return Sort.MAIL if _begins_as_mail(head) else Sort.OTHER


def holds(export: Export, sort: Sort) -> bool:
    """Say whether an export holds a member of this sort, without opening pictures and such."""
    members = export.members()
    asked = (
        member
        for member in members
        if len(members) == 1 or member.lower().rpartition(".")[2] not in _OTHER_ENDINGS
    )
    return any(sort_of(export, member) is sort for member in islice(asked, _MOST_ASKED))


def mails_of(export: Export, reader: MailReader, after: Cursor | None) -> Iterator[Item]:
    """Give the items of an export after the cursor; those before it are not taken apart."""
    for make in islice(_pending(export, reader), after.items if after else 0, None):
        yield make()


def _pending(export: Export, reader: MailReader) -> Iterator[Callable[[], Item]]:
    """Give for each item, in order, what makes it."""
    for rejected in export.rejected():
        yield partial(_same, rejected)
    for member in export.members():
        sort = sort_of(export, member)
        if sort is Sort.OTHER:
            yield partial(_same, Ignored(member, _reason(export, member)))
            continue
        try:
            yield from _mails_in(export, member, sort, reader)
        except MemberUnreadable as error:
            yield partial(_same, Unreadable(member, error.reason))


def _mails_in(
    export: Export, member: str, sort: Sort, reader: MailReader
) -> Iterator[Callable[[], Item]]:
    with export.open(member) as file:
        if sort is Sort.MAIL:
            data = file.read(MOST_BYTES)
            yield partial(reader.read, RawMail(member, data, cut=bool(file.read(1))))
            return
        for piece in split_mailbox(file):
            locator = f"{member}, byte {piece.offset}"
            raw = RawMail(locator, piece.untrusted, piece.postmark, piece.cut)
            yield partial(reader.read, raw)


def _reason(export: Export, member: str) -> str:
    name = member.lower()
    if name.endswith(_INDEXES):
        return INDEX
    if name.endswith(".emlx"):
        return APPLE_MAIL
    return NO_MAIL if export.size(member) else EMPTY


def _begins_as_mail(head: bytes) -> bool:
    """Say whether a head begins with at least two header fields, one of them well known."""
    plain = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").replace(b"\r\n", b"\n")
    plain = plain.replace(b"\r", b"\n")
    at = known = fields = 0
    while fields < 12 and (found := _FIELD.match(plain, at)):
        fields += 1
        known += bool(_KNOWN.match(plain, at))
        at = found.end()
    return fields >= 2 and known >= 1


def _same(item: Item) -> Item:
    return item
