"""Which files of an export are calendars and contacts, and what a calendar calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from app.importers.base import Export, MemberUnreadable
from app.importers.mail.calendar_records import ITEMS
from app.importers.mail.content_lines import property_of
from app.importers.phone.lines import lines_of

_BEGINS = {
    "VCALENDAR": re.compile(rb"\s*BEGIN:VCALENDAR", re.IGNORECASE),
    "VCARD": re.compile(rb"\s*BEGIN:VCARD", re.IGNORECASE),
}
_MOST_ASKED = 5_000
_HEAD = 200
_NAME_WITHIN = 60


def calendar_name(export: Export, member: str) -> str:
    """Find the name that the calendar gives itself, which stands before its first item."""
    try:
        for line in islice(lines_of(export, member), _NAME_WITHIN):
            found = property_of(line.text)
            if found and found.name in {"X-WR-CALNAME", "NAME"}:
                return found.text
            if found and found.name == "BEGIN" and found.text.upper() in ITEMS:
                return ""
    except MemberUnreadable:
        return ""
    return ""


def asked(export: Export, endings: tuple[str, ...]) -> Iterator[str]:
    """Give the files to look into, by their names."""
    members = export.members()
    asked = (one for one in members if len(members) == 1 or one.lower().endswith(endings))
    return islice(asked, _MOST_ASKED)


def begins(export: Export, member: str, name: str) -> bool:
    """Say whether a file begins with a component of this name."""
    head = export.head(member, _HEAD).removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    return _BEGINS[name].match(head) is not None
