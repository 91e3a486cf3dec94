"""Takes known keys out of an untrusted JSON object, so that what is left is what was not mapped.

A value of the wrong type stays where it is and ends in the record's ``raw``.
"""

from __future__ import annotations

import json
import re

from app.importers.text import clean

Entry = dict[str, object]

_KEPT_BYTES = 1_000_000
_WHOLE = re.compile(r"\s*-?[0-9]{1,20}\s*")
_UNDECODED = "\ufffd"
_MOJIBAKE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf]")


def take_text(entry: Entry, key: str) -> str:
    """Take a text, or a number as text; ids keep all their digits."""
    value = entry.get(key)
    if isinstance(value, str):
        del entry[key]
        return clean(value)
    if isinstance(value, int) and not isinstance(value, bool):
        del entry[key]
        return str(value)
    return ""


def take_number(entry: Entry, key: str) -> int | None:
    """Take a whole number, also one written as text."""
    value = entry.get(key)
    if isinstance(value, float) and abs(value) < 1e18:
        value = int(value)
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        del entry[key]
        return value
    return None


def take_truth(entry: Entry, key: str) -> bool:
    """Take a yes or no."""
    value = entry.get(key)
    if isinstance(value, bool):
        del entry[key]
        return value
    if value in {"true", "false"}:
        del entry[key]
        return value == "true"
    return False


def take_entry(entry: Entry, key: str) -> Entry:
    """Take an object; what is left of it must be put back with :func:`put_back`."""
    value = entry.get(key)
    if not isinstance(value, dict):
        return {}
    del entry[key]
    return value


def take_list(entry: Entry, key: str) -> list[object]:
    """Take a list of anything; a lone object counts as a list of one."""
    value = entry.get(key)
    if isinstance(value, dict):
        value = [value]
    if not isinstance(value, list):
        return []
    del entry[key]
    return value


def take_entries(entry: Entry, key: str) -> list[Entry]:
    """Take a list's objects; what else it holds stays."""
    values = take_list(entry, key)
    others = [value for value in values if not isinstance(value, dict)]
    put_back(entry, key, others)
    return [value for value in values if isinstance(value, dict)]


def take_texts(entry: Entry, key: str) -> list[str]:
    """Take a list's texts and numbers, as texts."""
    return [
        clean(str(value))
        for value in take_list(entry, key)
        if isinstance(value, str | int) and not isinstance(value, bool)
    ]


def put_back(entry: Entry, key: str, rest: object) -> None:
    """Keep what was not mapped of a value that was taken."""
    if rest:
        entry[key] = rest


def pruned(value: object) -> object:
    """Leave out what says nothing: empty texts, lists and objects, no, null and zero."""
    if isinstance(value, dict):
        inner = ((key, pruned(one) if one else one) for key, one in value.items())
        return {key: one for key, one in inner if one}
    if isinstance(value, list):
        return [one for one in map(pruned, value) if one]
    return value


def leftover(entry: Entry) -> str:
    """Write what was not taken as JSON text; empty where nothing is left."""
    if not entry:
        return ""
    rest = pruned(entry)
    if not rest:
        return ""
    return clean(json.dumps(rest, ensure_ascii=False, separators=(",", ":")))


def as_bytes(value: object) -> bytes:
    """Write a value that could not be read as a record, to be kept; at most a million bytes."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")[:_KEPT_BYTES]


def is_undecoded(text: str) -> bool:
    """Say whether some of the text could not be decoded."""
    return _UNDECODED in text


def looks_garbled(text: str) -> bool:
    """Say whether the text holds UTF-8 that was read as Latin-1, in part or twice over."""
    return not text.isascii() and _MOJIBAKE.search(text) is not None
