"""Tells what each file of an export of Teams is, by what is inside."""

from __future__ import annotations

from enum import Enum

from app.importers.base import (
    Export,
)
from app.importers.chat.purview_rows import is_chat, is_load_file, plain_heading
from app.importers.social.tables import BrokenRow, headings, read_table

_HEAD = 1 << 16


class Sort(Enum):
    """What a file is read as."""

    GRAPH = "messages of Graph"
    LINES = "messages of Graph, one a line"
    PERSONAL = "a person's download"
    LOAD_FILE = "a load file of Purview"
    OTHER = "other"


def may_be(export: Export, member: str) -> bool:
    """Say by its name whether a file may hold messages."""
    endings = (".json", ".jsonl", ".ndjson", ".csv")
    return member.lower().endswith(endings) or len(export.members()) == 1


def tells_of_chats(export: Export, member: str) -> bool:
    """Say whether a file is of Teams; a load file only where one of its first rows tells of it."""
    sort = sort_of(export, member)
    if sort is not Sort.LOAD_FILE:
        return sort is not Sort.OTHER
    for row in read_table(export, member):
        if isinstance(row, BrokenRow):
            return False
        if is_chat({plain_heading(key): value for key, value in row.cells.items()}):
            return True
    return False


def sort_of(export: Export, member: str) -> Sort:
    """Tell what a file is."""
    name = member.lower()
    if name.endswith(".csv"):
        return Sort.LOAD_FILE if is_load_file(headings(export, member)) else Sort.OTHER
    if not may_be(export, member):
        return Sort.OTHER
    head = export.head(member, _HEAD)
    if b"\0" in head[:8]:
        head = head.replace(b"\0", b"")
    if b'"MessageList"' in head and b'"conversations"' in head:
        return Sort.PERSONAL
    if not (b'"createdDateTime"' in head and b'"body"' in head):
        return Sort.OTHER
    if b'"messageType"' not in head and b'"chatId"' not in head and b'"replyToId"' not in head:
        return Sort.OTHER
    return Sort.LINES if _is_of_lines(head) else Sort.GRAPH


def _is_of_lines(head: bytes) -> bool:
    """Say whether each line is an object by itself."""
    first, _, second = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    is_whole = first.startswith(b"{") and first.rstrip().endswith(b"}")
    return is_whole and (not second.strip() or second.lstrip().startswith(b"{"))
