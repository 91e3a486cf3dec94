"""What a run of pytest came to, read from the report that it wrote."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

_KINDS = ("failure", "error", "skipped")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many tests ended how.

    Attributes:
        passed: how many did what they should.
        bad: the names of those that did not, each with the first line of why.
        skipped: how often a test was left out of its own accord, by reason.
    """

    passed: int
    bad: tuple[str, ...]
    skipped: Counter[str]

    @property
    def told(self) -> str:
        """Say it in a line."""
        left_out = self.skipped.total()
        return f"{self.passed} passed, {len(self.bad)} failed, {left_out} skipped"


def read(report: Path) -> Outcome:
    """Read a report in the form of JUnit."""
    passed, bad, skipped = 0, [], Counter[str]()
    for test in ET.parse(report).getroot().iter("testcase"):  # noqa: S314 - pytest wrote it
        found = [(kind, one) for kind in _KINDS for one in test.findall(kind)]
        kind, told = found[0] if found else ("", test)
        why = told.get("message", "").splitlines() or [""]
        if kind == "skipped":
            skipped[why[0]] += 1
        elif kind:
            bad.append(f"{test.get('classname')}::{test.get('name')}: {why[0]}")
        else:
            passed += 1
    return Outcome(passed, tuple(bad), skipped)
