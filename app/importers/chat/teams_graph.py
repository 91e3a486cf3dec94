"""Messages of Teams as Microsoft Graph gives them (chatMessage) made into records.

Reactions, quotes, cards and events are lines of the text after the words, so that they can be
searched and redacted like the words themselves.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.parsed import Parsed, ParsedAttachment
from app.domain.records import Flag, Kind
from app.importers.chat.entries import NO_CONTENT, Person, cast_of
from app.importers.chat.teams_text import card_words, page_words, pictures_in
from app.importers.social.account import base_name
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
IN_SHAREPOINT = "The file lies in SharePoint or OneDrive; the export has only its link."
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
        yield from _event(event)
        for one in take_entries(message, "attachments"):
            yield from _attached(one, files)
        for one in take_entries(message, "reactions"):
            name, address = sender_of(take_entry(one, "user"))
            yield f"[reaction] {take_text(one, 'reactionType')} {name or address}".rstrip()


def sender_of(told: Entry) -> Person:
    """Take the name and address of whoever sent: a person, a program or a device."""
    for sort in ("user", "application", "device", "conversation"):
        one = take_entry(told, sort)
        if one:
            name = take_text(one, "displayName")
            keys = ("email", "userPrincipalName", "mail", "id")
            return name, next(filter(None, (take_text(one, key) for key in keys)), "")
    return take_text(told, "displayName"), take_text(told, "email")


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


def _attached(one: Entry, files: list[ParsedAttachment]) -> Iterator[str]:
    """Take a file, a quoted message or a card."""
    sort = take_text(one, "contentType")
    name, link = take_text(one, "name"), take_text(one, "contentUrl")
    content = one.get("content")
    if sort.lower().endswith("messagereference"):
        yield _quoted(content, "forwarded" if "forwarded" in sort.lower() else "quote")
    elif "card" in sort:
        words = card_words(content)
        yield f"[card] {words}" if words else ""
    elif sort == "reference" or link:
        files.append(
            ParsedAttachment(clean(name) or base_name(link) or "file", None, IN_SHAREPOINT)
        )
        yield f"[file] {link}" if link else ""
    else:
        words = card_words(content)
        yield f"[attached] {name} {words}".rstrip() if name or words else ""


def _quoted(content: object, word: str) -> str:
    try:
        told = json.loads(content) if isinstance(content, str) else content
    except (ValueError, RecursionError):
        return f"[{word}] {content}"
    if not isinstance(told, dict):
        return ""
    sender = take_entry(told, "messageSender") or take_entry(told, "originalMessageSender")
    name, address = sender_of(sender)
    words = take_text(told, "messagePreview") or take_text(told, "originalMessageContent")
    return f"[{word}] {name or address}: {page_words(words)}"


def _event(event: Entry) -> Iterator[str]:
    """Say what happened, to whom, and what a thing is called now."""
    sort = take_text(event, "@odata.type").rpartition(".")[2].removesuffix("EventMessageDetail")
    if not sort:
        return
    people = [
        take_text(one, "displayName") or take_text(one, "id")
        for one in take_entries(event, "members")
    ]
    keys = ("chatDisplayName", "channelDisplayName", "teamDisplayName", "callDuration")
    names = [take_text(event, key) for key in keys]
    yield f"[event] {sort} {', '.join(filter(None, (*people, *names)))}".rstrip()
