"""One item as an importer read it: what the vault takes in, and what it only lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

from app.domain.people import Party
from app.domain.provenance import NO_MOMENT, Moment, Problem
from app.domain.records import Kind


@dataclass(frozen=True, slots=True)
class ParsedAttachment:
    """A file that came with a record.

    Attributes:
        open: opens its bytes for reading; None where the export lacks them.
        missing: why the bytes are not there.
        size: bytes as claimed or known; -1 where unknown.
    """

    name: str
    open: Callable[[], BinaryIO] | None
    missing: str = ""
    claimed_type: str = ""
    size: int = -1
    inline: bool = False

    def __repr__(self) -> str:
        return f"ParsedAttachment({self.size} bytes)"


@dataclass(frozen=True, slots=True)
class Parsed:
    r"""One record as the importer read it, made safe.

    Attributes:
        locator: the place inside the export, for people: member path and ordinal, or offset.
        platform_id: id that is unique in the whole platform, such as a tweet id or Message-ID;
            empty where the platform gives none.
        conversation_key: the same for all records of one conversation of one platform.
        parent_id: ``platform_id`` of the record it answers or comments on.
        named: what else it shares with records of its conversation, such as ``id:`` and a
            Message-ID that it refers to; whether those records are there or not.
        text: no lone surrogates and no NUL; line ends are ``\n``.
        raw: what was not mapped, as JSON text; empty where nothing is left.
    """

    locator: str
    platform: str
    kind: Kind
    text: str = ""
    sent: Moment = NO_MOMENT
    parties: tuple[Party, ...] = ()
    platform_id: str = ""
    conversation_key: str = ""
    conversation_title: str = ""
    parent_id: str = ""
    named: tuple[str, ...] = ()
    subject: str = ""
    attachments: tuple[ParsedAttachment, ...] = ()
    flags: frozenset[str] = frozenset()
    labels: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    raw: str = ""

    def __repr__(self) -> str:
        return f"Parsed({self.platform}, {self.kind.value})"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An item that is a record but could not be read; kept and listed.

    Attributes:
        reason: one sentence without text of the record.
        untrusted_bytes: the item's bytes where they are at hand, to be kept in the vault.
    """

    locator: str
    reason: str
    untrusted_bytes: bytes = b""

    def __repr__(self) -> str:
        return f"Unreadable({self.reason!r})"


@dataclass(frozen=True, slots=True)
class Ignored:
    """A member or entry that is no record, with the reason why it was left.

    Attributes:
        foreign: the locator is a whole member that is not of this format, so that another
            importer may read it.
    """

    locator: str
    reason: str
    foreign: bool = field(default=False, compare=False)

    def __repr__(self) -> str:
        return f"Ignored({self.reason!r})"


Item = Parsed | Unreadable | Ignored
