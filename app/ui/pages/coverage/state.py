"""What the page of coverage shows, as plain values, and the words of it. No PySide6."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence, Set
from dataclasses import dataclass

from app.domain.coverage import (
    Cell,
    Coverage,
    CoverageLine,
    Days,
    Gap,
    GapRule,
    LineKey,
    Mark,
    Scope,
    Settling,
    cells,
    days_in,
    plain,
)
from app.ui.pages.coverage.typed import Gathered, RegisterRow
from app.ui.rows import EmptyWords, Notice
from app.ui.wording import count
from app.workflow.coverage_scope import Known

NO_REQUEST = EmptyWords(
    "No request is open", "Open the request for which you want to see what is held.", "&Requests"
)
SETTLINGS = (
    (Settling.NOTHING_EXISTS, "Nothing exists"),
    (Settling.COLLECTED, "Collected with another source"),
    (Settling.NOT_IN_POSSESSION, "Not allowed, or not in possession"),
    (Settling.OUTSIDE, "Outside of the request"),
)
_MARKS = {
    Mark.GAP: "no export covers some of these days, and nobody answered why",
    Mark.SETTLED: "no export covers some of these days, which was answered",
    Mark.SILENT: "silent for days on which the channel usually has records",
    Mark.CUT: "what the exports cover begins or ends here",
    Mark.UNREADABLE: "items that could not be read may belong here",
    Mark.UNEXPECTED: "by the department's policy no records may lie here",
}
FULL = 4
"""How many degrees a cell's colour has."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of the picture.

    Attributes:
        degree: how full it is beside the fullest, 0 for nothing, up to FULL.
        tip: everything about it, for the pointer and for screen readers.
    """

    text: str
    degree: int
    marks: frozenset[Mark]
    tip: str


@dataclass(frozen=True, slots=True)
class GridLine:
    """One channel of one custodian; ``known`` says whether the register has it."""

    title: str
    tip: str
    known: bool
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The cell on which the clerk stands.

    Attributes:
        gap: words of the gap that may be answered; empty where there is none.
    """

    line: int
    part: int
    sentence: str
    gap: str = ""
    has_records: bool = False


Ticks = tuple[tuple[str, bool], ...]
"""Names, each with whether it is chosen."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom and what the request asks for, out of what there is; none chosen for all."""

    custodians: Ticks = ()
    channels: Ticks = ()

    @property
    def in_words(self) -> str:
        """Say it in a line."""
        parts = [
            ", ".join(name for name, is_chosen in ticks if is_chosen)
            for ticks in (self.custodians, self.channels)
        ]
        return f"{parts[0] or 'everybody'} · {parts[1] or 'every channel'}"


@dataclass(frozen=True, slots=True)
class CoverageState:
    """Everything that the page shows.

    Attributes:
        heads: the weeks or days: shown, and spoken.
        registered: whether there is a register at all.
        proposals: how many channels the sources have that the register has not.
        sources: number and name, for what was collected later.
        gathered: what is known of how sources were collected.
    """

    heads: tuple[tuple[str, str], ...] = ()
    lines: tuple[GridLine, ...] = ()
    summary: str = ""
    first: str = ""
    last: str = ""
    by_days: bool = False
    open_gaps: int = 0
    chosen: Chosen | None = None
    registered: bool = False
    register: tuple[RegisterRow, ...] = ()
    proposals: int = 0
    sources: tuple[tuple[int, str], ...] = ()
    gathered: tuple[Gathered, ...] = ()
    asked: Asked = Asked()
    rule: GapRule = GapRule()
    notice: Notice | None = None
    empty: EmptyWords | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """What was reckoned, with the parts in which it is shown."""

    found: Coverage
    parts: tuple[Days, ...]
    cells: tuple[tuple[Cell, ...], ...]

    def gap_at(self, line: int, part: int) -> Gap | None:
        """Give the open gap that lies in a cell, at least in part."""
        gaps = (gap for gap in self.found.lines[line].gaps if gap.is_open)
        return next((gap for gap in gaps if gap.days.within(self.parts[part])), None)

    def query(self, line: int, part: int) -> str:
        """Give the search for the records of a cell."""
        days = self.parts[part]
        after = days.last + dt.timedelta(days=1)
        custodian = self.found.lines[line].entry.custodian.replace('"', " ").strip()
        source = f' source:"{custodian}"' if custodian else ""
        return f"after:{days.first.isoformat()} before:{after.isoformat()}{source}"


def picture_of(found: Coverage, *, by_days: bool) -> Picture:
    """Cut what was reckoned into weeks, or into days."""
    parts = days_in(found.scope.days) if by_days else found.weeks
    start = found.scope.days.first
    return Picture(found, parts, tuple(cells(line, start, parts) for line in found.lines))


