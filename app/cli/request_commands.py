"""``request``, ``decide``, ``undo`` and ``check``."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from app.cli.desk import Desk, opened
from app.cli.files import lines_of
from app.cli.output import Output
from app.cli.record_commands import ids_of
from app.cli.view_commands import add_for
from app.domain.requests import NewRequest, Request
from app.workflow.check_request import check, confirm_exemption
from app.workflow.decide import Decider
from app.workflow.decision_file import DecisionFile


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's commands."""
    request = commands.add_parser("request", help="take in and fill requests")
    verbs = request.add_subparsers(required=True, metavar="VERB")
    new = verbs.add_parser("new", help="take in a request")
    new.add_argument("vault", metavar="VAULT")
    new.add_argument("--number", required=True, metavar="N")
    new.add_argument("--requester", required=True, metavar="R")
    new.add_argument("--received", required=True, metavar="DATE", type=_date)
    new.add_argument(
        "--after-hours", action="store_true", help="it arrived while the office was closed"
    )
    new.add_argument("--jurisdiction", required=True, metavar="CODE")
    new.add_argument("--text", default="", metavar="T")
    new.add_argument("--department", default="", metavar="D")
    new.set_defaults(run=_new)
    listed = verbs.add_parser("list", help="list the requests, the most pressing first")
    listed.add_argument("vault", metavar="VAULT")
    listed.set_defaults(run=_list)
    for name, run, words in (
        ("show", _show, "say how a request stands"),
        ("due", _due, "say when it is due and how that was found"),
    ):
        verb = verbs.add_parser(name, help=words)
        _name_request(verb)
        verb.set_defaults(run=run)
    for name, run, words in (
        ("add", _add, "put what a query finds into a request"),
        ("remove", _remove, "take what a query finds out of a request"),
    ):
        verb = verbs.add_parser(name, help=words)
        _name_request(verb)
        verb.add_argument("query", metavar="QUERY")
        verb.set_defaults(run=run)
    _add_deciding(commands)


def _add_deciding(commands: _SubParsersAction[ArgumentParser]) -> None:
    decide = commands.add_parser("decide", help="apply decisions from a file of JSON lines")
    _name_request(decide)
    decide.add_argument("file", metavar="FILE", type=Path)
    decide.set_defaults(run=_decide)
    undo = commands.add_parser("undo", help="take the latest act of a request back")
    _name_request(undo)
    undo.add_argument("--again", action="store_true", help="do again what was taken back last")
    undo.set_defaults(run=_undo)
    checking = commands.add_parser("check", help="say what stands in the way of the packet")
    _name_request(checking)
    checking.add_argument(
        "--confirm", action="append", default=[], metavar="CODE", help="confirm a citation"
    )
    add_for(checking, "whose packet is meant; every one's if left out")
    checking.set_defaults(run=_check)


def _name_request(parser: ArgumentParser) -> None:
    parser.add_argument("vault", metavar="VAULT")
    parser.add_argument("number", metavar="NUMBER")


def _date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _new(options: Namespace, output: Output) -> int:
    details = NewRequest(
        number=options.number,
        requester=options.requester,
        received=options.received,
        jurisdiction=options.jurisdiction,
        text=options.text,
        department=options.department,
        after_hours=options.after_hours,
    )
    with opened(options) as desk:
        request = desk.requests.new(details)
        output.answer(_answer(desk, request), f"Request {request.number} was taken in.")
    return 0


def _list(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        rows = desk.requests.rows()
        if output.as_json:
            for row in rows:
                output.answer(_answer(desk, row.request), "")
    output.table(
        [
            [
                row.deadline.due.isoformat(),
                row.days_left,
                row.request.number,
                row.request.details.requester,
                row.stage_word,
                row.undecided,
            ]
            for row in rows
        ],
        ("Due", "Days left", "Number", "Requester", "Stage", "Left"),
    )
    return 0


def _show(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        answer = _answer(desk, desk.request(options.number))
    output.answer(answer, "\n".join(f"{name}: {value}" for name, value in answer.items()))
    return 0


def _due(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        request = desk.request(options.number)
        deadline = desk.requests.deadline(request.details)
        left = desk.requests.days_left(request.details)
    answer = {
        "due": deadline.due.isoformat(),
        "statutory": deadline.statutory,
        "business_days_left": left,
        "citation": deadline.citation,
        "steps": list(deadline.steps),
    }
    output.answer(answer, "\n".join(deadline.steps))
    return 0


def _add(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        request = desk.request(options.number)
        found = ids_of(desk, options.query)
        added = desk.requests.add(request.id, found, f"query: {options.query}")
        held = desk.request(options.number).records
    answer = {"found": len(found), "added": added, "records": held}
    output.answer(answer, f"{added:,} records added; the request holds {held:,}.")
    return 0


def _remove(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        request = desk.request(options.number)
        removed = desk.requests.remove(request.id, ids_of(desk, options.query))
        held = desk.request(options.number).records
    answer = {"removed": removed, "records": held}
    output.answer(answer, f"{removed:,} records removed; the request holds {held:,}.")
    return 0


def _decide(options: Namespace, output: Output) -> int:
    lines = lines_of(options.file)
    with opened(options) as desk:
        decider = Decider(desk.vault, desk.request(options.number), desk.who)
        done, results = DecisionFile(desk.vault, desk.searcher, decider).apply(lines)
    answer = {
        "decisions": sum(result.decisions for result in results),
        "records": done.records,
        "lines": [
            {"line": one.line, "records": one.records, "decisions": one.decisions}
            for one in results
        ],
    }
    output.answer(answer, f"{done.sentence} in {done.records:,} records.")
    return 0


def _undo(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        decider = Decider(desk.vault, desk.request(options.number), desk.who)
        done = decider.redo() if options.again else decider.undo()
    if done is None:
        output.answer({"undone": False, "records": 0}, "There is nothing to take back.")
        return 1
    output.answer({"undone": True, "records": done.records}, f"{done.sentence}.")
    return 0


def _check(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        request = desk.request(options.number)
        for code in options.confirm:
            confirm_exemption(desk.vault, request, code)
        findings = check(desk.vault, request, desk.law, audience=options.audience)
    answer = {
        "ready": not any(found.blocks for found in findings),
        "findings": [
            {
                "kind": found.kind,
                "sentence": found.sentence,
                "blocks": found.blocks,
                "records": list(found.records),
            }
            for found in findings
        ],
    }
    words = "\n".join(("! " if f.blocks else "  ") + f.sentence for f in findings)
    output.answer(answer, words or "Nothing stands in the way.")
    return 1 if any(found.blocks for found in findings) else 0


def _answer(desk: Desk, request: Request) -> dict[str, object]:
    details = request.details
    facts = desk.requests.facts(request.id)
    return {
        "id": request.id,
        "number": request.number,
        "requester": details.requester,
        "received": details.received.isoformat(),
        "after_hours": details.after_hours,
        "jurisdiction": details.jurisdiction,
        "text": details.text,
        "stage": request.stage.value,
        "due": desk.requests.deadline(details).due.isoformat(),
        "records": facts.in_request,
        "undecided": facts.undecided,
        "blocking": facts.findings,
        "packets": facts.packets,
    }
