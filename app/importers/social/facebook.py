"""Facebook's “Download your information” in JSON: of a person, a page or Messenger's storage.

Threads come first, each part newest message first as in the export; then posts, comments and
groups; then what was left, with the reason. Only the account's own view is in such a download.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from app.importers.base import (
    Cursor,
    Export,
    ImportOptions,
    Item,
    Parsed,
    Unreadable,
    after_cursor,
)
from app.importers.social.account import Account, from_here, natural, or_nothing, place
from app.importers.social.facebook_members import (
    Sort,
    ThreadPart,
    looks_like_facebook,
    missing_parts,
    sort_of,
    thread_parts,
)
from app.importers.social.facebook_messages import MessageReader
from app.importers.social.facebook_posts import ENTRY_KEYS, Place, PostReader
from app.importers.social.facebook_text import repaired
from app.importers.social.facebook_threads import Thread, owner_of, thread_of
from app.importers.social.json_stream import Broken, Piece, Value, read_member
from app.importers.social.json_stream import Entry as ListEntry
from app.importers.social.taking import as_bytes
from app.importers.times import TimeReader
from app.reading.deep import undisturbed

KEPT_WHOLE = 16 << 20
ODD_ENTRY = "This entry is not laid out like a message, post or comment."
NESTED_ENTRY = "This entry is nested too deeply to be read."
MISSING_PART = (
    "This part of the conversation is not in the export; "
    "it may lie in another part of the download."
)
NO_RECORDS = "The file holds no messages, posts or comments."
OTHER_PART = "This part of the download holds no messages, posts or comments."
HTML_PAGE = "A page of the download in HTML; the JSON form of the download is what is read."
PROFILE_READ = "Only the account's name was taken from this file."
THREAD_PICTURE = "The picture of a conversation, not of a message."
EMPTY_THREAD = "The conversation holds no messages."


_WRAPPED = 4
_OF_ONE_ENTRY = ENTRY_KEYS | {
    *("tags", "fbid", "creation_timestamp", "name"),
    *("cover_photo", "last_modified_timestamp", "description"),
}
_TOLD = (".json", ".txt", ".csv", ".js", ".css")

Maker = Callable[[dict[str, object], str], Iterable[Parsed]]


class FacebookImporter:
    """Reads Facebook's JSON download; an :class:`app.importers.base.Importer`."""

    key = "facebook"
    label = "Facebook download (JSON)"
    needs_zone = False
    experimental = False

    def recognises(self, export: Export) -> bool:
        """Look for threads, posts or a profile as Facebook writes them."""
        return looks_like_facebook(export)

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give threads, posts, then what is left."""
        return after_cursor(_Reading(export, options).items(), after)


class _Reading:
    """One pass over one download."""

    def __init__(self, export: Export, options: ImportOptions) -> None:
        self._export = export
        self._account = Account(export)
        self._sorts = {member: sort_of(export, member) for member in export.members()}
        self._threads = thread_parts(
            (member, sort)
            for member, sort in self._sorts.items()
            if sort in {Sort.THREAD, Sort.SECURE}
        )
        self._owner = owner_of(export, self._of(Sort.PROFILE), self._threads, options)
        times = TimeReader(options.zone)
        self._messages = MessageReader(self._account, times)
        self._posts = PostReader(self._account, times)
        self._thread_pictures: list[str] = []

    def items(self) -> Iterator[Item]:
        """Give all items in their fixed order."""
        for part in self._threads:
            yield from self._thread(part)
        rejected = (item.locator for item in self._export.rejected())
        held = frozenset((*self._export.members(), *rejected))
        for folder, number in missing_parts(self._threads):
            if (missing := f"{folder}/message_{number}.json") not in held:
                yield Unreadable(missing, MISSING_PART)
        for member in self._of(Sort.POSTS):
            yield from or_nothing(self._posts_of(member), member, NO_RECORDS)
        yield from self._left()

    def _of(self, sort: Sort) -> list[str]:
        return sorted((m for m, found in self._sorts.items() if found is sort), key=natural)

    def _left(self) -> Iterator[Item]:
        for member in self._of(Sort.PROFILE):
            yield from self._account.used(member, read_member(self._export, member), PROFILE_READ)
        yield from self._account.ignore(self._thread_pictures, THREAD_PICTURE)
        for member in self._of(Sort.OTHER):
            if self._account.is_done(member):
                continue
            name = member.lower()
            if name.endswith((".html", ".htm")):
                yield from self._account.ignore([member], HTML_PAGE)
            elif name.endswith(_TOLD):
                yield from self._account.ignore([member], OTHER_PART)
        yield from self._account.left()

    def _thread(self, part: ThreadPart) -> Iterator[Item]:
        """Read a conversation's file; a big one twice, since its title follows its messages."""
        self._account.done(part.member)
        whole = self._export.size(part.member) <= KEPT_WHOLE
        pieces = list(read_member(self._export, part.member)) if whole else None
        thread = thread_of(pieces or read_member(self._export, part.member), part, self._owner)
        self._pictures(thread)
        secure = part.sort is Sort.SECURE
        make = self._messages.secure if secure else self._messages.inbox
        items = self._messages_of(part.member, pieces, lambda entry, at: [make(entry, thread, at)])
        return or_nothing(items, part.member, EMPTY_THREAD)

    def _messages_of(
        self, member: str, pieces: Iterable[Piece] | None, make: Maker
    ) -> Iterator[Item]:
        for piece in pieces or read_member(self._export, member):
            if isinstance(piece, Broken):
                yield Unreadable(from_here(member, piece.number), piece.reason)
            elif isinstance(piece, ListEntry) and piece.key == "messages":
                yield from made(piece.value, place(member, piece.number), make)

    def _posts_of(self, member: str) -> Iterator[Item]:
        self._account.done(member)
        where = Place(member, self._owner)
        number = 0
        for value in unwrapped_pieces(read_member(self._export, member)):
            if isinstance(value, Broken):
                yield Unreadable(from_here(member, value.number), value.reason)
                continue
            number += 1
            yield from made(
                value, place(member, number), lambda entry, at: self._posts.read(entry, where, at)
            )

    def _pictures(self, thread: Thread) -> None:
        found = self._export.find(thread.picture) if thread.picture else None
        if found:
            self._thread_pictures.append(found)


