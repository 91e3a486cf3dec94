"""Lists of messages in JSON files made into items, whatever the platform."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from app.domain.parsed import Item, Parsed, Unreadable
from app.domain.people import Party, Role, normal_address
from app.domain.provenance import Problem
from app.importers.base import Export
from app.importers.social.account import from_here, place
from app.importers.social.json_stream import Broken, Piece, read_member
from app.importers.social.json_stream import Entry as ListEntry
from app.importers.social.taking import Entry, as_bytes

NO_CONTENT = Problem("no_content", "The export holds nothing of it but its time and sender.")
NAMES_ONLY = "Only names were taken from this file."
ODD = "This entry is not laid out like a message."
NESTED = "This entry is nested too deeply to be read."
MOST_NAMED = 60
"""Members up to which each message of a conversation names all of them as its recipients."""

Maker = Callable[[Entry, str], Parsed | None]
Person = tuple[str, str]
"""A name and an address."""


def items_in(export: Export, member: str, keys: frozenset[str], make: Maker) -> Iterator[Item]:
    """Make the entries under these keys (an empty one is the outermost list) into items."""
    return items_of(read_member(export, member), member, keys, make)


def items_of(
    pieces: Iterable[Piece], member: str, keys: frozenset[str], make: Maker
) -> Iterator[Item]:
    """Make the entries of a JSON text into items; what cannot be read is kept as it is."""
    number = 0
    for piece in pieces:
        if isinstance(piece, Broken):
            yield Unreadable(from_here(member, number + 1), piece.reason)
        elif isinstance(piece, ListEntry) and piece.key in keys:
            number += 1
            yield made(piece.value, place(member, number), make)


def made(value: object, locator: str, make: Maker) -> Item:
    """Make one entry into a record, or say why it is none."""
    if not isinstance(value, dict):
        return Unreadable(locator, ODD, as_bytes(value))
    kept = dict(value)
    try:
        return make(kept, locator) or Unreadable(locator, ODD, as_bytes(value))
    except RecursionError:
        return Unreadable(locator, NESTED)


def cast_of(
    sender: Person, others: Iterable[Person], own: frozenset[str], mentioned: Iterable[Person] = ()
) -> tuple[Party, ...]:
    """Give sender, recipients and those who are named; of a crowd, the sender alone."""
    recipients = [one for one in dict.fromkeys(others) if one != sender]
    if len(recipients) > MOST_NAMED:
        recipients = []
    known = {sender, *recipients}
    named = [one for one in dict.fromkeys(mentioned) if one not in known]
    return tuple(
        Party(role, name, address, bool({normal_address(address), name.casefold()} & own))
        for role, people in (
            (Role.FROM, [sender]),
            (Role.TO, recipients),
            (Role.MENTIONED, named),
        )
        for name, address in people
        if name or address
    )
