"""Snapshots of Smarsh Enterprise Archive (formerly Actiance Alcatraz) in XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from app.importers.base import (
    Cursor,
    Export,
    Ignored,
    ImportOptions,
    Item,
    ParsedAttachment,
    after_cursor,
)
from app.importers.legal.event_means import means_of
from app.importers.legal.smarsh_records import SmarshRecords
from app.importers.legal.smarsh_xml import ENTRIES, Event, Silent, SnapshotReader
from app.importers.legal.xml_archive import entries_in, heads, unreadable
from app.importers.social.account import Account, natural
from app.importers.times import Clock, TimeReader, wall_clock

NO_EVENTS = "A snapshot of a conversation that holds no event."
NOTHING = "It holds no snapshot of a conversation."
NOT_NAMED = "It is no snapshot of a conversation, and no event names it."

_ROOT = re.compile(rb"<((?:[\w.-]{1,40}:)?)([A-Za-z][\w.-]{0,80})[\s>]")
_TELLING = re.compile(rb"[<:]transcript-infos?[\s>/]|itm-transcript-snapshot|[<:]text-events[\s>/]")


class SmarshImporter:
    """Reads snapshots; an :class:`app.importers.base.Importer`.

    Made by the vendor's list of elements (Enterprise Archive, XML Export XSD File): fields of
    events are looked for under the names that such archives use.
    """

    key = "smarsh_xml"
    label = "Archived conversations in XML (Smarsh Enterprise Archive)"
    needs_zone = True
    experimental = True

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a file in it begins as a snapshot does."""
        return any(True for _ in _snapshots(export))

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the events file by file, then what is left."""
        return after_cursor(_items(export, options, TimeReader(options.zone, self._clock)), after)


@dataclass(frozen=True, slots=True)
class _Snapshots:
    """A file of snapshots; ``prefix`` stands before the names of its elements."""

    member: str
    prefix: str
    root: str


def _items(export: Export, options: ImportOptions, times: TimeReader) -> Iterator[Item]:
    account = Account(export)
    yield from export.rejected()
    for one in sorted(_snapshots(export), key=lambda one: natural(one.member)):
        account.done(one.member)
        records = SmarshRecords(means_of(one.member, times, options, partial(_attach, account)))
        yield from _read(export, one, records)
    yield from account.ignore(export.members(), NOT_NAMED, foreign=True)


def _attach(account: Account, references: list[str], shown: str) -> ParsedAttachment:
    found = next(filter(account.holds, references), references[0])
    return account.attachment(found, shown)


def _read(export: Export, file: _Snapshots, records: SmarshRecords) -> Iterator[Item]:
    frame = (f"{file.prefix}{file.root}", tuple(f"{file.prefix}{one}" for one in ENTRIES))
    is_empty = True
    for found in entries_in(export, file.member, frame, SnapshotReader()):
        is_empty = False
        if isinstance(found, Event):
            yield records.record(found)
        elif isinstance(found, Silent):
            yield Ignored(f"{file.member} snapshot {found.snapshot.number}", NO_EVENTS)
        else:
            yield unreadable(found, file.member)
    if is_empty:
        yield Ignored(file.member, NOTHING)


def _snapshots(export: Export) -> Iterator[_Snapshots]:
    for member, head in heads(export):
        root = _ROOT.search(head)
        if root and _TELLING.search(head):
            yield _Snapshots(member, root[1].decode("ascii"), root[2].decode("ascii"))