def lines_of(picture: Picture) -> tuple[GridLine, ...]:
    """Give the lines as they are shown; the fullest cell of all is the measure."""
    most = max((_held(cell) for row in picture.cells for cell in row), default=0)
    return tuple(
        GridLine(
            title_of(line), _tip_of(line), line.registered, tuple(_cell(line, c, most) for c in row)
        )
        for line, row in zip(picture.found.lines, picture.cells, strict=True)
    )


def heads_of(picture: Picture) -> tuple[tuple[str, str], ...]:
    """Name the weeks or days."""
    return tuple((f"{one.first.day} {one.first:%b}", run_in_words(one)) for one in picture.parts)


def title_of(line: CoverageLine) -> str:
    """Name a line: whose, and which channel."""
    entry = line.entry
    which = entry.account or entry.device
    words = (entry.custodian or "No custodian", entry.channel, which)
    return " · ".join(word for word in words if word)


def summary_of(found: Coverage) -> str:
    """Say in a line what is held."""
    gaps = len(found.open_gaps)
    records = count(sum(line.total for line in found.lines), "record")
    answered = sum(1 for line in found.lines for gap in line.gaps if not gap.is_open)
    silent = sum(len(line.silent) for line in found.lines)
    words = [records, f"{count(gaps, 'open gap')}" if gaps else "no open gap"]
    words += [f"{answered:,} answered"] if answered else []
    words += [count(silent, "silent stretch", "silent stretches")] if silent else []
    undated = sum(line.undated for line in found.lines)
    words += [f"{count(undated, 'record')} without a date"] if undated else []
    foreign = [name or "a source without a custodian" for name in found.unregistered]
    words += [f"not in the register: {', '.join(foreign)}"] if foreign else []
    return " · ".join(words)


def chosen_of(picture: Picture, line: int, part: int) -> Chosen:
    """Tell of one cell."""
    cell = picture.cells[line][part]
    gap = picture.gap_at(line, part)
    held = picture.found.lines[line]
    said = [
        f"Answered for {run_in_words(one.days)}: "
        f"{dict(SETTLINGS)[answer.answer.settling].lower()} ({answer.answer.reason}), {answer.who}."
        for one in held.gaps
        for answer in one.answers
        if one.days.within(cell.days)
    ]
    sentence = " ".join([f"{title_of(held)}, {_told(held, cell)}", *said])
    words = f"{title_of(held)}, {run_in_words(gap.days)}" if gap else ""
    return Chosen(line, part, sentence, words, _held(cell) > 0)


def asked_of(known: Known, scope: Scope | None) -> Asked:
    """Give what there is to choose from, with what is chosen."""
    custodians = map(plain, scope.custodians) if scope else ()
    channels = map(plain, scope.channels) if scope else ()
    return Asked(_ticks(known.custodians, set(custodians)), _ticks(known.channels, set(channels)))


def rule_in_words(rule: GapRule) -> str:
    """Say the rule in a line."""
    open_ones = "hold the packet back" if rule.blocks else "are told, and hold nothing back"
    return (
        f"more than {count(rule.hole, 'day')} without a record · "
        f"silent from {count(rule.silent, 'day')} on · open gaps {open_ones}"
    )


def _ticks(names: Sequence[str], chosen: Set[str]) -> Ticks:
    return tuple((name, plain(name) in chosen) for name in names)


def line_key(picture: Picture, line: int) -> LineKey:
    """Give the key of a line."""
    return picture.found.lines[line].entry.key


def run_in_words(days: Days) -> str:
    """Name a run of days."""
    first = f"{days.first.day} {days.first:%b %Y}"
    return first if days.first == days.last else f"{first} to {days.last.day} {days.last:%b %Y}"


def _cell(line: CoverageLine, cell: Cell, most: int) -> GridCell:
    held = _held(cell)
    degree = 0 if not held else max(1, round(FULL * (held / most) ** 0.5))
    text = f"{held:,}" if held or cell.covered else ""
    return GridCell(text, degree, cell.marks, f"{title_of(line)}, {_told(line, cell)}")


def _told(line: CoverageLine, cell: Cell) -> str:
    copies = f", {count(cell.copies, 'copy', 'copies')} of others'" if cell.copies else ""
    marks = [words for mark, words in _MARKS.items() if mark in cell.marks]
    known = [] if line.registered else ["not in the register"]
    told = "; ".join([*known, *marks])
    held = f"{run_in_words(cell.days)}: {count(cell.records, 'record')}{copies}"
    return f"{held}; {told}." if told else f"{held}."


def _held(cell: Cell) -> int:
    return cell.records + cell.copies


def _tip_of(line: CoverageLine) -> str:
    entry = line.entry
    words = [entry.custodian or "No custodian", entry.role, entry.channel, entry.account]
    words += [entry.device, "" if line.registered else "not in the register"]
    words += [f"none may lie there: {entry.said}" if not entry.may_hold else ""]
    words += [f"{line.unreadable:,} items unreadable" if line.unreadable else ""]
    return " · ".join(word for word in words if word)
