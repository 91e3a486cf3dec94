"""Lists that the clerk keeps: who must not be named, and what is never withheld; no records."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

ListEntryId = NewType("ListEntryId", int)


class ListKind(StrEnum):
    """What a list is for; kept in vaults, never renamed."""

    VICTIMS = "victims"
    MINORS = "minors"
    INFORMANTS = "informants"
    OFFICERS_FAMILIES = "officers_families"
    NEVER_REDACT = "never_redact"
    OWN = "own"


class EntryKind(StrEnum):
    """What an entry is, and so in which forms it is looked for."""

    NAME = "name"
    PHONE = "phone"
    ADDRESS = "address"
    EMAIL = "email"
    LITERAL = "literal"


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One entry of a list.

    Attributes:
        name: the clerk's own name of a list of the kind OWN; empty of the others.
        text: what is looked for.
        note: for the office alone; never printed.
        codes: the exemptions that go with it.
    """

    list: ListKind
    kind: EntryKind
    text: str = field(repr=False)
    note: str = field(default="", repr=False)
    codes: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry as it lies in the vault.

    Attributes:
        at: microseconds since 1970 UTC, when it was put down.
    """

    id: ListEntryId
    entry: ListEntry
    who: str
    at: int


_IN_WORDS = {
    ListKind.VICTIMS: "victims",
    ListKind.MINORS: "minors",
    ListKind.INFORMANTS: "informants",
    ListKind.OFFICERS_FAMILIES: "officers' families",
    ListKind.NEVER_REDACT: "never redact",
}


def list_in_words(entry: ListEntry) -> str:
    """Name the list of an entry for people."""
    return _IN_WORDS.get(entry.list, entry.name or "own list")
