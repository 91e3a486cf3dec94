"""The archive that X (Twitter) gives of an account, in every layout since 2010.

Posts come first, because they tell the names behind the numbers in messages; then messages; then
what was left, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from app.domain.records import Flag
from app.importers.base import (
    Cursor,
    Export,
    Ignored,
    ImportOptions,
    Item,
    Unreadable,
    after_cursor,
)
from app.importers.social.account import Account, from_here, natural, or_nothing, place
from app.importers.social.json_stream import Broken, Value, read_member
from app.importers.social.json_stream import Entry as ListEntry
from app.importers.social.tables import BrokenRow, read_table
from app.importers.social.taking import Entry, as_bytes, take_text
from app.importers.social.x_further import FurtherReader
from app.importers.social.x_media import MediaFinder
from app.importers.social.x_members import (
    Sort,
    looks_like_x,
    read_manifest,
    sorts_of,
    unwrapped,
)
from app.importers.social.x_messages import MessageReader
from app.importers.social.x_old import tweet_of_row
from app.importers.social.x_people import People
from app.importers.social.x_tweets import TweetReader
from app.importers.times import TimeReader
from app.reading.deep import undisturbed

ODD_ENTRY = "This entry is not laid out like a post or message."
NESTED_ENTRY = "This entry is nested too deeply to be read."
EMPTY = "The file holds no entries."
NOTES_JOINED = "Its long texts were joined to their posts."
PAGE = "A page to look at the archive with; it holds no records of its own."
OTHER_DATA = "This part of the archive holds no posts or messages."
ACCOUNT_READ = "Only the account's name was taken from this file."
MANIFEST_READ = "The archive's own list of files; it was used to find and count them."
PARTIAL = "The archive's own list of files; it says that the archive is incomplete."
LISTED_ONLY = (
    "The archive's list of files names it, but it is not in the export; "
    "it may lie in another part of the download."
)

_DELETED = frozenset({Flag.DELETED.value})
_NONE: frozenset[str] = frozenset()
_POSTS = (Sort.TWEETS, Sort.DELETED, Sort.COMMUNITY, Sort.OLD_TWEETS)
_FURTHER = (
    *(Sort.SPACES, Sort.COMMUNITY_NOTES, Sort.NOTE_RATINGS),
    *(Sort.BROADCAST_COMMENTS, Sort.GROK),
)
_ACCOUNT_KEYS = ("accountId", "username", "accountDisplayName")
_OLD_ACCOUNT_KEYS = ("id", "screen_name", "full_name")
_LEFT = (
    (".html", PAGE),
    (".htm", PAGE),
    (".css", PAGE),
    (".js", OTHER_DATA),
    (".json", OTHER_DATA),
    (".csv", OTHER_DATA),
    (".txt", OTHER_DATA),
)
_RECORDS = frozenset({*_POSTS, *_FURTHER, Sort.OLD_TABLE, Sort.DIRECT, Sort.GROUP, Sort.LIKES})

Maker = Callable[[Entry, str], Iterable[Item] | None]
"""Makes an entry into items; None where it is of no known layout."""


class XImporter:
    """Reads an X archive; an :class:`app.importers.base.Importer`."""

    key = "x_archive"
    label = "X (Twitter) archive"
    needs_zone = False
    experimental = False

    def recognises(self, export: Export) -> bool:
        """Look for the archive's scripts or its old table."""
        return looks_like_x(export)

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give posts, then messages, then what is left."""
        return after_cursor(_Reading(export, options).items(), after)


class _Reading:
    """One pass over one archive."""

    def __init__(self, export: Export, options: ImportOptions) -> None:
        self._export = export
        self._account = Account(export)
        self._manifest = read_manifest(export)
        self._sorts = sorts_of(export, self._manifest)
        self._people = People(self._manifest.owner)
        media = self._media = MediaFinder(export, self._account)
        times = TimeReader(options.zone)
        self._tweets = TweetReader(self._people, media, times)
        self._messages = MessageReader(self._people, media, times)
        self._further = FurtherReader(self._people, self._account, times)
        self._further.learn_files(export.members())
        counts = self._manifest.counts
        self._counts = {export.find(name): count for name, count in counts.items()}
        self._learn_owner(options)

    def items(self) -> Iterator[Item]:
        """Give all items in their fixed order."""
        for member in self._of(Sort.NOTES):
            yield from self._notes(member)
        for member in self._of(*_POSTS):
            yield from self._file(member, self._post_maker(member))
        for member in self._of(Sort.OLD_TABLE):
            yield from or_nothing(self._table(member), member, EMPTY)
        yield from self._tweets.unmatched()
        for member in self._of(Sort.LIKES):
            yield from self._file(member, self._like)
        for member in self._of(*_FURTHER):
            yield from self._file(member, self._further_maker(member))
        for member in self._of(Sort.DIRECT, Sort.GROUP):
            yield from self._file(member, self._conversation)
        yield from self._left()

    def _of(self, *sorts: Sort) -> list[str]:
        found = (member for member, sort in self._sorts.items() if sort in sorts)
        return sorted(found, key=lambda member: (sorts.index(self._sorts[member]), natural(member)))

    def _file(self, member: str, make: Maker) -> Iterator[Item]:
        return or_nothing(self._entries(member, make), member, EMPTY)

    def _entries(self, member: str, make: Maker) -> Iterator[Item]:
        """Read one script; its entries may lie under a key each."""
        self._account.done(member)
        count = 0
        for piece in read_member(self._export, member, assigned=True):
            if isinstance(piece, Broken):
                yield Unreadable(from_here(member, piece.number), piece.reason)
                return
            if isinstance(piece, ListEntry):
                count += 1
                yield from _made(piece.value, place(member, piece.number), make)
        listed = self._counts.get(member, 0)
        if listed > count:
            yield Unreadable(
                member, f"The archive lists {listed} entries in it; {count} are there."
            )

    def _post_maker(self, member: str) -> Maker:
        flags = _DELETED if self._sorts[member] is Sort.DELETED else _NONE

        def make(entry: Entry, locator: str) -> Iterable[Item] | None:
            record = self._tweets.read(unwrapped(entry), locator, flags)
            return [record] if record else None

        return make

    def _further_maker(self, member: str) -> Maker:
        sort = self._sorts[member]
        return lambda entry, locator: self._further.read(sort, unwrapped(entry), locator)

    def _like(self, entry: Entry, locator: str) -> Iterable[Item] | None:
        record = self._tweets.like(unwrapped(entry), locator)
        return [record] if record else None

    def _conversation(self, entry: Entry, locator: str) -> Iterable[Item] | None:
        inner = unwrapped(entry)
        if not isinstance(inner.get("messages"), list):
            return None
        return self._messages.conversation(inner, locator)

    def _notes(self, member: str) -> Iterator[Item]:
        """Keep long texts for their posts; only what cannot be kept is an item now."""
        faults = 0
        for item in self._entries(member, self._note):
            faults += 1
            yield item
        if not faults:
            yield Ignored(member, NOTES_JOINED)

    def _note(self, entry: Entry, locator: str) -> Iterable[Item] | None:
        return [] if self._tweets.read_note(unwrapped(entry), locator) else None

    def _table(self, member: str) -> Iterator[Item]:
        self._account.done(member)
        for row in read_table(self._export, member):
            locator = place(member, row.number)
            if isinstance(row, BrokenRow):
                yield Unreadable(locator, row.reason)
                continue
            record = self._tweets.read(tweet_of_row(row.cells), locator)
            yield record or Unreadable(locator, ODD_ENTRY, as_bytes(row.cells))

    def _learn_owner(self, options: ImportOptions) -> None:
        owner = self._people.owner
        for member in self._of(Sort.ACCOUNT, Sort.OLD_ACCOUNT):
            for piece in read_member(self._export, member, assigned=True):
                if isinstance(piece, ListEntry) and isinstance(piece.value, dict):
                    owner.learn(*_named(unwrapped(piece.value), _ACCOUNT_KEYS))
                elif isinstance(piece, Value):
                    owner.learn(*_named({piece.key: piece.value}, _OLD_ACCOUNT_KEYS))
        owner.learn("", next(iter(options.own_addresses), ""), "")

    def _left(self) -> Iterator[Item]:
        ignore = self._account.ignore
        told = PARTIAL if self._manifest.partial else MANIFEST_READ
        for member in self._of(Sort.MANIFEST, Sort.ACCOUNT, Sort.OLD_ACCOUNT):
            reason = told if self._sorts[member] is Sort.MANIFEST else ACCOUNT_READ
            pieces = read_member(self._export, member, assigned=True)
            yield from self._account.used(member, pieces, reason)
        yield from self._media.left(self._account)
        for member in self._of(Sort.OTHER):
            name = member.lower()
            reason = next((why for ends, why in _LEFT if name.endswith(ends)), "")
            if reason and not self._account.is_done(member):
                yield from ignore([member], reason)
        rejected = {item.locator for item in self._export.rejected()}
        for listed, sort in sorted(self._manifest.sorts.items()):
            if sort in _RECORDS and listed not in rejected and self._export.find(listed) is None:
                yield Unreadable(listed, LISTED_ONLY)
        yield from self._account.left()


def _made(value: object, locator: str, make: Maker) -> Sequence[Item]:
    """Make an entry into items; what is of no known layout is kept as it is."""
    try:
        with undisturbed():
            items = make(value, locator) if isinstance(value, dict) else None
            if items is None:
                return [Unreadable(locator, ODD_ENTRY, as_bytes(value))]
            return list(items)
    except RecursionError:
        return [Unreadable(locator, NESTED_ENTRY)]


def _named(entry: Entry, keys: Sequence[str]) -> tuple[str, str, str]:
    number, handle, name = (take_text(entry, key) for key in keys)
    return number, handle, name
