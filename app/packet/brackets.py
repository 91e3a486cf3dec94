"""Gives paired brackets one direction (UAX 9, rule N0), which python-bidi leaves out."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from bidi.mirror import MIRRORED

_DEEPEST = 63
_NUMBERS = frozenset({"EN", "AN", "R"})


def resolve_brackets(storage: dict[str, Any]) -> None:
    """Change the types of paired brackets in python-bidi's storage, between rules W7 and N1."""
    for run in storage["runs"]:
        start = run["start"]
        entries = storage["chars"][start : start + run["length"]]
        types = [_strong(entry["type"]) for entry in entries]
        for opening, closing in _pairs(entries):
            towards = _direction(types, (opening, closing), entries[opening]["level"], run["sor"])
            if towards:
                for at in (opening, closing):
                    types[at] = entries[at]["type"] = towards


def _strong(kind: str) -> str:
    return "R" if kind in _NUMBERS else kind


def _pairs(entries: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    """Find pairs of brackets, sorted by where they open (UAX 9, BD16)."""
    waiting: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for at, entry in enumerate(entries):
        sign, category = entry["ch"], unicodedata.category(entry["ch"])
        if entry["type"] != "ON" or sign not in MIRRORED:
            continue
        if category == "Ps":
            if len(waiting) == _DEEPEST:
                break
            waiting.append((MIRRORED[sign], at))
        elif category == "Pe":
            depth = next((d for d in reversed(range(len(waiting))) if waiting[d][0] == sign), None)
            if depth is not None:
                found.append((waiting[depth][1], at))
                del waiting[depth:]
    return sorted(found)


def _direction(types: Sequence[str], pair: tuple[int, int], level: int, before: str) -> str:
    """Give the direction of a pair, or nothing where no strong character stands inside."""
    own = "R" if level % 2 else "L"
    inside = {kind for kind in types[pair[0] + 1 : pair[1]] if kind in {"L", "R"}}
    if not inside:
        return ""
    if own in inside:
        return own
    return next((kind for kind in reversed(types[: pair[0]]) if kind in {"L", "R"}), before)
