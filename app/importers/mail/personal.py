"""Calendars (.ics) and contacts (.vcf) by themselves, as phones and Takeouts give them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from app.domain.parsed import Ignored, Item, Parsed, Unreadable
from app.importers.base import Cursor, Export, ImportOptions, MemberUnreadable, after_cursor
from app.importers.mail.calendar_records import ITEMS, CalendarReader
from app.importers.mail.components import Component, components_in
from app.importers.mail.contact_records import CARDS, ContactReader
from app.importers.mail.personal_members import asked, begins, calendar_name
from app.importers.phone.lines import lines_of
from app.importers.times import Clock, TimeReader, wall_clock

NO_CALENDAR = "It is no calendar."
NO_CONTACTS = "It holds no contacts."
EMPTY_CALENDAR = "The calendar holds no items."
EMPTY_CONTACTS = "The file holds no contacts."


Maker = Callable[[Component, str], Parsed]


class CalendarImporter:
    """Reads calendars; see :class:`app.importers.base.Importer`."""

    key = "calendar"
    label = "Calendar (.ics)"
    needs_zone = False
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a file in it begins as a calendar does."""
        return any(begins(export, one, "VCALENDAR") for one in asked(export, (".ics", ".vcs")))

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the items calendar by calendar, in their order."""
        reader = CalendarReader(options, TimeReader(options.zone, self._clock))
        return after_cursor(_calendars(export, reader), after)


class ContactsImporter:
    """Reads contacts; see :class:`app.importers.base.Importer`."""

    key = "contacts"
    label = "Contacts (.vcf)"
    needs_zone = False
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a file in it begins as a contact does."""
        return any(begins(export, one, "VCARD") for one in asked(export, (".vcf", ".vcard")))

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the contacts file by file, in their order."""
        reader = ContactReader(options, TimeReader(options.zone, self._clock))
        return after_cursor(_contacts(export, reader), after)


def _calendars(export: Export, reader: CalendarReader) -> Iterator[Item]:
    yield from export.rejected()
    for member in export.members():
        if not begins(export, member, "VCALENDAR"):
            yield Ignored(member, NO_CALENDAR, foreign=True)
            continue
        calendar = calendar_name(export, member)
        yield from _records(
            export,
            (member, EMPTY_CALENDAR),
            ITEMS,
            partial(reader.record, calendar=calendar),
        )


def _contacts(export: Export, reader: ContactReader) -> Iterator[Item]:
    yield from export.rejected()
    for member in export.members():
        if begins(export, member, "VCARD"):
            yield from _records(export, (member, EMPTY_CONTACTS), CARDS, reader.record)
        else:
            yield Ignored(member, NO_CONTACTS, foreign=True)


def _records(
    export: Export, place: tuple[str, str], wanted: frozenset[str], make: Maker
) -> Iterator[Item]:
    member, empty = place
    held = False
    try:
        for item in components_in(lines_of(export, member), wanted):
            held = True
            yield make(item, f"{member} line {item.line}")
    except MemberUnreadable as fault:
        yield Unreadable(f"{member} end", fault.reason)
    else:
        if not held:
            yield Ignored(member, empty)
