"""Google Chat in a Google Takeout: direct messages, groups and spaces, a folder each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from app.domain.people import normal_address
from app.importers.base import Cursor, Export, ImportOptions, Item, after_cursor
from app.importers.chat.entries import NAMES_ONLY, Person, items_in
from app.importers.chat.google_chat_messages import ChatReader, Space, person_of
from app.importers.social.account import Account, natural, or_nothing
from app.importers.social.json_stream import Entry as ListEntry
from app.importers.social.json_stream import Value, read_member
from app.importers.social.taking import take_text
from app.importers.text import clean
from app.importers.times import Clock, TimeReader, wall_clock

NO_MESSAGES = "The conversation holds no messages."
OTHERS = "It belongs to no message of Google Chat."

_HEAD = 8_192
_MESSAGES = re.compile(r"(?:^|/)messages(?:\(\d+\))?\.json$")
_GROUP = re.compile(r"(?:^|/)group_info(?:\(\d+\))?\.json$")
_USER = re.compile(r"(?:^|/)user_info(?:\(\d+\))?\.json$")
_MARKS = (b'"created_date"', b'"topic_id"', b'"message_id"')
_MOST_ASKED = 2_000


class GoogleChatImporter:
    """Reads Google Chat of a Takeout; an :class:`app.importers.base.Importer`."""

    key = "google_chat"
    label = "Google Chat (Google Takeout)"
    needs_zone = False
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Look for files of messages as Google Chat writes them."""
        named = [member for member in export.members() if _MESSAGES.search(member)]
        return any(_is_chat(export, member) for member in named[:_MOST_ASKED])

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the messages conversation by conversation, then what is left."""
        times = TimeReader(options.zone, self._clock)
        return after_cursor(_items(export, options, times), after)


def _items(export: Export, options: ImportOptions, times: TimeReader) -> Iterator[Item]:
    account = Account(export)
    used: list[str] = []
    own = {normal_address(one) for one in (*options.own_addresses, *_owner(export, used)) if one}
    reader = ChatReader(export, account, times, frozenset(own))
    for member in sorted(filter(_MESSAGES.search, export.members()), key=natural):
        if not _is_chat(export, member):
            continue
        account.done(member)
        space = _space(export, member.rpartition("/")[0], used)
        items = items_in(
            export,
            member,
            frozenset({"", "messages"}),
            partial(reader.record, space),
        )
        yield from or_nothing(items, member, NO_MESSAGES)
    for member in used:
        yield from account.used(member, read_member(export, member), NAMES_ONLY)
    yield from account.ignore(export.members(), OTHERS, foreign=True)
    yield from export.rejected()


def _is_chat(export: Export, member: str) -> bool:
    head = export.head(member, _HEAD)
    return any(mark in head for mark in _MARKS) or (
        f"{member.rpartition('/')[0]}/group_info.json" in export.members()
    )


def _space(export: Export, folder: str, used: list[str]) -> Space:
    """Read who takes part in a conversation and what it is called."""
    name, members = "", list[Person]()
    found = next(
        (m for m in export.members() if m.rpartition("/")[0] == folder and _GROUP.search(m)), ""
    )
    if found:
        used.append(found)
        for piece in read_member(export, found):
            if isinstance(piece, Value) and piece.key == "name" and isinstance(piece.value, str):
                name = clean(piece.value)
            elif isinstance(piece, ListEntry) and piece.key == "members":
                members += [person_of(piece.value)] if isinstance(piece.value, dict) else []
    title = name or ", ".join(one[0] or one[1] for one in members[:10])
    return Space(folder, title or folder.rpartition("/")[2], tuple(members))


def _owner(export: Export, used: list[str]) -> Iterator[str]:
    """Give the addresses of the account that the Takeout belongs to."""
    for member in export.members():
        if not _USER.search(member):
            continue
        used.append(member)
        for piece in read_member(export, member):
            if isinstance(piece, Value) and piece.key == "user" and isinstance(piece.value, dict):
                yield take_text(piece.value, "email")
