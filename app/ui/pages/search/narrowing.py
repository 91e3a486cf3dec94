"""Turns the spread of an answer into clicks that narrow the line. No PySide6."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from app.domain.queries import Among, Facets, FromSource, People, Within
from app.search.unparse import unparse
from app.ui.pages.search.state import Group, Narrower
from app.workflow.redact_records import PLATFORMS

MOST = 8


def groups_of(facets: Facets, typed: str) -> tuple[Group, ...]:
    """Give the ways to narrow an answer, those in use first."""
    where = [(PLATFORMS.get(p, p.title()), n, unparse(Within(p))) for p, n in facets.platforms]
    names: dict[str, int] = {}
    for name, n in facets.people:
        names[name] = names.get(name, 0) + n
    people = sorted(names.items(), key=lambda pair: -pair[1])
    who = [(name, n, unparse(People(Among.WITH, name))) for name, n in people if name]
    sources = [(name, n, unparse(FromSource(name))) for name, n in facets.sources if name]
    months = [(month_name(m), n, f"on:{m}") for m, n in sorted(facets.months)]
    made = (
        Group("Where", _rows(where, typed)),
        Group("When", _rows(months, typed, len(months)), is_time=True),
        Group("Who", _rows(who, typed)),
        Group("Export", _rows(sources, typed)),
    )
    return tuple(group for group in made if group.rows)


def toggled(typed: str, part: str) -> str:
    """Add a part to the line, or take it out where it is in it.

    A blank joins closer than nothing else does: what is added narrows the whole line.
    """
    if has_part(typed, part):
        left = re.sub(_pattern(part), " ", typed, count=1)
        return " ".join(left.split()) if '"' not in left else left.strip()
    return f"{typed.strip()} {part}".strip() if typed.strip() != "*" else part


def has_part(typed: str, part: str) -> bool:
    """Say whether a part stands in the line as a whole."""
    return re.search(_pattern(part), typed) is not None


def replaced(typed: str, word: str, other: str) -> str:
    """Put one word in the place of another."""
    pattern = rf"(?<!\w){re.escape(word)}(?!\w)"
    return re.sub(pattern, lambda _: other, typed, count=1, flags=re.IGNORECASE)


def month_name(month: str) -> str:
    """Give ``Mar 2026`` of ``2026-03``."""
    try:
        return f"{dt.date.fromisoformat(f'{month}-01'):%b %Y}"
    except ValueError:
        return month


def _pattern(part: str) -> str:
    return rf"(?<!\S){re.escape(part)}(?!\S)"


def _rows(
    found: Sequence[tuple[str, int, str]], typed: str, most: int = MOST
) -> tuple[Narrower, ...]:
    rows = [Narrower(name, n, adds, has_part(typed, adds)) for name, n, adds in found]
    shown = rows[:most] + [row for row in rows[most:] if row.active]
    return tuple(shown)
