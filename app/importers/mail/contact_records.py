"""Contacts (vCard 2.1 to 4.0) as records; RFC 6350."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from app.domain.parsed import Parsed
from app.domain.people import Party, Role, normal_address
from app.domain.provenance import NO_MOMENT
from app.domain.records import Flag, Kind
from app.importers.base import ImportOptions
from app.importers.mail.calendar_records import CUT
from app.importers.mail.components import Component
from app.importers.mail.content_lines import Property
from app.importers.mail.inline_files import attached
from app.importers.times import MISSING, Timed, TimeReader

PLATFORM = "contacts"
CARDS = frozenset({"VCARD"})

_LINES = (
    ("NICKNAME", "Nickname"), ("ORG", "Company"), ("TITLE", "Title"), ("ROLE", "Role"),
    ("TEL", "Phone"), ("EMAIL", "Mail"), ("IMPP", "Chat"), ("X-SOCIALPROFILE", "Profile"),
    ("ADR", "Address"), ("URL", "Web page"), ("BDAY", "Birthday"), ("ANNIVERSARY", "Anniversary"),
    ("RELATED", "Related"), ("X-ABRELATEDNAMES", "Related"), ("CATEGORIES", "Groups"),
    ("MEMBER", "Member"),
)  # fmt: skip
_PEOPLE = frozenset({"TEL", "EMAIL"})
_MAPPED = frozenset({*(name for name, _ in _LINES), "VERSION", "N", "FN", "UID", "REV", "NOTE"}) | {
    *("PHOTO", "LOGO", "PRODID", "X-ABLABEL", "X-ABADR"),
}
_SORTS = {"CELL": "mobile", "HOME": "home", "WORK": "work", "FAX": "fax", "PAGER": "pager"}
_OWN_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_LINKED = re.compile(r"(?:tel|mailto|xmpp|sip|im):", re.IGNORECASE)


class ContactReader:
    """Makes records of contacts."""

    def __init__(self, options: ImportOptions, times: TimeReader) -> None:
        self._times = times
        self._own = frozenset(map(normal_address, filter(None, options.own_addresses)))

    def record(self, card: Component, locator: str) -> Parsed:
        """Make the record of one contact."""
        name = name_of(card)
        timed = self._changed_at(card)
        note = card.text("NOTE")
        lines = [f"Name: {name}" if name else "", *_lines(card), *(["", note] if note else [])]
        number, changed = card.text("UID"), card.text("REV")
        files = [*card.all("PHOTO"), *card.all("LOGO")]
        cut = frozenset({Flag.TRUNCATED.value}) if card.cut else frozenset()
        return Parsed(
            locator=locator,
            platform=PLATFORM,
            kind=Kind.DOCUMENT,
            text="\n".join(lines).strip(),
            sent=timed.moment,
            parties=tuple(dict.fromkeys(self._parties(card, name))),
            platform_id=f"{number}/{changed}"[:900] if number and changed else "",
            subject=name,
            attachments=tuple(filter(None, (attached(one, one.name.lower()) for one in files))),
            flags=timed.flags | cut,
            labels=("Contact",),
            problems=(*timed.problems, *((CUT,) if card.cut else ())),
            raw=card.left(_MAPPED),
        )

    def _changed_at(self, card: Component) -> Timed:
        written = card.text("REV")
        plain = re.sub(r"[-:]", "", written)
        for shape in ("%Y%m%dT%H%M%SZ", "%Y%m%dT%H%M%S.%fZ"):
            try:
                when = dt.datetime.strptime(plain, shape).replace(tzinfo=dt.UTC)
            except ValueError:
                continue
            return self._times.at(when, written)
        return self._times.iso(written) if written else Timed(NO_MOMENT, (MISSING,))

    def _parties(self, card: Component, name: str) -> Iterator[Party]:
        """Name the contact under each address, so that it is found as a person."""
        addresses = [_plain(one) for one in card.properties if one.name in _PEOPLE]
        for address in addresses or [""]:
            if name or address:
                yield Party(Role.MENTIONED, name, address, normal_address(address) in self._own)


def name_of(card: Component) -> str:
    """Give the name that a contact is shown under."""
    told = card.first("N")
    last, first, middle, before, after = [*(told.pieces if told else ()), *[""] * 5][:5]
    whole = " ".join(filter(None, (before, first, middle, last, after)))
    found = card.text("FN") or whole or card.text("ORG").replace(";", ", ")
    return " ".join(found.split())


def _lines(card: Component) -> Iterator[str]:
    own = {one.group: one.text for one in card.all("X-ABLABEL") if one.group}
    for name, label in _LINES:
        for one in card.all(name):
            value = _plain(one)
            if value:
                yield f"{label}{_sort(one, own)}: {value}"


def _plain(told: Property) -> str:
    if told.name in {"ADR", "ORG"}:
        return ", ".join(" ".join(piece.split()) for piece in told.pieces if piece)
    return " ".join(_LINKED.sub("", told.text, count=1).split())


def _sort(told: Property, own: dict[str, str]) -> str:
    words = [_SORTS[one] for one in told.parameters.get("TYPE", "").split(",") if one in _SORTS]
    named = own.get(told.group, "") if told.group else ""
    words += [_OWN_LABEL.sub(r"\1", named)] if named else []
    return f" ({', '.join(dict.fromkeys(words))})" if words else ""
