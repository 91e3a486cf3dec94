"""What is typed behind a field's colon becomes a part of a query, or a sentence why not."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.queries import (
    Among,
    FromSource,
    Has,
    OfKind,
    People,
    Query,
    Sent,
    Tagged,
    Within,
)  # fmt: skip
from app.domain.records import Flag, Kind
from app.errors import QueryMistake
from app.search.dates import Days, NotADate, days

HAS = ("attachment", "problem", *(flag.value for flag in Flag))
KINDS = tuple(kind.value for kind in Kind)
MEDIA = ("image", "video", "audio", "text", "application")

_HAS_ALIASES = {"attachments": "attachment", "file": "attachment", "files": "attachment",
                "problems": "problem", "flags": "flag"}  # fmt: skip
_TYPE_ALIASES = {
    "e-mail": "email", "mail": "email", "mails": "email", "emails": "email",
    "messages": "message", "posts": "post", "comments": "comment", "calls": "call",
    "documents": "document", "picture": "image", "pictures": "image", "photo": "image",
    "photos": "image", "images": "image", "videos": "video", "pdf": "application/pdf",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """One value behind a field, and what is needed to read it.

    Attributes:
        position: where the value stands in the typed search.
        today: the day that words such as ``yesterday`` count from; None refuses them.
    """

    text: str
    position: int
    zone: str = "UTC"
    today: dt.date | None = None


def read_field(name: str, value: Value) -> Query:
    """Give the part of a query that a field with its value means.

    Raises:
        QueryMistake: the value is empty or none that the field knows.
    """
    if not value.text.strip():
        raise QueryMistake(
            f"{name}: at character {value.position + 1} says nothing.",
            "Write what you look for right behind the colon.",
            value.position,
        )
    return _READERS[name](value)


def _on(value: Value) -> Query:
    start, end = _days(value)
    return Sent(start, end, value.zone)


def _before(value: Value) -> Query:
    return Sent(None, _days(value)[0], value.zone)


def _after(value: Value) -> Query:
    return Sent(_days(value)[0], None, value.zone)


def _days(value: Value) -> Days:
    try:
        return days(value.text, value.today)
    except NotADate as mistake:
        raise QueryMistake(
            f"{mistake} It stands at character {value.position + 1}.",
            "Write a date such as 2026-03-14, 14 March 2026, 3/14/2026, 2026-03 or 2026.",
            value.position,
        ) from None


def _has(value: Value) -> Query:
    typed = value.text.strip().casefold()
    what = _HAS_ALIASES.get(typed, typed)
    if what not in HAS:
        raise _not_among("has", value, HAS)
    return Has(what)


def _type(value: Value) -> Query:
    typed = value.text.strip().casefold()
    kind = _TYPE_ALIASES.get(typed, typed)
    if kind not in KINDS and kind not in MEDIA and "/" not in kind:
        raise _not_among("type", value, (*KINDS, "image", "video", "audio", "pdf"))
    return OfKind(kind)


def _not_among(field: str, value: Value, known: tuple[str, ...]) -> QueryMistake:
    near = difflib.get_close_matches(value.text.casefold(), known, n=1)
    meant = f"Did you mean {field}:{near[0]}? " if near else ""
    return QueryMistake(
        f"{field}: does not know “{value.text}” at character {value.position + 1}.",
        f"{meant}It knows {', '.join(known)}.",
        value.position,
    )


_READERS: dict[str, Callable[[Value], Query]] = {
    "from": lambda value: People(Among.FROM, value.text.strip()),
    "to": lambda value: People(Among.TO, value.text.strip()),
    "with": lambda value: People(Among.WITH, value.text.strip()),
    "in": lambda value: Within(value.text.strip()),
    "source": lambda value: FromSource(value.text.strip()),
    "tag": lambda value: Tagged(value.text.strip()),
    "on": _on,
    "before": _before,
    "after": _after,
    "has": _has,
    "type": _type,
}
