"""Outlook's mailbox files (.pst, .ost): which items lie in which folder, and each as a record.

The file is read where it lies, also inside a ZIP; each item's bytes are taken apart in a process
of their own.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import TypeVar

from app.domain.parsed import Ignored, Item, Parsed, Unreadable
from app.errors import ChildFailed
from app.importers.base import Cursor, Export, ImportOptions, Isolated, MemberUnreadable
from app.importers.mail.mail_record import MOST_BYTES, MailReader
from app.importers.mail.outlook import record_of
from app.importers.mail.pst_ahead import Ahead, Answer
from app.importers.pending import Pending, made_after
from app.importers.text import clean
from app.importers.times import Clock, wall_clock
from app.reading.msg_child import MailValues
from app.reading.pst_item import (
    Names,
    folder_name,
    item_as_mail,
    items_listed,
    names_in,
    top_folder,
)
from app.reading.pst_pages import NodeBytes, NotPst, is_pst
from app.reading.pst_store import DamagedPage, Gathered, Node, Store

NO_MAILBOX = "It is no mailbox of Outlook."
SETTINGS = "Outlook's own settings of a folder; nothing that a person wrote."
DAMAGED_LIST = "A damaged place in the list of items; those that are named only there are lost."
SALVAGED = "The file is cut off or its index is damaged; the items that are left were searched for."
DAMAGED_ITEM = "The item is too damaged to be read."
NO_ITEMS = "The mailbox file holds no items."

_STORE, _NAMES, _ROOT = 0x21, 0x61, 0x122
_FOLDER, _ITEM, _SETTING, _LIST = 0x02, 0x04, 0x08, 0x0E
_ITEM_SECONDS = 120.0
_SMALL = 1 << 20
_DEEPEST_FOLDER = 60
_MOST_ASKED = 2_000

Result = TypeVar("Result")
Making = Callable[[], tuple[MailValues | None, bool]]


class PstImporter:
    """Reads Outlook's mailbox files; see :class:`app.importers.base.Importer`."""

    key = "pst"
    label = "Outlook mailbox file (.pst, .ost)"
    needs_zone = False
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a file in it begins as a mailbox of Outlook."""
        return any(_is_pst(export, member) for member in islice(_asked(export), _MOST_ASKED))

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the items folder by folder; those before the cursor are not taken apart."""
        return made_after(self.pending(export, options), after)

    def pending(self, export: Export, options: ImportOptions) -> Iterator[Pending]:
        """Give each item, or what makes it; see :class:`app.importers.pending.Deferring`."""
        return _pending(export, MailReader(options, self._clock), options.isolated)


def _asked(export: Export) -> Iterator[str]:
    members = export.members()
    for member in members:
        if len(members) == 1 or member.lower().endswith((".pst", ".ost", ".bak", ".nst")):
            yield member


def _is_pst(export: Export, member: str) -> bool:
    return is_pst(export.head(member, 16))


def _pending(export: Export, reader: MailReader, isolated: Isolated | None) -> Iterator[Pending]:
    yield from export.rejected()
    for member in export.members():
        if not _is_pst(export, member):
            yield Ignored(member, NO_MAILBOX, foreign=True)
            continue
        try:
            with export.open(member) as file:
                store = Store(file, export.size(member))
                yield from _mailbox(_Box(member, store, reader, isolated))
        except MemberUnreadable as fault:
            yield Unreadable(f"{member} end", fault.reason)
        except NotPst as fault:
            yield Unreadable(member, fault.reason)


def _mailbox(box: _Box) -> Iterator[Pending]:
    found = box.sorted_out()
    member = box.member
    if box.store.is_salvaged:
        yield Unreadable(f"{member} index", SALVAGED)
    for offset in dict.fromkeys(found.damaged):
        yield Unreadable(f"{member}, byte {offset}", DAMAGED_LIST)
    if not found.items and not found.damaged:
        yield Ignored(member, NO_ITEMS)
    paths = box.paths(found.folders)
    for parent in sorted(found.items, key=lambda number: (paths.get(number, ""), number)):
        shown = box.shown(parent)
        numbers = found.items[parent]
        ahead = box.ahead(numbers)
        for place, number in enumerate(numbers):
            if number & 0x1F == _SETTING:
                yield Ignored(box.locator(number), SETTINGS)
                continue
            listed = shown is None or number in shown
            making = partial(box.made, ahead, place, number)
            yield partial(box.item, number, making, paths.get(parent, ""), listed=listed)


