"""``near-copies``: records whose words are nearly those of one, what differs, deciding alike."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction

from app.cli.desk import Desk, finished, opened
from app.cli.output import Output
from app.detect.near import Part, Piece, differences
from app.domain.ids import RecordId
from app.errors import AppError
from app.workflow.decide import Decider
from app.workflow.link_near_copies import LinkNearCopies
from app.workflow.near_copies import Found, NearCopies, decide_alike

_SIGNS = {Part.BOTH: "{}", Part.FIRST: "[-{}-]", Part.OTHER: "{{+{}+}}"}


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's command."""
    command = commands.add_parser("near-copies", help="find records with nearly the same words")
    command.add_argument("vault", metavar="VAULT")
    command.add_argument(
        "record", metavar="RECORD", type=int, nargs="?", help="of this one; left out: link all"
    )
    command.add_argument("--afresh", action="store_true", help="link all anew")
    command.add_argument("--differences", action="store_true", help="show what differs")
    command.add_argument(
        "--decide-alike", default="", metavar="NUMBER", help="in this request, as the record is"
    )
    command.set_defaults(run=_near_copies)


def _near_copies(options: Namespace, output: Output) -> int:
    if options.record is None:
        return _link(options, output)
    record = RecordId(options.record)
    with opened(options) as desk:
        try:
            found = NearCopies(desk.vault).of(record)
        except KeyError as error:
            raise AppError(
                f"There is no record {options.record}.", "Look it up with search."
            ) from error
        _tell(desk, found, output, differing=options.differences)
        if options.decide_alike:
            decider = Decider(desk.vault, desk.request(options.decide_alike), desk.who)
            alike = decide_alike(desk.vault, decider, record, [one.id for one in found.copies])
            output.say(alike.sentence)
    if found.unread:
        output.say(f"{found.unread:,} further records share rare words and were not compared.")
    return 0 if found.copies else 1


def _link(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        job = LinkNearCopies(desk.vault, options.afresh)
        finished(job, output)
    told = f"{job.result:,} new {'pair' if job.result == 1 else 'pairs'} of near-copies found."
    output.answer({"pairs": job.result}, told)
    return 0


def _tell(desk: Desk, found: Found, output: Output, *, differing: bool) -> None:
    with desk.vault.read() as work:
        texts = {one.id: one.text for one in work.records.many([found.record, *_ids(found)])}
    for one in found.copies:
        pieces = differences(texts[found.record], texts[one.id]) if differing else []
        told = "".join(map(_shown, pieces))
        answer = {"record": one.id, "share": round(one.share, 3), "echo": one.echo}
        words = f"{one.id}  {_much(one.share)}{'  echo' if one.echo else ''}"
        output.answer(
            answer | ({"differences": told} if differing else {}),
            f"{words}\n{told}\n" if differing else words,
        )


def _ids(found: Found) -> list[RecordId]:
    return [one.id for one in found.copies]


def _much(share: float) -> str:
    return f"{int(share * 100)} %"


def _shown(piece: Piece) -> str:
    return _SIGNS[piece.part].format(piece.text)
