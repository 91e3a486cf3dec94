"""Messages of Slack made into records; opens no file itself.

Reactions, files' titles, unfurled links and what a message said before it was edited are lines of
its text after the words, so that they can be searched and redacted like the words themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.parsed import Parsed, ParsedAttachment
from app.domain.people import Party
from app.domain.records import Flag, Kind
from app.importers.base import Export
from app.importers.chat.entries import NO_CONTENT, Person, cast_of
from app.importers.chat.slack_cast import Cast, Channel
from app.importers.chat.slack_files import MISSING, ONLY_LINK, files_by_number, said_of_file
from app.importers.chat.slack_left import left_of
from app.importers.chat.slack_text import block_words, words_of
from app.importers.social.account import Account
from app.importers.social.taking import (
    Entry,
    put_back,
    take_entries,
    take_entry,
    take_list,
    take_number,
    take_text,
    take_texts,
)
from app.importers.text import clean
from app.importers.times import TimeReader, Unit

PLATFORM = "slack"

_SYSTEM = (
    *("channel_", "group_", "bot_add", "bot_remove", "pinned_item", "unpinned_item", "reminder_"),
    *("sh_room_", "huddle_", "app_conversation_", "mpdm_", "conversion_"),
)
_CHANGED, _DELETED = "message_changed", "message_deleted"


class MessageReader:
    """Makes the messages of one export into records."""

    def __init__(self, export: Export, account: Account, times: TimeReader, cast: Cast) -> None:
        self._held = files_by_number(export.members())
        self._account = account
        self._times = times
        self._cast = cast
        self._names = cast.names
        self._titles = cast.titles
        self._casts: dict[tuple[str, Person], tuple[Party, ...]] = {}

    def record(self, channel: Channel, message: Entry, locator: str) -> Parsed | None:
        """Read one entry of a day's file; None where it is no message."""
        if not message.keys() & {"ts", "text", "user", "subtype", "message"}:
            return None
        subtype = take_text(message, "subtype")
        stamp = take_text(message, "ts") or _number(message, "ts")
        event = stamp if subtype in {_CHANGED, _DELETED} else ""
        before = self._before(message, subtype)
        if event and subtype == _CHANGED:
            inner = take_entry(message, "message")
            stamp = take_text(inner, "ts") or stamp
            message = {**message, **inner}
        elif event:
            stamp = take_text(message, "deleted_ts") or stamp
        return self._parsed(message, channel, locator, (subtype, stamp, event, before))

    def _parsed(
        self, message: Entry, channel: Channel, locator: str, told: tuple[str, str, str, str]
    ) -> Parsed:
        subtype, stamp, event, before = told
        timed = self._times.epoch(event or stamp, Unit.SECONDS)
        thread = take_text(message, "thread_ts")
        sender = self._sender(message)
        written = take_text(message, "text")
        lines = list(self._lines(message, written, before if subtype != _DELETED else ""))
        text = "\n".join(filter(None, lines)) if subtype != _DELETED else before
        files = tuple(self._files(message))
        flags = self._flags(message, subtype)
        problems = timed.problems if text or files or flags else (*timed.problems, NO_CONTENT)
        number = f"{channel.number}/{stamp}" if stamp else ""
        version = f"/{event}" if number and event and event != stamp else ""
        return Parsed(
            locator=locator,
            platform=PLATFORM,
            kind=_kind(subtype),
            text=clean(text),
            sent=timed.moment,
            parties=self._parties(sender, channel, written),
            platform_id=number + version,
            conversation_key=channel.number,
            conversation_title=channel.title,
            parent_id=f"{channel.number}/{thread}" if thread and thread != stamp else "",
            attachments=files,
            flags=flags | timed.flags,
            labels=(subtype,) if subtype == "bot_message" else (),
            problems=problems,
            raw=left_of(message),
        )

    def _before(self, message: Entry, subtype: str) -> str:
        """Take what a message said before it was changed or deleted."""
        for key in ("previous_message", "original", "old_message"):
            if isinstance(message.get(key), dict):
                earlier = take_entry(message, key)
                words = self._words(take_text(earlier, "text"))
                if subtype == _DELETED:
                    for known in ("user", "files", "bot_id", "username", "thread_ts"):
                        if known in earlier:
                            message.setdefault(known, earlier[known])
                return words or self._words(block_words(earlier.get("blocks")))
        return ""

    def _words(self, written: str) -> str:
        return words_of(written, self._names, self._titles)

    def _sender(self, message: Entry) -> Person:
        user = take_text(message, "user")
        if user:
            return self._cast.person(user)
        bot = take_entry(message, "bot_profile")
        name = take_text(message, "username") or take_text(bot, "name")
        number = take_text(message, "bot_id")
        comment = message.get("comment")
        if not number and not name and isinstance(comment, dict):
            return self._cast.person(str(comment.get("user", "")))
        return clean(name), number

    def _parties(self, sender: Person, channel: Channel, written: str) -> tuple[Party, ...]:
        if "<@" not in written:
            key = channel.folder, sender
            if key not in self._casts:
                self._casts[key] = self._new_cast(sender, channel, ())
            return self._casts[key]
        marks = (piece.partition(">")[0].partition("|")[0] for piece in written.split("<@")[1:])
        return self._new_cast(sender, channel, [self._cast.person(number) for number in marks])

    def _new_cast(
        self, sender: Person, channel: Channel, mentioned: Iterable[Person]
    ) -> tuple[Party, ...]:
        members = channel.members if channel.private else ()
        others = [self._cast.person(number) for number in members]
        return cast_of(sender, others, self._cast.own, mentioned)

    def _lines(self, message: Entry, written: str, before: str) -> Iterator[str]:
        blocks = take_list(message, "blocks")
        yield self._words(written or block_words(blocks))
        if any(isinstance(one, dict) and one.get("type") != "rich_text" for one in blocks):
            put_back(message, "blocks", blocks)
        for one in take_entries(message, "attachments"):
            yield from self._unfurled(one)
        yield f"[before the edit] {before}" if before else ""
        files = message.get("files")
        for file in files if isinstance(files, list) else ():
            yield from said_of_file(file)
        yield from self._reactions(message)

    def _unfurled(self, one: Entry) -> Iterator[str]:
        """Give the words of a link's preview, or of a message that another one quotes."""
        author = take_text(one, "author_name") or take_text(one, "service_name")
        pieces = [take_text(one, key) for key in ("pretext", "title", "text")]
        fallback = take_text(one, "fallback")
        link = take_text(one, "from_url") or take_text(one, "title_link")
        fields = [
            f"{take_text(field, 'title')}: {take_text(field, 'value')}"
            for field in take_entries(one, "fields")
        ]
        words = [self._words(piece) for piece in (*pieces, *fields) if piece]
        words = words or [self._words(fallback or block_words(one.get("blocks")))]
        said = "\n".join(filter(None, words))
        if said or link:
            who = f" {author}:" if author else ""
            yield f"[attached]{who} {said}{f' ({link})' if link else ''}".rstrip()

    def _reactions(self, message: Entry) -> Iterator[str]:
        for one in take_entries(message, "reactions"):
            people = [self._cast.person(number) for number in take_texts(one, "users")]
            names = ", ".join(name or address for name, address in people)
            count = take_number(one, "count") or len(people)
            more = f" and {count - len(people)} more" if count > len(people) else ""
            yield f"[reaction] :{take_text(one, 'name')}: {names}{more}".rstrip()

    def _files(self, message: Entry) -> Iterator[ParsedAttachment]:
        lone = [take_entry(message, "file")] if isinstance(message.get("file"), dict) else []
        files = take_entries(message, "files")
        for file in (*files, *lone):
            yield self._file(file)
        put_back(message, "files", [*filter(None, files), *take_list(message, "files")])

    def _file(self, file: Entry) -> ParsedAttachment:
        number, name = take_text(file, "id"), take_text(file, "name") or take_text(file, "title")
        shown = name or (f"file {number}" if number else "file")
        held = self._held.get(number)
        if held:
            return self._account.member(held, shown)
        mode = take_text(file, "mode") or take_text(file, "file_access")
        reason = MISSING.get(mode, ONLY_LINK)
        size = take_number(file, "size")
        claimed = take_text(file, "mimetype")
        return ParsedAttachment(shown, None, reason, claimed, -1 if size is None else size)

    def _flags(self, message: Entry, subtype: str) -> frozenset[str]:
        flags = {
            Flag.DELETED: subtype in {"tombstone", _DELETED},
            Flag.EDITED: bool(take_entry(message, "edited")) or subtype == _CHANGED,
            Flag.SYSTEM: subtype.startswith(_SYSTEM),
        }
        return frozenset(flag.value for flag, is_so in flags.items() if is_so)


def _kind(subtype: str) -> Kind:
    if subtype.startswith(("sh_room_", "huddle_")):
        return Kind.CALL
    return Kind.SYSTEM if subtype.startswith(_SYSTEM) else Kind.MESSAGE


def _number(message: Entry, key: str) -> str:
    """Take a time that was written as a number instead of a text."""
    value = message.get(key)
    if not isinstance(value, float):
        return ""
    del message[key]
    return f"{value:.6f}"
