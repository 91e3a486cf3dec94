"""``coverage``: what is held for a request, what is not, and what is said of that."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser, Namespace, _SubParsersAction

from app.cli.desk import Desk, opened
from app.cli.output import Output
from app.cli.register_commands import entry_answer
from app.domain.coverage import (
    Cell,
    Coverage,
    CoverageLine,
    Days,
    Gap,
    GapAnswer,
    Mark,
    Scope,
    Settling,
    cells,
    days_in,
)
from app.domain.ids import SourceId
from app.domain.requests import Request
from app.errors import AppError
from app.workflow.coverage import coverage
from app.workflow.coverage_scope import refuse_days, scope_of, set_scope
from app.workflow.gaps import acknowledge, answer_gaps, undo

_SIGNS = {
    Mark.GAP: "!",
    Mark.SETTLED: "=",
    Mark.SILENT: "~",
    Mark.CUT: "|",
    Mark.UNREADABLE: "?",
    Mark.UNEXPECTED: "*",
}
_LEGEND = (
    "! gap   = answered gap   ~ silent   | an export begins or ends   ? unreadable items may lie "
    "here   * none by policy"
)


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's commands."""
    shown = commands.add_parser("coverage", help="what is held for a request, and what is not")
    shown.add_argument("vault", metavar="VAULT")
    shown.add_argument("number", metavar="NUMBER")
    shown.add_argument("--from", dest="first", type=dt.date.fromisoformat, metavar="DATE")
    shown.add_argument("--to", dest="last", type=dt.date.fromisoformat, metavar="DATE")
    shown.add_argument("--of", action="append", default=[], metavar="CUSTODIAN")
    shown.add_argument("--channel", action="append", default=[], metavar="CHANNEL")
    shown.add_argument("--days", action="store_true", help="days instead of weeks")
    shown.add_argument("--keep", action="store_true", help="keep these days, custodians, channels")
    shown.add_argument("--answer", type=int, metavar="GAP", help="number of an open gap")
    shown.add_argument("--as", dest="settling", type=Settling, choices=list(Settling))
    shown.add_argument("--source", type=int, metavar="ID", help="where it was collected later")
    shown.add_argument("--acknowledge", action="store_true", help="let all open gaps pass")
    shown.add_argument("--reason", default="", metavar="TEXT")
    shown.add_argument("--undo", action="store_true", help="take the last answer back")
    shown.add_argument("--must-be-whole", action="store_true", help="exit 1 where a gap is open")
    shown.set_defaults(run=_coverage)


