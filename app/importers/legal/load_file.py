"""Production sets of electronic discovery: load file, natives, texts and page images.

Concordance DAT, Opticon OPT and IPRO LFP, CSV load files, and those of Purview's review sets.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.people import normal_address
from app.importers.base import (
    Cursor,
    Export,
    Ignored,
    ImportOptions,
    Item,
    Unreadable,
    after_cursor,
)
from app.importers.legal.delimited import BROKEN, LostLine
from app.importers.legal.load_families import Families, Key
from app.importers.legal.load_images import is_image_list, pictured_in
from app.importers.legal.load_records import SetFiles, SetRecords
from app.importers.legal.load_rows import CREATED, RECEIVED, SENT, LoadFile, LoadRow, load_file_of
from app.importers.legal.written_times import WrittenTimes
from app.importers.social.account import Account, from_here, natural, place
from app.importers.times import Clock, TimeReader, wall_clock

LISTS_PAGES = "It lists the page images, which are attached to their documents."
NO_ROWS = "A load file that lists no document."
OTHERS = "No load file names this file."

_MOST_WEIGHED = 5_000


class LoadFileImporter:
    """Reads production sets; an :class:`app.importers.base.Importer`."""

    key = "load_file"
    label = "Production set (Concordance DAT, Opticon, Purview)"
    needs_zone = True
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Look for a load file or a list of page images."""
        return any(
            is_image_list(export, member) or load_file_of(export, member) is not None
            for member in export.members()
            if _may_be(member)
        )

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the documents of each load file, then those that only have pictures."""
        return after_cursor(_Reading(export, options, self._clock).items(), after)


class _Reading:
    """One pass over one set; its rows are read twice, first for families and dates."""

    def __init__(self, export: Export, options: ImportOptions, clock: Clock) -> None:
        self._export = export
        self._account = Account(export)
        self._families = Families()
        self._files = SetFiles(export, self._account)
        self._times = WrittenTimes(TimeReader(options.zone, clock))
        own = frozenset(normal_address(one) for one in options.own_addresses if one)
        self._records = SetRecords(self._files, self._times, own)
        self._sizes: dict[Key, int] = {}
        self._pending: dict[Key, list[tuple[Key, LoadRow]]] = {}

    def items(self) -> Iterator[Item]:
        """Give all items in their fixed order."""
        members = [one for one in sorted(self._export.members(), key=natural) if _may_be(one)]
        lists = [one for one in members if is_image_list(self._export, one)]
        loads = [(one, is_headless) for one, is_headless in self._load_files(members)]
        for load, _ in loads:
            self._account.done(load.member)
        faults = [item for member in lists for item in self._pictures(member)]
        self._learn(loads)
        for load, is_headless in loads:
            yield from self._rows(load, is_headless=is_headless)
        for root in list(self._pending):
            yield from self._family(root)
        for pictured in list(self._files.pictures.values()):
            yield self._records.pictured(pictured)
        yield from faults
        yield from self._files.used()
        yield from self._account.ignore(self._export.members(), OTHERS, foreign=True)
        yield from self._export.rejected()

    def _load_files(self, members: list[str]) -> list[tuple[LoadFile, bool]]:
        """Give the load files; one without headings has those of another as wide."""
        found = [load for one in members if (load := load_file_of(self._export, one)) is not None]
        headed = {load.width: load for load in found if load.headings}
        return [
            (load.with_headings(headed.get(load.width, load)), not load.headings) for load in found
        ]

    def _pictures(self, member: str) -> Iterator[Item]:
        self._account.done(member)
        yield Ignored(member, LISTS_PAGES)
        for pictured in pictured_in(self._export, member):
            if pictured.fault:
                yield Unreadable(pictured.place, pictured.fault)
            else:
                self._files.pictures.setdefault(pictured.key.casefold(), pictured)

    def _learn(self, loads: list[tuple[LoadFile, bool]]) -> None:
        dates: list[str] = []
        for load, is_headless in loads:
            for row in load.rows(self._export, is_headless=is_headless):
                if isinstance(row, LoadRow):
                    self._families.learn(load.member, row)
                    if len(dates) < _MOST_WEIGHED:
                        dates += [row.fields.get(name, "") for name in (SENT, RECEIVED, CREATED)]
        self._times.weigh(dates)
        self._sizes = self._families.settle()

    def _rows(self, load: LoadFile, *, is_headless: bool) -> Iterator[Item]:
        is_empty = True
        for row in load.rows(self._export, is_headless=is_headless):
            is_empty = False
            if isinstance(row, LostLine):
                yield _lost(load.member, row)
                continue
            key = (load.member, row.number)
            root = self._families.root_of(key)
            kept = self._pending.setdefault(root, [])
            kept.append((key, row))
            if len(kept) >= self._sizes.get(root, 1):
                yield from self._family(root)
        if is_empty:
            yield Ignored(load.member, NO_ROWS)

    def _family(self, root: Key) -> Iterator[Item]:
        """Give the record of a family, its first document before those attached to it."""
        kept = sorted(self._pending.pop(root), key=lambda one: (one[0] != root, one[0]))
        rows = [row for _, row in kept]
        (member, number), first = kept[0]
        is_orphan = self._families.is_lost_child(first)
        yield self._records.record(rows, place(member, number), is_orphan=is_orphan)


def _may_be(member: str) -> bool:
    """Say whether a name may be that of a load file or list of images."""
    named = member.casefold().endswith((".dat", ".csv", ".opt", ".lfp", ".txt", ".tsv", ".log"))
    return named and not _is_text_of_set(member)


def _is_text_of_set(member: str) -> bool:
    """Say whether a name is that of a document's words: of such there are thousands."""
    folded = f"/{member.casefold()}"
    return folded.endswith(".txt") and any(one in folded for one in ("/text", "/ocr", "extracted"))


def _lost(member: str, row: LostLine) -> Unreadable:
    if row.is_end:
        return Unreadable(from_here(member, row.number), row.reason)
    return Unreadable(f"{place(member, row.number)} damaged", row.reason or BROKEN, row.untrusted)