@dataclass(slots=True)
class _Found:
    """What a mailbox holds: folders, items by their folder, damaged places."""

    folders: dict[int, Node] = field(default_factory=dict)
    items: dict[int, array[int]] = field(default_factory=dict)
    damaged: list[int] = field(default_factory=list)


class _Box:
    """One mailbox file."""

    def __init__(
        self, member: str, store: Store, reader: MailReader, isolated: Isolated | None
    ) -> None:
        self.store = store
        self.member = member
        self._reader = reader
        self._isolated = isolated
        self._wide = store.layout.is_wide
        self._names: Names = self._about(_NAMES, names_in, {})

    def sorted_out(self) -> _Found:
        """Go through the list of nodes once."""
        found = _Found()
        for node in self.store.nodes():
            if isinstance(node, DamagedPage):
                found.damaged.append(node.offset)
            elif node.kind == _FOLDER:
                found.folders[node.number] = node
            elif node.kind in {_ITEM, _SETTING}:
                found.items.setdefault(node.parent, array("I")).append(node.number)
        return found

    def paths(self, folders: dict[int, Node]) -> dict[int, str]:
        """Give each folder's path as a person sees it."""
        tops = {_ROOT, self._about(_STORE, top_folder, 0)}
        names = {number: self._about(number, folder_name, "") for number in folders}
        return {number: _path(number, folders, names, tops) for number in folders}

    def shown(self, folder: int) -> frozenset[int] | None:
        """Give the items that a folder shows; None where that is not known."""
        listed = self._about(folder & ~0x1F | _LIST, items_listed, None)
        return None if listed is None else frozenset(listed)

    def locator(self, number: int) -> str:
        """Say where an item lies."""
        return f"{self.member}, item {number:#x}"

    def item(self, number: int, making: Making, folder: str, *, listed: bool) -> Item:
        """Make the record of one item."""
        locator = self.locator(number)
        try:
            made, cut = making()
        except (ChildFailed, MemberUnreadable) as fault:
            return Unreadable(locator, fault.reason)
        if made is None:
            return Unreadable(locator, DAMAGED_ITEM)
        notes = {"cut": cut, "unlisted": not listed}
        more = frozenset(note for note, is_so in notes.items() if is_so)
        record = record_of(self._reader, locator, made, more)
        if folder and isinstance(record, Parsed):
            labels = tuple(dict.fromkeys((folder, *record.labels)))
            return replace(record, labels=labels)
        return record

    def ahead(self, numbers: Sequence[int]) -> Ahead:
        """Take the items of a folder apart several at a time."""
        return Ahead(numbers, partial(self._gathered, each=1 << 40), self._mails)

    def made(self, ahead: Ahead, place: int, number: int) -> tuple[MailValues | None, bool]:
        """Give the mail of an item; one that asks too much is made without its large files."""
        answer, cut = ahead.at(place)
        if not isinstance(answer, ChildFailed):
            return answer, cut
        part = self._gathered(number, _SMALL)
        if part is None or not part.cut:
            raise answer
        return self._call(item_as_mail, part.node, self._names, self._wide), True

    def _mails(self, nodes: Sequence[NodeBytes]) -> Sequence[Answer]:
        calls = [(node, self._names, self._wide) for node in nodes]
        if self._isolated is None:
            return [item_as_mail(*call) for call in calls]
        return self._isolated.call_each(item_as_mail, calls, seconds=_ITEM_SECONDS)

    def _gathered(self, number: int, each: int) -> Gathered | None:
        node = self.store.node(number)
        return self.store.bytes_of(node, MOST_BYTES, each) if node else None

    def _about(
        self, number: int, tell: Callable[[NodeBytes, bool], Result], otherwise: Result
    ) -> Result:
        """Ask something of a node; what cannot be told is as given."""
        node = self.store.node(number)
        if node is None:
            return otherwise
        try:
            return self._call(tell, self.store.bytes_of(node).node, self._wide)
        except ChildFailed:
            return otherwise

    def _call(self, function: Callable[..., Result], *arguments: object) -> Result:
        if self._isolated is None:
            return function(*arguments)
        return self._isolated.call(function, *arguments, seconds=_ITEM_SECONDS)


def _path(number: int, folders: dict[int, Node], names: dict[int, str], tops: set[int]) -> str:
    pieces: list[str] = []
    while number in folders and number not in tops and len(pieces) < _DEEPEST_FOLDER:
        pieces.append(" ".join(clean(names[number]).split()) or f"folder {number:#x}")
        number = folders[number].parent
    return "/".join(reversed(pieces))
