"""``views``: what the audiences beside the public may see of a request."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction

from app.cli.desk import opened
from app.cli.output import Output
from app.domain.audiences import LAYERED, Audience
from app.workflow.decide import Decider
from app.workflow.layering import Layering


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's command."""
    views = commands.add_parser("views", help="say what victim, prosecutor and court may see")
    views.add_argument("vault", metavar="VAULT")
    views.add_argument("number", metavar="NUMBER")
    views.set_defaults(run=_views)


def add_for(parser: ArgumentParser, words: str) -> None:
    """Add the option that says for whom."""
    parser.add_argument(
        "--for",
        dest="audience",
        type=Audience,
        choices=list(Audience),
        metavar="|".join(one.value for one in Audience),
        help=words,
    )


def _views(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        request = desk.request(options.number)
        layering = Layering(desk.vault, Decider(desk.vault, request, desk.who))
        for audience in LAYERED:
            told = layering.told(audience)
            answer = {
                "audience": audience.value,
                "open_redactions": told.redactions,
                "open_records": told.records,
                "withheld_for_it_alone": told.closed,
                "codes": dict(told.codes),
            }
            output.answer(answer, told.in_words)
    return 0
