"""RSMF files opened: the mail, the ZIP in it, the manifest in that; and what lies beside it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import BinaryIO

from app.domain.parsed import Ignored, Item, Parsed, ParsedAttachment, Unreadable
from app.domain.provenance import Problem
from app.errors import AppError
from app.importers.base import Export, ImportOptions, MemberUnreadable
from app.importers.chat.entries import made
from app.importers.legal.rsmf_events import Cast, EventReader, cast_of_manifest
from app.importers.legal.unnamed import document
from app.importers.mail.mail_record import MOST_BYTES, MailReader, RawMail
from app.importers.members import LIMITS, Gathering
from app.importers.safe_zip import gather_zip_in, looks_like_zip
from app.importers.social.account import Account, from_here, place
from app.importers.social.json_stream import Broken, Entry, read_member
from app.importers.text import clean
from app.importers.times import Clock, TimeReader
from app.importers.tree import Tree
from app.reading.headers import Headers
from app.reading.mail import MailFile, read_mail

MANIFEST = "rsmf_manifest.json"
TOO_LARGE = "The RSMF file is larger than 150 MB; ask for it cut into days, as is usual."
AS_MAIL = Problem(
    "rsmf_incomplete",
    "The events of this RSMF file could not be read, or not to their end; "
    "this is its text as a mail.",
)
EMPTY = "The manifest holds no events."
PICTURED = "A picture of a participant or a conversation, which says nothing in it."


@dataclass(frozen=True, slots=True)
class _Package:
    """One manifest with the files beside it.

    Attributes:
        folder: in which the manifest lies, with ``/`` behind it.
        scope: groups what belongs to one collection where the manifest does not say.
    """

    locator: str
    files: Export
    manifest: str
    headers: Headers
    scope: str

    @property
    def folder(self) -> str:
        """Give the folder that references in the manifest are relative to."""
        return self.manifest[: self.manifest.rfind("/") + 1]


class PackageReader:
    """Reads the RSMF files of one export."""

    def __init__(
        self, export: Export, account: Account, options: ImportOptions, clock: Clock
    ) -> None:
        self._export = export
        self._account = account
        self._options = options
        self._times = TimeReader(options.zone, clock)
        self._mails = MailReader(options, clock)
        self._held: tuple[str, tuple[tuple[str, bytes], ...]] = ("", ())

    def unpacked(self, member: str) -> Iterator[Item]:
        """Read a manifest that lies in the export itself, with its files beside it."""
        scope = _digest(self._export, member)
        package = _Package(member, self._export, member, Headers(), scope)
        told = False
        for item in self._events(package, self._account):
            told = told or item.locator.startswith(member)
            yield item
        if not told:
            yield Ignored(member, EMPTY)

    def mail(self, member: str) -> Iterator[Item]:
        """Read a mail with its manifest; one without is a mail of its own."""
        try:
            data = _read(self._export, member)
        except MemberUnreadable as fault:
            yield Unreadable(member, fault.reason)
            return
        mail = read_mail(data)
        headers, files = mail.headers, list(mail.files)
        del mail
        number = _zip_among(files)
        if number is None:
            yield self._as_mail(member, data)
            return
        yield from self._packed(member, data, headers, files, number)

    def _packed(
        self, member: str, data: bytes, headers: Headers, files: list[MailFile], number: int
    ) -> Iterator[Item]:
        try:
            inner = self._opened(member, number)
        except AppError as refused:
            yield Unreadable(f"{member} zip", refused.what)
            yield self._as_mail(member, data)
            return
        account = Account(inner)
        found = next((one for one in inner.members() if one.casefold().endswith(MANIFEST)), None)
        whole = False
        if found is not None:
            account.done(found)
            package = _Package(member, inner, found, headers, _digest(inner, found))
            whole = yield from _watched(self._events(package, account))
        if not whole:
            yield self._as_mail(member, data)
        for item in inner.rejected():
            yield replace(item, locator=f"{member}, {item.locator}")
        yield from self._left(member, account, inner)
        for other, file in enumerate(files):
            if other != number:
                opened = partial(self._file, member, other)
                attached = ParsedAttachment(clean(file.name), opened, "", clean(file.media_type))
                yield document(f"{member}, attachment {other + 1}", attached)

    def _opened(self, member: str, number: int) -> Tree:
        gathering = Gathering(LIMITS)
        gather_zip_in(partial(self._file, member, number), member, gathering)
        return Tree(self._export.paths, gathering.members, gathering.rejected)

    def _file(self, member: str, number: int) -> BinaryIO:
        """Open a file of a mail; those of the mail that was opened last are kept."""
        if self._held[0] != member:
            files = read_mail(_read(self._export, member)).files
            self._held = (member, tuple((file.name, file.data()) for file in files))
        if number >= len(self._held[1]):
            raise MemberUnreadable("The RSMF file has changed since it was read.")
        return io.BytesIO(self._held[1][number][1])

    def _as_mail(self, member: str, data: bytes) -> Item:
        record = self._mails.read(RawMail(member, data))
        if not isinstance(record, Parsed):
            return record
        return replace(record, problems=(*record.problems, AS_MAIL))

    def _events(self, package: _Package, account: Account) -> Iterator[Item]:
        cast = cast_of_manifest(package.files, package.manifest, package.headers, package.scope)
        for picture in cast.pictures:
            found = package.files.find(package.folder + picture)
            if found and found != package.manifest and not account.is_done(found):
                account.done(found)
                yield Ignored(_within(package, found), PICTURED)
        attach = partial(_attached, package, account)
        yield from self._told(package, cast, attach)

    def _told(
        self, package: _Package, cast: Cast, attach: Callable[[str, str], ParsedAttachment]
    ) -> Iterator[Item]:
        reader = EventReader(cast, self._times, self._options, attach)
        number = 0
        for piece in read_member(package.files, package.manifest):
            if isinstance(piece, Broken):
                yield Unreadable(from_here(package.locator, number + 1), piece.reason)
            elif isinstance(piece, Entry) and piece.key == "events":
                number += 1
                yield made(piece.value, place(package.locator, number), reader.record)

    def _left(self, member: str, account: Account, inner: Tree) -> Iterator[Item]:
        """Make records of the files in the ZIP that no event names."""
        for name in inner.members():
            if not account.is_done(name):
                yield document(f"{member}, file {name}", account.member(name))


def _watched(items: Iterator[Item]) -> Generator[Item, None, bool]:
    """Pass items on, and say whether there were events and reading came to their end."""
    events = broken = 0
    for item in items:
        events += isinstance(item, Parsed)
        broken += isinstance(item, Unreadable) and item.locator.endswith(" and after")
        yield item
    return bool(events) and not broken


def _attached(package: _Package, account: Account, reference: str, name: str) -> ParsedAttachment:
    """Find the file that an event names, beside its manifest first."""
    beside = package.folder + reference
    if package.folder and account.holds(beside):
        return account.attachment(beside, name or reference)
    return account.attachment(reference, name)


def _within(package: _Package, member: str) -> str:
    """Give the locator of a file: its own name where it lies in the export itself."""
    if package.locator == package.manifest:
        return member
    return f"{package.locator}, file {member}"


def _zip_among(files: list[MailFile]) -> int | None:
    """Give which file of a mail is the ZIP with the manifest; of several, the one so named."""
    zips = [
        number
        for number, file in enumerate(files)
        if file.media_type.startswith("application/") and looks_like_zip(file.data()[:4])
    ]
    named = [number for number in zips if files[number].name.casefold().startswith("rsmf")]
    return next(iter((*named, *zips)), None)


def _read(export: Export, member: str) -> bytes:
    with export.open(member) as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise MemberUnreadable(TOO_LARGE)
    return data


def _digest(export: Export, member: str) -> str:
    """Give what tells a manifest from all others."""
    digest = hashlib.blake2b(digest_size=12)
    try:
        with export.open(member) as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
    except MemberUnreadable:
        digest.update(b"cut")
    return digest.hexdigest()
