"""Draws lines under and through words that were inserted, deleted or hidden; knows no page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.redacted import Look
from app.packet.attachment_words import look_begins, look_ends
from app.packet.breaking import Line
from app.packet.fonts import Stroke
from app.packet.ink import number
from app.packet.tags import Said

_PEN = "0.1 G"
_WEIGHT = 0.7
_DOTS = "[0.7 1.6] 0 d"


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of one line under one stroke: its runs from ``first`` to ``last``."""

    stroke: Stroke
    first: int
    last: int
    left: float
    right: float
    size: float


def bound(lines: Sequence[Line]) -> list[Line]:
    """Note on each line which strokes begin and end there, so that each is told once."""
    first: dict[Stroke, int] = {}
    last: dict[Stroke, int] = {}
    for at, line in enumerate(lines):
        for run in line.runs:
            if run.style.stroke is not None and run.bar is None:
                first.setdefault(run.style.stroke, at)
                last[run.style.stroke] = at
    return [
        replace(
            line,
            begins=tuple(stroke for stroke, where in first.items() if where == at),
            ends=tuple(stroke for stroke, where in last.items() if where == at),
        )
        for at, line in enumerate(lines)
    ]


def stroked(
    line: Line, place: tuple[float, float], said: Sequence[Said]
) -> tuple[list[str], list[Said]]:
    """Give the drawing of a line's strokes, and its text with what is read aloud of them.

    The first and the last bit of a stroke are read aloud as its begin and its end; all else of
    it is an artifact.

    Args:
        line: as ``bound`` gives it.
        place: left edge and base line.
        said: the text of each of its runs.
    """
    parts = list(_parts(line, place[0]))
    drawn: list[str] = []
    before: dict[int, Said] = {}
    behind: dict[int, Said] = {}
    for at, part in enumerate(parts):
        begins = part.stroke in line.begins and _is_first(parts, at)
        ends = part.stroke in line.ends and _is_last(parts, at)
        third = (part.right - part.left) / 3
        left = part.left + third if begins else part.left
        right = part.right - third if ends else part.right
        drawn.append(f"/Artifact BMC {_drawn(part, (left, right), place[1])} EMC")
        if begins:
            code = _drawn(part, (part.left, left), place[1])
            before[part.first] = Said(code, look_begins(part.stroke.look))
        if ends:
            code = _drawn(part, (right, part.right), place[1])
            behind[part.last] = Said(code, look_ends(part.stroke.look))
    return drawn, list(_woven(said, before, behind))


def _woven(
    said: Sequence[Said], before: dict[int, Said], behind: dict[int, Said]
) -> Iterator[Said]:
    for at, piece in enumerate(said):
        if at in before:
            yield before[at]
        yield piece
        if at in behind:
            yield behind[at]


def _parts(line: Line, left: float) -> Iterator[_Part]:
    x = left + line.indent
    held: _Part | None = None
    for at, run in enumerate(line.runs):
        stroke = run.style.stroke if run.bar is None else None
        if held is not None and stroke is held.stroke:
            held = replace(held, last=at, right=x + run.width)
        else:
            if held is not None:
                yield held
            held = _Part(stroke, at, at, x, x + run.width, run.style.size) if stroke else None
        x += run.width
    if held is not None:
        yield held


def _is_first(parts: Sequence[_Part], at: int) -> bool:
    return all(part.stroke is not parts[at].stroke for part in parts[:at])


def _is_last(parts: Sequence[_Part], at: int) -> bool:
    return all(part.stroke is not parts[at].stroke for part in parts[at + 1 :])


def _drawn(part: _Part, sides: tuple[float, float], base: float) -> str:
    look = part.stroke.look
    y = number(base + (0.27 if look is Look.DELETED else -0.17) * part.size)
    dots = f"{_DOTS} " if look is Look.HIDDEN else ""
    left, right = number(sides[0]), number(sides[1])
    return f"q {_PEN} {number(_WEIGHT)} w {dots}{left} {y} m {right} {y} l S Q"
