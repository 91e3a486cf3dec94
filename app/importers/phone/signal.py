"""Signal: its own plaintext export (JSON lines), and chats by the free program signal-export."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from app.errors import ExportUnreadable
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
from app.importers.phone.json_lines import BadLine, json_lines
from app.importers.phone.signal_files import SignalFiles
from app.importers.phone.signal_items import ItemRecords
from app.importers.phone.signal_people import People
from app.importers.phone.signal_tool import ToolChat, is_chat, is_data
from app.importers.social.taking import as_bytes
from app.importers.times import Clock, TimeReader, wall_clock

NOT_NAMED = "No message names this file."
SAME = "The same messages are read from another file beside it."
ABOUT = "What the export tells of itself; it holds no message."
FRAME_UNKNOWN = "An entry of a kind that is not known; what it says is kept."

_LINES = re.compile(rb'\s*\{\s*"(?:version|backupTimeMs|account|recipient|chat|chatItem)"')
_MARKS = (b'"chatItem"', b'"recipient"', b'"backupTimeMs"')
_BACKUP = re.compile(r"(?:^|/)signal-\d{4}-\d\d-\d\d[\d-]*\.backup$", re.IGNORECASE)
_DESKTOP = re.compile(r"(?:^|/)sql/db\.sqlite$", re.IGNORECASE)
_TEXTS = re.compile(r"(?:^|/)(?:chat|index)\.md$", re.IGNORECASE)
_DATA = re.compile(r"(?:^|/)data\.json$", re.IGNORECASE)
_PAGE = re.compile(r"(?:^|/)(?:index|chat)\.(?:html|md)$", re.IGNORECASE)
_HEAD = 16_384
_MOST_ASKED = 500
_TOLD = {
    "recipient": "people and groups", "chat": "conversations", "stickerPack": "packs of stickers",
    "adHocCall": "calls by link", "notificationProfile": "settings", "chatFolder": "settings",
    "account": "account",
}  # fmt: skip


class SignalImporter:
    """Reads Signal's plaintext exports; see :class:`app.importers.base.Importer`."""

    key = "signal"
    label = "Signal (plaintext export, signal-export)"
    needs_zone = True
    experimental = True

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a file in it begins as one of Signal's does, or is Signal's locked data."""
        members = export.members()
        return any(True for _ in _exports(export, _MOST_ASKED)) or any(map(_is_locked, members))

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the messages file by file, each in its own order.

        Raises:
            ExportUnreadable: when there is only what Signal itself keeps locked.
        """
        times = TimeReader(options.zone, self._clock)
        if not any(True for _ in _exports(export)):
            raise ExportUnreadable(
                "This is Signal's own data, which is locked with a key of the phone or computer.",
                "Export the chats in Signal itself, or with signal-export, and import that.",
            )
        return after_cursor(_items(export, options, times), after)


def _items(export: Export, options: ImportOptions, times: TimeReader) -> Iterator[Item]:
    yield from export.rejected()
    used: set[str] = set()
    done: dict[str, str] = {}
    for member, is_own in list(_exports(export)):
        done[member] = member.rpartition("/")[0]
        if is_own:
            files = SignalFiles(export, done[member])
            yield from _own(export, member, ItemsOf(options, files, times))
            used |= files.used
        else:
            chat = ToolChat(export, member, options, times)
            yield from chat.items()
            used |= chat.used
    for member in export.members():
        if member in used or member in done:
            continue
        folder = member.rpartition("/")[0]
        if _PAGE.search(member) and folder in done.values():
            yield Ignored(member, SAME)
        elif member.casefold().endswith("metadata.json") and folder in done.values():
            yield Ignored(member, ABOUT)
        else:
            yield Ignored(member, NOT_NAMED, foreign=True)


class ItemsOf:
    """What the frames of one export are read with."""

    def __init__(self, options: ImportOptions, files: SignalFiles, times: TimeReader) -> None:
        self.people = People(options)
        self.records = ItemRecords(self.people, files, times)
        self.left: Counter[str] = Counter()


def _own(export: Export, member: str, reading: ItemsOf) -> Iterator[Item]:
    """Read Signal's own export frame by frame."""
    try:
        for line in json_lines(export, member):
            locator = f"{member} line {line.number}"
            if isinstance(line, BadLine):
                yield Unreadable(locator, line.reason, line.untrusted)
            else:
                yield from _frame(locator, line.value, reading)
    except MemberUnreadable as fault:
        yield Unreadable(f"{member} end", fault.reason)
    for name, number in sorted(reading.left.items()):
        yield Ignored(f"{member} {name}", f"{number:,} entries that are no messages.")


def _frame(locator: str, frame: dict[str, object], reading: ItemsOf) -> Iterator[Item]:
    people = reading.people
    learners = {
        "account": people.learn_account,
        "recipient": people.learn_recipient,
        "chat": people.learn_chat,
    }
    for name, value in frame.items():
        if name == "chatItem" and isinstance(value, dict):
            yield reading.records.record(locator, value)
            return
        if name in _TOLD and isinstance(value, dict):
            if name in learners:
                learners[name](value)
            reading.left[_TOLD[name]] += 1
            return
    if {"version", "backupTimeMs"} & frame.keys():
        reading.left["head"] += 1
    else:
        yield Unreadable(locator, FRAME_UNKNOWN, as_bytes(frame))


def _exports(export: Export, most: int | None = None) -> Iterator[tuple[str, bool]]:
    """Find what can be read, and whether Signal wrote it itself; of one chat only one file.

    Args:
        export: what is looked through.
        most: how many files that may be some are looked into; all where it is left out.
    """
    members = export.members()
    with_data = {
        member.rpartition("/")[0] for member in islice(filter(_DATA.search, members), most)
        if is_data(export.head(member, _HEAD))
    }  # fmt: skip
    asked = (
        member for member in members
        if member.casefold().endswith((".jsonl", ".md", "data.json")) or len(members) == 1
    )  # fmt: skip
    texts: set[str] = set()
    for member in islice(asked, most):
        folder = member.rpartition("/")[0]
        if _DATA.search(member):
            if folder in with_data:
                yield member, False
        elif _TEXTS.search(member):
            if folder not in with_data | texts and is_chat(export.head(member, _HEAD)):
                texts.add(folder)
                yield member, False
        elif _is_own(export.head(member, _HEAD)):
            yield member, True


def _is_own(head: bytes) -> bool:
    plain = head.removeprefix(b"\xef\xbb\xbf")
    return _LINES.match(plain) is not None and any(mark in plain for mark in _MARKS)


def _is_locked(member: str) -> bool:
    return bool(_DESKTOP.search(member) or _BACKUP.search(member))
