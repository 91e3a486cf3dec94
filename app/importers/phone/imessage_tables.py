"""What the messages of an Apple database refer to: handles, chats, attachments, reactions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.people import normal_address
from app.importers.sqlite_file import DamagedRows, Row, SqliteFile, Value
from app.importers.text import clean

GROUP = 43
_REACTIONS = range(2000, 4000)


@dataclass(frozen=True, slots=True)
class Chat:
    """One conversation.

    Attributes:
        key: the same for the chats of one person over several services.
        handles: the addresses of the others.
    """

    key: str
    title: str
    handles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileRow:
    """One attachment as the database names it."""

    path: str
    name: str
    media_type: str
    size: int
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Reaction:
    """One person's reaction to a message, or that they took it back."""

    kind: int
    emoji: str
    handle: int
    from_me: bool
    date: int


@dataclass(slots=True)
class Tables:
    """The small tables of a database, read once.

    Attributes:
        damaged: pages of them that could not be read.
    """

    database: SqliteFile
    handles: dict[int, str] = field(default_factory=dict)
    damaged: set[int] = field(default_factory=set)
    _chats: dict[int, Chat] = field(default_factory=dict)
    _chats_of: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _deleted_from: dict[int, int] = field(default_factory=dict)
    _files: dict[int, FileRow] = field(default_factory=dict)
    _files_of: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _reactions: dict[str, list[Reaction]] = field(default_factory=lambda: defaultdict(list))
    _messages: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for row in self._rows("handle"):
            self.handles[row.rowid] = text(row.values.get("id"))
        self._read_chats()
        for row in self._rows("attachment"):
            self._files[row.rowid] = _file(row.values)
        for message, file in self._pairs("message_attachment_join", "message_id", "attachment_id"):
            self._files_of[message].append(file)
        self._read_reactions()

    def chats_of(self, message: int) -> tuple[Chat, ...]:
        """Give the conversations that a message stands in; the first is its own."""
        found = (self._chats.get(chat) for chat in self._chats_of.get(message, ()))
        return tuple(chat for chat in found if chat)

    def deleted_from(self, message: int) -> Chat | None:
        """Give the conversation from which a message was deleted within the last days."""
        return self._chats.get(self._deleted_from.get(message, 0))

    def is_deleted(self, message: int) -> bool:
        """Say whether a message lies among those that were deleted within the last days."""
        return message in self._deleted_from

    def files_of(self, message: int) -> tuple[FileRow, ...]:
        """Give the attachments of a message in their order."""
        found = (self._files.get(file) for file in self._files_of.get(message, ()))
        return tuple(file for file in found if file)

    def reactions_to(self, guid: str) -> tuple[Reaction, ...]:
        """Give the reactions to a message in their order."""
        return tuple(self._reactions.get(guid, ()))

    def holds(self, guid: str) -> bool:
        """Say whether the database holds a message that is no reaction."""
        return guid in self._messages

    def _read_chats(self) -> None:
        members: dict[int, list[str]] = defaultdict(list)
        for chat, handle in self._pairs("chat_handle_join", "chat_id", "handle_id"):
            if handle in self.handles:
                members[chat].append(self.handles[handle])
        for row in self._rows("chat"):
            self._chats[row.rowid] = _chat(row.values, tuple(dict.fromkeys(members[row.rowid])))
        for message, chat in self._pairs("chat_message_join", "message_id", "chat_id"):
            self._chats_of[message].append(chat)
        pairs = self._pairs("chat_recoverable_message_join", "message_id", "chat_id")
        self._deleted_from.update(pairs)

    def _read_reactions(self) -> None:
        for row in self._rows("message"):
            values = row.values
            kind = whole(values.get("associated_message_type"))
            if kind not in _REACTIONS:
                self._messages.add(text(values.get("guid")))
                continue
            self._reactions[target_of(values)].append(
                Reaction(
                    kind,
                    text(values.get("associated_message_emoji")),
                    whole(values.get("handle_id")),
                    whole(values.get("is_from_me")) == 1,
                    whole(values.get("date")),
                )
            )

    def _pairs(self, table: str, first: str, second: str) -> Iterator[tuple[int, int]]:
        for row in self._rows(table):
            one, other = row.values.get(first), row.values.get(second)
            if isinstance(one, int) and isinstance(other, int):
                yield one, other

    def _rows(self, table: str) -> Iterator[Row]:
        for row in self.database.rows(table):
            if isinstance(row, Row):
                yield row
            elif table != "message":
                self._damage(row)

    def _damage(self, rows: DamagedRows) -> None:
        self.damaged.add(rows.page)


def text(value: Value) -> str:
    """Give a column as clean text; what is none is empty."""
    if isinstance(value, str):
        return clean(value)
    return str(value) if isinstance(value, int) else ""


def whole(value: Value) -> int:
    """Give a column as a whole number; what is none is zero."""
    return value if isinstance(value, int) else 0


def target_of(values: Mapping[str, Value]) -> str:
    """Give the guid of the message that a reaction or sticker means, without its part."""
    named = text(values.get("associated_message_guid"))
    return named.rpartition("/")[2].removeprefix("bp:")


def _chat(values: Mapping[str, Value], handles: tuple[str, ...]) -> Chat:
    identifier = text(values.get("chat_identifier"))
    title = text(values.get("display_name"))
    if whole(values.get("style")) == GROUP:
        key = text(values.get("group_id")) or identifier or text(values.get("guid"))
        return Chat(f"group/{key}", title or ", ".join(handles) or identifier, handles)
    others = handles or ((identifier,) if identifier else ())
    key = "~".join(sorted({normal_address(handle) for handle in others}))
    return Chat(key, title or ", ".join(others), others)


def _file(values: Mapping[str, Value]) -> FileRow:
    path = text(values.get("filename"))
    base = path.replace("\\", "/").rpartition("/")[2]
    size = values.get("total_bytes")
    return FileRow(
        path,
        text(values.get("transfer_name")).replace("\\", "/").rpartition("/")[2] or base,
        text(values.get("mime_type")) or text(values.get("uti")),
        size if isinstance(size, int) and size >= 0 else -1,
        whole(values.get("hide_attachment")) == 1,
    )
