"""Microsoft Teams: chats as Graph and Purview give them, and as a person downloads them."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.parsed import Ignored, Unreadable
from app.domain.people import normal_address
from app.importers.base import (
    Cursor,
    Export,
    ImportOptions,
    Item,
    MemberUnreadable,
    after_cursor,
)
from app.importers.chat.entries import ODD, made
from app.importers.chat.purview_rows import is_chat, plain_heading
from app.importers.chat.teams_graph import MARKS, Chat, GraphReader, chat_of
from app.importers.chat.teams_members import Sort, may_be, sort_of, tells_of_chats
from app.importers.chat.teams_personal import PersonalReader
from app.importers.chat.teams_purview import RowReader
from app.importers.legal.load_file import load_files
from app.importers.legal.set_archives import with_archives
from app.importers.phone.json_lines import BadLine, json_lines
from app.importers.social.account import Account, from_here, natural, or_nothing, place
from app.importers.social.json_stream import Broken, read_member
from app.importers.social.json_stream import Entry as ListEntry
from app.importers.social.tables import BrokenRow, read_table
from app.importers.social.taking import as_bytes, take_list
from app.importers.times import Clock, TimeReader, wall_clock

NO_MESSAGES = "The file holds no messages of Teams."
NO_CHAT = "The row tells of a mail or a paper, which is read by itself where it is in the export."
OTHERS = "It holds no message of Teams, and none names it."

_MOST_ASKED = 500


class TeamsImporter:
    """Reads chats of Teams; an :class:`app.importers.base.Importer`."""

    key = "teams"
    label = "Microsoft Teams (Graph JSON, Purview, own download)"
    needs_zone = False
    experimental = True

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Look for messages as Graph or Teams write them, or for Purview's list of chats."""
        asked = [member for member in export.members() if may_be(export, member)]
        return any(tells_of_chats(export, member) for member in asked[:_MOST_ASKED])

    def joined(self, export: Export) -> Export:
        """Give the export with its archives; see :class:`app.importers.joined.Joining`."""
        return with_archives(export, load_files)

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the messages file by file, then what is left."""
        times = TimeReader(options.zone, self._clock)
        return after_cursor(_Reading(export, options, times).items(), after)


class _Reading:
    """One pass over one export."""

    def __init__(self, export: Export, options: ImportOptions, times: TimeReader) -> None:
        self._export = export
        self._account = Account(export)
        own = frozenset(normal_address(one) for one in options.own_addresses if one)
        self._graph = GraphReader(times, own)
        self._personal = PersonalReader(times, own)
        self._rows = RowReader(export, self._account, times, own)

    def items(self) -> Iterator[Item]:
        """Give all items in their fixed order."""
        readers = {
            Sort.GRAPH: self._messages,
            Sort.LINES: self._lines,
            Sort.PERSONAL: self._conversations,
            Sort.LOAD_FILE: self._table,
        }
        for member in sorted(self._export.members(), key=natural):
            read = readers.get(sort_of(self._export, member))
            if read is not None and not self._account.is_done(member):
                self._account.done(member)
                yield from or_nothing(read(member), member, NO_MESSAGES)
        yield from self._rows.used()
        yield from self._account.ignore(self._export.members(), OTHERS, foreign=True)
        yield from self._export.rejected()

    def _messages(self, member: str) -> Iterator[Item]:
        """Read messages in a list, under a key, or in lists of conversations."""
        alone = Chat(*self._around(member))
        number = 0
        for piece in read_member(self._export, member):
            if isinstance(piece, Broken):
                yield Unreadable(from_here(member, number + 1), piece.reason)
            elif isinstance(piece, ListEntry) and piece.key not in {"members", "installedApps"}:
                number += 1
                yield from self._entry(piece.value, alone, place(member, number))

    def _entry(self, value: object, alone: Chat, locator: str) -> Iterator[Item]:
        inner = value.get("messages") if isinstance(value, dict) else None
        if not isinstance(value, dict) or not isinstance(inner, list) or value.keys() & MARKS:
            yield self._message(value, alone, locator)
            return
        told = dict(value)
        chat = chat_of(told, alone.number)
        for at, message in enumerate(take_list(told, "messages"), 1):
            yield self._message(message, chat, f"{locator}.{at}")

    def _message(self, value: object, chat: Chat, locator: str) -> Item:
        return made(value, locator, lambda entry, at: self._graph.record(entry, chat, at))

    def _around(self, member: str) -> tuple[str, str]:
        """Name a conversation by its file where nothing else does."""
        name = member.rpartition("/")[2].rpartition(".")[0]
        return name, ""

    def _lines(self, member: str) -> Iterator[Item]:
        alone = Chat(*self._around(member))
        last = 0
        try:
            for line in json_lines(self._export, member):
                last = line.number
                locator = place(member, line.number)
                if isinstance(line, BadLine):
                    yield Unreadable(locator, line.reason, line.untrusted)
                else:
                    yield self._message(line.value, alone, locator)
        except MemberUnreadable as fault:
            yield Unreadable(from_here(member, last + 1), fault.reason)

    def _conversations(self, member: str) -> Iterator[Item]:
        number = 0
        for piece in read_member(self._export, member):
            if isinstance(piece, Broken):
                yield Unreadable(from_here(member, number + 1), piece.reason)
            elif piece.key == "userId" and isinstance(piece.value, str):
                self._personal.owned_by(piece.value)
            elif isinstance(piece, ListEntry) and piece.key == "conversations":
                number += 1
                locator = place(member, number)
                if isinstance(piece.value, dict):
                    yield from self._personal.items(dict(piece.value), locator)
                else:
                    yield Unreadable(locator, ODD, as_bytes(piece.value))

    def _table(self, member: str) -> Iterator[Item]:
        for row in read_table(self._export, member):
            locator = place(member, row.number)
            if isinstance(row, BrokenRow):
                yield Unreadable(from_here(member, row.number), row.reason)
                continue
            cells = {plain_heading(key): value for key, value in row.cells.items()}
            if is_chat(cells):
                yield self._rows.record(cells, locator)
            else:
                yield Ignored(locator, NO_CHAT)