def made(value: object, locator: str, make: Maker) -> Sequence[Item]:
    """Make an entry into records; what is no entry, or of no known layout, is kept as it is."""
    try:
        with undisturbed():
            whole = repaired(value)
            records = list(make(whole, locator)) if isinstance(whole, dict) else []
            return records or [Unreadable(locator, ODD_ENTRY, as_bytes(value))]
    except RecursionError:
        return [Unreadable(locator, NESTED_ENTRY)]


def unwrapped_pieces(pieces: Iterable[Piece]) -> Iterator[object]:
    """Give the entries of a file: a list, one object alone, or either under a key or two."""
    alone: dict[str, object] = {}
    for piece in pieces:
        if isinstance(piece, Broken):
            yield piece
        elif piece.key in _OF_ONE_ENTRY or (alone and piece.key == "comments"):
            _put(alone, piece)
        elif isinstance(piece, ListEntry):
            yield piece.value
        elif isinstance(piece.value, dict):
            yield from _unwrapped(piece.value, 0)
    if alone.keys() & ENTRY_KEYS:
        yield alone


def _put(entry: dict[str, object], piece: Value | ListEntry) -> None:
    if isinstance(piece, Value):
        entry[piece.key] = piece.value
        return
    listed = entry.setdefault(piece.key, [])
    if isinstance(listed, list):
        listed.append(piece.value)


def _unwrapped(value: object, depth: int) -> Iterator[object]:
    if isinstance(value, list):
        yield from value
    elif isinstance(value, dict) and value.keys() & ENTRY_KEYS:
        yield value
    elif isinstance(value, dict) and depth < _WRAPPED:
        for inner in value.values():
            yield from _unwrapped(inner, depth + 1)
