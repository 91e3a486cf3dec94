"""Discord: chats saved by DiscordChatExporter, and the package a person asks Discord for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.parsed import Parsed, Unreadable
from app.domain.people import normal_address
from app.importers.base import Cursor, Export, ImportOptions, Item, after_cursor
from app.importers.chat.discord_messages import Channel, MessageReader
from app.importers.chat.discord_words import person_of
from app.importers.chat.entries import NAMES_ONLY, Person, items_in, made
from app.importers.social.account import Account, natural, or_nothing, place
from app.importers.social.json_stream import Entry as ListEntry
from app.importers.social.json_stream import Value, read_member
from app.importers.social.tables import BrokenRow, read_table
from app.importers.social.taking import Entry, take_entry, take_text, take_texts
from app.importers.text import clean
from app.importers.times import Clock, TimeReader, wall_clock

NO_MESSAGES = "The conversation holds no messages."
OTHERS = "It holds no message of Discord, and none names it."

_HEAD = 8_192
_PACKED = re.compile(r"(?:^|/)c?\d{10,21}/messages\.(?:csv|json)$", re.IGNORECASE)
_INDEX = re.compile(r"(?:^|/)messages/index\.json$", re.IGNORECASE)
_USER = re.compile(r"(?:^|/)[^/]+/user\.json$", re.IGNORECASE)
_MOST_ASKED = 500


class DiscordImporter:
    """Reads chats of Discord; an :class:`app.importers.base.Importer`."""

    key = "discord"
    label = "Discord (DiscordChatExporter JSON, data package)"
    needs_zone = False
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Look for chats as DiscordChatExporter writes them, or folders of a package."""
        if any(_is_packed(export, member) for member in export.members()):
            return True
        asked = [member for member in export.members() if _may_be_chat(export, member)]
        return any(_is_chat(export, member) for member in asked[:_MOST_ASKED])

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the messages conversation by conversation, then what is left."""
        times = TimeReader(options.zone, self._clock)
        return after_cursor(_Reading(export, options, times).items(), after)


@dataclass(slots=True)
class _Head:
    """What a chat's file says of itself."""

    values: dict[str, Entry] = field(default_factory=dict)

    def channel(self, member: str) -> Channel:
        """Give the conversation."""
        channel, guild = dict(self.values.get("channel", {})), dict(self.values.get("guild", {}))
        names = [
            take_text(guild, "name"),
            take_text(channel, "category"),
            take_text(channel, "name"),
        ]
        title = " / ".join(filter(None, names))
        return Channel(take_text(channel, "id") or member, title or member)


class _Reading:
    """One pass over one export."""

    def __init__(self, export: Export, options: ImportOptions, times: TimeReader) -> None:
        self._export = export
        self._account = Account(export)
        self._used: list[str] = []
        self._owner, self._number = self._account_owner()
        own = {
            normal_address(one)
            for one in (*options.own_addresses, self._owner[1], self._number)
            if one
        }
        self._messages = MessageReader(self._account, times, frozenset(own))
        self._names = self._index()

    def items(self) -> Iterator[Item]:
        """Give all items in their fixed order."""
        for member in sorted(self._export.members(), key=natural):
            if _is_packed(self._export, member):
                self._account.done(member)
                yield from or_nothing(self._packed(member), member, NO_MESSAGES)
            elif _may_be_chat(self._export, member) and _is_chat(self._export, member):
                self._account.done(member)
                yield from or_nothing(self._chat(member), member, NO_MESSAGES)
        for member in self._used:
            yield from self._account.used(member, read_member(self._export, member), NAMES_ONLY)
        yield from self._account.ignore(self._export.members(), OTHERS, foreign=True)
        yield from self._export.rejected()

    def _chat(self, member: str) -> Iterator[Item]:
        """Read a chat; its head is read first, since it may stand behind the messages."""
        head = _Head()
        for piece in read_member(self._export, member):
            if isinstance(piece, Value) and isinstance(piece.value, dict):
                head.values[piece.key] = piece.value
            elif isinstance(piece, ListEntry) and head.values.keys() >= {"guild", "channel"}:
                break
        channel = head.channel(member)
        yield from items_in(
            self._export,
            member,
            frozenset({"messages"}),
            lambda entry, locator: self._messages.exported(entry, channel, locator),
        )

    def _packed(self, member: str) -> Iterator[Item]:
        channel = self._channel(member.rpartition("/")[0])

        def make(entry: Entry, locator: str) -> Parsed | None:
            return self._messages.packaged(entry, channel, self._owner, locator)

        if member.lower().endswith(".json"):
            yield from items_in(self._export, member, frozenset({""}), make)
            return
        for row in read_table(self._export, member):
            locator = place(member, row.number)
            if isinstance(row, BrokenRow):
                yield Unreadable(locator, row.reason)
            else:
                yield made(dict(row.cells), locator, make)

    def _channel(self, folder: str) -> Channel:
        """Read what a folder says of its conversation."""
        told: Entry = {}
        found = f"{folder}/channel.json"
        if found in self._export.members():
            self._used.append(found)
            for piece in read_member(self._export, found):
                if isinstance(piece, Value):
                    told[piece.key] = piece.value
                elif isinstance(piece, ListEntry) and piece.key == "recipients":
                    told.setdefault("recipients", [])
                    listed = told["recipients"]
                    if isinstance(listed, list):
                        listed.append(piece.value)
        number = take_text(told, "id") or folder.rpartition("/")[2].lstrip("c")
        guild = take_text(take_entry(told, "guild"), "name")
        named = " / ".join(filter(None, (guild, take_text(told, "name"))))
        others = tuple(("", one) for one in take_texts(told, "recipients") if one != self._number)
        return Channel(number, named or self._names.get(number) or number, others)

    def _account_owner(self) -> tuple[Person, str]:
        for member in filter(_USER.search, self._export.members()):
            told: Entry = {}
            for piece in read_member(self._export, member):
                if isinstance(piece, Value):
                    told[piece.key] = piece.value
            if "username" in told:
                self._used.append(member)
                number = told.get("id")
                return person_of(told), number if isinstance(number, str) else ""
        return ("", ""), ""

    def _index(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for member in filter(_INDEX.search, self._export.members()):
            self._used.append(member)
            for piece in read_member(self._export, member):
                if isinstance(piece, Value) and isinstance(piece.value, str):
                    names[piece.key] = clean(piece.value)
        return names


def _is_packed(export: Export, member: str) -> bool:
    if not _PACKED.search(member):
        return False
    return f"{member.rpartition('/')[0]}/channel.json" in export.members() or (
        b"Contents" in export.head(member, _HEAD)
    )


def _may_be_chat(export: Export, member: str) -> bool:
    return member.lower().endswith(".json") or len(export.members()) == 1


def _is_chat(export: Export, member: str) -> bool:
    head = export.head(member, _HEAD)
    if b"\0" in head[:8]:
        head = head.replace(b"\0", b"")
    if not head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"{"):
        return False
    return all(mark in head for mark in (b'"guild"', b'"channel"', b'"id"'))
