"""Messages of Discord made into records, as a person's package and DiscordChatExporter write them.

Reactions, embeds, stickers and forwarded words are lines of the text after the words, so that they
can be searched and redacted like the words themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.domain.parsed import Parsed, ParsedAttachment
from app.domain.people import Party
from app.domain.records import Flag, Kind
from app.importers.chat.discord_words import person_of, reaction_line
from app.importers.chat.entries import NO_CONTENT, Person, cast_of
from app.importers.social.account import ONLY_ADDRESS, Account, base_name
from app.importers.social.taking import (
    Entry,
    leftover,
    put_back,
    take_entries,
    take_entry,
    take_number,
    take_text,
    take_truth,
)
from app.importers.text import clean
from app.importers.times import TimeReader

PLATFORM = "discord"

_TALK = frozenset({"", "Default", "Reply", "ChatInputCommand", "ContextMenuCommand",
                   "ThreadStarterMessage", "0", "19", "20", "21", "23"})  # fmt: skip
_CALLS = frozenset({"Call", "3"})
_ZONED = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Channel:
    """One conversation.

    Attributes:
        others: who takes part, where the export tells it.
    """

    number: str
    title: str
    others: tuple[Person, ...] = ()


class MessageReader:
    """Makes the messages of one export into records."""

    def __init__(self, account: Account, times: TimeReader, own: frozenset[str]) -> None:
        self._account = account
        self._times = times
        self._own = own

    def exported(self, message: Entry, channel: Channel, locator: str) -> Parsed | None:
        """Read a message as DiscordChatExporter writes it; None where it is none."""
        if not message.keys() & {"id", "timestamp", "content", "author"}:
            return None
        sort = take_text(message, "type")
        timed = self._times.iso(take_text(message, "timestamp"))
        files = list(self._files(message))
        lines = [take_text(message, "content"), *self._lines(message, files)]
        text = "\n".join(filter(None, lines))
        flags = {
            Flag.EDITED.value: bool(take_text(message, "timestampEdited")),
            Flag.SYSTEM.value: sort not in _TALK | _CALLS,
            Flag.FORWARDED.value: any(line.startswith("[forwarded]") for line in lines),
        }
        parent = take_entry(message, "reference")
        kind = Kind.CALL if sort in _CALLS else Kind.MESSAGE
        return Parsed(
            locator=locator,
            platform=PLATFORM,
            kind=Kind.SYSTEM if flags[Flag.SYSTEM.value] else kind,
            text=clean(text),
            sent=timed.moment,
            parties=self._parties(message, channel),
            platform_id=take_text(message, "id"),
            conversation_key=channel.number,
            conversation_title=channel.title,
            parent_id=take_text(parent, "messageId"),
            attachments=tuple(files),
            flags=frozenset(flag for flag, is_so in flags.items() if is_so) | timed.flags,
            labels=("Pinned",) if take_truth(message, "isPinned") else (),
            problems=timed.problems if text or files else (*timed.problems, NO_CONTENT),
            raw=leftover(message),
        )

    def packaged(
        self, message: Entry, channel: Channel, owner: Person, locator: str
    ) -> Parsed | None:
        """Read a message of a person's package, which holds only their own; None if it is none."""
        message = {key.casefold(): value for key, value in message.items()}
        number, when = take_text(message, "id"), take_text(message, "timestamp")
        if not number and not when:
            return None
        timed = self._times.iso(when if not when or _ZONED.search(when) else f"{when}+00:00")
        text = take_text(message, "contents")
        files = tuple(
            ParsedAttachment(base_name(link) or "file", None, ONLY_ADDRESS)
            for link in take_text(message, "attachments").split()
        )
        return Parsed(
            locator=locator,
            platform=PLATFORM,
            kind=Kind.MESSAGE,
            text=clean(text),
            sent=replace(timed.moment, raw=when),
            parties=cast_of(owner, channel.others, self._own),
            platform_id=number,
            conversation_key=channel.number,
            conversation_title=channel.title,
            attachments=files,
            flags=timed.flags,
            problems=timed.problems if text or files else (*timed.problems, NO_CONTENT),
            raw=leftover(message),
        )

    def _parties(self, message: Entry, channel: Channel) -> tuple[Party, ...]:
        author = take_entry(message, "author")
        mentions = [person_of(one) for one in take_entries(message, "mentions")]
        sender = person_of(author)
        put_back(
            message, "author", {key: author[key] for key in ("id", "isBot") if author.get(key)}
        )
        return cast_of(sender, channel.others, self._own, mentions)

    def _files(self, message: Entry) -> Iterator[ParsedAttachment]:
        forwarded = message.get("forwardedMessage")
        for owner in (message, forwarded if isinstance(forwarded, dict) else {}):
            for one in take_entries(owner, "attachments"):
                link = take_text(one, "url").replace("\\\\", "/").replace("\\", "/")
                take_number(one, "fileSizeBytes")
                yield self._account.attachment(link, take_text(one, "fileName"))

    def _lines(self, message: Entry, files: list[ParsedAttachment]) -> Iterator[str]:
        forwarded = take_entry(message, "forwardedMessage")
        if forwarded:
            yield f"[forwarded] {take_text(forwarded, 'content')}".rstrip()
            put_back(message, "forwardedMessage", forwarded)
        command = take_entry(message, "interaction")
        if command:
            name, _ = person_of(take_entry(command, "user"))
            yield f"[command] /{take_text(command, 'name')} {name}".rstrip()
        for one in take_entries(message, "embeds"):
            yield from self._embed(one, files)
        for one in take_entries(message, "stickers"):
            yield f"[sticker] {take_text(one, 'name')}"
        if ended := take_text(message, "callEndedTimestamp"):
            yield f"[call] ended {ended}"
        for one in take_entries(message, "reactions"):
            yield reaction_line(one)

    def _embed(self, one: Entry, files: list[ParsedAttachment]) -> Iterator[str]:
        """Give the words of an embed; its pictures come with the message where they are held."""
        author = take_text(take_entry(one, "author"), "name")
        words = [take_text(one, key) for key in ("title", "description")]
        words += [
            f"{take_text(field, 'name')}: {take_text(field, 'value')}"
            for field in take_entries(one, "fields")
        ]
        words.append(take_text(take_entry(one, "footer"), "text"))
        link = take_text(one, "url")
        said = "\n".join(filter(None, words))
        who = f" {author}:" if author else ""
        if said or link or who:
            yield f"[attached]{who} {said}{f' ({link})' if link else ''}".rstrip()
        images = [
            take_entry(one, "image"),
            *take_entries(one, "images"),
            take_entry(one, "thumbnail"),
        ]
        for image in filter(None, images):
            place = take_text(image, "url").replace("\\", "/")
            if "://" not in place and self._account.holds(place):
                files.append(self._account.attachment(place))
