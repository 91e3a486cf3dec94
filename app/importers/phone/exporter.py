"""Chats of iMessage by the free program imessage-exporter: a text or a web page for each."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from functools import partial
from itertools import chain, islice
from urllib.parse import unquote

from app.domain.parsed import ParsedAttachment
from app.domain.people import Party, Role, normal_address
from app.domain.provenance import Moment, Problem
from app.domain.records import Flag, Kind
from app.importers.base import (
    Cursor,
    Export,
    Ignored,
    ImportOptions,
    Item,
    MemberUnreadable,
    Parsed,
    Unreadable,
    after_cursor,
)
from app.importers.phone.exporter_pages import senders_in_page, told_in_page
from app.importers.phone.exporter_said import Told, stamp_of
from app.importers.phone.exporter_text import Stray, told_in_text
from app.importers.phone.lines import charset_of
from app.importers.social.account import or_nothing
from app.importers.social.taking import leftover
from app.importers.text import clean, fold_for_matching
from app.importers.times import UNREADABLE, Clock, Timed, TimeReader, wall_clock

PLATFORM = "imessage"

NO_MESSAGES = "It holds no message."
NOT_NAMED = "No message names this file."
BEFORE_FIRST = "Text that belongs to no message of the chat."
NOT_HELD = "The folder that was imported does not hold this file."
MISSING = "The file was missing when the chat was exported."
ONLY_AS_ANSWER = Problem(
    "only_as_answer", "It is told only below the message that it answers, not at its own time."
)

_HEAD = 1 << 17
_LINES_ASKED = 6
_MOST_ASKED = 300
_MOST_WAITING = 20_000
_MOST_SENDERS = 300
_ADDRESS = re.compile(r"\+?\d[\d().-]{2,20}|\S{1,100}@\S{1,100}")
_BY_ME = re.compile(r"(?<= by )Me\Z|(?<=from )Me\Z")
_ME, _ORPHANED = "Me", "orphaned"


class IMessageExporterImporter:
    """Reads what imessage-exporter wrote; see :class:`app.importers.base.Importer`."""

    key = "imessage_exporter"
    label = "iMessage by imessage-exporter (TXT, HTML)"
    needs_zone = True
    experimental = True

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a text or page in it begins as those of imessage-exporter do."""
        return any(True for _ in _chats(export, _MOST_ASKED))

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the messages chat by chat, each in its own order."""
        times = TimeReader(options.zone, self._clock)
        return after_cursor(_items(export, options, times), after)


def _items(export: Export, options: ImportOptions, times: TimeReader) -> Iterator[Item]:
    yield from export.rejected()
    done: set[str] = set()
    for member in list(_chats(export)):
        chat = _Chat(export, member, options, times)
        yield from or_nothing(chat.items(), member, NO_MESSAGES)
        done |= chat.used | {member}
    for member in export.members():
        if member not in done:
            yield Ignored(member, NOT_NAMED, foreign=True)


class _Chat:
    """One file of one conversation."""

    def __init__(
        self, export: Export, member: str, options: ImportOptions, times: TimeReader
    ) -> None:
        self.used: set[str] = set()
        self._export = export
        self._member = member
        self._options = options
        self._times = times
        self._is_page = member.casefold().endswith((".html", ".htm"))
        stem = member.rpartition("/")[2].rpartition(".")[0]
        self._title = "" if stem == _ORPHANED else clean(stem)
        listed = [one.strip() for one in stem.split(",")]
        whole = all(map(_ADDRESS.fullmatch, listed))
        self._addresses = listed if whole else []
        self._senders: Counter[str] = Counter()
        self._known: frozenset[str] | None = None
        self._waiting: dict[str, deque[Told]] = {}
        self._room = _MOST_WAITING

    def items(self) -> Iterator[Item]:
        """Read the chat twice: for who writes in it, then for its messages."""
        try:
            for sender in filter(None, self._writers()):
                self._senders[sender] += 1
        except MemberUnreadable:
            pass
        self._known = frozenset(one for one, times in self._senders.items() if times > 1)
        try:
            for told in self._told():
                yield from self._item(told)
        except MemberUnreadable as fault:
            yield Unreadable(f"{self._member} end", fault.reason)
        for waiting in chain.from_iterable(self._waiting.values()):
            yield self._record(waiting, (ONLY_AS_ANSWER,))

    def _writers(self) -> Iterator[str]:
        if self._is_page:
            return senders_in_page(self._export, self._member)
        return (told.sender for told in self._told() if isinstance(told, Told))

    def _told(self) -> Iterator[Told | Stray]:
        if self._is_page:
            return told_in_page(self._export, self._member)
        return told_in_text(self._export, self._member, self._known)

    def _item(self, told: Told | Stray) -> Iterator[Item]:
        if isinstance(told, Stray):
            yield Unreadable(told.locator, BEFORE_FIRST, told.text.encode("utf-8", "replace"))
        elif not told.answers:
            told.answers = self._answered(told.key)
            yield self._record(told)
        elif self._room:
            self._room -= 1
            self._waiting.setdefault(told.key, deque()).append(told)
        else:
            yield self._record(told, (ONLY_AS_ANSWER,))

    def _answered(self, key: str) -> str:
        """Say what a message answers, if it was told below that before."""
        told = self._waiting.get(key)
        if not told:
            return ""
        self._room += 1
        answers = told.popleft().answers
        if not told:
            del self._waiting[key]
        return answers

    def _record(self, told: Told, problems: tuple[Problem, ...] = ()) -> Parsed:
        sent = self._sent(told)
        flags = {flag.value for flag, is_so in (
            (Flag.DELETED, told.is_deleted), (Flag.EDITED, told.versions),
            (Flag.SYSTEM, told.is_notice)) if is_so}  # fmt: skip
        service = told.service if told.service not in {"", "iMessage"} else ""
        parent = told.answers if told.guid and "|" not in told.answers else ""
        labels = ["Answer"] if told.is_reply and not parent else []
        return Parsed(
            told.locator, PLATFORM, Kind.SYSTEM if told.is_notice else Kind.MESSAGE,
            self._text(told), sent.moment, self._parties(told),
            platform_id=told.guid,
            conversation_key=self._key(),
            conversation_title=self._title,
            parent_id=parent,
            subject=told.subject,
            attachments=tuple(self._file(name, n) for n, name in enumerate(told.files, 1)),
            flags=frozenset(flags) | sent.flags,
            labels=tuple(filter(None, [*labels, service, *told.labels])),
            problems=(*sent.problems, *problems),
            raw=leftover({"read": told.stamp.read}) if told.stamp.read else "",
        )  # fmt: skip

    def _text(self, told: Told) -> str:
        words = "\n".join(told.lines).strip()
        earlier = [f"[earlier version] {one}" for one in told.versions]
        mine = self._options.custodian or "the custodian"
        tapbacks = [f"[reaction] {_BY_ME.sub(mine, one)}" for one in told.tapbacks]
        return "\n".join(filter(None, [words, *earlier, *tapbacks]))

    def _sent(self, told: Told) -> Timed:
        if told.stamp.when is None:
            return Timed(Moment(None, told.stamp.raw), (UNREADABLE,))
        return self._times.at(told.stamp.when, told.stamp.raw)

    def _key(self) -> str:
        if self._addresses:
            return "~".join(sorted(map(normal_address, self._addresses)))
        return fold_for_matching(self._title or "~".join(sorted(self._others())))

    def _is_mine(self, told: Told) -> bool:
        return told.is_mine or self._is_custodian(told.sender)

    def _is_custodian(self, sender: str) -> bool:
        own = {fold_for_matching(self._options.custodian), fold_for_matching(_ME)} - {""}
        numbers = {normal_address(one) for one in self._options.own_addresses}
        return fold_for_matching(sender) in own or normal_address(sender) in numbers

    def _others(self) -> list[str]:
        senders = (one for one, _ in self._senders.most_common(_MOST_SENDERS))
        return [one for one in senders if not self._is_custodian(one)]

    def _parties(self, told: Told) -> tuple[Party, ...]:
        mine = self._is_mine(told)
        others = [one for one in self._others() if one != told.sender] or (
            self._addresses if mine or not told.sender else []
        )
        role = Role.TO if told.sender and len(others) <= 1 else Role.MEMBER
        rest = [_party(role, one) for one in others]
        if mine:
            return (self._me(Role.FROM), *rest)
        if not told.sender:
            return (self._me(Role.MEMBER), *rest)
        rest = [_party(Role.MEMBER, one) for one in others]
        return (_party(Role.FROM, told.sender), self._me(Role.TO), *rest)

    def _me(self, role: Role) -> Party:
        own = self._options.own_addresses
        return Party(role, self._options.custodian, own[0] if own else "", is_owner=True)

    def _file(self, named: str, number: int) -> ParsedAttachment:
        path = unquote(named).replace("\\", "/").removeprefix("file://").removeprefix("./")
        shown = path.rpartition("/")[2] or f"attachment {number}"
        if not path:
            return ParsedAttachment(shown, None, MISSING)
        folder = self._member.rpartition("/")[0]
        _, within, end = path.rpartition("/Attachments/")
        tries = [
            f"{folder}/{path}" if folder else path,
            path,
            f"Attachments/{end}" if within else "",
        ]
        found = (self._export.find(one) for one in filter(None, tries))
        member = next((one for one in found if one and _same_place(one, path)), None)
        if member is None or member == self._member:
            return ParsedAttachment(shown, None, NOT_HELD)
        self.used.add(member)
        opener = partial(self._export.open, member)
        return ParsedAttachment(shown, opener, size=self._export.size(member))


def _party(role: Role, who: str) -> Party:
    return Party(role, "", who) if _ADDRESS.fullmatch(who) else Party(role, who)


def _same_place(member: str, path: str) -> bool:
    """Say whether a member lies in the folder that a path names, not in another of that name."""

    def place(one: str) -> str:
        return one.rpartition("/")[0].rpartition("/")[2].casefold()

    return place(member) == place(path) or "/" not in path


def _chats(export: Export, most: int | None = None) -> Iterator[str]:
    """Find the files of chats, among all files or the first so many that may be some."""
    asked = (
        member for member in export.members()
        if member.casefold().endswith((".txt", ".html", ".htm"))
    )  # fmt: skip
    for member in islice(asked, most):
        if member.casefold().endswith(".txt"):
            if _is_text(export.head(member, 2_000)):
                yield member
        elif _is_page(export.head(member, _HEAD)):
            yield member


def _is_text(head: bytes) -> bool:
    text = head.decode(charset_of(head), "replace")
    lines = text.removeprefix("\ufeff").splitlines()[:_LINES_ASKED]
    stamps = [stamp_of(line) for line in lines]
    begins = next((at for at, line in enumerate(lines) if line.strip()), 0)
    return bool(lines) and stamps[begins] is not None and len(lines) > begins + 1


def _is_page(head: bytes) -> bool:
    if b'class="message"' not in head or b"timestamp" not in head or b"hChatLog" in head:
        return False
    return re.search(rb'class="(?:sent|received)[" ]', head) is not None
