"""Messages of an Apple database made into records.

Reactions and earlier versions are lines of the text behind the words, so that they can be searched
and withheld; what the database tells beyond that is kept in ``raw``.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from app.domain.people import Party, Role
from app.domain.provenance import MICROSECONDS, Moment, Problem
from app.domain.records import Flag, Kind
from app.importers.base import Export, ImportOptions, Parsed, ParsedAttachment
from app.importers.phone.imessage_tables import (
    Chat,
    FileRow,
    Reaction,
    Tables,
    target_of,
    text,
    whole,
)
from app.importers.phone.typedstream import archived_text, archived_words, property_list
from app.importers.social.taking import leftover
from app.importers.sqlite_file import Row, Value
from app.importers.text import clean
from app.importers.times import MISSING, Timed, TimeReader, Unit

PLATFORM = "imessage"

NO_WORDS = Problem("no_content", "The database holds no words and no attachment for it.")
LOST_TEXT = Problem("text_unreadable", "Its text is damaged, so that words of it are lost.")
NO_CHAT = Problem("no_conversation", "The database does not say to which conversation it belongs.")
SENDER_UNKNOWN = Problem("sender_unknown", "The database does not say who sent it.")
NOT_HELD = "The file is not in the folder of attachments that was imported."
NOT_NAMED = "The database does not say where the file lies."

_SINCE_2001 = 978_307_200
_NANOSECONDS = 10**11
_PLACEHOLDER = "\ufffc"
_FOLDER = "~/Library/"
_PLUGIN = ".pluginpayloadattachment"
_MOST_BYTES = 20_000
_REACTION_WORDS = {
    0: "Loved", 1: "Liked", 2: "Disliked", 3: "Laughed at", 4: "Emphasized", 5: "Questioned",
    7: "Sticker on",
}  # fmt: skip
_EVENTS = {
    1: "members changed", 2: "conversation renamed", 3: "group changed", 4: "location sharing",
    5: "audio message kept", 6: "SharePlay",
}  # fmt: skip
_ACTIONS = {
    (1, 0): "member added", (1, 1): "member removed", (3, 0): "member left",
    (3, 1): "group photo changed", (3, 2): "group photo removed",
}  # fmt: skip
_MAPPED = frozenset({
    *("ROWID", "guid", "text", "attributedBody", "subject", "date", "is_from_me", "handle_id"),
    *("service", "message_summary_info", "thread_originator_guid", "group_title"),
    *("cache_has_attachments", "is_sent", "is_finished", "has_dd_results", "version", "replace"),
    *("is_delivered", "is_read", "was_data_detected", "ck_sync_state", "ck_record_id"),
    *("ck_record_change_tag", "part_count", "is_spam", "was_detonated", "type"),
})  # fmt: skip


class MessageRecords:
    """Makes the records of one database.

    Attributes:
        used: members of the export that messages name.
    """

    def __init__(
        self, export: Export, member: str, options: ImportOptions, times: TimeReader
    ) -> None:
        self.used: set[str] = set()
        self._export = export
        self._member = member
        self._options = options
        self._times = times

    def record(self, row: Row, tables: Tables, place: str = "") -> Parsed:
        """Make the record of one row of the table of messages.

        Args:
            row: of the table of messages.
            tables: what it refers to.
            place: told too where the row's number does not name it alone.
        """
        values = row.values
        chats = tables.chats_of(row.rowid)
        chat = chats[0] if chats else tables.deleted_from(row.rowid)
        sent = self._moment(values.get("date"))
        kind = whole(values.get("item_type"))
        attachments = self._attachments(tables.files_of(row.rowid))
        said, flags, problems = self._text(values, tables, found_files=bool(attachments))
        if chat is None:
            problems.append(NO_CHAT)
        flags |= self._flags(values, row, tables)
        return Parsed(
            f"{self._member} message {row.rowid}{place}", PLATFORM,
            Kind.SYSTEM if kind else Kind.MESSAGE,
            said, sent.moment,
            self._parties(values, tables, chat, problems),
            platform_id=text(values.get("guid")),
            conversation_key=chat.key if chat else "",
            conversation_title=chat.title if chat else "",
            parent_id=text(values.get("thread_originator_guid")) or self._target(values),
            subject=text(values.get("subject")),
            attachments=attachments,
            flags=frozenset(flags) | sent.flags,
            labels=self._labels(values),
            problems=(*sent.problems, *problems),
            raw=self._rest(values, chats),
        )  # fmt: skip

    def _text(
        self, values: Mapping[str, Value], tables: Tables, *, found_files: bool
    ) -> tuple[str, set[str], list[Problem]]:
        """Give the whole text with its lines, and what it tells of the message."""
        words, problems = self._words(values)
        history, flags = self._history(values)
        lines = [*history, *self._reactions(text(values.get("guid")), tables)]
        kind = whole(values.get("item_type"))
        if kind:
            words = self._event(kind, values, tables) + (f" {words}" if words else "")
        elif reacted := self._as_reaction(values, tables):
            words = f"{reacted}\n{words}".strip()
        if not (words or lines or found_files):
            words = self._app_words(values)
        if not (words or lines or found_files):
            problems.append(NO_WORDS)
        return "\n".join(filter(None, [words, *lines])), flags, problems

    def _words(self, values: Mapping[str, Value]) -> tuple[str, list[Problem]]:
        """Give the newest words: the plain text, or the archived one where that is missing."""
        plain = text(values.get("text"))
        body = values.get("attributedBody")
        problems = []
        if not plain and isinstance(body, bytes) and body:
            found = archived_text(body)
            plain = found or ""
            if found is None or "\ufffd" in plain:
                problems.append(LOST_TEXT)
        if _PLACEHOLDER in plain:
            plain = plain.replace(_PLACEHOLDER, "").strip()
        return plain, problems

    def _history(self, values: Mapping[str, Value]) -> tuple[list[str], set[str]]:
        """Give earlier versions and unsent parts as lines."""
        told = values.get("message_summary_info")
        summary = property_list(told) if isinstance(told, bytes) else {}
        lines = list(self._versions(summary))
        flags = {Flag.EDITED.value} if lines or whole(values.get("date_edited")) else set()
        unsent = summary.get("rp")
        if (isinstance(unsent, list) and unsent) or whole(values.get("date_retracted")):
            lines.append("[unsent by its sender]")
            flags = {Flag.DELETED.value}
        return lines, flags

    def _versions(self, summary: Mapping[str, object]) -> Iterator[str]:
        parts = summary.get("ec")
        for part in parts.values() if isinstance(parts, dict) else ():
            versions = part if isinstance(part, list) else []
            for version in versions[:-1]:
                if not isinstance(version, dict):
                    continue
                archived, date = version.get("t"), version.get("d")
                words = archived_text(archived) if isinstance(archived, bytes) else None
                if words is not None:
                    yield f"[earlier version{self._told(date)}] {words}"

    def _told(self, date: object) -> str:
        if not isinstance(date, int | float):
            return ""
        moment = self._moment(int(date) if abs(date) < 1e18 else 0).moment
        return f" {_iso(moment)}" if moment.utc is not None else ""

    def _reactions(self, guid: str, tables: Tables) -> Iterator[str]:
        for reaction in tables.reactions_to(guid) if guid else ():
            when = self._moment(reaction.date).moment
            told = f" {_iso(when)}" if when.utc is not None else ""
            who = self._who(reaction, tables)
            yield f"[reaction] {_reaction_words(reaction.kind, reaction.emoji)} {who}{told}"

    def _who(self, reaction: Reaction, tables: Tables) -> str:
        if reaction.from_me:
            return self._options.custodian or "the custodian"
        return tables.handles.get(reaction.handle, "") or "somebody"

    def _as_reaction(self, values: Mapping[str, Value], tables: Tables) -> str:
        """Say in words what a row that is a reaction or a sticker does."""
        kind = whole(values.get("associated_message_type"))
        if not 2000 <= kind < 4000:
            return "[sticker]" if kind == 1000 else ""
        words = _reaction_words(kind, text(values.get("associated_message_emoji")))
        there = tables.holds(target_of(values))
        return f"[reaction] {words}" + ("" if there else " a message that is not held")

    @staticmethod
    def _target(values: Mapping[str, Value]) -> str:
        kind = whole(values.get("associated_message_type"))
        return target_of(values) if kind == 1000 or 2000 <= kind < 4000 else ""

    def _event(self, kind: int, values: Mapping[str, Value], tables: Tables) -> str:
        action = whole(values.get("group_action_type"))
        words = _ACTIONS.get((kind, action)) or _EVENTS.get(kind, f"event {kind}")
        other = tables.handles.get(whole(values.get("other_handle")), "")
        return " ".join(filter(None, [f"[{words}]", other, text(values.get("group_title"))]))

    @staticmethod
    def _app_words(values: Mapping[str, Value]) -> str:
        """Give the words of an app's message, such as a payment or a preview of a link."""
        payload = values.get("payload_data")
        words = list(archived_words(payload)) if isinstance(payload, bytes) else []
        return "\n".join(["[app]", *dict.fromkeys(words)]) if words else ""

    @staticmethod
    def _labels(values: Mapping[str, Value]) -> tuple[str, ...]:
        service = text(values.get("service"))
        return (service,) if service and service != "iMessage" else ()

    @staticmethod
    def _flags(values: Mapping[str, Value], row: Row, tables: Tables) -> set[str]:
        flags = set()
        if whole(values.get("error")) and whole(values.get("is_from_me")):
            flags.add(Flag.FAILED.value)
        if whole(values.get("item_type")):
            flags.add(Flag.SYSTEM.value)
        if tables.is_deleted(row.rowid):
            flags.add(Flag.DELETED.value)
        return flags

    def _parties(
        self,
        values: Mapping[str, Value],
        tables: Tables,
        chat: Chat | None,
        problems: list[Problem],
    ) -> tuple[Party, ...]:
        handle = tables.handles.get(whole(values.get("handle_id")), "")
        others = chat.handles if chat else ((handle,) if handle else ())
        if whole(values.get("is_from_me")) == 1:
            to = [Party(Role.TO, "", other) for other in others]
            return (self._owner(Role.FROM, values), *to)
        rest = [Party(Role.MEMBER, "", other) for other in others if other != handle]
        owner = self._owner(Role.TO, values)
        if not handle:
            problems.append(SENDER_UNKNOWN)
            return (owner, *rest)
        return (Party(Role.FROM, "", handle), owner, *rest)

    def _owner(self, role: Role, values: Mapping[str, Value]) -> Party:
        own = self._options.own_addresses
        account = text(values.get("account"))
        told = text(values.get("destination_caller_id")) or account.partition(":")[2]
        return Party(role, self._options.custodian, told or (own[0] if own else ""), is_owner=True)

    def _attachments(self, files: tuple[FileRow, ...]) -> tuple[ParsedAttachment, ...]:
        shown = [file for file in files if not file.path.casefold().endswith(_PLUGIN)]
        return tuple(self._attachment(file, number) for number, file in enumerate(shown, 1))

    def _attachment(self, file: FileRow, number: int) -> ParsedAttachment:
        name = file.name or f"attachment {number}"
        if not file.path:
            return ParsedAttachment(name, None, NOT_NAMED, file.media_type, file.size)
        member = self._held(file.path)
        if member is None:
            return ParsedAttachment(name, None, NOT_HELD, file.media_type, file.size)
        self.used.add(member)
        opener = partial(self._export.open, member)
        return ParsedAttachment(name, opener, "", file.media_type, self._export.size(member))

    def _held(self, path: str) -> str | None:
        """Find an attachment by the end of its path; in an iPhone's backup by its hashed name."""
        _, within, end = path.partition("/Attachments/")
        if within:
            folder = self._member.rpartition("/")[0]
            beside = f"{folder}/Attachments/{end}".removeprefix("/")
            found = self._export.find(beside) or self._export.find(f"Attachments/{end}")
            if found and _same_end(found, end):
                return found
        inner = path.removeprefix("~/").removeprefix("/var/mobile/")
        hashed = hashlib.sha1(f"MediaDomain-{inner}".encode(), usedforsecurity=False).hexdigest()
        found = self._export.find(f"{hashed[:2]}/{hashed}")
        return found if found and found.endswith(hashed) else None

    def _moment(self, value: Value) -> Timed:
        """Read a time since 2001, in seconds or in billionths of them."""
        if not isinstance(value, int) or isinstance(value, bool) or value == 0:
            raw = text(value)
            return Timed(Moment(None, raw), (MISSING,))
        seconds, rest = divmod(value, 10**9) if abs(value) > _NANOSECONDS else (value, 0)
        micros = (seconds + _SINCE_2001) * MICROSECONDS + rest // 1000
        timed = self._times.epoch(micros, Unit.MICROSECONDS)
        return Timed(replace(timed.moment, raw=str(value)), timed.problems)

    @staticmethod
    def _rest(values: Mapping[str, Value], chats: tuple[Chat, ...]) -> str:
        rest: dict[str, object] = {
            name: _kept(value)
            for name, value in values.items()
            if name not in _MAPPED and value not in {None, 0, ""}
        }
        if len(chats) > 1:
            rest["also_in"] = [chat.title for chat in chats[1:]]
        return leftover(rest)


def _kept(value: Value) -> object:
    if isinstance(value, bytes):
        return base64.b64encode(value[:_MOST_BYTES]).decode("ascii")
    if isinstance(value, float):
        return repr(value)
    return clean(value) if isinstance(value, str) else value


def _reaction_words(kind: int, emoji: str) -> str:
    words = emoji or _REACTION_WORDS.get(kind % 1000, f"reaction {kind % 1000}")
    return f"{words} (taken back)" if kind >= 3000 else words


def _same_end(found: str, wanted: str) -> bool:
    """Say whether a member lies in the very folder that is meant, not in another of that name."""
    last_two = "/".join(wanted.split("/")[-2:]).casefold()
    return found.casefold().endswith(last_two)


def _iso(moment: Moment) -> str:
    return dt.datetime.fromtimestamp((moment.utc or 0) / MICROSECONDS, dt.UTC).strftime(
        "%Y-%m-%d %H:%M UTC"
    )