def _coverage(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        request = desk.request(options.number)
        scope = _scope(desk, request, options)
        if options.keep and scope is not None:
            set_scope(desk.vault, request, scope, desk.who)
        _said(desk, request, options, output)
        found = coverage(desk.vault, request, scope)
    if found is None:
        raise AppError(
            "There is no register, or the request names no days.",
            "Make the register with “register VAULT add”, and give --from and --to.",
        )
    if output.as_json:
        output.answer(_answer(found, options), "")
    else:
        _print(found, options, output)
    return 1 if options.must_be_whole and found.open_gaps else 0


def _scope(desk: Desk, request: Request, options: Namespace) -> Scope | None:
    known = scope_of(desk.vault, request)
    first = options.first or (known.days.first if known else None)
    last = options.last or (known.days.last if known else None)
    if first is None or last is None:
        return None
    refuse_days(Days(first, last))
    of = tuple(options.of) or (known.custodians if known else ())
    channels = tuple(options.channel) or (known.channels if known else ())
    zone = known.zone if known else Scope(Days(first, last)).zone
    return Scope(Days(first, last), of, zone, channels)


def _said(desk: Desk, request: Request, options: Namespace, output: Output) -> None:
    """Answer, acknowledge or take back, as the options wish."""
    if options.undo:
        undone = undo(desk.vault, request, desk.who)
        output.say(f"Undone: {undone}." if undone else "Nothing to undo.")
    if options.answer is not None:
        gap = _gap(desk, request, options)
        settling = options.settling or Settling.NOTHING_EXISTS
        source = SourceId(options.source) if options.source is not None else None
        answer = GapAnswer(gap.line, gap.days, settling, options.reason, source)
        answer_gaps(desk.vault, request, [answer], desk.who)
        output.say("The gap is answered.")
    if options.acknowledge:
        count = acknowledge(desk.vault, request, options.reason, desk.who)
        output.say(f"{count:,} open gaps are acknowledged.")


def _gap(desk: Desk, request: Request, options: Namespace) -> Gap:
    found = coverage(desk.vault, request, _scope(desk, request, options))
    gaps: tuple[Gap, ...] = found.open_gaps if found is not None else ()
    if not 1 <= options.answer <= len(gaps):
        raise AppError(
            f"There is no open gap {options.answer}.", "Run coverage to see their numbers."
        )
    number: int = options.answer
    return gaps[number - 1]


def _answer(found: Coverage, options: Namespace) -> dict[str, object]:
    days, numbers = found.scope.days, {gap: n for n, gap in enumerate(found.open_gaps, start=1)}
    parts = days_in(days) if options.days else found.weeks
    return {
        "from": days.first.isoformat(),
        "to": days.last.isoformat(),
        "zone": found.scope.zone,
        "open_gaps": len(found.open_gaps),
        "unregistered": list(found.unregistered),
        "without_channel": list(found.bare),
        "lines": [
            {
                **entry_answer(line.entry),
                "registered": line.registered,
                "records": line.total,
                "copies": sum(line.copies),
                "undated": line.undated,
                "unreadable": line.unreadable,
                "sources": list(line.sources),
                "gaps": [_gap_answer(gap, numbers.get(gap)) for gap in line.gaps],
                "silent": [_run(days) for days in line.silent],
                "cut": [day.isoformat() for day in line.cuts],
                "held": [_cell(cell) for cell in cells(line, days.first, parts)],
            }
            for line in found.lines
        ],
    }


def _run(days: Days) -> dict[str, object]:
    return {"from": days.first.isoformat(), "to": days.last.isoformat()}


def _gap_answer(gap: Gap, number: int | None) -> dict[str, object]:
    said = [
        {"answer": one.answer.settling.value, "reason": one.answer.reason, "who": one.who}
        for one in gap.answers
    ]
    return {**_run(gap.days), "number": number, "answers": said}


def _cell(cell: Cell) -> dict[str, object]:
    marks = sorted(mark.value for mark in cell.marks)
    return {**_run(cell.days), "records": cell.records, "copies": cell.copies, "marks": marks}


def _print(found: Coverage, options: Namespace, output: Output) -> None:
    """Print a table: a line for each week or day, a column for each channel."""
    start = found.scope.days.first
    parts = days_in(found.scope.days) if options.days else found.weeks
    columns = [cells(line, start, parts) for line in found.lines]
    rows = [
        [part.first.isoformat(), *(_told(column[at]) for column in columns)]
        for at, part in enumerate(parts)
    ]
    output.table(rows, ("From", *map(_name, found.lines)))
    output.say(_LEGEND)
    names = {line.entry.key: _name(line) for line in found.lines if line.registered}
    for number, gap in enumerate(found.open_gaps, start=1):
        output.say(f"Gap {number}: {names[gap.line]}, {gap.days.first} to {gap.days.last}")
    if not found.open_gaps:
        output.say("No gap is without an answer.")


def _name(line: CoverageLine) -> str:
    entry = line.entry
    known = "" if line.registered else " (not in the register)"
    return f"{entry.custodian or 'no custodian'} {entry.channel} {entry.account}".strip() + known


def _told(cell: Cell) -> str:
    signs = "".join(sign for mark, sign in _SIGNS.items() if mark in cell.marks)
    return f"{cell.records + cell.copies:,}{signs}"
