"""Messages of Google Chat made into records; opens no file itself.

Reactions, quotes and the titles of links are lines of the text after the words, so that they can
be searched and redacted like the words themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.parsed import Parsed, ParsedAttachment
from app.domain.people import Party
from app.domain.provenance import Moment
from app.domain.records import Flag, Kind
from app.importers.base import Export
from app.importers.chat.entries import NO_CONTENT, Person, cast_of
from app.importers.chat.spoken_dates import spoken_date
from app.importers.social.account import NOT_IN_EXPORT, Account
from app.importers.social.taking import (
    Entry,
    leftover,
    put_back,
    take_entries,
    take_entry,
    take_list,
    take_text,
    take_texts,
)
from app.importers.text import clean
from app.importers.times import MISSING, UNREADABLE, Timed, TimeReader

PLATFORM = "google_chat"

_CHANGED = re.compile(r'[?&=%:*"<>|\\]')
_URL = "private_do_not_access_or_else_safe_url_wrapped_value"


@dataclass(slots=True)
class Space:
    """One conversation.

    Attributes:
        folder: path of its folder.
        first: number of the first message of each topic.
        casts: parties by sender, the same value for the same sender.
    """

    folder: str
    title: str
    members: tuple[Person, ...] = ()
    first: dict[str, str] = field(default_factory=dict)
    casts: dict[Person, tuple[Party, ...]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Give what all its messages share in every export of it."""
        return self.folder.rpartition("/")[2]


class ChatReader:
    """Makes the messages of one export into records."""

    def __init__(
        self, export: Export, account: Account, times: TimeReader, own: frozenset[str]
    ) -> None:
        self._members = frozenset(export.members())
        self._account = account
        self._times = times
        self._own = own

    def record(self, space: Space, message: Entry, locator: str) -> Parsed | None:
        """Read one message; None where it is none."""
        if not message.keys() & {"creator", "created_date", "text", "message_id", "topic_id"}:
            return None
        sender = person_of(take_entry(message, "creator"))
        timed = self._when(take_text(message, "created_date"))
        number, topic = take_text(message, "message_id"), take_text(message, "topic_id")
        first = space.first.setdefault(topic, number) if topic and number else ""
        lines = [take_text(message, "text"), *self._lines(message)]
        files = tuple(self._files(message, space.folder))
        deleted = take_text(message, "message_state") == "DELETED"
        deleted = bool(take_entry(message, "deletion_metadata")) or deleted
        edited = bool(take_text(message, "updated_date"))
        flags = {Flag.DELETED.value: deleted, Flag.EDITED.value: edited}
        text = "\n".join(filter(None, lines))
        empty = not text and not files and not deleted
        return Parsed(
            locator=locator,
            platform=PLATFORM,
            kind=Kind.MESSAGE,
            text=clean(text),
            sent=timed.moment,
            parties=self._parties(sender, space),
            platform_id=number,
            conversation_key=space.key,
            conversation_title=space.title,
            parent_id=first if first != number else "",
            attachments=files,
            flags=frozenset(flag for flag, is_so in flags.items() if is_so) | timed.flags,
            problems=(*timed.problems, *((NO_CONTENT,) if empty else ())),
            raw=leftover(message),
        )

    def _when(self, written: str) -> Timed:
        when = spoken_date(written)
        if when is not None:
            return self._times.at(when, written)
        if not written:
            return Timed(Moment(None, ""), (MISSING,))
        iso = self._times.iso(written)
        return iso if iso.moment.utc is not None else Timed(Moment(None, written), (UNREADABLE,))

    def _parties(self, sender: Person, space: Space) -> tuple[Party, ...]:
        if sender not in space.casts:
            space.casts[sender] = cast_of(sender, space.members, self._own)
        return space.casts[sender]

    def _lines(self, message: Entry) -> Iterator[str]:
        for one in take_entries(message, "previous_message_versions"):
            words = take_text(one, "text")
            yield f"[before the edit] {words}" if words else ""
        quoted = take_entry(message, "quoted_message_metadata")
        if quoted:
            who = person_of(take_entry(quoted, "creator"))
            yield f"[quote] {who[0] or who[1]}: {take_text(quoted, 'text')}"
            put_back(message, "quoted_message_metadata", quoted)
        marks = take_entries(message, "annotations")
        for one in marks:
            yield from _link(one)
        put_back(message, "annotations", [one for one in marks if one])
        for one in take_entries(message, "reactions"):
            emoji = take_entry(one, "emoji")
            sign = take_text(emoji, "unicode") or take_text(emoji, "shortcode") or "custom emoji"
            yield f"[reaction] {sign} {', '.join(take_texts(one, 'reactor_emails'))}".rstrip()

    def _files(self, message: Entry, folder: str) -> Iterator[ParsedAttachment]:
        for one in take_entries(message, "attached_files"):
            name, kept = take_text(one, "original_name"), take_text(one, "export_name")
            forms = (kept, _CHANGED.sub("_", kept), _CHANGED.sub("_", name), name)
            places = [f"{folder}/{form}" for form in forms if form]
            held = next((place for place in places if place in self._members), "")
            if held:
                yield self._account.member(held, name)
            else:
                yield ParsedAttachment(clean(name or kept) or "file", None, NOT_IN_EXPORT)
        for odd in take_list(message, "attached_files"):
            yield ParsedAttachment(clean(str(odd))[:200] or "file", None, NOT_IN_EXPORT)


def person_of(user: Entry) -> Person:
    """Take the name and the mail address of a user."""
    name, address = take_text(user, "name"), take_text(user, "email")
    return name, address


def _link(mark: Entry) -> Iterator[str]:
    """Give title and address of what a message links to; place and length are not kept."""
    for key in ("start_index", "length"):
        mark.pop(key, None)
    page = take_entry(mark, "url_metadata")
    if page:
        address = take_text(take_entry(page, "url"), _URL)
        title = take_text(page, "title")
        snippet = take_text(page, "snippet")
        words = " ".join(filter(None, (title, f"({address})" if address else "", snippet)))
        if title or snippet:
            yield f"[link] {words}"
        elif address:
            yield f"[link] {address}"
    file = take_entry(mark, "drive_metadata")
    if file:
        yield f"[file in Drive] {take_text(file, 'title')} {take_text(file, 'id')}".rstrip()
        put_back(mark, "drive_metadata", file)
