"""What was measured of the detectors on marked texts, in plain words; measures nothing itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.paths import resource

KNOWN, UNSEEN = ("by_hand", "made"), "held_out"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many marked stretches there were, how many were found, and how many were right.

    Attributes:
        wanted, found: marked stretches, and those of them that were suggested.
        given, right: suggestions, and those of them that were marked.
    """

    wanted: int = 0
    found: int = 0
    given: int = 0
    right: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.wanted + other.wanted,
            self.found + other.found,
            self.given + other.given,
            self.right + other.right,
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of one kind.

    Attributes:
        known: on texts by which the detectors were made better.
        unseen: on texts that they had never seen.
    """

    kind: str
    label: str
    known: Tally
    unseen: Tally

    @property
    def sentence(self) -> str:
        """Say it to a clerk."""
        return (
            f"Finds {share(self.known.found, self.known.wanted)} of 100 in our test texts and "
            f"{self.unseen.found} of {self.unseen.wanted} in texts it had never seen; "
            f"{share(self.known.right, self.known.given)} of 100 that it shows are right. "
            "What it misses it does not show."
        )


def measured(path: Path | None = None) -> dict[str, Measured]:
    """Read the figures of each kind that was measured."""
    path = path or resource("detect") / "figures.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    sets = {name: told.get(name, {}).get("kinds", {}) for name in (*KNOWN, UNSEEN)}
    labels = {kind: cells["label"] for kinds in sets.values() for kind, cells in kinds.items()}
    return {
        kind: Measured(
            kind,
            label,
            sum((_tally(sets[name].get(kind, {})) for name in KNOWN), Tally()),
            _tally(sets[UNSEEN].get(kind, {})),
        )
        for kind, label in sorted(labels.items(), key=lambda pair: pair[1].casefold())
    }


def share(part: int, whole: int) -> str:
    """Say how many of a hundred; never 100 where one was missed."""
    if not whole:
        return "–"
    return "100" if part == whole else str(min(99, round(part * 100 / whole)))


def table(figures: Mapping[str, Measured]) -> str:
    """Write all figures as a table for the help."""
    lines = [
        "| Kind | Found of 100 | Right of 100 | Found in texts never seen |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {one.label} | {share(one.known.found, one.known.wanted)} "
        f"| {share(one.known.right, one.known.given)} "
        f"| {one.unseen.found} of {one.unseen.wanted} |"
        for one in figures.values()
    ]
    return "\n".join(lines)


def _tally(cells: Mapping[str, int]) -> Tally:
    return Tally(*(cells.get(name, 0) for name in ("wanted", "found", "given", "right")))
