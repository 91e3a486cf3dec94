"""Chats that WhatsApp exports as text, alone or in a ZIP with their files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from app.domain.parsed import Parsed
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
from app.importers.phone.lines import charset_of, lines_of
from app.importers.phone.whatsapp_lines import Header, Survey, header_of
from app.importers.phone.whatsapp_records import ChatRecords, Draft
from app.importers.phone.whatsapp_words import TITLE_ENDS, TITLES
from app.importers.times import Clock, TimeReader, wall_clock

NO_CHAT = "It is no chat, and no message names it."
BEFORE_FIRST = "Text before the first message of the chat; it belongs to no message."

_NAMED = re.compile(r"(?:^|/)_chat(?: ?\(\d+\))?\.txt$|whatsapp[^/]*\.txt$", re.IGNORECASE)
_COPY = re.compile(r"\s*\(\d{1,3}\)$")
_LINES_ASKED = 20
_HEADERS_WANTED = 3
_HEAD = 16_384
_MOST_TEXTS = 5_000
_LONGEST = 1 << 20


class WhatsAppImporter:
    """Reads WhatsApp's "Export chat"; see :class:`app.importers.base.Importer`."""

    key = "whatsapp"
    label = "WhatsApp chat (ZIP or text)"
    needs_zone = True
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a text in it begins as a chat does."""
        return any(_is_chat(export, member) for member in _texts(export))

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the messages chat by chat, each in its own order."""
        return after_cursor(_items(export, options, TimeReader(options.zone, self._clock)), after)


def _items(export: Export, options: ImportOptions, times: TimeReader) -> Iterator[Item]:
    yield from export.rejected()
    chats = [member for member in _texts(export) if _is_chat(export, member)]
    used: set[str] = set()
    for member in chats:
        reading = _Reading(export, member)
        yield from reading.items(options, times)
        used |= reading.used
    for member in export.members():
        if member not in used and member not in chats:
            yield Ignored(member, NO_CHAT, foreign=True)


@dataclass(slots=True)
class _Reading:
    export: Export
    member: str
    used: set[str] = field(default_factory=set)

    def items(self, options: ImportOptions, times: TimeReader) -> Iterator[Item]:
        """Read the chat twice: for its order of dates and its people, then for its messages."""
        survey = Survey()
        fault = self._survey(survey)
        title = title_of(self.member, self.export.name)
        records = ChatRecords(self.export, self.member, survey, title, options)
        records.times = times
        try:
            for draft in drafts(self.export, self.member):
                yield self._item(draft, records)
        except MemberUnreadable as error:
            fault = error.reason
        if fault:
            yield Unreadable(f"{self.member} end", fault)
        self.used |= records.used

    def _survey(self, survey: Survey) -> str:
        try:
            for line in lines_of(self.export, self.member):
                header = header_of(line.text)
                if header:
                    survey.take(header)
        except MemberUnreadable as error:
            return error.reason
        return ""

    def _item(self, draft: Draft, records: ChatRecords) -> Parsed | Unreadable:
        if draft.header is None:
            kept = "\n".join(draft.lines).encode("utf-8", "replace")
            return Unreadable(f"{self.member} line {draft.number}", BEFORE_FIRST, kept)
        return records.record(draft, draft.header)


def drafts(export: Export, member: str) -> Iterator[Draft]:
    """Give a chat's messages with the lines that go on with them.

    One that is longer than a million characters goes on as another.
    """
    draft: Draft | None = None
    size = 0
    part = 0
    for line in lines_of(export, member):
        header = header_of(line.text)
        if header or draft is None or size > _LONGEST:
            if draft is not None and (draft.header is not None or any(map(str.strip, draft.lines))):
                yield draft
            part = part + 1 if draft is not None and header is None else 0
            carried: Header | None = draft.header if part and draft is not None else None
            draft = Draft(line.number, header or carried, part=part)
            size = 0
        draft.lines.append(header.rest if header else line.text)
        size += len(line.text) + 1
    if draft is not None and (draft.header is not None or any(map(str.strip, draft.lines))):
        yield draft


def title_of(member: str, export_name: str) -> str:
    """Find the chat's name in the names of its files; empty where they do not tell it."""
    for name in (member.rpartition("/")[2], member.rpartition("/")[0], export_name):
        stem = re.sub(r"\.(?:txt|zip)$", "", name.rpartition("/")[2], flags=re.IGNORECASE)
        spaced = _COPY.sub("", stem).replace("_", " ")
        for start in TITLES:
            if spaced.casefold().startswith(start.casefold()):
                return spaced[len(start) :].strip()
        for end in TITLE_ENDS:
            if spaced.endswith(end):
                return spaced.removesuffix(end).strip()
    return ""


def _texts(export: Export) -> list[str]:
    members = export.members()
    found = (name for name in members if len(members) == 1 or name.casefold().endswith(".txt"))
    return list(islice(found, _MOST_TEXTS))


def _is_chat(export: Export, member: str) -> bool:
    """Say whether three of the first lines begin messages; one is enough for a telling name."""
    head = export.head(member, _HEAD)
    if not head or b"<html" in head[:600].lower():
        return False
    lines = head.decode(charset_of(head), "replace").removeprefix("\ufeff").splitlines()
    headers = sum(header_of(line) is not None for line in lines[:_LINES_ASKED])
    return headers >= (1 if _NAMED.search(member) else _HEADERS_WANTED)
