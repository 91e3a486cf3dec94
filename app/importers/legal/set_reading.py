"""One pass over a production set, whatever its lists are written in: families become records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from app.domain.people import normal_address
from app.importers.base import Export, Ignored, ImportOptions, Item, Unreadable
from app.importers.legal.delimited import BROKEN, LostLine
from app.importers.legal.listed import Link
from app.importers.legal.load_families import Families, Key
from app.importers.legal.load_images import pictured_in
from app.importers.legal.load_records import SetRecords
from app.importers.legal.load_rows import CREATED, RECEIVED, SENT, LoadRow
from app.importers.legal.set_files import SetFiles
from app.importers.legal.set_mails import SetMails
from app.importers.legal.written_times import WrittenTimes
from app.importers.social.account import Account, from_here, place
from app.importers.times import Clock, TimeReader

LISTS_PAGES = "It lists the page images, which are attached to their documents."
NO_ROWS = "A load file that lists no document."
LISTED_TWICE = "Another list of the set tells of this document as well."
OTHERS = "No load file names this file."

_MOST_WEIGHED = 5_000


class Listing(Protocol):
    """One list of documents."""

    @property
    def member(self) -> str:
        """Give the file it stands in."""

    def rows(self, export: Export) -> Iterator[LoadRow | LostLine | Link]:
        """Give the documents, and what is told of them beside; the same each time."""


class SetReading:
    """Reads one set; its lists are read twice, first for families and dates."""

    def __init__(self, export: Export, options: ImportOptions, clock: Clock) -> None:
        self._export = export
        self._account = Account(export)
        self._families = Families()
        self._files = SetFiles(export, self._account)
        self._times = WrittenTimes(TimeReader(options.zone, clock))
        own = frozenset(normal_address(one) for one in options.own_addresses if one)
        mails = SetMails(self._files, options, clock)
        self._records = SetRecords(self._files, mails, self._times, own)
        self._sizes: dict[Key, int] = {}
        self._pending: dict[Key, list[tuple[Key, LoadRow]]] = {}

    def items(
        self, loads: Sequence[Listing], lists: Sequence[str] = (), again: Sequence[Listing] = ()
    ) -> Iterator[Item]:
        """Give all items in their fixed order.

        Args:
            loads: lists of documents.
            lists: lists of page images.
            again: lists that may tell of the same documents in another form.
        """
        for load in (*loads, *again):
            self._account.done(load.member)
        faults = [item for member in lists for item in self._pictures(member)]
        self._learn(loads, again)
        for load in (*loads, *again):
            yield from self._rows(load, is_again=load in again)
        for root in list(self._pending):
            yield self._family(root)
        for pictured in list(self._files.pictures.values()):
            yield self._records.pictured(pictured)
        yield from faults
        yield from self._files.used()
        yield from self._account.ignore(self._export.members(), OTHERS, foreign=True)
        yield from self._export.rejected()

    def _pictures(self, member: str) -> Iterator[Item]:
        self._account.done(member)
        yield Ignored(member, LISTS_PAGES)
        for pictured in pictured_in(self._export, member):
            if pictured.fault:
                yield Unreadable(pictured.place, pictured.fault)
            else:
                self._files.pictures.setdefault(pictured.key.casefold(), pictured)

    def _learn(self, loads: Sequence[Listing], again: Sequence[Listing]) -> None:
        dates: list[str] = []
        for load in (*loads, *again):
            for row in load.rows(self._export):
                if isinstance(row, Link):
                    self._families.link(row)
                elif isinstance(row, LoadRow) and not self._is_twice(
                    load, row, is_again=load in again
                ):
                    self._families.learn(load.member, row)
                    if len(dates) < _MOST_WEIGHED:
                        dates += [row.fields.get(name, "") for name in (SENT, RECEIVED, CREATED)]
        self._times.weigh(dates)
        self._sizes = self._families.settle()

    def _is_twice(self, load: Listing, row: LoadRow, *, is_again: bool) -> bool:
        return is_again and self._families.is_known(load.member, row)

    def _rows(self, load: Listing, *, is_again: bool) -> Iterator[Item]:
        is_empty = True
        for row in load.rows(self._export):
            if isinstance(row, Link):
                continue
            is_empty = False
            if isinstance(row, LostLine):
                yield _lost(load.member, row)
            elif self._is_twice(load, row, is_again=is_again):
                yield Ignored(place(load.member, row.number), LISTED_TWICE)
            else:
                yield from self._taken((load.member, row.number), row)
        if is_empty:
            yield Ignored(load.member, NO_ROWS)

    def _taken(self, key: Key, row: LoadRow) -> Iterator[Item]:
        """Keep a row until its family is whole."""
        root = self._families.root_of(key)
        kept = self._pending.setdefault(root, [])
        kept.append((key, row))
        if len(kept) >= self._sizes.get(root, 1):
            yield self._family(root)

    def _family(self, root: Key) -> Item:
        """Give the record of a family, its first document before those attached to it."""
        kept = sorted(self._pending.pop(root), key=lambda one: (one[0] != root, one[0]))
        rows = [self._families.with_links(row) for _, row in kept]
        (member, number), first = kept[0]
        is_orphan = self._families.is_lost_child(first)
        return self._records.item(rows, place(member, number), is_orphan=is_orphan)


def _lost(member: str, row: LostLine) -> Unreadable:
    if row.is_end:
        return Unreadable(from_here(member, row.number), row.reason)
    return Unreadable(f"{place(member, row.number)} damaged", row.reason or BROKEN, row.untrusted)
