"""A conversation of Hangouts: what it is called, who takes part, what happened in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.people import Party, normal_address
from app.importers.chat.entries import Person, cast_of
from app.importers.social.taking import (
    Entry,
    take_entries,
    take_entry,
    take_text,
)


@dataclass(slots=True)
class Talk:
    """One conversation.

    Attributes:
        people: names and addresses by the platform's number.
    """

    number: str
    title: str
    people: dict[str, Person]
    own: frozenset[str]
    casts: dict[str, tuple[Party, ...]] = field(default_factory=dict)

    def cast(self, sender: str) -> tuple[Party, ...]:
        """Give sender and recipients; the same value for the same sender."""
        if sender not in self.casts:
            first = self.people.get(sender, ("", sender))
            self.casts[sender] = cast_of(first, self.people.values(), self.own)
        return self.casts[sender]


def talk_of(told: Entry, own: frozenset[str]) -> Talk:
    """Read what a conversation is and who takes part; whose Takeout it is counts as the owner."""
    outer = take_entry(told, "conversation")
    inner = take_entry(outer, "conversation") or outer
    number = take_text(take_entry(inner, "id"), "id")
    number = number or take_text(take_entry(outer, "conversation_id"), "id")
    people: dict[str, Person] = {}
    for one in take_entries(inner, "participant_data"):
        who = number_of(take_entry(one, "id"))
        phone = take_entry(one, "phone_number")
        people[who] = (take_text(one, "fallback_name"), take_text(phone, "e164") or who)
    read = take_entry(take_entry(inner, "self_conversation_state"), "self_read_state")
    me = number_of(take_entry(read, "participant_id"))
    mine = frozenset({normal_address(people[me][1])}) if me in people else frozenset[str]()
    names = [name or address for name, address in people.values()]
    title = take_text(inner, "name") or ", ".join(names[:10])
    return Talk(number, title or number, people, own | mine)


def number_of(told: Entry) -> str:
    """Give the number of a person."""
    return take_text(told, "gaia_id") or take_text(told, "chat_id")


def happened(event: Entry, talk: Talk) -> Iterator[str]:
    """Say who came or went, what the conversation is called now, and what a call did."""
    change = take_entry(event, "membership_change")
    if change:
        numbers = [number_of(one) for one in take_entries(change, "participant_id")]
        people = [talk.people.get(one, ("", one)) for one in numbers]
        names = ", ".join(name or address for name, address in people)
        yield f"[event] {take_text(change, 'type').lower()} {names}".rstrip()
    renamed = take_entry(event, "conversation_rename")
    if renamed:
        yield f"[event] renamed {take_text(renamed, 'new_name')}".rstrip()
    call = take_entry(event, "hangout_event")
    if call:
        yield f"[call] {take_text(call, 'event_type').lower().replace('_', ' ')}".rstrip()


def words_of(segments: list[Entry]) -> str:
    """Join the pieces of a text; a break of lines is a piece of its own."""
    return "".join(
        "\n" if take_text(one, "type") == "LINE_BREAK" else take_text(one, "text")
        for one in segments
    )
