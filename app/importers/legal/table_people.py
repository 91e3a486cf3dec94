"""Senders and recipients as cells of tables name them; knows no columns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain.people import Party, Role, normal_address
from app.importers.mail.addresses import mailboxes
from app.importers.text import clean

Person = tuple[str, str]
"""A name and an address."""

_MOST = 1_000
_NUMBER = re.compile(r"\+?[\d\s().-]{7,20}")
_HANDLE = re.compile(r"@[\w.]{1,60}")
_NAMED = re.compile(r"(.+?)\s*[(<\[]\s*(@?[\w.+-]{2,60}|\+?[\d\s().-]{7,20})\s*[)>\]]")
_DIGITS = re.compile(r"\d")


def people_in(cell: str) -> list[Person]:
    """Give everybody whom a cell names, with semicolons, lines or commas between."""
    parts = [part.strip() for part in re.split(r"[;\n]", cell) if part.strip()]
    found: list[Person] = []
    for part in parts[:_MOST]:
        found.extend(_listed(part))
    return found[:_MOST]


def parties_of(people: Iterable[tuple[Role, Person]], own: frozenset[str]) -> tuple[Party, ...]:
    """Give parties, each once in its role; ``own`` are the custodian's addresses, normal."""
    found = dict.fromkeys((role, person) for role, person in people if any(person))
    return tuple(
        Party(role, clean(name), clean(address), _is_own(name, address, own))
        for role, (name, address) in found
    )


def _listed(part: str) -> list[Person]:
    """Read people with commas between; a comma between two words of one name is part of it."""
    if "@" in part and ("<" in part or "," not in part):
        return [_alone(name, address) for name, address in mailboxes(part)] or [_one(part)]
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    if len(pieces) > 1 and all("@" in one or _DIGITS.search(one) for one in pieces):
        return [_one(piece) for piece in pieces]
    if len(pieces) > 2:
        return [_one(piece) for piece in pieces]
    return [_one(part)]


def _alone(name: str, address: str) -> Person:
    return (name, address) if address else _one(name)


def _one(text: str) -> Person:
    """Tell a number, a handle or a mail address from a name."""
    text = text.strip()
    if _NUMBER.fullmatch(text) or _HANDLE.fullmatch(text):
        return "", text
    if "@" in text[1:] and " " not in text:
        return "", text.strip("<>")
    named = _NAMED.fullmatch(text)
    if named:
        return named[1].strip(" \"'"), named[2].strip()
    return text, ""


def _is_own(name: str, address: str, own: frozenset[str]) -> bool:
    return bool({normal_address(address), name.casefold()} & own - {""})
