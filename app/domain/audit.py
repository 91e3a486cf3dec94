"""The audit trail: who did what when, each entry sealed to the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry of the trail.

    Attributes:
        at: microseconds since 1970 UTC.
        act: stable word, for example ``source.imported``.
        detail: ids, counts and hashes; never a word of a record.
        seal: SHA-256 over the entry before and this one, hexadecimal.
    """

    id: int
    at: int
    who: str
    act: str
    detail: dict[str, str | int | float | bool]
    seal: str


def seal_of(before: str, at: int, who: str, act: str, detail: dict[str, object]) -> str:
    """Give the seal of an entry that follows the one sealed ``before``."""
    line = json.dumps([before, at, who, act, detail], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(line.encode("utf-8")).hexdigest()


def broken_at(entries: Iterable[AuditEntry]) -> int | None:
    """Find the first entry whose seal does not follow; None when the chain holds."""
    before = GENESIS
    for entry in entries:
        if entry.seal != seal_of(before, entry.at, entry.who, entry.act, dict(entry.detail)):
            return entry.id
        before = entry.seal
    return None
