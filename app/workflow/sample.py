"""The bundled sample: its exports, its request, and what a careful clerk decides."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.requests import NewRequest
from app.importers.base import ImportOptions
from app.paths import resource


@dataclass(frozen=True, slots=True)
class SampleExport:
    """One export of the sample and what is said of it at import."""

    path: Path
    options: ImportOptions


@dataclass(frozen=True, slots=True)
class Sample:
    """Everything of the sample.

    Attributes:
        queries: each adds what it finds to the request.
        decisions: lines of a decision file.
        expected: the counts and words that the demo compares with what was done.
    """

    exports: tuple[SampleExport, ...]
    request: NewRequest
    queries: tuple[str, ...]
    decisions: tuple[str, ...]
    expected: Mapping[str, Any]


def load() -> Sample:
    """Read the sample that ships with the program."""
    folder = resource("sample")
    told = tomllib.loads((folder / "request.toml").read_text(encoding="utf-8"))
    lines = (folder / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    return Sample(
        exports=tuple(_export(folder, one) for one in told["exports"]),
        request=_request(told),
        queries=tuple(told["queries"]),
        decisions=tuple(line for line in lines if line.strip()),
        expected=json.loads((folder / "expected.json").read_text(encoding="utf-8")),
    )


def _export(folder: Path, told: Mapping[str, Any]) -> SampleExport:
    options = ImportOptions(told["custodian"], told["zone"], tuple(told.get("own_addresses", ())))
    return SampleExport(folder / "exports" / told["file"], options)


def _request(told: Mapping[str, Any]) -> NewRequest:
    received = told["received"]
    return NewRequest(
        number=told["number"],
        requester=told["requester"],
        received=received if isinstance(received, dt.date) else dt.date.fromisoformat(received),
        jurisdiction=told["jurisdiction"],
        text=told.get("text", ""),
        contact=told.get("contact", ""),
        department=told.get("department", ""),
    )
