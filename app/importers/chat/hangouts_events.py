"""Events of Hangouts made into records: words, pictures, who came and went, calls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.parsed import Item, Parsed, ParsedAttachment, Unreadable
from app.domain.records import Flag, Kind
from app.importers.base import Export
from app.importers.chat.entries import NO_CONTENT, ODD, made
from app.importers.chat.hangouts_talk import Talk, happened, number_of, talk_of, words_of
from app.importers.social.account import (
    ONLY_ADDRESS,
    Account,
    base_name,
    from_here,
    place,
)
from app.importers.social.json_stream import Broken, read_member
from app.importers.social.json_stream import Entry as ListEntry
from app.importers.social.taking import (
    Entry,
    as_bytes,
    leftover,
    put_back,
    take_entries,
    take_entry,
    take_list,
    take_text,
)
from app.importers.text import clean
from app.importers.times import TimeReader, Unit

PLATFORM = "hangouts"
_TALK = frozenset({"", "REGULAR_CHAT_MESSAGE", "SMS"})
_LISTS = frozenset({"conversations", "conversation_state"})
_NOISE = ("self_event_state", "advances_sort_timestamp", "event_otr", "delivery_medium",
          "event_version", "conversation_id")  # fmt: skip


@dataclass(slots=True)
class EventReader:
    """Makes the events of one export into records."""

    account: Account
    own: frozenset[str]
    times: TimeReader

    def conversations(self, export: Export, member: str) -> Iterator[Item]:
        """Give the events of all conversations of a file."""
        number = 0
        for piece in read_member(export, member):
            if isinstance(piece, Broken):
                yield Unreadable(from_here(member, number + 1), piece.reason)
            elif isinstance(piece, ListEntry) and piece.key in _LISTS:
                number += 1
                locator = place(member, number)
                if isinstance(piece.value, dict):
                    yield from self._events(dict(piece.value), locator)
                else:
                    yield Unreadable(locator, ODD, as_bytes(piece.value))

    def _events(self, told: Entry, locator: str) -> Iterator[Item]:
        inner = take_entry(told, "conversation_state") or told
        talk = talk_of(inner, self.own)
        events = take_list(inner, "events") or take_list(inner, "event")
        for at, event in enumerate(events, 1):
            yield made(
                event, f"{locator}.{at}", lambda entry, spot: self._record(entry, talk, spot)
            )

    def _record(self, event: Entry, talk: Talk, locator: str) -> Parsed | None:
        if not event.keys() & {"timestamp", "chat_message", "event_type"}:
            return None
        for key in _NOISE:
            event.pop(key, None)
        timed = self.times.epoch(event.pop("timestamp", None), Unit.MICROSECONDS)
        kind = _kind(take_text(event, "event_type"))
        message = take_entry(event, "chat_message")
        content = take_entry(message, "message_content")
        files = tuple(self._files(content))
        lines = [words_of(take_entries(content, "segment")), *happened(event, talk)]
        put_back(message, "message_content", content)
        put_back(event, "chat_message", message)
        text = clean("\n".join(filter(None, lines)))
        return Parsed(
            locator=locator,
            platform=PLATFORM,
            kind=kind,
            text=text,
            sent=timed.moment,
            parties=talk.cast(number_of(take_entry(event, "sender_id"))),
            platform_id=take_text(event, "event_id"),
            conversation_key=talk.number,
            conversation_title=talk.title,
            attachments=files,
            flags=timed.flags | ({Flag.SYSTEM.value} if kind is Kind.SYSTEM else set()),
            problems=timed.problems if text or files else (*timed.problems, NO_CONTENT),
            raw=leftover(event),
        )

    def _files(self, content: Entry) -> Iterator[ParsedAttachment]:
        for one in take_entries(content, "attachment"):
            photo = take_entry(take_entry(one, "embed_item"), "plus_photo")
            link = take_text(photo, "original_content_url") or take_text(photo, "url")
            name = base_name(link)
            if self.account.holds(name):
                yield self.account.attachment(name)
            else:
                yield ParsedAttachment(name or "file", None, ONLY_ADDRESS)


def _kind(sort: str) -> Kind:
    if sort in _TALK:
        return Kind.MESSAGE
    return Kind.CALL if sort == "HANGOUT_EVENT" else Kind.SYSTEM
