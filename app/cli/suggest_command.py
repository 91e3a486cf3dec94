"""``suggest``: what might have to be redacted, one by one or in groups, and to settle groups."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.cli.desk import Desk, finished, opened
from app.cli.files import lines_of
from app.cli.output import Output
from app.cli.scan_languages import add_language, languages_of
from app.detect.suggest import Suggestion, suggestions
from app.domain.languages import Languages
from app.domain.redaction import RegionTarget
from app.domain.requests import Request
from app.errors import AppError
from app.jobs.isolated import Child
from app.workflow.decide import Decider
from app.workflow.gather_pages import PageGathering
from app.workflow.gather_suggestions import Gathering, SuggestionGroup, used_codes
from app.workflow.proposing import Codes, Proposing
from app.workflow.read_pages import PageReader
from app.workflow.review import ReviewRoom
from app.workflow.settle_group import Taken, accept_groups, decline_groups, spare_groups


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's command."""
    command = commands.add_parser("suggest", help="list what might have to be redacted")
    command.add_argument("vault", metavar="VAULT", nargs="?")
    command.add_argument("number", metavar="NUMBER", nargs="?")
    command.add_argument("--text", type=Path, metavar="FILE", help="one text a line, no vault")
    command.add_argument("--texts-only", action="store_true", help="look at no drawn page")
    add_language(command)
    command.add_argument("--groups", action="store_true", help="list equal ones in groups")
    command.add_argument(
        "--settle", action="append", default=[], metavar="KEY", help="withhold all of a group"
    )
    how = command.add_mutually_exclusive_group()
    how.add_argument(
        "--exemptions", nargs="+", default=[], metavar="CODE", help="under these, not as proposed"
    )
    how.add_argument("--decline", action="store_true", help="say that the groups are none")
    how.add_argument("--never-redact", action="store_true", help="put them on that list, too")
    command.set_defaults(run=_suggest)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The request of which something is suggested; without ``pages`` texts alone are read."""

    desk: Desk
    request: Request
    room: ReviewRoom
    pages: PageGathering | None

    def read_pages(self, languages: Languages, output: Output) -> None:
        """Read what nobody read yet, and look through all."""
        if self.pages is not None:
            if self.pages.unread(languages):
                finished(self.pages.reading(languages), output)
            self.pages.read(self.pages.left())

    def groups(self) -> list[SuggestionGroup]:
        gathering = Gathering(self.desk.vault, self.request, self.room, self.pages)
        gathering.read(gathering.left())
        return gathering.groups()

    def proposing(self) -> Proposing:
        desk, request = self.desk, self.request
        proposing = Proposing(desk.law.get(request.details.jurisdiction).exemptions)
        proposing.learn(used_codes(desk.vault, request, self.room.suggesting()))
        return proposing


def _suggest(options: Namespace, output: Output) -> int:
    if options.text is not None:
        _in_file(options.text, output)
        return 0
    if options.vault is None or options.number is None:
        raise AppError("No vault and request are named.", "Name both, or give a file with --text.")
    with opened(options) as desk, Child() as child:
        request = desk.request(options.number)
        room = ReviewRoom(desk.vault, request)
        pages = PageGathering(desk.vault, request, room, PageReader(desk.vault, child))
        asked = _Asked(desk, request, room, None if options.texts_only else pages)
        asked.read_pages(languages_of(options), output)
        if options.settle:
            _settle(asked, options, output)
        elif options.groups:
            proposing = asked.proposing()
            for group in asked.groups():
                _print_group(output, group, _codes(group, proposing))
        else:
            _one_by_one(asked, output)
    return 0


def _in_file(path: Path, output: Output) -> None:
    for number, line in enumerate(lines_of(path), start=1):
        for one in suggestions(line):
            _print_suggestion(output, number, one)


def _one_by_one(asked: _Asked, output: Output) -> None:
    for record, placed in asked.room.all_suggestions():
        _print_suggestion(output, record, placed.suggestion, placed.place.field.value)
    for record, found in asked.pages.open() if asked.pages is not None else ():
        for target in found.targets:
            _print_region(output, record, target, found.suggestion)


def _settle(asked: _Asked, options: Namespace, output: Output) -> None:
    groups, proposing = asked.groups(), asked.proposing()
    chosen = [_named(groups, key) for key in dict.fromkeys(options.settle)]
    decider = Decider(asked.desk.vault, asked.request, asked.desk.who)
    given = tuple(options.exemptions)
    if options.decline:
        done = decline_groups(decider, [Taken(group) for group in chosen])
    elif options.never_redact:
        done = spare_groups(decider, [Taken(group) for group in chosen])
    else:
        taken = [Taken(group, given or _codes(group, proposing)) for group in chosen]
        bare = next((one.group for one in taken if not one.codes), None)
        if bare is not None:
            raise AppError(
                f"No exemption is proposed for {bare.key}.", "Name one with --exemptions."
            )
        done = accept_groups(decider, taken)
    output.answer({"groups": len(chosen), "records": done.records}, f"{done.sentence}.")


def _codes(group: SuggestionGroup, proposing: Proposing) -> Codes:
    return proposing.of(group.kind, group.listed, group.codes).codes


def _named(groups: Sequence[SuggestionGroup], key: str) -> SuggestionGroup:
    for group in groups:
        if group.key == key:
            return group
    raise AppError(f"No open group is called {key}.", "See what they are called with --groups.")


def _print_group(output: Output, group: SuggestionGroup, codes: Codes) -> None:
    answer = {
        "key": group.key,
        "kind": group.kind,
        "level": group.level,
        "words": group.words,
        "places": len(group.found),
        "records": [int(record) for record in group.records],
        "exemptions": list(codes),
        "why": group.why,
    }
    places = f"{len(group.found):>6,}"
    under = " + ".join(codes) or "you choose"
    output.answer(answer, f"{group.key:<28} {places}  {group.words}  ({group.level}; {under})")


def _print_suggestion(output: Output, record: int, one: Suggestion, field: str = "text") -> None:
    answer = {
        "record": record,
        "span": [one.span.start, one.span.end],
        "field": field,
        "kind": one.kind,
        "level": one.level,
        "why": one.why,
    }
    where = f"{one.span.start}-{one.span.end}"
    output.answer(answer, f"{record:>8}  {where}  {one.kind} ({one.level}): {one.why}")


def _print_region(output: Output, record: int, target: RegionTarget, one: Suggestion) -> None:
    """Print a place on a page; what is broken over two lines is two places of one kind."""
    region = target.region
    answer = {
        "record": record,
        "attachment": target.attachment,
        "page": region.page,
        "region": [region.left, region.top, region.right, region.bottom],
        "field": "page",
        "kind": one.kind,
        "level": one.level,
        "why": one.why,
    }
    where = f"attachment {target.attachment}, page {region.page}"
    output.answer(answer, f"{record:>8}  {where}  {one.kind} ({one.level}): {one.why}")
