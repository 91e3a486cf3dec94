"""Messages and notices of a WhatsApp chat made into records, with the files that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial

from app.domain.people import Party, Role, normal_address
from app.domain.provenance import Moment, Problem
from app.domain.records import Flag, Kind
from app.importers.base import Export, ImportOptions, Parsed, ParsedAttachment
from app.importers.phone.whatsapp_lines import Header, Survey, is_encryption_notice
from app.importers.phone.whatsapp_words import (
    ATTACHED,
    DELETED,
    EDITED,
    OMITTED,
    OMITTED_ENDS,
    folded,
    plain,
)
from app.importers.text import fold_for_matching, plain_blanks
from app.importers.times import UNREADABLE, Timed, TimeReader

PLATFORM = "whatsapp"

ORDER_GUESSED = Problem(
    "date_order_guessed",
    "The chat does not tell whether its dates put the day or the month first; this is a guess.",
)
GOES_ON = Problem(
    "goes_on", "It goes on with the record before, which was too long to be kept as one."
)
UNDECODED = Problem("text_unreadable", "Some of its characters could not be decoded.")
NOT_HELD = "The chat was exported without this file."
NO_MEDIA = "The chat was exported without its pictures and files."

_NAMED = re.compile(r"<[^:<>]{2,30}: ?([^<>\n/\\]{1,250}\.\w{1,8})>")
_BEHIND = re.compile(r"([^\n/\\<>|]{1,250}\.\w{1,8}) \(([^()\n]{2,40})\)")
_MARKED_END = re.compile("[\u200e\u200f]<[^<>:\n]{6,60}>$")
_ATTACHED, _OMITTED, _DELETED, _EDITED = map(folded, (ATTACHED, OMITTED, DELETED, EDITED))
_OMITTED_ENDS = tuple(folded(OMITTED_ENDS))
_MOST_MEMBERS = 300
_PHONE = re.compile(r"[+(]?\d[\d\s().-]{5,20}")
_LONGEST_NOTE = 60


@dataclass(slots=True)
class Draft:
    """One message while its lines come together.

    Attributes:
        number: the number of its first line.
        header: None for what stands before the first message.
        part: from one on where an over-long message goes on.
    """

    number: int
    header: Header | None
    lines: list[str] = field(default_factory=list, repr=False)
    part: int = 0


@dataclass(slots=True)
class _Found:
    text: str = field(repr=False)
    flags: set[str] = field(default_factory=set)
    attachments: list[ParsedAttachment] = field(default_factory=list)


class ChatRecords:
    """Makes the records of one chat.

    Attributes:
        used: members of the export that messages name.
    """

    def __init__(
        self, export: Export, member: str, survey: Survey, title: str, options: ImportOptions
    ) -> None:
        self.used: set[str] = set()
        self.times = TimeReader(options.zone)
        self._export = export
        self._member = member
        self._survey = survey
        self._options = options
        self._senders = survey.senders()
        self._owner = self._find_owner(title)
        self._title = title or ", ".join(self._senders[:6])
        self._key = fold_for_matching(title or "~".join(sorted(self._senders))[:2_000])

    def record(self, draft: Draft, header: Header) -> Parsed:
        """Make the record of a message or notice."""
        sender, first = self._survey.sender(draft.lines[0]) if not draft.part else ("", "")
        if draft.part:
            sender, first = self._survey.sender(header.rest)[0], draft.lines[0]
        found = self._taken("\n".join([first, *draft.lines[1:]]), sender)
        sent = self._sent(header)
        notice = not sender or is_encryption_notice(first)
        if notice:
            found.flags.add(Flag.SYSTEM.value)
        problems = [*sent.problems, *([GOES_ON] if draft.part else [])]
        if "\ufffd" in found.text:
            problems.append(UNDECODED)
            found.flags.add(Flag.UNDECODABLE.value)
        part = f", part {draft.part + 1}" if draft.part else ""
        return Parsed(
            f"{self._member} line {draft.number}{part}", PLATFORM,
            Kind.SYSTEM if notice else Kind.MESSAGE,
            found.text, sent.moment,
            self._parties("" if notice else sender),
            conversation_key=self._key,
            conversation_title=self._title,
            attachments=tuple(found.attachments),
            flags=frozenset(found.flags) | sent.flags,
            problems=tuple(problems),
        )  # fmt: skip

    def _sent(self, header: Header) -> Timed:
        when = self._survey.date(header)
        if when is None:
            return Timed(Moment(None, header.raw), (UNREADABLE,))
        timed = self.times.at(when, header.raw)
        if self._survey.is_guess(header):
            return Timed(timed.moment, (*timed.problems, ORDER_GUESSED))
        return timed

    def _taken(self, text: str, sender: str) -> _Found:
        """Take out what WhatsApp wrote: files, the notes on deleted and edited messages."""
        found = _Found(text)
        if not sender:
            return found
        self._take_edited(found)
        self._take_file(found)
        whole = plain(found.text)
        if whole in _DELETED:
            found.flags.add(Flag.DELETED.value)
        elif self._is_omitted(found.text, whole):
            name = plain_blanks(found.text).strip("<> ")
            found.attachments.append(ParsedAttachment(name, None, NO_MEDIA))
        found.text = found.text.lstrip("\u200e\u200f")
        return found

    def _take_edited(self, found: _Found) -> None:
        at = found.text.rfind("<")
        if at >= 0 and plain(found.text[at:]) in _EDITED:
            start = at
        elif marked := _MARKED_END.search(found.text):
            start = marked.start() or -1
        else:
            return
        if start >= 0:
            found.text = found.text[:start].rstrip(" \u200e\u200f")
            found.flags.add(Flag.EDITED.value)

    def _take_file(self, found: _Found) -> None:
        """Take a file's name: in angle brackets (iPhone) or at the start (Android)."""
        first, _, rest = found.text.partition("\n")
        named = _NAMED.search(first)
        if named:
            caption = first[: named.start()].strip(" \u200e\u200f") + first[named.end() :]
            found.attachments.append(self._file(named[1].strip()))
            found.text = "\n".join(filter(None, (caption.strip(), rest)))
            return
        behind = _BEHIND.match(first.lstrip("\u200e\u200f"))
        if behind and (plain(behind[2]) in _ATTACHED or self._export.find(behind[1])):
            found.attachments.append(self._file(behind[1]))
            after = first.lstrip("\u200e\u200f")[behind.end() :].strip()
            found.text = "\n".join(filter(None, (after, rest)))

    def _file(self, name: str) -> ParsedAttachment:
        folder = self._member.rpartition("/")[0]
        beside = f"{folder}/{name}" if folder else name
        member = self._export.find(beside) or self._export.find(name)
        if member is None or member == self._member:
            return ParsedAttachment(name, None, NOT_HELD)
        self.used.add(member)
        opener = partial(self._export.open, member)
        return ParsedAttachment(name, opener, size=self._export.size(member))

    @staticmethod
    def _is_omitted(text: str, whole: str) -> bool:
        if whole in _OMITTED:
            return True
        marked = text.startswith(("\u200e", "\u200f")) and len(text) < _LONGEST_NOTE
        return marked and whole.endswith(_OMITTED_ENDS)

    def _find_owner(self, title: str) -> str:
        """Find the custodian among the senders: named so, or who is left in a chat of two."""
        own = {fold_for_matching(self._options.custodian).strip()} - {""}
        numbers = {normal_address(number) for number in self._options.own_addresses}
        for sender in self._senders:
            if fold_for_matching(sender) in own or normal_address(sender) in numbers:
                return sender
        others = [
            one for one in self._senders if fold_for_matching(one) != fold_for_matching(title)
        ]
        return others[0] if title and len(self._senders) == 2 and len(others) == 1 else ""

    def _parties(self, sender: str) -> tuple[Party, ...]:
        others = [one for one in self._senders if one != sender][:_MOST_MEMBERS]
        role = Role.TO if sender and len(others) == 1 else Role.MEMBER
        parties = [self._party(one, role) for one in others]
        return (self._party(sender, Role.FROM), *parties) if sender else tuple(parties)

    def _party(self, name: str, role: Role) -> Party:
        if name == self._owner:
            own = self._options.own_addresses
            return Party(role, name, own[0] if own else "", is_owner=True)
        return Party(role, "", name) if _PHONE.fullmatch(name) else Party(role, name)
