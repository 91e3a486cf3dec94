"""The ordinary life of a department: templates of the story folder with their slots filled."""

from __future__ import annotations

import random
import re
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from planted import YEAR, ZONE

STORY = Path(__file__).parent / "story"
START = re.compile(r"(?:^|(?<=[a-z0-9][.!?] )|(?<=[<>] ))[a-z]", re.MULTILINE)
SLOT = re.compile(r"\{(\w+?)(\d?)\}")


class Daily:
    """Fills slots from one seeded generator and never says the same thing twice."""

    def __init__(self, seed: int, *, neat: bool = False) -> None:
        """Start one stream of ordinary life; the same seed tells the same days.

        With `neat`, sentences begin with a capital: nobody does that in a text message.
        """
        self._neat = neat
        self.rng = random.Random(seed)
        self._slots: dict[str, list[str]] = tomllib.loads((STORY / "slots.toml").read_text("utf-8"))
        self._said: set[str] = set()

    def fill(self, template: str) -> str:
        """Fill a template so that it differs from all that was filled before."""
        for _ in range(200):
            text = self._fill_once(template)
            if text not in self._said:
                self._said.add(text)
                return text
        raise ValueError(f"too few slots to vary: {template}")

    def _fill_once(self, template: str) -> str:
        chosen: dict[str, str] = {}

        def choose(match: re.Match[str]) -> str:
            slot = match[0]
            if slot not in chosen:
                chosen[slot] = self._value(match[1], set(chosen.values()))
            return chosen[slot]

        filled = SLOT.sub(choose, template)
        return START.sub(lambda match: match[0].upper(), filled) if self._neat else filled

    def _value(self, slot: str, taken: set[str]) -> str:
        if slot == "ref":
            return str(self.rng.randrange(200, 990))
        return self.rng.choice([value for value in self._slots[slot] if value not in taken])

    def moment(self, first: str, last: str) -> datetime:
        """Choose a waking minute between two `MM-DD` days; the day of the stop stays free."""
        start = datetime.fromisoformat(f"{YEAR}-{first}")
        days = (datetime.fromisoformat(f"{YEAR}-{last}") - start).days
        while True:
            day = start + timedelta(days=self.rng.randrange(days + 1))
            if (day.month, day.day) != (3, 14):
                break
        seconds = self.rng.randrange(7 * 3600, 19 * 3600)
        return (day + timedelta(seconds=seconds)).replace(tzinfo=ZONE).astimezone(UTC)


def exchanges(name: str) -> list[list[tuple[str, str]]]:
    """Read blocks of `<`/`>` lines; `>` is the custodian's side."""
    blocks = (STORY / name).read_text("utf-8").split("\n\n")
    read = [[_side(line) for line in block.splitlines() if line[:1] in "<>"] for block in blocks]
    return [block for block in read if block]


def _side(line: str) -> tuple[str, str]:
    return line[0], line[1:].strip()


def templates(name: str) -> dict[str, list[str]]:
    """Read `kind | text` lines, grouped by kind."""
    found: dict[str, list[str]] = {}
    for line in (STORY / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, text = line.split(" | ", 1)
            found.setdefault(kind, []).append(text)
    return found


def rows(name: str) -> list[list[str]]:
    """Read the `a | b | c` lines of a hand-written thread."""
    lines = (STORY / name).read_text("utf-8").splitlines()
    return [line.split(" | ") for line in lines if line and not line.startswith("#")]
