"""Chats in the load file (CSV) of a review set of Microsoft Purview made into records.

A row is a message or the transcript of a day; its words lie in a text file, a page or a mail.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from app.domain.parsed import Ignored, Item, Parsed, Unreadable
from app.domain.people import Party, normal_address
from app.domain.provenance import Problem
from app.domain.records import Flag, Kind
from app.importers.base import Export, MemberUnreadable
from app.importers.chat.entries import NO_CONTENT, Person, cast_of
from app.importers.chat.purview_rows import Cells
from app.importers.chat.teams_graph import PLATFORM
from app.importers.mail.addresses import mailboxes
from app.importers.social.account import Account
from app.importers.social.taking import leftover
from app.importers.text import clean, decode
from app.importers.times import Timed, TimeReader
from app.reading.html import html_text

WORDS_READ = "Its words are the text of a message; they were read with it."
NO_WORDS = Problem("text_missing", "The file with its words is not in the export.")

_AMERICAN = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4})[ ,]+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([AaPp])?[Mm]?"
)
_LARGEST = 32 << 20
_TRUE = frozenset({"true", "yes", "1"})


class RowReader:
    """Makes rows of one export's load files into records."""

    def __init__(
        self, export: Export, account: Account, times: TimeReader, own: frozenset[str]
    ) -> None:
        self._export = export
        self._account = account
        self._times = times
        self._own = own
        self._read: dict[str, str] = {}

    def used(self) -> Iterator[Item]:
        """Say of each file that holds only words of a message what was done with it."""
        for member, fault in self._read.items():
            if not self._account.is_done(member):
                self._account.done(member)
                yield Unreadable(member, fault) if fault else Ignored(member, WORDS_READ)

    def record(self, untrusted: Cells, locator: str) -> Parsed:
        """Make the record of one row, whose headings are plain."""
        left = dict(untrusted)
        timed = self._when(_first(left, "sent", "date", "received", "messagedate"))
        native = _first(left, "exportnativepath", "nativepath", "nativefilepath")
        said = _first(left, "extractedtextpath", "exportextractedtextpath", "textpath")
        words = self._words(said) or self._words(native)
        files = [self._account.attachment(native)] if native else []
        flags = {
            Flag.EDITED.value: left.pop("containseditedmessage", "").casefold() in _TRUE,
            Flag.DELETED.value: left.pop("containsdeletedmessage", "").casefold() in _TRUE,
        }
        names = [_first(left, key) for key in ("teamname", "channelname", "conversationname")]
        topic = _first(
            left, "conversationtopic", "teamsannouncementtitle", "emailsubject", "subject"
        )
        problems = (*timed.problems, *(() if words else (NO_WORDS if said else NO_CONTENT,)))
        return Parsed(
            locator=locator,
            platform=PLATFORM,
            kind=Kind.MESSAGE,
            text=clean(words),
            sent=timed.moment,
            parties=self._parties(left),
            platform_id=_first(left, "immutableid", "emailmessageids"),
            conversation_key=_first(left, "conversationid", "groupid"),
            conversation_title=" / ".join(filter(None, names)) or topic,
            parent_id=_first(left, "inreplytoid"),
            subject=topic,
            attachments=tuple(files),
            flags=frozenset(flag for flag, is_so in flags.items() if is_so) | timed.flags,
            labels=tuple(filter(None, (_first(left, "conversationtype"),))),
            problems=problems,
            raw=leftover({key: value for key, value in left.items() if value}),
        )

    def _parties(self, left: dict[str, str]) -> tuple[Party, ...]:
        sender = _people(_first(left, "emailfrom", "sender", "senderauthor", "author"))
        others = [
            person
            for key in ("emailto", "emailcc", "emailbcc", "recipients", "participants", "to")
            for person in _people(left.pop(key, ""))
        ]
        first = sender[0] if sender else ("", "")
        known = {normal_address(one[1] or one[0]) for one in sender}
        rest = [one for one in others if normal_address(one[1] or one[0]) not in known]
        return cast_of(first, rest, self._own)

    def _when(self, written: str) -> Timed:
        found = _AMERICAN.match(written)
        if found is None:
            return self._times.iso(written)
        month, day, year, hour, minute, second = (int(one or 0) for one in found.groups()[:6])
        if found[7]:
            hour = hour % 12 + (12 if found[7] in "pP" else 0)
        try:
            when = dt.datetime(year, month, day, hour, minute, second, tzinfo=dt.UTC)
        except ValueError:
            return self._times.iso(written)
        timed = self._times.at(when, written)
        return replace(timed, moment=replace(timed.moment, raw=written))

    def _words(self, reference: str) -> str:
        """Give the words of a text file or of a page in the export."""
        member = self._export.find(reference) if reference else None
        if member is None or self._export.size(member) > _LARGEST:
            return ""
        page = member.lower().endswith((".html", ".htm"))
        if not page and not member.lower().endswith(".txt"):
            return ""
        try:
            with self._export.open(member) as file:
                data = file.read(_LARGEST)
        except MemberUnreadable as fault:
            self._read[member] = fault.reason
            return ""
        self._read.setdefault(member, "")
        return html_text(data).text if page else decode(data).text.strip()


def _first(left: dict[str, str], *keys: str) -> str:
    """Take the first of these that is told; the others stay."""
    key = next((one for one in keys if left.get(one, "").strip()), "")
    return left.pop(key).strip() if key else ""


def _people(written: str) -> list[Person]:
    return [(name, address) for name, address in mailboxes(written) if name or address]
