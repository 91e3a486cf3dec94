"""``elsewhere``: where else the words of one place stand in a request, and to withhold them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction

from app.cli.desk import Desk, opened
from app.cli.output import Output
from app.detect.likeness import Likeness
from app.domain.ids import RecordId
from app.domain.redaction import Field, Place, RegionTarget, SpanTarget
from app.domain.spans import Span
from app.errors import AppError
from app.jobs.isolated import Child
from app.workflow.alike import Hit
from app.workflow.decide import Decider
from app.workflow.elsewhere import Elsewhere, apply_elsewhere
from app.workflow.page_likeness import PageLikeness


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's command."""
    command = commands.add_parser("elsewhere", help="find the words of one place everywhere else")
    command.add_argument("vault", metavar="VAULT")
    command.add_argument("number", metavar="NUMBER")
    command.add_argument("record", metavar="RECORD", type=int)
    command.add_argument("span", metavar="AT", type=int, nargs=2, help="start and end of the words")
    command.add_argument("--field", type=Field, choices=list(Field), default=Field.TEXT)
    command.add_argument("--index", type=int, default=0, help="which party or attachment")
    command.add_argument("--pages", action="store_true", help="look at pages of attachments too")
    command.add_argument(
        "--withhold", action="append", default=[], metavar="CODE", help="withhold what is found"
    )
    command.add_argument(
        "--likeness", action="append", type=Likeness, choices=list(Likeness), metavar="L",
        help="only places of this likeness, such as same or spelling",
    )  # fmt: skip
    command.set_defaults(run=_elsewhere)


def _elsewhere(options: Namespace, output: Output) -> int:
    with opened(options) as desk, Child() as child:
        request = desk.request(options.number)
        pages = PageLikeness(desk.vault, child) if options.pages else None
        place = _place(options)
        try:
            found = Elsewhere(desk.vault, request, pages=pages).of_place(*place)
        except (KeyError, IndexError) as error:
            raise AppError(
                f"Record {options.record} has no such text.", "Look the record up with records."
            ) from error
        wanted = set(options.likeness or Likeness)
        hits = [hit for hit in found if hit.likeness in wanted]
        for hit in hits:
            output.answer(_answer(hit), _words(hit))
        if options.withhold:
            _withhold(desk, options, hits, output)
    return 0


def _withhold(desk: Desk, options: Namespace, hits: list[Hit], output: Output) -> None:
    decider = Decider(desk.vault, desk.request(options.number), desk.who)
    output.say(apply_elsewhere(decider, hits, options.withhold).sentence)


def _place(options: Namespace) -> tuple[RecordId, SpanTarget]:
    start, end = options.span
    if not 0 <= start < end:
        raise AppError("The place is none.", "Give where the words start and where they end.")
    target = SpanTarget(Span(start, end), Place(options.field, options.index))
    return RecordId(options.record), target


def _answer(hit: Hit) -> dict[str, object]:
    told: dict[str, object] = {"record": hit.record, "field": hit.place.field.value}
    first = hit.targets[0]
    if isinstance(first, SpanTarget):
        told |= {"index": hit.place.index, "span": [first.span.start, first.span.end]}
    else:
        regions = [one.region for one in hit.targets if isinstance(one, RegionTarget)]
        told |= {"attachment": first.attachment, "page": first.region.page}
        told["regions"] = [[one.left, one.top, one.right, one.bottom] for one in regions]
    return told | {"likeness": hit.likeness.value, "withheld": hit.withheld}


def _words(hit: Hit) -> str:
    stands = " (withheld)" if hit.withheld else ""
    return f"{hit.record:>8}  {hit.place.field.value}  {hit.likeness.value}{stands}"
