"""Facebook messages: one thread's objects made into records; opens no file itself.

Reactions, calls, shared links, joins and leaves are facts of the message: they are lines of its
text after the words, such as ``[reaction] 👍 Dana Whitlow``, so that they can be searched and
redacted like the words themselves.
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.provenance import Problem
from app.domain.records import Flag, Kind
from app.importers.base import Parsed, ParsedAttachment
from app.importers.social.account import Account
from app.importers.social.facebook_threads import Thread
from app.importers.social.taking import (
    Entry,
    is_undecoded,
    leftover,
    looks_garbled,
    put_back,
    take_entries,
    take_entry,
    take_number,
    take_text,
    take_truth,
)
from app.importers.times import TimeReader, Unit

PLATFORM = "facebook"
NO_CONTENT = Problem("no_content", "The export holds nothing of it but its time and sender.")
TAKEN_DOWN = Problem("taken_down", "The platform took it down.")
PLACEHOLDER = Problem("placeholder", "The export holds only a placeholder for its content.")
GARBLED = Problem(
    "text_garbled", "Some of its letters were damaged before the export and stand as they came."
)

_MEDIA = ("photos", "videos", "gifs", "audio_files", "files")
_NO_FLAGS: frozenset[str] = frozenset()
_JOINS = {"Subscribe": "joined", "Unsubscribe": "left"}


class MessageReader:
    """Makes the messages of one export's threads into records.

    Instagram writes messages the same way, so the platform is told.
    """

    def __init__(self, account: Account, times: TimeReader, platform: str = PLATFORM) -> None:
        self._account = account
        self._times = times
        self._platform = platform

    def inbox(self, message: Entry, thread: Thread, locator: str) -> Parsed:
        """Read a message of the ``messages/`` folders."""
        sender = take_text(message, "sender_name")
        timed = self._times.epoch(message.pop("timestamp_ms", None), Unit.MILLISECONDS)
        kind = take_text(message, "type")
        lines = [
            take_text(message, "content"),
            *_share(message),
            *(calls := _call(message)),
            *_users(message, kind),
            *reaction_lines(message),
        ]
        attachments = self._media(message)
        unsent = take_truth(message, "is_unsent")
        text = "\n".join(line for line in lines if line)
        problems = thread.problems_of(sender)
        if take_truth(message, "is_taken_down"):
            problems.append(TAKEN_DOWN)
        if not text and not attachments and not unsent:
            problems.append(NO_CONTENT)
        return Parsed(
            locator=locator,
            platform=self._platform,
            kind=_kind(kind, is_call=bool(calls)),
            text=text,
            sent=timed.moment,
            parties=thread.cast(sender),
            conversation_key=thread.key,
            conversation_title=thread.title,
            attachments=tuple(attachments),
            flags=flags_of(text, deleted=unsent) | timed.flags,
            labels=thread.labels,
            problems=(*timed.problems, *problems, *doubts(text)),
            raw=leftover(message),
        )

    def secure(self, message: Entry, thread: Thread, locator: str) -> Parsed:
        """Read a message of the separate download of end-to-end encrypted conversations."""
        sender = take_text(message, "senderName")
        timed = self._times.epoch(message.pop("timestamp", None), Unit.MILLISECONDS)
        kind = take_text(message, "type")
        lines = [take_text(message, "text"), *_share(message), *reaction_lines(message)]
        attachments = media_under(message, "media", self._account)
        unsent = take_truth(message, "isUnsent")
        text = "\n".join(line for line in lines if line)
        problems = thread.problems_of(sender)
        if kind == "placeholder":
            problems.append(PLACEHOLDER)
        elif not text and not attachments and not unsent:
            problems.append(NO_CONTENT)
        return Parsed(
            locator=locator,
            platform=self._platform,
            kind=Kind.MESSAGE,
            text=text,
            sent=timed.moment,
            parties=thread.cast(sender),
            conversation_key=thread.key,
            conversation_title=thread.title,
            attachments=tuple(attachments),
            flags=flags_of(text, deleted=unsent) | timed.flags,
            problems=(*timed.problems, *problems, *doubts(text)),
            raw=leftover(message),
        )

    def _media(self, message: Entry) -> list[ParsedAttachment]:
        found: list[ParsedAttachment] = []
        for key in (*_MEDIA, "sticker"):
            if key in message:
                found += media_under(message, key, self._account)
        return found


def media_under(entry: Entry, key: str, account: Account) -> list[ParsedAttachment]:
    """Take the files that an object lists under a key; what else it says of them stays."""
    files = take_entries(entry, key)
    found = [attachment for file in files for attachment in media_of(file, account)]
    put_back(entry, key, files)
    return found


def media_of(file: Entry, account: Account) -> list[ParsedAttachment]:
    """Take one file, and the still picture of a video."""
    found: list[ParsedAttachment] = []
    if "uri" in file or "backup_uri" in file:
        found.append(account.attachment(_reference(file, account)))
    still = file.get("thumbnail")
    if isinstance(still, dict) and "uri" in still:
        picture = account.attachment(take_text(still, "uri"))
        found.append(replace(picture, inline=True))
    return found


def _reference(file: Entry, account: Account) -> str:
    """Take by what a file is meant; a second name where only that one is in the export."""
    second = file.get("backup_uri")
    first = take_text(file, "uri")
    if isinstance(second, str) and not account.holds(first) and account.holds(second):
        return take_text(file, "backup_uri")
    return first


def reaction_lines(entry: Entry) -> list[str]:
    """Take who reacted how, a line each."""
    if "reactions" not in entry:
        return []
    reactions = take_entries(entry, "reactions")
    lines = [
        f"[reaction] {take_text(one, 'reaction')} {take_text(one, 'actor')}".rstrip()
        for one in reactions
    ]
    put_back(entry, "reactions", reactions)
    return lines


def flags_of(text: str, *, deleted: bool = False) -> frozenset[str]:
    """Give the flags that follow from the text and from its having been withdrawn."""
    if not deleted and text.isascii():
        return _NO_FLAGS
    flags = {Flag.DELETED.value} if deleted else set()
    return frozenset(flags | {Flag.UNDECODABLE.value} if is_undecoded(text) else flags)


def doubts(text: str) -> tuple[Problem, ...]:
    """Say whether letters stayed damaged."""
    return (GARBLED,) if looks_garbled(text) else ()


def _kind(kind: str, *, is_call: bool) -> Kind:
    if kind in _JOINS:
        return Kind.SYSTEM
    return Kind.CALL if kind == "Call" or is_call else Kind.MESSAGE


def _share(message: Entry) -> list[str]:
    if "share" not in message:
        return []
    share = take_entry(message, "share")
    said = take_text(share, "share_text")
    link = take_text(share, "link")
    owner = take_text(share, "original_content_owner")
    put_back(message, "share", share)
    return [said, f"[link] {link}" if link else "", f"[shared from] {owner}" if owner else ""]


def _call(message: Entry) -> list[str]:
    missed = take_truth(message, "missed")
    seconds = take_number(message, "call_duration") if "call_duration" in message else None
    if missed:
        return ["[call] missed"]
    return [] if seconds is None else [f"[call] {seconds} seconds"]


def _users(message: Entry, kind: str) -> list[str]:
    if "users" not in message:
        return []
    users = take_entries(message, "users")
    names = ", ".join(filter(None, (take_text(user, "name") for user in users)))
    put_back(message, "users", users)
    return [f"[{_JOINS.get(kind, 'users')}] {names}"] if names else []
