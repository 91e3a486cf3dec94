"""``review-pass``: a second reader begins, lists, accepts, sends back and signs."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Sequence

from app.cli.desk import Desk, opened
from app.cli.output import Output
from app.domain.decisions import Verdict, Which
from app.domain.ids import RecordId
from app.domain.second_reading import WHICH_IN_WORDS, Read, Reading
from app.errors import AppError
from app.workflow.check_request import sign_off, signed
from app.workflow.second_reading import begin_pass, judge, reading, unread

_STATES = {state.value.replace(" ", "-"): state for state in Read}


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's commands."""
    room = commands.add_parser("review-pass", help="read a request a second time")
    verbs = room.add_subparsers(required=True, metavar="VERB")
    begin = _verb(verbs, "begin", "begin a pass")
    begin.add_argument("--which", type=Which, choices=list(Which), default=Which.ALL)
    begin.set_defaults(run=_begin)
    listing = _verb(verbs, "list", "list the records of the pass and how they stand")
    listing.add_argument("--state", choices=sorted(_STATES), default=None)
    listing.set_defaults(run=_list)
    accept = _verb(verbs, "accept", "accept records as they are decided now")
    accept.add_argument("records", metavar="RECORD", type=int, nargs="+")
    accept.set_defaults(run=_accept)
    back = _verb(verbs, "send-back", "send records back with a comment")
    back.add_argument("records", metavar="RECORD", type=int, nargs="+")
    back.add_argument("--note", required=True, metavar="TEXT", help="what to look at again")
    back.set_defaults(run=_send_back)
    sign = _verb(verbs, "sign", "sign off when every record of the pass is accepted")
    sign.add_argument("--role", default="second reader")
    sign.set_defaults(run=_sign)


def _verb(verbs: _SubParsersAction[ArgumentParser], name: str, words: str) -> ArgumentParser:
    verb = verbs.add_parser(name, help=words)
    verb.add_argument("vault", metavar="VAULT")
    verb.add_argument("number", metavar="NUMBER")
    verb.add_argument(
        "--as", dest="reader", default="", metavar="NAME",
        help="who reads, where it is not who is signed in to this computer",
    )  # fmt: skip
    return verb


def _begin(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        request = desk.request(options.number)
        now = begin_pass(desk.vault, request, _who(desk, options), options.which)
    output.answer(_pass(now), f"{len(now.states):,} records to read: {WHICH_IN_WORDS[now.which]}.")
    return 0


def _list(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        request = desk.request(options.number)
        now = reading(desk.vault, request)
        left = unread(desk.vault, request)
        signature = signed(desk.vault, request)
    if now is None:
        raise AppError("Nobody has begun to read this request.", "Begin with review-pass begin.")
    wanted = _STATES.get(options.state or "")
    shown = {one: state for one, state in now.states.items() if wanted in {None, state}}
    records = [
        {"record": one, "state": state.value.replace(" ", "-"), "note": now.notes.get(one, "")}
        for one, state in shown.items()
    ]
    answer = _pass(now) | {"records": records}
    answer["signed"] = f"{signature.who}, {signature.role}" if signature else ""
    still = left.sentence if left else ""
    answer["left"] = still
    lines = [f"{one['record']:>8}  {one['state']}  {one['note']}".rstrip() for one in records]
    output.answer(answer, "\n".join([*lines, still or _counted(now)]))
    return 0


def _accept(options: Namespace, output: Output) -> int:
    return _judged(
        options, output, [Verdict(RecordId(one), accepted=True) for one in options.records]
    )


def _send_back(options: Namespace, output: Output) -> int:
    verdicts = [
        Verdict(RecordId(one), accepted=False, note=options.note) for one in options.records
    ]
    return _judged(options, output, verdicts)


def _judged(options: Namespace, output: Output, verdicts: Sequence[Verdict]) -> int:
    with opened(options) as desk:
        request = desk.request(options.number)
        judge(desk.vault, request, _who(desk, options), verdicts)
        now = reading(desk.vault, request)
    counts = _pass(now) if now is not None else {}
    output.answer(counts, _counted(now) if now is not None else "Kept; no pass has begun.")
    return 0


def _sign(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        request = desk.request(options.number)
        sign_off(desk.vault, request, _who(desk, options), options.role)
        signature = signed(desk.vault, request)
    told = f"{signature.who}, {signature.role}" if signature else ""
    output.answer({"signed": told}, f"Signed: {told}.")
    return 0


def _who(desk: Desk, options: Namespace) -> str:
    return " ".join(options.reader.split()) or desk.who


def _pass(now: Reading) -> dict[str, object]:
    counts = {name: len(now.of(state)) for name, state in _STATES.items()}
    return {"which": now.which.value, "begun": now.begun, "by": now.who, "counts": counts}


def _counted(now: Reading) -> str:
    return ", ".join(f"{len(now.of(state)):,} {state.value}" for state in Read) + "."
