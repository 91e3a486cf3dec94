"""Texts, calls and voicemail of Google Voice made into records, with the files that they mean."""

from __future__ import annotations

import re
from functools import cached_property, partial
from urllib.parse import unquote

from app.domain.people import Party, Role, normal_address
from app.domain.records import Flag, Kind
from app.importers.base import Export, ImportOptions, Parsed, ParsedAttachment
from app.importers.phone.voice_pages import Called, Page, Said, Who
from app.importers.social.taking import leftover
from app.importers.text import fold_for_matching
from app.importers.times import TimeReader

PLATFORM = "google_voice"

NOT_HELD = "The Takeout does not hold this file."
NOT_NAMED = "The page means a file and does not name it."

_NAMED = re.compile(r"^(?P<who>.*?)\s*(?:- (?P<kind>[^\W\d]\w*) )?- \d{4}-\d\d-\d\dT[\d_]+Z")
_PLACEHOLDERS = frozenset({"MMS Received", "MMS Sent"})
_LEAST_SHARED = 40
_CALLS = {
    "voicemail": ("Voicemail", Role.TO), "missed": ("Missed call", Role.TO),
    "received": ("Incoming call", Role.TO), "placed": ("Outgoing call", Role.FROM),
    "recorded": ("Recorded call", Role.TO),
}  # fmt: skip
_USUAL_TAGS = frozenset({*_CALLS, "inbox", "sms", "text", "unread", "all"})


