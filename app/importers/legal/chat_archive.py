"""Archives of chats in XML: Actiance and Vantage (also Mattermost), Bloomberg, Skype."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from app.domain.parsed import ParsedAttachment
from app.importers.base import (
    Cursor,
    Export,
    Ignored,
    ImportOptions,
    Item,
    MemberUnreadable,
    Unreadable,
    after_cursor,
)
from app.importers.legal.chat_records import ChatRecords
from app.importers.legal.chat_xml import EVENTS, Event, EventReader, Found, Silent
from app.importers.legal.event_means import means_of
from app.importers.legal.unnamed import document
from app.importers.legal.xml_archive import Fault, entries_in, heads, unreadable
from app.importers.portion import is_archive, open_nested
from app.importers.social.account import Account
from app.importers.times import Clock, TimeReader, wall_clock

NO_EVENTS = "A conversation in which nothing was said and nobody came or went."
NOTHING = "It holds no messages."
NOT_NAMED = "It is no archive of chats, and no message names it."
ATTACHED = "Its files stand with the messages that name them."

_ROOT = re.compile(rb"<(?:\w{1,40}:)?(FileDump|Conversations)[\s>]")
_MOST_ARCHIVES = 50


class ChatArchiveImporter:
    """Reads archives of chats in XML; see :class:`app.importers.base.Importer`."""

    key = "chat_archive"
    label = "Archived chats in XML (Actiance, Vantage, Bloomberg, Skype)"
    needs_zone = True
    experimental = True

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a file in it begins as such an archive does."""
        return any(True for _ in _dumps(export))

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give events file by file, then what is left."""
        return after_cursor(_items(export, options, TimeReader(options.zone, self._clock)), after)


def _items(export: Export, options: ImportOptions, times: TimeReader) -> Iterator[Item]:
    yield from export.rejected()
    files = _Files(export)
    for member, root in list(_dumps(export)):
        files.account.done(member)
        records = ChatRecords(means_of(member, times, options, files.attach))
        told = False
        for found in entries_in(export, member, (root, EVENTS), EventReader()):
            told = True
            yield _item(found, member, records)
        if not told:
            yield Ignored(member, NOTHING)
    yield from files.left()
    yield from files.account.ignore(export.members(), NOT_NAMED, foreign=True)


def _item(found: Found | Fault, member: str, records: ChatRecords) -> Item:
    if isinstance(found, Event):
        return records.item(found)
    if isinstance(found, Silent):
        return Ignored(f"{member} conversation {found.talk.number}", NO_EVENTS)
    return unreadable(found, member)


def _dumps(export: Export) -> Iterator[tuple[str, str]]:
    """Find the files that begin with a root of theirs."""
    for member, head in heads(export):
        found = _ROOT.search(head)
        if found:
            yield member, found[1].decode("ascii")


class _Files:
    """The files beside the archives, also those in Bloomberg's ``.att`` archives."""

    def __init__(self, export: Export) -> None:
        self.account = Account(export)
        self._inside: dict[str, Account] = {}
        self._trees: dict[str, Export] = {}
        self._faults: list[Item] = []
        named = (one for one in export.members() if ".att." in one.casefold())
        for member in islice(named, _MOST_ARCHIVES):
            if is_archive(export, member):
                self._open(export, member)

    def attach(self, references: list[str], shown: str) -> ParsedAttachment:
        """Find a file by the first reference that leads to one."""
        for account in (self.account, *self._inside.values()):
            for reference in references:
                if account.holds(reference):
                    return account.attachment(reference, shown)
        return self.account.attachment(references[0], shown)

    def left(self) -> Iterator[Item]:
        """Account for the archives of files and for what in them no message names."""
        yield from self._faults
        for member, account in self._inside.items():
            yield Ignored(member, ATTACHED)
            tree = self._trees[member]
            for name in tree.members():
                if not account.is_done(name):
                    yield document(f"{member}, file {name}", account.member(name))
            for one in tree.rejected():
                yield Unreadable(f"{member}, {one.locator}", one.reason)

    def _open(self, export: Export, member: str) -> None:
        self.account.done(member)
        try:
            tree = open_nested(export, member)
        except MemberUnreadable as fault:
            self._faults.append(Unreadable(member, fault.reason))
            return
        self._trees[member] = tree
        self._inside[member] = Account(tree)
