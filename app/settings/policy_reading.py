"""Makes a policy of the tables that name one; a bad value is never taken for permission."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.settings.file import LONGEST_IDLE, read_value
from app.settings.policy import FIXABLE, LOCK, Policy
from app.settings.values import Settings
from app.settings.ways_out import WayOut

WAYS = "exports_allowed"
KEY = "update_key"
_STRICT = object()
_NUMBERS = (LOCK, "text_percent")


@dataclass(frozen=True, slots=True)
class Told:
    """What one place says.

    Attributes:
        place: for sentences, such as the path of a file.
        table: names and values; None where something stands there that cannot be read.
        trusted: only administrators could have written it.
    """

    place: str
    table: Mapping[str, object] | None
    trusted: bool = True


def policy_of(places: Iterable[Told]) -> Policy:
    """Join what places say, the weightiest last; a name counts as the last one has it.

    A place that cannot be read is taken to forbid what policies are there to forbid: it locks,
    closes the ways out and takes no update, unless a weightier place says otherwise. Of one that
    others could have written only what forbids counts: ignored as a whole, it would let those
    past a policy who can spoil the rights of its folder.
    """
    merged: dict[str, object] = {}
    warnings: list[str] = []
    for told in places:
        if told.table is None:
            merged |= {LOCK: _STRICT, WAYS: _STRICT, KEY: _STRICT}
            warnings.append(
                f"The policy of your IT department in {told.place} cannot be read, so only "
                "packets may leave a vault. Tell them."
            )
        elif told.trusted:
            merged |= told.table
        else:
            _tighten(merged, told.table)
            warnings.append(
                f"Others than administrators can change the policy in {told.place}, so only what "
                "it forbids counts. Tell your IT department."
            )
    return _read(merged, warnings)


def _tighten(merged: dict[str, object], table: Mapping[str, object]) -> None:
    """Let a table forbid more than what is said so far, and allow or name nothing.

    A key that it names cannot be believed, and no other may stand in for it.
    """
    if LOCK in table:
        told = [_minutes(one, []) for one in (merged, table) if LOCK in one]
        merged[LOCK] = min(minutes for minutes in told if minutes is not None)
    if WAYS in table:
        merged[WAYS] = sorted(_ways(merged, []) & _ways(table, []))
    if KEY in table:
        merged.setdefault(KEY, _STRICT)


def parsed(text: str) -> Mapping[str, object] | None:
    """Give the table that a policy file holds; None where it holds none."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def of_registry(values: Iterable[tuple[str, object]]) -> dict[str, object]:
    """Give what values of the Windows registry say: texts may hold JSON, numbers or lists.

    It knows no capitals in names; a key's value without a name says nothing.
    """
    named = ((name.lower(), value) for name, value in values if name)
    return {name: _from_registry(name, value) for name, value in named}


def _from_registry(name: str, value: object) -> object:
    if isinstance(value, list):
        return [part for part in value if part]
    if not isinstance(value, str):
        return value
    plain = value.strip()
    if plain[:1] in {"{", "["}:
        try:
            return json.loads(plain)
        except (ValueError, RecursionError):
            return value
    if name == WAYS:
        return [part.strip() for part in plain.split(",") if part.strip()]
    return int(plain) if name in _NUMBERS and plain.isascii() and plain.isdigit() else value


def _read(merged: Mapping[str, object], warnings: list[str]) -> Policy:
    unknown = sorted(set(merged) - {*FIXABLE, LOCK, WAYS, KEY})
    warnings += [
        f"The policy names “{name}”, which this version does not know." for name in unknown
    ]
    fixed: dict[str, object] = {}
    for name in FIXABLE:
        if name not in merged:
            continue
        value = read_value(name, merged[name])
        if value is None:
            warnings.append(_bad(name, "so it stays the clerk's choice"))
        else:
            fixed[name] = value
    key = _key(merged, warnings)
    return Policy(
        fixed=fixed,
        lock_at_most=_minutes(merged, warnings),
        ways_out=_ways(merged, warnings),
        update_key=key,
        no_updates=KEY in merged and key is None,
        warnings=tuple(warnings),
    )


def _minutes(merged: Mapping[str, object], warnings: list[str]) -> int | None:
    if LOCK not in merged:
        return None
    given = merged[LOCK]
    if isinstance(given, int) and not isinstance(given, bool) and 1 <= given <= LONGEST_IDLE:
        return given
    usual = Settings().auto_lock_minutes
    if given is not _STRICT:
        warnings.append(_bad(LOCK, f"so vaults lock after {usual} minutes at most"))
    return usual


def _ways(merged: Mapping[str, object], warnings: list[str]) -> frozenset[WayOut]:
    if WAYS not in merged:
        return frozenset(WayOut)
    given = merged[WAYS]
    if given is _STRICT:
        return frozenset()
    if not isinstance(given, Sequence) or isinstance(given, str):
        warnings.append(_bad(WAYS, "so only packets may leave a vault"))
        return frozenset()
    known = {one.value for one in WayOut}
    strange = [str(one) for one in given if not isinstance(one, str) or one not in known]
    warnings += [f"The policy allows “{one}”, which this version does not know." for one in strange]
    return frozenset(WayOut(one) for one in given if isinstance(one, str) and one in known)


def _key(merged: Mapping[str, object], warnings: list[str]) -> bytes | None:
    given = merged.get(KEY)
    if KEY not in merged or given is _STRICT:
        return None
    try:
        key = base64.b64decode(given, validate=True) if isinstance(given, str) else b""
    except (binascii.Error, ValueError):
        key = b""
    if len(key) == 32:
        return key
    warnings.append(_bad(KEY, "so no update can be installed"))
    return None


def _bad(name: str, so: str) -> str:
    return f"The policy's “{name}” has a value that cannot be used, {so}. Tell your IT department."