class VoiceRecords:
    """Makes the records of all pages of one export.

    Attributes:
        used: members of the export that messages mean.
    """

    def __init__(self, export: Export, options: ImportOptions, times: TimeReader) -> None:
        self.used: set[str] = set()
        self._export = export
        self._options = options
        self._times = times
        self._own = frozenset(normal_address(number) for number in options.own_addresses)
        self._last: tuple[str, Page, list[Who]] = ("", Page(), [])

    def text(self, member: str, page: Page, said: Said) -> Parsed:
        """Make the record of a text message."""
        others = self._others(member, page)
        sent = self._times.iso(said.time)
        words = said.words
        rest: dict[str, object] = {}
        if said.media and words in _PLACEHOLDERS:
            rest["placeholder"], words = words, ""
        me = self._number_of_mine(page)
        return Parsed(
            f"{member} message {said.number}", PLATFORM, Kind.MESSAGE,
            "\n".join(filter(None, (words, _note(page)))), sent.moment,
            self._parties(said.who, others, me),
            conversation_key=_key(others),
            conversation_title=_title(others),
            attachments=self._attachments(member, said.media),
            flags=sent.flags | _flags(page),
            labels=_labels(page),
            problems=sent.problems,
            raw=leftover(rest),
        )  # fmt: skip

    def call(self, locator: str, page: Page, called: Called) -> Parsed:
        """Make the record of a call or voicemail; its text says what kind and how long."""
        member = locator.rpartition(" call ")[0]
        words, owner_is = self._kind(member, page)
        sent = self._times.iso(called.time)
        transcript = f"[transcript] {called.transcript}" if called.transcript else ""
        others = [called.who if _is_somebody(called.who) else self._from_name(member)]
        own = Who(is_me=True)
        parties = self._parties(own if owner_is is Role.FROM else others[0], others, "")
        lines = (words + _lasted(called.seconds), transcript, _note(page))
        return Parsed(
            locator, PLATFORM, Kind.CALL, "\n".join(filter(None, lines)), sent.moment, parties,
            conversation_key=_key(others),
            conversation_title=_title(others),
            attachments=self._attachments(member, called.media),
            flags=sent.flags | _flags(page),
            labels=_labels(page),
            problems=sent.problems,
        )  # fmt: skip

    @staticmethod
    def _kind(member: str, page: Page) -> tuple[str, Role]:
        """Tell the sort of call by what it is filed under, or by the page's name."""
        named = _NAMED.match(member.rpartition("/")[2])
        for tag in [*page.tags, (named and named["kind"]) or ""]:
            if tag.casefold() in _CALLS:
                return _CALLS[tag.casefold()]
        return "Call", Role.TO

    def _others(self, member: str, page: Page) -> list[Who]:
        """Find the other side, once for all messages of a page."""
        if self._last[:2] != (member, page):
            self._last = member, page, self._found(member, page)
        return self._last[2]

    def _found(self, member: str, page: Page) -> list[Who]:
        """Take whom the page lists, who writes on it, or its name."""
        writers = [said.who for said in page.said if isinstance(said, Said)]
        found = dict.fromkeys(
            who for who in [*page.others, *writers] if not self._is_me(who) and _is_somebody(who)
        )
        by_number: dict[str, Who] = {}
        for who in found:
            by_number.setdefault(normal_address(who.number or who.name), who)
        return list(by_number.values()) or [self._from_name(member)]

    @staticmethod
    def _from_name(member: str) -> Who:
        named = _NAMED.match(member.rpartition("/")[2])
        who = named["who"].strip() if named else ""
        if re.fullmatch(r"\+?\d{3,20}", who):
            return Who(number=who)
        return Who(name=who)

    def _is_me(self, who: Who) -> bool:
        return who.is_me or bool(who.number and normal_address(who.number) in self._own)

    @staticmethod
    def _number_of_mine(page: Page) -> str:
        mine = (one.who.number for one in page.said if isinstance(one, Said) and one.who.is_me)
        return next(filter(None, mine), "")

    def _parties(self, sender: Who, others: list[Who], number: str) -> tuple[Party, ...]:
        own = self._options.own_addresses
        number = number or (own[0] if own else "")
        if self._is_me(sender):
            owner = Party(
                Role.FROM, self._options.custodian, sender.number or number, is_owner=True
            )
            return (owner, *(_party(Role.TO, other) for other in others))
        owner = Party(Role.TO, self._options.custodian, number, is_owner=True)
        key = normal_address(sender.number or sender.name)
        rest = [one for one in others if normal_address(one.number or one.name) != key]
        if not _is_somebody(sender) and len(others) == 1:
            sender, rest = others[0], []
        return (_party(Role.FROM, sender), owner, *(_party(Role.MEMBER, one) for one in rest))

    def _attachments(
        self, member: str, media: tuple[tuple[str, str], ...]
    ) -> tuple[ParsedAttachment, ...]:
        found: dict[str, ParsedAttachment] = {}
        for number, (named, sort) in enumerate(media, 1):
            one = self._attachment(member, named, sort, number)
            found.setdefault(named, one)
        return tuple(found.values())

    def _attachment(self, page: str, named: str, sort: str, number: int) -> ParsedAttachment:
        if not named.strip():
            return ParsedAttachment(f"{sort} {number}", None, NOT_NAMED)
        member = self._held(page, named)
        shown = (member or named).replace("\\", "/").rpartition("/")[
            2
        ].strip() or f"{sort} {number}"
        if member is None:
            return ParsedAttachment(shown, None, NOT_HELD)
        self.used.add(member)
        opener = partial(self._export.open, member)
        return ParsedAttachment(shown, opener, size=self._export.size(member))

    def _held(self, page: str, named: str) -> str | None:
        """Find a file that a page means without its ending, or by a name that was cut."""
        folder = page.rpartition("/")[0]
        for form in dict.fromkeys((named, unquote(named), named.strip())):
            base = form.replace("\\", "/").rpartition("/")[2]
            found = self._stems.get((folder, base)) or self._stems.get((folder, _stem(base)))
            if found:
                return found
        wanted = _stem(named.replace("\\", "/").rpartition("/")[2]).strip()
        alike = [
            member
            for (place, stem), member in self._cut_stems
            if place == folder and (stem.startswith(wanted) or wanted.startswith(stem))
        ]
        return alike[0] if len(alike) == 1 and len(wanted) >= _LEAST_SHARED else None

    @cached_property
    def _stems(self) -> dict[tuple[str, str], str]:
        """Index files by folder and name without ending; pages are none."""
        found: dict[tuple[str, str], str] = {}
        for member in self._export.members():
            folder, _, base = member.rpartition("/")
            if not base.casefold().endswith((".html", ".htm")):
                found.setdefault((folder, _stem(base)), member)
                found[folder, base] = member
        return found

    @cached_property
    def _cut_stems(self) -> list[tuple[tuple[str, str], str]]:
        """List files whose names are long enough to be told apart though they were cut."""
        long = (
            (key, member) for key, member in self._stems.items() if len(key[1]) >= _LEAST_SHARED
        )
        return [(key, member) for key, member in long if not member.endswith(key[1])]


def _stem(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return stem if dot and 2 <= len(ending) <= 4 and ending.isalnum() else name


def _is_somebody(who: Who) -> bool:
    return bool(who.name or who.number)


def _party(role: Role, who: Who) -> Party:
    if not _is_somebody(who):
        return Party(role, "Hidden number")
    return Party(role, who.name, who.number)


def _key(others: list[Who]) -> str:
    keys = {normal_address(who.number) or fold_for_matching(who.name) for who in others}
    return "~".join(sorted(keys - {""})) or "hidden"


def _title(others: list[Who]) -> str:
    return ", ".join(who.name or who.number for who in others if _is_somebody(who))


def _flags(page: Page) -> frozenset[str]:
    return frozenset({Flag.DELETED.value}) if page.deleted else frozenset()


def _labels(page: Page) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for tag in page.tags if tag.casefold() not in _USUAL_TAGS))


def _note(page: Page) -> str:
    return f"[note] {page.note}" if page.note else ""


def _lasted(seconds: int) -> str:
    if not seconds:
        return ""
    minutes, rest = divmod(seconds, 60)
    return f", {minutes} min {rest} s" if minutes else f", {rest} s"
