"""Chat items of Signal's plaintext export made into records; fields as in Backup.proto."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.provenance import MICROSECONDS, Problem
from app.domain.records import Flag, Kind
from app.importers.base import Parsed, ParsedAttachment
from app.importers.phone.signal_files import SignalFiles
from app.importers.phone.signal_people import People, Recipient, text_of
from app.importers.phone.signal_updates import call_words, update_words
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
from app.importers.times import Timed, TimeReader, Unit

PLATFORM = "signal"

UNKNOWN_KIND = Problem(
    "kind_unknown", "It is of a kind that is not known; all that the export tells of it is kept."
)
LONG_TEXT = Problem(
    "long_text", "Only the beginning of its text is here; the whole text is in an attached file."
)
NO_AUTHOR = Problem("sender_unknown", "The export does not say who sent it.")

_KINDS = (
    "standardMessage", "contactMessage", "stickerMessage", "remoteDeletedMessage", "updateMessage",
    "paymentNotification", "giftBadge", "viewOnceMessage", "directStoryReplyMessage", "poll",
)  # fmt: skip
_STATUSES = ("pending", "sent", "delivered", "read", "viewed", "skipped", "failed")
_USUAL = ("incoming", "directionless", "expireStartDate", "expireTimerVersion")


@dataclass(slots=True)
class _Draft:
    """A message while it comes together."""

    kind: Kind = Kind.MESSAGE
    words: str = field(default="", repr=False)
    lines: list[str] = field(default_factory=list, repr=False)
    attachments: list[ParsedAttachment] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    labels: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    parent: str = ""


class ItemRecords:
    """Makes records of chat items.

    Args:
        people: who is who in the export.
        files: those beside it.
        times: reads times.
    """

    def __init__(self, people: People, files: SignalFiles, times: TimeReader) -> None:
        self._people = people
        self._files = files
        self._times = times

    def record(self, locator: str, item: Entry) -> Parsed:
        """Make the record of one chat item."""
        author_id = item.pop("authorId", None)
        author = self._people.of(author_id)
        chat = self._people.chat(item.pop("chatId", None))
        raw_sent = text_of(item.pop("dateSent", None))
        sent = self._times.epoch(raw_sent, Unit.MILLISECONDS)
        draft = _Draft()
        if not author.key:
            draft.problems.append(NO_AUTHOR)
        self._take_direction(item, draft)
        self._take_content(item, draft, chat)
        self._take_revisions(item, draft)
        for name in _USUAL:
            item.pop(name, None)
        return Parsed(
            locator, PLATFORM, draft.kind,
            "\n".join(filter(None, [draft.words, *draft.lines])),
            sent.moment, self._people.parties(author, chat),
            platform_id=_message_id(author, chat, raw_sent),
            conversation_key=chat.key,
            conversation_title=self._people.name(chat),
            parent_id=draft.parent,
            attachments=tuple(draft.attachments),
            flags=frozenset(draft.flags) | sent.flags,
            labels=tuple(draft.labels),
            problems=(*sent.problems, *draft.problems),
            raw=leftover(item),
        )  # fmt: skip

    @staticmethod
    def _take_direction(item: Entry, draft: _Draft) -> None:
        outgoing = take_entry(item, "outgoing")
        statuses = take_entries(outgoing, "sendStatus")
        if any("failed" in status for status in statuses):
            draft.flags.add(Flag.FAILED.value)
        for status in statuses:
            told = [name for name in _STATUSES if status.get(name) == {}]
            put_back(status, "status", "".join(told))
        put_back(outgoing, "sendStatus", statuses)
        put_back(item, "outgoing", outgoing)
        if take_truth(item, "sms"):
            draft.labels.append("SMS")
        if take_number(item, "expiresInMs"):
            draft.labels.append("Disappearing message")

    def _take_content(self, item: Entry, draft: _Draft, chat: Recipient) -> None:
        kind = next((name for name in _KINDS if isinstance(item.get(name), dict)), "")
        content = take_entry(item, kind) if kind else {}
        if not kind:
            draft.problems.append(UNKNOWN_KIND)
        elif kind == "standardMessage":
            self._take_standard(content, draft, chat)
        elif kind == "updateMessage":
            self._take_update(content, draft)
        else:
            self._take_other(kind, content, draft)
        self._take_reactions(content, draft)
        put_back(item, kind, content)

    def _take_standard(self, content: Entry, draft: _Draft, chat: Recipient) -> None:
        draft.words = _take_body(content)
        quote = content.get("quote")
        if isinstance(quote, dict):
            target = text_of(quote.get("targetSentTimestamp"))
            if target:
                author = self._people.of(quote.get("authorId"))
                draft.parent = _message_id(author, chat, target)
        self._take_files(content, draft)
        whole = take_entry(content, "longText")
        if whole:
            draft.attachments.append(self._files.pointed(whole, "Whole text.txt"))
            draft.problems.append(LONG_TEXT)
        links = take_entries(content, "linkPreview")
        for link in links:
            told = [take_text(link, name) for name in ("title", "url", "description")]
            draft.lines.append("[link] " + " ".join(filter(None, told)))
        put_back(content, "linkPreview", links)

    def _take_files(self, content: Entry, draft: _Draft) -> None:
        attached = take_entries(content, "attachments")
        for one in attached:
            draft.attachments.append(self._files.attached(one, len(draft.attachments) + 1))
            pointer = one.get("pointer")
            caption = take_text(pointer, "caption") if isinstance(pointer, dict) else ""
            if caption:
                draft.lines.append(caption)
        put_back(content, "attachments", attached)

    def _take_update(self, content: Entry, draft: _Draft) -> None:
        called = call_words(content)
        draft.kind = Kind.CALL if called else Kind.SYSTEM
        draft.words = called or update_words(content)
        if not called:
            draft.flags.add(Flag.SYSTEM.value)

    def _take_other(self, kind: str, content: Entry, draft: _Draft) -> None:
        if kind == "remoteDeletedMessage":
            draft.words = "[deleted for everyone by its sender]"
            draft.flags.add(Flag.DELETED.value)
        elif kind == "contactMessage":
            draft.words = f"[contact] {_contact_words(take_entry(content, 'contact'))}"
        elif kind == "stickerMessage":
            sticker = take_entry(content, "sticker")
            draft.words = f"[sticker] {take_text(sticker, 'emoji')}".strip()
            draft.attachments.append(self._files.pointed(take_entry(sticker, "data"), "sticker"))
        elif kind == "viewOnceMessage":
            draft.words = "[view once]"
            attached = take_entry(content, "attachment")
            draft.attachments.append(self._files.attached(attached, 1))
        elif kind == "poll":
            draft.words = f"[poll] {take_text(content, 'question')}"
            draft.lines += self._options(content)
        else:
            _take_small(kind, content, draft)

    def _options(self, content: Entry) -> Iterator[str]:
        for option in take_entries(content, "options"):
            voters = [
                self._people.name(self._people.of(vote.get("voterId")))
                for vote in take_entries(option, "votes")
            ]
            names = f": {', '.join(voters)}" if voters else ""
            yield f"[option] {take_text(option, 'option')} ({len(voters)} votes){names}"

    def _take_reactions(self, content: Entry, draft: _Draft) -> None:
        for reaction in take_entries(content, "reactions"):
            who = self._people.name(self._people.of(reaction.get("authorId")))
            when = self._told(take_text(reaction, "sentTimestamp"))
            draft.lines.append(f"[reaction] {take_text(reaction, 'emoji')} {who}{when}")

    def _take_revisions(self, item: Entry, draft: _Draft) -> None:
        """Take earlier versions, whose words are records as well."""
        revisions = take_entries(item, "revisions")
        for revision in revisions:
            when = self._told(text_of(revision.get("dateSent")))
            said = take_entry(revision, "standardMessage")
            draft.lines.append(f"[earlier version{when}] {_take_body(said)}")
            self._take_files(said, draft)
            put_back(revision, "standardMessage", said)
            draft.flags.add(Flag.EDITED.value)
        put_back(item, "revisions", revisions)

    def _told(self, epoch: str) -> str:
        timed: Timed = self._times.epoch(epoch, Unit.MILLISECONDS)
        if timed.moment.utc is None:
            return ""
        when = dt.datetime.fromtimestamp(timed.moment.utc / MICROSECONDS, dt.UTC)
        return f" {when:%Y-%m-%d %H:%M} UTC"


def _take_body(content: Entry) -> str:
    text = take_entry(content, "text")
    body = take_text(text, "body")
    put_back(content, "text", text)
    return body


def _take_small(kind: str, content: Entry, draft: _Draft) -> None:
    if kind == "paymentNotification":
        told = (take_text(content, "amountMob"), "MOB", take_text(content, "note"))
        draft.words = "[payment] " + " ".join(filter(None, told))
    elif kind == "giftBadge":
        draft.words = "[gift badge]"
    else:
        reply = take_entry(content, "textReply")
        words = _take_body(reply) or take_text(content, "emoji")
        draft.words = f"[answer to a story] {words}"


def _contact_words(contact: Entry) -> str:
    name = take_entry(contact, "name")
    parts = [take_text(name, key) for key in ("prefix", "givenName", "middleName", "familyName")]
    listed = [
        take_text(one, "value") for key in ("number", "email") for one in take_entries(contact, key)
    ]
    joined = [" ".join(filter(None, parts)), take_text(contact, "organization"), *listed]
    return ", ".join(filter(None, joined))


def _message_id(author: Recipient, chat: Recipient, sent: str) -> str:
    """Give what tells a message apart on all phones: its author and when they sent it."""
    if not sent or not author.key:
        return ""
    return f"self {chat.key} {sent}" if author.is_self else f"{author.key} {sent}"
