"""Words of Discord beside a message: who somebody is, embeds, reactions."""

from __future__ import annotations

from app.importers.chat.entries import Person
from app.importers.social.taking import (
    Entry,
    take_entries,
    take_entry,
    take_number,
    take_text,
)

_NO_DISCRIMINATOR = frozenset({"", "0", "0000"})


def person_of(author: Entry) -> Person:
    """Take the name that is shown and the handle of a person."""
    name = take_text(author, "name") or take_text(author, "username")
    mark = take_text(author, "discriminator")
    shown = take_text(author, "nickname") or take_text(author, "global_name") or name
    handle = name if mark in _NO_DISCRIMINATOR else f"{name}#{mark}"
    number = author.get("id")
    return shown, handle or (number if isinstance(number, str) else "")


def reaction_line(one: Entry) -> str:
    """Say who answered with which sign; the export may know only how many."""
    emoji = take_entry(one, "emoji")
    people = [person_of(user) for user in take_entries(one, "users")]
    count = take_number(one, "count") or len(people)
    names = ", ".join(name for name, _ in people)
    more = f"{' and ' if names else ''}{count - len(people)}{' more' if names else ' times'}"
    told = names + (more if count > len(people) else "")
    return f"[reaction] {take_text(emoji, 'name')} {told}".rstrip()
