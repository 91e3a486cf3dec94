"""Google's older Hangouts in a Takeout: one file of all conversations of an account."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.parsed import Item
from app.domain.people import normal_address
from app.importers.base import Cursor, Export, ImportOptions, after_cursor
from app.importers.chat.hangouts_events import EventReader
from app.importers.social.account import (
    Account,
    or_nothing,
)
from app.importers.times import Clock, TimeReader, wall_clock

OTHERS = "It belongs to no message of Hangouts."
NO_MESSAGES = "The conversation holds no messages."

_HEAD = 16_384


class HangoutsImporter:
    """Reads Hangouts of a Takeout; an :class:`app.importers.base.Importer`."""

    key = "hangouts"
    label = "Google Hangouts (Google Takeout)"
    needs_zone = False
    experimental = True

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Look for a file of conversations as Hangouts wrote it."""
        return any(_is_hangouts(export, member) for member in export.members())

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the messages conversation by conversation, then what is left."""
        times = TimeReader(options.zone, self._clock)
        return after_cursor(_items(export, options, times), after)


def _items(export: Export, options: ImportOptions, times: TimeReader) -> Iterator[Item]:
    account = Account(export)
    own = frozenset(normal_address(one) for one in options.own_addresses if one)
    for member in export.members():
        if _is_hangouts(export, member):
            account.done(member)
            reading = EventReader(account, own, times)
            yield from or_nothing(reading.conversations(export, member), member, NO_MESSAGES)
    yield from account.ignore(export.members(), OTHERS, foreign=True)
    yield from export.rejected()


def _is_hangouts(export: Export, member: str) -> bool:
    if not member.lower().endswith(".json"):
        return False
    if "hangouts" not in member.lower() and len(export.members()) > 1:
        return False
    head = export.head(member, _HEAD)
    return b'"conversation' in head and (b'"participant_data"' in head or b'"gaia_id"' in head)
