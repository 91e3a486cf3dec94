"""Messages of Teams as Microsoft Graph gives them (chatMessage) made into records.

Reactions, quotes, cards and events are lines of the text after the words, so that they can be
searched and redacted like the words themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.parsed import Parsed, ParsedAttachment
from app.domain.records import Flag, Kind
from app.importers.chat.entries import NO_CONTENT, Person, cast_of
from app.importers.chat.teams_attached import attached, event_words, sender_of
from app.importers.chat.teams_text import page_words, pictures_in
from app.importers.social.taking import (
    Entry,
    leftover,
    put_back,
    take_entries,
    take_entry,
    take_text,
)
from app.importers.text import clean
from app.importers.times import TimeReader

PLATFORM = "teams"
PICTURE_APART = "Teams keeps pictures in messages apart, and the export does not hold it."
MARKS = frozenset({"createdDateTime", "messageType", "body"})

_TALK = frozenset({"", "message", "chatMessage", "typing"})
_CALLS = ("#microsoft.graph.callEnded", "#microsoft.graph.callStarted", "#microsoft.graph.callRec")


@dataclass(frozen=True, slots=True)
class Chat:
    """One conversation, as far as what stands around its messages tells."""

    number: str = ""
    title: str = ""
    members: tuple[Person, ...] = ()


class GraphReader:
    """Makes messages of Graph into records."""

    def __init__(self, times: TimeReader, own: frozenset[str]) -> None:
        self._times = times
        self._own = own

    def record(self, message: Entry, chat: Chat, locator: str) -> Parsed | None:
        """Read one message; None where it is none."""
        if not message.keys() & MARKS:
            return None
        number = take_text(message, "id")
        where, title = self._place(message, chat)
        timed = self._times.iso(take_text(message, "createdDateTime"))
        sender = sender_of(take_entry(message, "from"))
        files: list[ParsedAttachment] = []
        event = take_entry(message, "eventDetail")
        mentioned = [_mentioned(one) for one in take_entries(message, "mentions")]
        kind = _kind(take_text(message, "messageType"), event)
        lines = [line for line in self._lines(message, event, files) if line]
        put_back(message, "eventDetail", event)
        told = _flags(message, kind)
        answered = take_text(message, "replyToId")
        urgent = take_text(message, "importance")
        empty = not lines and not files and Flag.DELETED.value not in told
        return Parsed(
            locator=locator,
            platform=PLATFORM,
            kind=kind,
            text=clean("\n".join(lines)),
            sent=timed.moment,
            parties=cast_of(sender, chat.members, self._own, mentioned),
            platform_id=f"{where}/{number}" if number else "",
            conversation_key=where,
            conversation_title=title,
            parent_id=f"{where}/{answered}" if answered and answered != number else "",
            subject=take_text(message, "subject"),
            attachments=tuple(files),
            flags=told | timed.flags,
            labels=(urgent,) if urgent not in {"", "normal"} else (),
            problems=(*timed.problems, *((NO_CONTENT,) if empty else ())),
            raw=leftover(message),
        )

    def _place(self, message: Entry, chat: Chat) -> tuple[str, str]:
        channel = take_entry(message, "channelIdentity")
        number = take_text(channel, "channelId") or take_text(message, "chatId") or chat.number
        put_back(message, "channelIdentity", channel)
        return number, chat.title or number

    def _lines(self, message: Entry, event: Entry, files: list[ParsedAttachment]) -> Iterator[str]:
        body = take_entry(message, "body")
        written = take_text(body, "content")
        plain = take_text(body, "contentType").lower() == "text"
        yield clean(written) if plain else page_words(written)
        pictures = range(1, 1 if plain else 1 + pictures_in(written))
        files += [ParsedAttachment(f"picture {at}", None, PICTURE_APART) for at in pictures]
        yield from event_words(event)
        for one in take_entries(message, "attachments"):
            yield from attached(one, files)
        for one in take_entries(message, "reactions"):
            name, address = sender_of(take_entry(one, "user"))
            yield f"[reaction] {take_text(one, 'reactionType')} {name or address}".rstrip()


def chat_of(entry: Entry, name: str) -> Chat:
    """Read what stands around the messages of a conversation."""
    members = tuple(
        (take_text(one, "displayName"), take_text(one, "email") or take_text(one, "userId"))
        for one in take_entries(entry, "members")
    )
    title = take_text(entry, "topic") or take_text(entry, "displayName")
    title = title or ", ".join(one[0] or one[1] for one in members[:10])
    return Chat(take_text(entry, "id") or name, title, members)


def _flags(message: Entry, kind: Kind) -> frozenset[str]:
    flags = {
        Flag.DELETED.value: bool(take_text(message, "deletedDateTime")),
        Flag.EDITED.value: bool(take_text(message, "lastEditedDateTime")),
        Flag.SYSTEM.value: kind is Kind.SYSTEM,
    }
    return frozenset(flag for flag, is_so in flags.items() if is_so)


def _kind(sort: str, event: Entry) -> Kind:
    what = event.get("@odata.type")
    if isinstance(what, str) and what.startswith(_CALLS):
        return Kind.CALL
    return Kind.MESSAGE if sort in _TALK else Kind.SYSTEM


def _mentioned(one: Entry) -> Person:
    name, address = sender_of(take_entry(one, "mentioned"))
    return name or take_text(one, "mentionText"), address
