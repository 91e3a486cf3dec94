"""The register and what is said of gaps as JSON for the log, and back; knows no tables."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from app.domain.coverage import (
    Acknowledged,
    Collected,
    Days,
    GapAnswer,
    GapRule,
    LineKey,
    RegisterEntry,
    Scope,
    Settling,
)
from app.domain.ids import SourceId

Said = RegisterEntry | Scope | GapAnswer | Acknowledged | Collected | GapRule
KINDS: dict[type[Said], str] = {
    RegisterEntry: "entry",
    Collected: "collected",
    Scope: "scope",
    GapAnswer: "answer",
    Acknowledged: "acknowledged",
    GapRule: "rule",
}


def text_of(said: Said) -> str:
    """Write one down, always the same for equal ones."""
    return json.dumps(asdict(said), ensure_ascii=False, sort_keys=True, default=_plain)


def said_of(kind: str, body: str) -> Said:
    """Read one that was written down."""
    return _READERS[kind](json.loads(body))


def _plain(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _days(told: Mapping[str, str]) -> Days:
    return Days(dt.date.fromisoformat(told["first"]), dt.date.fromisoformat(told["last"]))


def _line(told: list[str]) -> LineKey:
    custodian, channel, account, device = told
    return custodian, channel, account, device


def _entry(told: dict[str, Any]) -> RegisterEntry:
    dates = {name: _date(told[name]) for name in ("since", "until")}
    return RegisterEntry(**(told | dates))


def _scope(told: dict[str, Any]) -> Scope:
    named = (tuple(told.get(name, ())) for name in ("custodians", "channels"))
    custodians, channels = named
    return Scope(_days(told["days"]), custodians, told["zone"], channels)


def _answer(told: dict[str, Any]) -> GapAnswer:
    source = None if told["source"] is None else SourceId(told["source"])
    settling = Settling(told["settling"])
    return GapAnswer(_line(told["line"]), _days(told["days"]), settling, told["reason"], source)


def _acknowledged(told: dict[str, Any]) -> Acknowledged:
    gaps = tuple((_line(line), _days(days)) for line, days in told["gaps"])
    return Acknowledged(told["reason"], gaps)


def _collected(told: dict[str, Any]) -> Collected:
    days = _days(told["days"]) if told["days"] else None
    source = SourceId(told["source"])
    return Collected(source, _date(told["on"]), told["by"], days, told["account"])


_READERS: dict[str, Callable[[dict[str, Any]], Said]] = {
    "entry": _entry,
    "collected": _collected,
    "scope": _scope,
    "answer": _answer,
    "acknowledged": _acknowledged,
    "rule": lambda told: GapRule(**told),
}
