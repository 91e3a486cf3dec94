"""Chats that the free program signal-export wrote: ``data.json`` by lines, or ``chat.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import unquote

from app.domain.parsed import ParsedAttachment
from app.domain.people import Party, Role
from app.domain.records import Flag, Kind
from app.importers.base import Export, ImportOptions, Item, MemberUnreadable, Parsed, Unreadable
from app.importers.phone.json_lines import BadLine, JsonLine, json_lines
from app.importers.phone.lines import charset_of, lines_of
from app.importers.phone.signal_items import PLATFORM
from app.importers.social.taking import (
    Entry,
    leftover,
    put_back,
    take_entries,
    take_entry,
    take_text,
    take_truth,
)
from app.importers.text import clean, fold_for_matching
from app.importers.times import TimeReader

BEFORE_FIRST = "Text before the first message of the chat; it belongs to no message."
NOT_HELD = "The folder that was imported does not hold this file."

_HEADER = re.compile(
    r"\[(?P<date>\d{4}-\d\d-\d\d),? (?P<time>\d\d:\d\d(?::\d\d)?)\] "
    r"(?P<who>[^:\n]{1,120}): ?(?P<rest>.*)",
    re.DOTALL,
)
_LINK = re.compile(r"!?\[(?P<name>[^\]\n]{0,250})\]\((?P<path>\.{1,2}/[^)\n]{1,500})\) {0,2}")
_REACTIONS = re.compile(r"\n?\(- (?P<listed>.{1,2000}) -\)\s*$")
_DELETED = "(This message was deleted)"
_QUOTE = re.compile(r"\s*((?:> ?[^\n]*(?:\n|\Z))+)")
_LINES_ASKED = 10
_ME = "Me"
_NOBODY = "No-Sender"
_MOST_SENDERS = 300
_LONGEST = 1 << 20


def is_data(head: bytes) -> bool:
    """Say whether a file begins as ``data.json`` does."""
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    return first.startswith(b'{"date"') and b'"sender"' in head and b'"body"' in head


def is_chat(head: bytes) -> bool:
    """Say whether a file begins as ``chat.md`` does."""
    lines = head.decode(charset_of(head), "replace").removeprefix("\ufeff").splitlines()
    return any(map(_HEADER.match, lines[:_LINES_ASKED]))


@dataclass(slots=True)
class _Told:
    """One message as either file tells it."""

    locator: str
    date: str
    sender: str
    text: str = field(repr=False)
    quote: str = field(default="", repr=False)
    files: list[tuple[str, str]] = field(default_factory=list)
    reactions: list[tuple[str, str]] = field(default_factory=list)
    deleted: bool = False
    called: bool = False
    rest: Entry = field(default_factory=dict, repr=False)


class ToolChat:
    """One chat.

    Attributes:
        used: members of the export that messages mean.
    """

    def __init__(
        self, export: Export, member: str, options: ImportOptions, times: TimeReader
    ) -> None:
        self.used: set[str] = set()
        self._export = export
        self._member = member
        self._options = options
        self._times = times
        folder = member.rpartition("/")[0]
        self._folder = folder
        self._title = folder.rpartition("/")[2] or export.name.rpartition(".")[0] or export.name
        self._senders: dict[str, None] = {}

    def items(self) -> Iterator[Item]:
        """Read the chat twice: for who writes in it, then for its messages."""
        try:
            for told in self._told():
                if isinstance(told, _Told) and len(self._senders) < _MOST_SENDERS:
                    self._senders.setdefault(told.sender)
        except MemberUnreadable:
            pass
        try:
            for told in self._told():
                yield told if isinstance(told, Unreadable) else self._record(told)
        except MemberUnreadable as fault:
            yield Unreadable(f"{self._member} end", fault.reason)

    def _told(self) -> Iterator[_Told | Unreadable]:
        if self._member.casefold().endswith(".md"):
            return self._from_text()
        return self._from_data()

    def _from_data(self) -> Iterator[_Told | Unreadable]:
        for line in json_lines(self._export, self._member):
            locator = f"{self._member} line {line.number}"
            if isinstance(line, BadLine):
                yield Unreadable(locator, line.reason, line.untrusted)
            else:
                yield _of_data(locator, line)

    def _from_text(self) -> Iterator[_Told | Unreadable]:
        held: _Told | None = None
        for line in lines_of(self._export, self._member):
            header = _HEADER.match(line.text)
            if header is None and held is not None and len(held.text) < _LONGEST:
                held.text += f"\n{line.text}"
                continue
            if held is not None:
                yield _finished(held)
            held = None
            locator = f"{self._member} line {line.number}"
            if header is not None:
                date = f"{header['date']} {header['time']}"
                held = _Told(locator, date, header["who"].strip(), header["rest"])
            elif line.text.strip():
                yield Unreadable(locator, BEFORE_FIRST, line.text.encode("utf-8", "replace"))
        if held is not None:
            yield _finished(held)

    def _record(self, told: _Told) -> Parsed:
        sent = self._times.iso(told.date)
        lines = [told.text, *(f"[reaction] {emoji} {who}" for who, emoji in told.reactions)]
        if told.quote:
            lines.insert(0, f"[in answer to] {told.quote}")
        flags = {Flag.DELETED.value} if told.deleted else set()
        return Parsed(
            told.locator, PLATFORM, Kind.CALL if told.called else Kind.MESSAGE,
            "\n".join(filter(None, lines)), sent.moment, self._parties(told.sender),
            conversation_key=f"title {fold_for_matching(self._title)}",
            conversation_title=self._title,
            attachments=tuple(self._file(name, path) for name, path in told.files),
            flags=frozenset(flags) | sent.flags,
            problems=sent.problems,
            raw=leftover(told.rest),
        )  # fmt: skip

    def _parties(self, sender: str) -> tuple[Party, ...]:
        others = [one for one in self._senders if one not in {sender, _ME, _NOBODY}]
        if not others and sender in {_ME, _NOBODY}:
            others = [self._title]
        mine = self._me(Role.TO if len(others) == 0 else Role.MEMBER)
        role = Role.TO if sender == _ME and len(others) == 1 else Role.MEMBER
        rest = [Party(role, one) for one in others]
        if sender == _ME:
            return (self._me(Role.FROM), *rest)
        if sender == _NOBODY:
            return (mine, *rest)
        return (Party(Role.FROM, sender), mine, *rest)

    def _me(self, role: Role) -> Party:
        own = self._options.own_addresses
        return Party(role, self._options.custodian, own[0] if own else "", is_owner=True)

    def _file(self, name: str, path: str) -> ParsedAttachment:
        plain = unquote(path).replace("\\", "/").removeprefix("./")
        up = plain.startswith("../")
        folder = self._folder.rpartition("/")[0] if up else self._folder
        beside = "/".join(filter(None, (folder, plain.removeprefix("../"))))
        member = self._export.find(beside)
        shown = clean(name or plain.rpartition("/")[2]) or "attachment"
        if member is None or member.rpartition("/")[0] != beside.rpartition("/")[0]:
            return ParsedAttachment(shown, None, NOT_HELD)
        self.used.add(member)
        opener = partial(self._export.open, member)
        return ParsedAttachment(shown, opener, size=self._export.size(member))


def _of_data(locator: str, line: JsonLine) -> _Told:
    entry = line.value
    told = _Told(
        locator, take_text(entry, "date"), take_text(entry, "sender") or _NOBODY,
        take_text(entry, "body").strip(),
        quote=take_text(entry, "quote").strip().removeprefix(">").strip(),
        deleted=take_truth(entry, "deleted"),
        called=take_truth(entry, "call"),
    )  # fmt: skip
    for file in take_entries(entry, "attachments"):
        told.files.append((take_text(file, "name"), take_text(file, "path")))
    sticker = take_entry(entry, "sticker")
    if sticker:
        told.text = f"{told.text}\n[sticker] {take_text(sticker, 'emoji')}".strip()
    for reaction in _reactions(entry):
        told.reactions.append(reaction)
    put_back(entry, "sticker", sticker)
    told.rest = entry
    return told


def _reactions(entry: Entry) -> Iterator[tuple[str, str]]:
    """Take reactions, written as pairs or as objects."""
    listed = entry.get("reactions")
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict):
            yield take_text(one, "name"), take_text(one, "emoji")
        elif isinstance(one, list) and len(one) == 2:
            yield clean(str(one[0])), clean(str(one[1]))
    if isinstance(listed, list):
        del entry["reactions"]


def _finished(told: _Told) -> _Told:
    """Take reactions and files out of the text of ``chat.md``."""
    text = told.text.rstrip()
    found = _REACTIONS.search(text)
    if found:
        text = text[: found.start()]
        for one in found["listed"].split(", "):
            who, colon, emoji = one.rpartition(": ")
            told.reactions.append((who, emoji) if colon else ("", one))
    quoted = _QUOTE.match(text)
    if quoted:
        text = text[quoted.end() :]
        told.quote = "\n".join(line.removeprefix(">").strip() for line in quoted[1].splitlines())
    for link in _LINK.finditer(text):
        told.files.append((link["name"], link["path"]))
    told.text = _LINK.sub("", text).strip()
    told.deleted = told.text == _DELETED
    return told
