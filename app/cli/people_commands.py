"""``people``: numbers, addresses and handles that are one person, joined and taken apart."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction

from app.cli.desk import opened
from app.cli.output import Output
from app.domain.ids import PersonId
from app.workflow.join_people import People, Proposal, Someone


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's commands."""
    people = commands.add_parser("people", help="join numbers and addresses into people")
    verbs = people.add_subparsers(required=True, metavar="VERB")
    show = verbs.add_parser("show", help="list people")
    show.add_argument("vault", metavar="VAULT")
    show.add_argument("--find", default="", metavar="WORDS", help="in names, numbers, addresses")
    show.set_defaults(run=_show)
    join = verbs.add_parser("join", help="say that some are one person")
    join.add_argument("vault", metavar="VAULT")
    join.add_argument("people", metavar="ID", type=int, nargs="+")
    join.add_argument("--name", default="", metavar="NAME", help="how they are called")
    join.set_defaults(run=_join)
    split = verbs.add_parser("split", help="take some out of whom they are joined with")
    split.add_argument("vault", metavar="VAULT")
    split.add_argument("people", metavar="ID", type=int, nargs="+")
    split.set_defaults(run=_split)
    name = verbs.add_parser("name", help="say how a person is called; empty takes it away")
    name.add_argument("vault", metavar="VAULT")
    name.add_argument("person", metavar="ID", type=int)
    name.add_argument("name", metavar="NAME")
    name.set_defaults(run=_name)
    suggest = verbs.add_parser("suggest", help="list who may be one person, and why")
    suggest.add_argument("vault", metavar="VAULT")
    suggest.set_defaults(run=_suggest)
    decline = verbs.add_parser("decline", help="say that some are not one person")
    decline.add_argument("vault", metavar="VAULT")
    decline.add_argument("people", metavar="ID", type=int, nargs="+")
    decline.set_defaults(run=_decline)
    undo = verbs.add_parser("undo", help="take back the last act on people")
    undo.add_argument("vault", metavar="VAULT")
    undo.set_defaults(run=_undo)


def _show(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        found = People(desk.vault, desk.who).everyone(options.find)
    if output.as_json:
        for one in found:
            output.answer(_answer(one), "")
    rows = [[int(one.id), one.display, one.records, _members(one)] for one in found]
    output.table(rows, ("ID", "Name", "Records", "Known as"))
    return 0 if found else 1


def _join(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        people = People(desk.vault, desk.who)
        people.join(_ids(options.people), options.name)
        joined = people.get(_ids(options.people[:1]))[0]
    output.answer(_answer(joined), f"Joined: {joined.display}.")
    return 0


def _split(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        people = People(desk.vault, desk.who)
        people.split(_ids(options.people))
        left = people.get(_ids(options.people))
    output.answer({"split": [_answer(one) for one in left]}, "Split.")
    return 0


def _name(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        people = People(desk.vault, desk.who)
        people.name(PersonId(options.person), options.name)
        named = people.get([PersonId(options.person)])[0]
    output.answer(_answer(named), f"Called {named.display}.")
    return 0


def _suggest(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        found = People(desk.vault, desk.who).suggestions()
    if output.as_json:
        for one in found:
            output.answer(_proposed(one), "")
    rows = [
        [" ".join(str(int(person)) for person in one.ids), one.alike.name, one.alike.why]
        for one in found
    ]
    output.table(rows, ("IDs", "Name", "Why"))
    return 0 if found else 1


def _decline(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        People(desk.vault, desk.who).decline(_ids(options.people))
    output.answer({"declined": options.people}, "Not suggested again.")
    return 0


def _undo(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        undone = People(desk.vault, desk.who).undo()
    output.answer({"undone": undone}, f"Undone: {undone}.")
    return 0


def _ids(numbers: list[int]) -> list[PersonId]:
    return [PersonId(number) for number in numbers]


def _members(one: Someone) -> str:
    return "; ".join(label for member in one.members for label in member.labels)


def _answer(one: Someone) -> dict[str, object]:
    members = [{"id": member.id, "known_as": list(member.labels)} for member in one.members]
    return {
        "id": one.id,
        "name": one.display,
        "called": one.called,
        "records": one.records,
        "members": members,
    }


def _proposed(one: Proposal) -> dict[str, object]:
    return {
        "people": list(one.ids),
        "name": one.alike.name,
        "why": one.alike.why,
        "sign": one.alike.sign.name.casefold(),
    }
