"""Reads the files of conversations that Facebook and Instagram write alike; makes no record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from app.importers.base import Export, Item, Parsed, Unreadable
from app.importers.social.account import Account, from_here, or_nothing, place
from app.importers.social.facebook_members import Sort, ThreadPart, missing_parts
from app.importers.social.facebook_messages import MessageReader
from app.importers.social.facebook_posts import ENTRY_KEYS
from app.importers.social.facebook_text import repaired
from app.importers.social.facebook_threads import Thread, thread_of
from app.importers.social.json_stream import Broken, Piece, Value, read_member
from app.importers.social.json_stream import Entry as ListEntry
from app.importers.social.taking import as_bytes
from app.reading.deep import undisturbed

KEPT_WHOLE = 16 << 20
ODD_ENTRY = "This entry is not laid out like a message, post or comment."
NESTED_ENTRY = "This entry is nested too deeply to be read."
MISSING_PART = (
    "This part of the conversation is not in the export; "
    "it may lie in another part of the download."
)
THREAD_PICTURE = "The picture of a conversation, not of a message."
EMPTY_THREAD = "The conversation holds no messages."

_WRAPPED = 4
_BESIDE = frozenset({
    *("tags", "fbid", "creation_timestamp", "name"),
    *("cover_photo", "last_modified_timestamp", "description"),
})  # fmt: skip

Maker = Callable[[dict[str, object], str], Iterable[Parsed]]


class ThreadFiles:
    """The conversations of one download, each in one file or several.

    Attributes:
        owner: name of the account that the download belongs to.
    """

    def __init__(
        self, account: Account, parts: Sequence[ThreadPart], messages: MessageReader, owner: str
    ) -> None:
        self._account = account
        self._parts = parts
        self._messages = messages
        self.owner = owner
        self._pictures: list[str] = []

    def items(self, export: Export) -> Iterator[Item]:
        """Give the messages of all conversations, and the parts that must have been there."""
        for part in self._parts:
            yield from self._thread(export, part)
        rejected = (item.locator for item in export.rejected())
        held = frozenset((*export.members(), *rejected))
        for folder, number in missing_parts(self._parts):
            if (missing := f"{folder}/message_{number}.json") not in held:
                yield Unreadable(missing, MISSING_PART)

    def left(self) -> Iterator[Item]:
        """Leave the pictures of conversations, which belong to no message."""
        yield from self._account.ignore(self._pictures, THREAD_PICTURE)

    def _thread(self, export: Export, part: ThreadPart) -> Iterator[Item]:
        """Read a conversation's file; a big one twice, since its title follows its messages."""
        self._account.done(part.member)
        whole = export.size(part.member) <= KEPT_WHOLE
        pieces = list(read_member(export, part.member)) if whole else None
        thread = thread_of(pieces or read_member(export, part.member), part, self.owner)
        self._picture(export, thread)
        secure = part.sort is Sort.SECURE
        make = self._messages.secure if secure else self._messages.inbox
        items = _messages_of(
            part.member,
            pieces or read_member(export, part.member),
            lambda entry, at: [make(entry, thread, at)],
        )
        return or_nothing(items, part.member, EMPTY_THREAD)

    def _picture(self, export: Export, thread: Thread) -> None:
        found = export.find(thread.picture) if thread.picture else None
        if found:
            self._pictures.append(found)


def _messages_of(member: str, pieces: Iterable[Piece], make: Maker) -> Iterator[Item]:
    for piece in pieces:
        if isinstance(piece, Broken):
            yield Unreadable(from_here(member, piece.number), piece.reason)
        elif isinstance(piece, ListEntry) and piece.key == "messages":
            yield from made(piece.value, place(member, piece.number), make)


def made(value: object, locator: str, make: Maker) -> Sequence[Item]:
    """Make an entry into records; what is no entry, or of no known layout, is kept as it is."""
    try:
        with undisturbed():
            whole = repaired(value)
            records = list(make(whole, locator)) if isinstance(whole, dict) else []
            return records or [Unreadable(locator, ODD_ENTRY, as_bytes(value))]
    except RecursionError:
        return [Unreadable(locator, NESTED_ENTRY)]


def unwrapped_pieces(
    pieces: Iterable[Piece],
    telling: frozenset[str] = ENTRY_KEYS,
    beside: frozenset[str] = _BESIDE,
) -> Iterator[object]:
    """Give the entries of a file: a list, one object alone, or either under a key or two.

    Args:
        pieces: of the file.
        telling: keys by which an object is known as an entry.
        beside: further keys of an entry that stands alone.
    """
    alone: dict[str, object] = {}
    for piece in pieces:
        if isinstance(piece, Broken):
            yield piece
        elif piece.key in telling | beside or (alone and piece.key == "comments"):
            _put(alone, piece)
        elif isinstance(piece, ListEntry):
            yield piece.value
        elif isinstance(piece.value, dict):
            yield from _unwrapped(piece.value, telling, 0)
    if alone.keys() & telling:
        yield alone


def _put(entry: dict[str, object], piece: Value | ListEntry) -> None:
    if isinstance(piece, Value):
        entry[piece.key] = piece.value
        return
    listed = entry.setdefault(piece.key, [])
    if isinstance(listed, list):
        listed.append(piece.value)


def _unwrapped(value: object, telling: frozenset[str], depth: int) -> Iterator[object]:
    if isinstance(value, list):
        yield from value
    elif isinstance(value, dict) and value.keys() & telling:
        yield value
    elif isinstance(value, dict) and depth < _WRAPPED:
        for inner in value.values():
            yield from _unwrapped(inner, telling, depth + 1)
