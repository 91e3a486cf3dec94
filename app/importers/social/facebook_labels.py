"""Facebook's newer layout: lists of labels in the reader's language, with a value each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from app.domain.provenance import MICROSECONDS
from app.importers.social.taking import Entry, put_back, take_list, take_text
from app.importers.text import clean
from app.importers.times import TimeReader

_DEEPEST = 12


def label_lines(values: list[Entry], times: TimeReader, depth: int = 0) -> Iterator[str]:
    """Give each label with its value as a line; labels are not understood, only shown."""
    for value in values:
        label = take_text(value, "label") or take_text(value, "title")
        told = _told(value, times)
        inner = list(_inner(value, times, depth)) if depth < _DEEPEST else []
        if told or inner:
            yield f"{label}: {told}".strip(": ") if label else told
        yield from inner


def files_in(value: object, depth: int = 0) -> Iterator[Entry]:
    """Give the objects that name a file, however deep they lie."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        if isinstance(value.get("uri"), str):
            yield value
        for inner in list(value.values()):
            yield from files_in(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from files_in(inner, depth + 1)


def _told(value: Entry, times: TimeReader) -> str:
    shown = take_text(value, "value")
    href = take_text(value, "href")
    utc = times.epoch(value.pop("timestamp_value", None)).moment.utc
    when = dt.datetime.fromtimestamp(utc // MICROSECONDS, dt.UTC) if utc else None
    dated = f"{when:%Y-%m-%d %H:%M:%S} UTC" if when else ""
    return " ".join(dict.fromkeys(part for part in (shown, href, dated) if part))


def _inner(value: Entry, times: TimeReader, depth: int) -> Iterator[str]:
    for key in ("dict", "vec"):
        listed = take_list(value, key)
        entries = [one for one in listed if isinstance(one, dict)]
        yield from (clean(one) for one in listed if isinstance(one, str))
        yield from label_lines(entries, times, depth + 1)
        put_back(value, key, entries)
