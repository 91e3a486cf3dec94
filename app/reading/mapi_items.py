"""What Outlook keeps of meetings, contacts and tasks beside their text, as lines to read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from app.reading.mapi import Properties

_PLACE, _BEGINS, _ENDS = 0x8208, 0x820D, 0x820E
_TASK_BEGINS, _TASK_DUE = 0x8104, 0x8105
_CONTACT = (
    ("Name", 0x3001), ("Company", 0x3A16), ("Department", 0x3A18), ("Title", 0x3A17),
    ("Mobile", 0x3A1C), ("Work", 0x3A08), ("Home", 0x3A09), ("Other", 0x3A1F),
    ("Work fax", 0x3A24), ("Address", 0x3A15), ("Street", 0x3A29), ("City", 0x3A27),
    ("State", 0x3A28), ("Postal code", 0x3A2A), ("Country", 0x3A26),
)  # fmt: skip
_CONTACT_NAMED = (
    ("Mail", 0x8083), ("Mail 2", 0x8093), ("Mail 3", 0x80A3), ("Work address", 0x801B),
    ("Home address", 0x801A), ("Web page", 0x802B), ("Chat", 0x8062),
)  # fmt: skip


def item_lines(own: Properties, item: str) -> list[str]:
    """Give the lines of an item that is no mail; none for mails."""
    kind = item.upper()
    if kind.startswith(("IPM.APPOINTMENT", "IPM.SCHEDULE")):
        return list(_meeting(own))
    if kind.startswith(("IPM.CONTACT", "IPM.DISTLIST")):
        return list(_contact(own))
    return list(_task(own)) if kind.startswith("IPM.TASK") else []


def _meeting(own: Properties) -> Iterator[str]:
    yield from _times(own, ("Begins", _BEGINS), ("Ends", _ENDS))
    yield from _told("Place", own.texts(_PLACE))


def _contact(own: Properties) -> Iterator[str]:
    for label, number in _CONTACT:
        yield from _told(label, [own.text(number)])
    for label, name in _CONTACT_NAMED:
        yield from _told(label, own.texts(name))


def _task(own: Properties) -> Iterator[str]:
    yield from _times(own, ("Begins", _TASK_BEGINS), ("Due", _TASK_DUE))


def _times(own: Properties, *wanted: tuple[str, int]) -> Iterator[str]:
    for label, name in wanted:
        when = own.named_time(name)
        if when:
            yield f"{label}: {_shown(when)}"


def _shown(when: dt.datetime) -> str:
    return when.strftime("%Y-%m-%d %H:%M UTC")


def _told(label: str, values: list[str]) -> Iterator[str]:
    for value in values:
        words = " ".join(value.split())
        if words:
            yield f"{label}: {words}"
