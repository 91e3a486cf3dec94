"""Texts and chats that an archive hands out as mails: Smarsh Professional, Global Relay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from app.domain.parsed import Item, Parsed, Unreadable
from app.domain.people import Party, normal_address
from app.domain.provenance import Problem
from app.domain.records import Kind
from app.importers.base import Cursor, Export, ImportOptions, MemberUnreadable, after_cursor
from app.importers.legal.archived_as import Archived, archived_as, plain_address
from app.importers.mail.mail_record import MOST_BYTES, MailReader, RawMail
from app.importers.social.account import Account
from app.importers.times import Clock, wall_clock
from app.reading.headers import split_headers

OTHERS = "It is no text or chat that the archive made into a mail."
TRANSCRIPT = Problem(
    "transcript", "It holds a whole conversation; its messages stand in its text, not one by one."
)

_HEAD = 32_768
_MOST_ASKED = 500


class ArchivedMailImporter:
    """Reads texts and chats as mails; see :class:`app.importers.base.Importer`."""

    key = "archived_mail"
    label = "Archived texts and chats as mails (Smarsh, Global Relay)"
    needs_zone = False
    experimental = True

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Look for mails whose header lines or addresses name another platform."""
        asked = islice(_named(export), _MOST_ASKED)
        return any(_archived(export.head(one, _HEAD)) for one in asked)

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the messages in the order of their names; real mails are left for others."""
        return after_cursor(_items(export, options, MailReader(options, self._clock)), after)


def _items(export: Export, options: ImportOptions, reader: MailReader) -> Iterator[Item]:
    account = Account(export)
    for member in _named(export):
        told = _archived(export.head(member, _HEAD))
        if told is not None:
            account.done(member)
            yield _item(export, member, told, options, reader)
    yield from account.ignore(export.members(), OTHERS, foreign=True)
    yield from export.rejected()


def _item(
    export: Export, member: str, told: Archived, options: ImportOptions, reader: MailReader
) -> Item:
    try:
        with export.open(member) as file:
            data = file.read(MOST_BYTES)
            raw = RawMail(member, data, cut=bool(file.read(1)))
    except MemberUnreadable as fault:
        return Unreadable(member, fault.reason)
    record = reader.read(raw)
    return record if isinstance(record, Unreadable) else _as_message(record, told, options)


def _as_message(record: Parsed, told: Archived, options: ImportOptions) -> Parsed:
    """Make the record of a mail into that of the message it stands for."""
    own = frozenset(map(normal_address, filter(None, options.own_addresses)))
    parties = tuple(_party(party, told.platform, own) for party in record.parties)
    changed = [
        [before.address, after.address]
        for before, after in zip(record.parties, parties, strict=True)
        if before.address != after.address
    ]
    people = sorted({normal_address(one.address or one.name) for one in parties})
    kept = json.loads(record.raw) if record.raw else {}
    if changed:
        kept["addresses"] = changed
    return replace(
        record,
        platform=told.platform,
        kind=Kind.MESSAGE,
        parties=parties,
        conversation_key=told.key or "/".join([told.title, *people]),
        conversation_title=told.title or record.conversation_title,
        problems=(*record.problems, *((TRANSCRIPT,) if told.is_transcript else ())),
        raw=json.dumps(kept, ensure_ascii=False) if kept else "",
    )


def _party(party: Party, platform: str, own: frozenset[str]) -> Party:
    address = plain_address(party.address, platform)
    name = "" if party.name == party.address else party.name
    return replace(
        party, name=name, address=address, is_owner=party.is_owner or normal_address(address) in own
    )


def _named(export: Export) -> Iterator[str]:
    members = export.members()
    return (one for one in members if len(members) == 1 or one.casefold().endswith(".eml"))


def _archived(head: bytes) -> Archived | None:
    headers, _ = split_headers(head)
    return archived_as(headers)
