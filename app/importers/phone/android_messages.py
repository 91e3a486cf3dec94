"""Texts of Android phones, also of Google Messages, by the free app SMS Import / Export."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

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
from app.importers.phone.android_rows import RowMaker
from app.importers.phone.json_lines import BadLine, JsonLine, json_lines
from app.importers.phone.sms_cast import Casting
from app.importers.social.json_stream import Broken, Entry, read_member
from app.importers.social.taking import as_bytes
from app.importers.times import Clock, TimeReader, wall_clock

NOT_NAMED = "No message names this file."
UNKNOWN_ROW = "A row that is neither a message nor a call; what it says is kept."

_HEAD = 16_384
_MOST_ASKED = 500
_ENDINGS = (".ndjson", ".json")
_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*(\[)?\s*\{\s*\"")
_MARKS = ((b'"__parts"',), (b'"msg_box"', b'"date"'), (b'"address"', b'"body"', b'"type"'),
          (b'"number"', b'"duration"', b'"type"'))  # fmt: skip


class AndroidMessagesImporter:
    """Reads what SMS Import / Export wrote; see :class:`app.importers.base.Importer`.

    Google Messages has no export of its own; its texts lie in the phone's own tables, which this
    app writes out row by row.
    """

    key = "android_messages"
    label = "Google Messages and other Android texts (SMS Import / Export)"
    needs_zone = False
    experimental = True

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a file in it begins with a row of messages or calls."""
        return any(True for _ in _tables(export))

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give messages and calls file by file, each file in its own order."""
        return after_cursor(_items(export, options, TimeReader(options.zone, self._clock)), after)


def _items(export: Export, options: ImportOptions, times: TimeReader) -> Iterator[Item]:
    yield from export.rejected()
    casting = Casting(options)
    done: set[str] = set()
    for member, is_list in list(_tables(export)):
        maker = RowMaker(export, member, casting, times)
        rows = _listed(export, member) if is_list else _by_lines(export, member)
        for row in rows:
            yield row if isinstance(row, Unreadable) else _item(member, row, maker)
        done |= maker.used | {member}
    for member in export.members():
        if member not in done:
            yield Ignored(member, NOT_NAMED, foreign=True)


def _item(member: str, row: JsonLine, maker: RowMaker) -> Item:
    locator = f"{member} #{row.number}"
    record = maker.record(locator, row.value)
    return record or Unreadable(locator, UNKNOWN_ROW, as_bytes(row.value))


def _by_lines(export: Export, member: str) -> Iterator[JsonLine | Unreadable]:
    try:
        for line in json_lines(export, member):
            if isinstance(line, BadLine):
                yield Unreadable(f"{member} #{line.number}", line.reason, line.untrusted)
            else:
                yield line
    except MemberUnreadable as fault:
        yield Unreadable(f"{member} end", fault.reason)


def _listed(export: Export, member: str) -> Iterator[JsonLine | Unreadable]:
    """Read the one long list that older versions of the app wrote."""
    for piece in read_member(export, member):
        if isinstance(piece, Broken):
            yield Unreadable(f"{member} end", piece.reason)
        elif isinstance(piece, Entry) and isinstance(piece.value, dict):
            yield JsonLine(piece.number, piece.value)
        elif isinstance(piece, Entry):
            locator = f"{member} #{piece.number}"
            yield Unreadable(locator, UNKNOWN_ROW, as_bytes(piece.value))


def _tables(export: Export) -> Iterator[tuple[str, bool]]:
    """Find files of rows, and whether each is one long list."""
    members = export.members()
    asked = (one for one in members if len(members) == 1 or one.casefold().endswith(_ENDINGS))
    for member in islice(asked, _MOST_ASKED):
        head = export.head(member, _HEAD)
        opening = _OPENING.match(head)
        if opening and b'"_id"' in head and any(all(m in head for m in marks) for marks in _MARKS):
            yield member, opening[1] is not None
