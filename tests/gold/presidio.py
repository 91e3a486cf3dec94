"""Reads the synthetic set of microsoft/presidio-research as gold texts, under our kinds."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from gold.texts import Gold

KINDS = {
    "PERSON": "name",
    "STREET_ADDRESS": "address",
    "CREDIT_CARD": "card",
    "PHONE_NUMBER": "phone",
    "EMAIL_ADDRESS": "email",
    "IBAN_CODE": "iban",
    "US_SSN": "ssn",
    "IP_ADDRESS": "ip",
    "US_DRIVER_LICENSE": "driver_license",
}
"""What their labels mean here; organisations, places, dates, titles and domains mean nothing."""

_PARTS = ("ZIP_CODE", "GPE")
_JOINING = re.compile(r"[\s,]{0,6}")


def presidio(path: Path) -> list[Gold]:
    """Give the texts of a file such as ``synth_dataset_v2.json``."""
    return [_gold(one) for one in json.loads(path.read_text(encoding="utf-8"))]


def _gold(one: dict[str, Any]) -> Gold:
    text = one["full_text"]
    marked = sorted(
        (span["start_position"], span["end_position"], span["entity_type"]) for span in one["spans"]
    )
    spans = [(a, b, KINDS[label]) for a, b, label in marked if label in KINDS and a < b]
    parts = [(a, b) for a, b, label in marked if label in _PARTS and a < b]
    return Gold(text, tuple(_trimmed(text, span) for span in _joined(text, spans, parts)))


def _joined(
    text: str, spans: list[tuple[int, int, str]], parts: list[tuple[int, int]]
) -> list[tuple[int, int, str]]:
    """Make one address of its house, street, town and code, where nothing stands between."""
    pieces = sorted([*spans, *((a, b, "") for a, b in parts)])
    result: list[tuple[int, int, str]] = []
    for a, b, kind in pieces:
        last = result[-1] if result else (0, 0, "")
        between = text[last[1] : a]
        if last[2] == "address" and kind in {"address", ""} and _JOINING.fullmatch(between):
            result[-1] = (last[0], b, "address")
        elif kind:
            result.append((a, b, kind))
    return result


def _trimmed(text: str, span: tuple[int, int, str]) -> tuple[int, int, str]:
    start, end, kind = span
    said = text[start:end]
    return start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip()), kind
