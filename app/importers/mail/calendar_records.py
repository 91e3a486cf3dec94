"""Meetings, tasks and journal entries of calendars as records; RFC 5545, 3.6."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from app.domain.parsed import Parsed
from app.domain.people import Party, Role, normal_address
from app.domain.provenance import Problem
from app.domain.records import Flag, Kind
from app.importers.base import ImportOptions, MemberUnreadable
from app.importers.mail.components import Component, components_in
from app.importers.mail.content_lines import Property
from app.importers.mail.inline_files import attached
from app.importers.phone.lines import Line
from app.importers.text import decode
from app.importers.times import MISSING, Timed, TimeReader
from app.reading.html import html_text

PLATFORM = "calendar"
ITEMS = frozenset({"VEVENT", "VTODO", "VJOURNAL"})
CUT = Problem("short", "It breaks off in the middle; what came after is lost.")
STAMPED = Problem(
    "date_of_export", "It tells no time at which it was made; the time of its copy stands for it."
)

_LABELS = {"VEVENT": "Calendar", "VTODO": "Task", "VJOURNAL": "Journal"}
_TIMES = (("DTSTART", "Begins"), ("DTEND", "Ends"), ("DURATION", "Lasts"), ("DUE", "Due"),
          ("COMPLETED", "Done"))  # fmt: skip
_TEXTS = (("LOCATION", "Place"), ("RRULE", "Repeats"), ("RECURRENCE-ID", "Date of a repeated item"),
          ("STATUS", "Status"), ("URL", "Link"), ("CONTACT", "Contact"))  # fmt: skip
_MAPPED = frozenset({
    *("DTSTART", "DTEND", "DUE", "DURATION", "LOCATION", "RRULE", "STATUS", "URL", "CONTACT"),
    *("SUMMARY", "DESCRIPTION", "UID", "ORGANIZER", "ATTENDEE", "ATTACH", "CATEGORIES", "COMMENT"),
    *("CREATED", "RECURRENCE-ID", "COMPLETED", "SEQUENCE", "X-ALT-DESC"),
})  # fmt: skip
_WHEN = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z?))?")
_MAIL = re.compile(r"mailto:", re.IGNORECASE)


class CalendarReader:
    """Makes records of a calendar's items."""

    def __init__(self, options: ImportOptions, times: TimeReader) -> None:
        self._times = times
        self._own = frozenset(map(normal_address, filter(None, options.own_addresses)))

    def record(self, item: Component, locator: str, calendar: str = "") -> Parsed:
        """Make the record of one item; ``calendar`` is the calendar's own name."""
        timed = self._made_at(item)
        number = item.text("UID")
        version = (item.text("RECURRENCE-ID"), item.text("SEQUENCE").removeprefix("0"))
        lines = [*calendar_lines(item), "", _words(item)]
        categories = (word for one in item.all("CATEGORIES") for word in one.text.split(","))
        labels = (_LABELS[item.name], calendar, *(word.strip() for word in categories))
        cut = frozenset({Flag.TRUNCATED.value}) if item.cut else frozenset()
        return Parsed(
            locator=locator,
            platform=PLATFORM,
            kind=Kind.DOCUMENT,
            text="\n".join(lines).strip(),
            sent=timed.moment,
            parties=tuple(dict.fromkeys(self._parties(item))),
            platform_id="/".join(filter(None, (number, *version)))[:900],
            conversation_key=f"uid:{number[:900]}" if number else "",
            conversation_title=item.text("SUMMARY"),
            subject=item.text("SUMMARY"),
            attachments=tuple(filter(None, map(attached, item.all("ATTACH")))),
            flags=timed.flags | cut,
            labels=tuple(dict.fromkeys(filter(None, labels))),
            problems=(*timed.problems, *((CUT,) if item.cut else ())),
            raw=item.left(_MAPPED),
        )

    def _made_at(self, item: Component) -> Timed:
        for name in ("CREATED", "LAST-MODIFIED", "DTSTAMP"):
            found = item.first(name)
            when = _moment(found) if found else None
            if found and when:
                timed = self._times.at(when, found.text)
                problems = (STAMPED, *timed.problems) if name == "DTSTAMP" else timed.problems
                return replace(timed, problems=problems)
        begins = item.text("DTSTART")
        return Timed(replace(self._times.iso("").moment, raw=begins), (MISSING,))

    def _parties(self, item: Component) -> Iterator[Party]:
        for name, role in (("ORGANIZER", Role.FROM), ("ATTENDEE", Role.TO)):
            for one in item.all(name):
                address = _MAIL.sub("", one.text, count=1)
                address = one.parameters.get("EMAIL", "") if address.startswith("urn:") else address
                known = normal_address(address) in self._own
                yield Party(role, one.parameters.get("CN", ""), address, known)


def calendar_lines(item: Component) -> Iterator[str]:
    """Give what an item says beside its description, as lines to read."""
    for name, label in _TIMES:
        for one in item.all(name)[:1]:
            yield f"{label}: {_shown(one)}"
    for name, label in _TEXTS:
        for one in item.all(name):
            words = _shown(one) if name == "RECURRENCE-ID" else " ".join(one.text.split())
            yield from [f"{label}: {words}"] if words else []
    for one in item.all("ATTENDEE"):
        answer = one.parameters.get("PARTSTAT", "").upper()
        if answer not in {"", "NEEDS-ACTION"}:
            name = one.parameters.get("CN") or _MAIL.sub("", one.text, count=1)
            yield f"[answer] {answer.lower()} {name}"
    for one in item.all("COMMENT"):
        yield f"[comment] {one.text}"


def invitation_lines(data: bytes) -> list[str]:
    """Give what an invitation inside a mail says, as lines to read."""
    texts = decode(data).text.split("\n")
    lines = (Line(number, text) for number, text in enumerate(texts, 1))
    told: list[str] = []
    with suppress(MemberUnreadable):
        for item in components_in(lines, ITEMS):
            told += calendar_lines(item)
    return told


def _words(item: Component) -> str:
    plain = item.text("DESCRIPTION")
    page = item.first("X-ALT-DESC")
    return plain or (html_text(page.text.encode("utf-8"), "utf-8").text if page else "")


def _moment(told: Property) -> dt.datetime | None:
    """Read a moment; one without a zone of its own is of the zone given at import."""
    found = _WHEN.fullmatch(told.text)
    if found is None:
        return None
    year, month, day, hour, minute, second, utc = found.groups("0")
    try:
        when = dt.datetime(int(year), int(month), int(day), int(hour), int(minute), int(second))  # noqa: DTZ001 - its zone follows
    except ValueError:
        return None
    return when.replace(tzinfo=dt.UTC) if utc == "Z" else when


def _shown(told: Property) -> str:
    """Write a moment as it stands in the calendar, with its zone; anything else as it is."""
    when = _moment(told)
    if when is None:
        return " ".join(told.text.split())
    if "T" not in told.text:
        return when.strftime("%Y-%m-%d")
    zone = "UTC" if when.tzinfo else told.parameters.get("TZID", "")
    return f"{when.strftime('%Y-%m-%d %H:%M')} {zone}".rstrip()
