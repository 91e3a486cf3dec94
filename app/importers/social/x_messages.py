"""X direct messages and what happens in group conversations, made into records.

Reactions and earlier versions are lines of the text after the words. Somebody's joining or
leaving, and a new name, are records of the kind ``system``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.people import Party, Role
from app.domain.records import Flag, Kind
from app.importers.base import Ignored, Item, Parsed, Unreadable
from app.importers.social.account import base_name
from app.importers.social.taking import (
    Entry,
    as_bytes,
    is_undecoded,
    leftover,
    put_back,
    take_entries,
    take_text,
    take_texts,
)
from app.importers.social.x_media import MediaFinder
from app.importers.social.x_people import People
from app.importers.social.x_text import expanded, plain, read_time, take_links
from app.importers.social.x_tweets import NO_CONTENT, PLATFORM
from app.importers.text import clean
from app.importers.times import TimeReader

ODD_MESSAGE = "This entry is of no known kind of direct message."
NO_MESSAGES = "The conversation holds no messages."

_MESSAGES = ("messageCreate", "welcomeMessageCreate", "message")
_EVENTS = {
    "joinConversation": "joined",
    "participantsJoin": "joined",
    "participantsLeave": "left",
    "conversationNameUpdate": "name",
    "conversationAvatarUpdate": "picture",
}


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation; ``members`` are the account numbers of all that were ever in it."""

    id: str
    title: str
    members: tuple[str, ...]
    locator: str


class MessageReader:
    """Makes the conversations of one archive into records."""

    def __init__(self, people: People, media: MediaFinder, times: TimeReader) -> None:
        self._people = people
        self._media = media
        self._times = times

    def conversation(self, untrusted: Entry, locator: str) -> Iterator[Item]:
        """Give the records of a conversation in the order of the archive."""
        number = take_text(untrusted, "conversationId")
        messages = take_entries(untrusted, "messages")
        if not messages:
            yield Ignored(locator, NO_MESSAGES)
        members = _members(number, messages, self._people.owner.id)
        title = _name(messages) or self._title(members)
        talk = Conversation(number, title, members, locator)
        for at, message in enumerate(messages, 1):
            yield self._item(message, talk, f"{locator}.{at}")

    def _title(self, members: tuple[str, ...]) -> str:
        others = [self._people.label(one) for one in members if one != self._people.owner.id]
        return ", ".join(others[:8]) + (" …" if len(others) > 8 else "")

    def _item(self, message: Entry, talk: Conversation, locator: str) -> Parsed | Unreadable:
        for key, inner in message.items():
            if isinstance(inner, dict) and key in _MESSAGES:
                return self._message(inner, talk, locator)
            if isinstance(inner, dict) and key in _EVENTS:
                return self._event(key, inner, talk, locator)
        return Unreadable(locator, ODD_MESSAGE, as_bytes(message))

    def _message(self, message: Entry, talk: Conversation, locator: str) -> Parsed:
        number = take_text(message, "id")
        timed = read_time(self._times, take_text(message, "createdAt"))
        written = take_text(message, "text")
        links = take_links(message, "expanded")
        names = [base_name(address) for address in take_texts(message, "mediaUrls")]
        attachments = self._media.of_message(number, names)
        edits = _edits(message)
        words = expanded(plain(written), links)
        if words != written:
            message["text"] = written
        text = "\n".join(filter(None, (words, *edits, *self._reactions(message))))
        sender, receiver = take_text(message, "senderId"), take_text(message, "recipientId")
        flags = {Flag.EDITED.value} if edits else set()
        if is_undecoded(text):
            flags.add(Flag.UNDECODABLE.value)
        empty = () if text or attachments else (NO_CONTENT,)
        return Parsed(
            locator=locator,
            platform=PLATFORM,
            kind=Kind.MESSAGE,
            text=text,
            sent=timed.moment,
            parties=self._parties(sender, receiver, talk),
            platform_id=number,
            conversation_key=f"messages/{talk.id}",
            conversation_title=talk.title,
            attachments=attachments,
            flags=timed.flags | flags,
            problems=(*timed.problems, *empty),
            raw=leftover(message),
        )

    def _event(self, kind: str, event: Entry, talk: Conversation, locator: str) -> Parsed:
        timed = read_time(self._times, take_text(event, "createdAt"))
        starter = take_text(event, "initiatingUserId")
        who = [*take_texts(event, "participantsSnapshot"), *take_texts(event, "userIds")]
        told = take_text(event, "name") or ", ".join(map(self._people.label, who))
        return Parsed(
            locator=locator,
            platform=PLATFORM,
            kind=Kind.SYSTEM,
            text=f"[{_EVENTS[kind]}] {plain(told)}".rstrip(),
            sent=timed.moment,
            parties=self._parties(starter, "", talk),
            conversation_key=f"messages/{talk.id}",
            conversation_title=talk.title,
            flags=timed.flags | {Flag.SYSTEM.value},
            problems=timed.problems,
            raw=leftover(event),
        )

    def _parties(self, sender: str, receiver: str, talk: Conversation) -> tuple[Party, ...]:
        to = [receiver] if receiver else [one for one in talk.members if one != sender]
        first = [self._people.party(Role.FROM, sender)] if sender else []
        return (*first, *(self._people.party(Role.TO, one) for one in to))

    def _reactions(self, message: Entry) -> Iterator[str]:
        reactions = take_entries(message, "reactions")
        for one in reactions:
            who = self._people.label(take_text(one, "senderId"))
            yield f"[reaction] {take_text(one, 'reactionKey')} {who}"
        put_back(message, "reactions", reactions)


def _members(conversation: str, messages: list[Entry], owner: str) -> tuple[str, ...]:
    """List everybody that a conversation shows, in the order of their numbers."""
    found = (
        {part for part in conversation.split("-") if part.isdecimal()}
        if "-" in conversation
        else set()
    )
    for message in messages:
        for inner in message.values():
            if isinstance(inner, dict):
                found.update(_ids_in(inner))
    return tuple(sorted(found | ({owner} if owner else set())))


def _ids_in(message: Entry) -> Iterator[str]:
    for key in ("senderId", "recipientId", "initiatingUserId"):
        if message.get(key):
            yield str(message[key])
    for key in ("participantsSnapshot", "userIds"):
        listed = message.get(key)
        yield from (str(one) for one in listed or () if one) if isinstance(listed, list) else ()


def _name(messages: list[Entry]) -> str:
    """Give the latest name of a group; the newest message comes first."""
    for message in messages:
        update = message.get("conversationNameUpdate")
        if isinstance(update, dict) and isinstance(update.get("name"), str):
            return plain(clean(update["name"]))
    return ""


def _edits(message: Entry) -> list[str]:
    """Take the earlier versions of a message, a line each."""
    history = take_entries(message, "editHistory")
    texts = [take_text(one, "editedText") or take_text(one, "text") for one in history]
    put_back(message, "editHistory", history)
    return [f"[earlier version] {plain(text)}" for text in texts if text]
