"""Reads all of an export: what its importer leaves for others, they read after it.

A Takeout holds several services, the folder of a case holds mail beside papers, an archive holds
archives. The first importer names the source; nothing that another knows is lost.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from app.errors import AppError
from app.importers.base import (
    Cursor,
    Export,
    Ignored,
    Importer,
    ImportOptions,
    Item,
    MemberUnreadable,
    Unreadable,
)
from app.importers.joined import joined_for
from app.importers.nesting import TOO_MUCH, Room
from app.importers.pending import Pending, made, made_after, pending_of
from app.importers.portion import is_archive, open_nested, portion_of

HOLDS_NOTHING = "An archive that holds no file."
TOO_DEEP = "It lies too many archives deep; unpack it and import it on its own."

_DEEPEST = 4
_Pass = Generator[Pending, None, list[str]]
"""The items of a reader, and the members that it leaves for others."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Importers in the order in which they are asked.

    Attributes:
        readers: of formats.
        documents: takes every file that is of no format.
    """

    readers: Sequence[Importer]
    documents: Importer

    def read(
        self, first: Importer, export: Export, options: ImportOptions, after: Cursor | None
    ) -> Iterator[Item]:
        """Give the items of ``first``, then those of all others, after the cursor.

        Those before it are gone through again, since they tell what was left; importers that
        can do so need not make them.
        One file that is no archive leaves nothing, so its importer finds its place by itself.
        """
        members = export.members()
        if len(members) == 1 and not is_archive(export, members[0]):
            return first.read(export, options, after)
        return made_after(_Reading(self, options, Room.of(export)).items(first, export), after)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of an export, or of an archive in one.

    Attributes:
        room: what archives within the export may hold.
        prefix: names of the archives that it lies in, each with ``/`` behind it.
        depth: how many these are.
    """

    chain: Chain
    options: ImportOptions
    room: Room
    prefix: str = ""
    depth: int = 0

    def items(self, first: Importer, export: Export) -> Iterator[Pending]:
        """Give everything in a fixed order."""
        export = joined_for(first, export)
        left = yield from self._first(first, export)
        portion = portion_of(export, left)
        for reader in self.chain.readers:
            if left and reader.key != first.key and reader.recognises(portion):
                whole = joined_for(reader, portion)
                after = yield from self._further(reader, whole)
                if after is not None:
                    export, left = (export if whole is portion else whole), after
                    portion = portion_of(export, left)
        papers = []
        for member in left:
            if is_archive(export, member):
                yield from self._nested(export, member)
            else:
                papers.append(member)
        portion = portion_of(export, papers, self.prefix)
        yield from pending_of(self.chain.documents, portion, self.options)

    def _first(self, first: Importer, export: Export) -> _Pass:
        if first.key != self.chain.documents.key:
            return (yield from self._pass(first, export))
        yield from self._placed(export.rejected())
        return list(export.members())

    def _further(
        self, reader: Importer, portion: Export
    ) -> Generator[Pending, None, list[str] | None]:
        """Let a reader have what is left; None when it can do nothing with it."""
        passing = self._pass(reader, portion)
        try:
            yield next(passing)
        except StopIteration as end:
            return list(end.value)
        except AppError:
            return None
        try:
            return (yield from passing)
        except AppError as refused:
            yield Unreadable(f"{self.prefix}{portion.members()[0]} end", refused.what)
            return []

    def _pass(self, reader: Importer, export: Export) -> _Pass:
        left: list[str] = []
        for item in pending_of(reader, export, self.options):
            if isinstance(item, Ignored) and item.foreign:
                left.append(item.locator)
            else:
                yield from self._placed([item])
        return left

    def _nested(self, export: Export, member: str) -> Iterator[Pending]:
        """Read an archive in the export, by the importer that fits it best."""
        place = f"{self.prefix}{member}"
        if self.depth >= _DEEPEST:
            yield Unreadable(place, TOO_DEEP)
            return
        try:
            inner = open_nested(export, member)
        except MemberUnreadable as fault:
            yield Unreadable(place, fault.reason)
            return
        if not (inner.members() or inner.rejected()):
            yield Ignored(place, HOLDS_NOTHING)
            return
        if not self.room.takes(inner):
            yield Unreadable(place, TOO_MUCH)
            return
        known = [reader for reader in self.chain.readers if reader.recognises(inner)]
        deeper = replace(self, prefix=f"{place}/", depth=self.depth + 1)
        try:
            yield from deeper.items(known[0] if known else self.chain.documents, inner)
        except AppError as refused:
            yield Unreadable(f"{place} end", refused.what)

    def _placed(self, items: Iterable[Pending]) -> Iterator[Pending]:
        """Say of items in which archive they lie."""
        if not self.prefix:
            yield from items
            return
        for item in items:
            yield partial(self._made_here, item)

    def _made_here(self, pending: Pending) -> Item:
        item = made(pending)
        return replace(item, locator=f"{self.prefix}{item.locator}")
