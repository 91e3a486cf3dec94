"""The database of Messages on Macs and iPhones, with its log and its folder of attachments."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

from app.importers.base import (
    Cursor,
    Export,
    Ignored,
    ImportOptions,
    Item,
    MemberUnreadable,
    Unreadable,
    after_cursor,
)
from app.importers.phone.imessage_records import MessageRecords
from app.importers.phone.imessage_tables import Tables
from app.importers.social.account import or_nothing
from app.importers.sqlite_file import MAGIC, DamagedRows, NotSqlite, SqliteFile
from app.importers.times import Clock, TimeReader, wall_clock

NOT_NAMED = "No message names it."
NO_MESSAGES = "The database holds no message."
SIDE_FILE = "It belongs to the database and is read with it."
DAMAGED = "A damaged place of the database; the messages there cannot be read."
SIDE_DAMAGED = "A damaged place of the database; names or attachments of messages may be missing."
LOG_DAMAGED = "The log of the newest messages is damaged or cut; some of them may be missing."

_WANTED = frozenset({"message", "handle"})
_IPHONE_NAME = "3d0d7e5fb2ce288813306e4d4636395e047a3d28"
_MOST_ASKED = 2_000
_SIDES = ("-wal", "-shm", "-journal")


class IMessageImporter:
    """Reads ``chat.db`` and ``sms.db``; see :class:`app.importers.base.Importer`."""

    key = "imessage"
    label = "iMessage and texts of Apple Messages (chat.db)"
    needs_zone = False
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a database in it holds tables of messages and handles."""
        return any(_holds_messages(export, member) for member in _databases(export))

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the messages database by database, each in the order of its rows."""
        times = TimeReader(options.zone, self._clock)
        return after_cursor(_items(export, options, times), after)


def _items(export: Export, options: ImportOptions, times: TimeReader) -> Iterator[Item]:
    yield from export.rejected()
    done: set[str] = set()
    for member in _databases(export):
        if not _holds_messages(export, member):
            continue
        done |= {member, *(member + side for side in _SIDES)}
        for side in (member + side for side in _SIDES):
            if side in export.members():
                yield Ignored(side, SIDE_FILE)
        records = MessageRecords(export, member, options, times)
        yield from or_nothing(_database(export, member, records), member, NO_MESSAGES)
        done |= records.used
    for member in export.members():
        if member not in done:
            yield Ignored(member, NOT_NAMED, foreign=True)


def _database(export: Export, member: str, records: MessageRecords) -> Iterator[Item]:
    try:
        with ExitStack() as files:
            database = _opened(export, member, files)
            if database.log_is_damaged:
                yield Unreadable(f"{member}-wal end", LOG_DAMAGED)
            tables = Tables(database)
            yield from (
                Unreadable(f"{member} page {page}", SIDE_DAMAGED) for page in sorted(tables.damaged)
            )
            yield from _messages(database, member, records, tables)
    except MemberUnreadable as fault:
        yield Unreadable(f"{member} end", fault.reason)
    except NotSqlite:
        yield Unreadable(member, DAMAGED)


def _messages(
    database: SqliteFile, member: str, records: MessageRecords, tables: Tables
) -> Iterator[Item]:
    """Give the rows in order; in a damaged file two may have one number."""
    last = -(1 << 64)
    for count, row in enumerate(database.rows("message"), 1):
        if isinstance(row, DamagedRows):
            yield Unreadable(f"{member} row {count}, page {row.page}", DAMAGED)
            continue
        place = "" if row.rowid > last else f", row {count}"
        last = max(last, row.rowid)
        yield records.record(row, tables, place)


def _opened(export: Export, member: str, files: ExitStack) -> SqliteFile:
    log = member + "-wal"
    held = log in export.members() and export.size(log) > 0
    return SqliteFile(
        files.enter_context(export.open(member)),
        files.enter_context(export.open(log)) if held else None,
    )


def _databases(export: Export) -> list[str]:
    """List members that may be databases, by name; a member that stands alone always may."""
    members = export.members()
    if len(members) == 1:
        return list(members)
    named = [
        name
        for name in members
        if name.casefold().endswith((".db", ".sqlite")) or name.endswith(_IPHONE_NAME)
    ]
    return named[:_MOST_ASKED]


def _holds_messages(export: Export, member: str) -> bool:
    if not export.head(member, len(MAGIC)).startswith(MAGIC):
        return False
    try:
        with ExitStack() as files:
            database = _opened(export, member, files)
            return database.tables >= _WANTED and "guid" in database.columns("message")
    except (MemberUnreadable, NotSqlite):
        return False
