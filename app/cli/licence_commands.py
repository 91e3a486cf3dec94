"""``licences``: what is shipped, under which licence, and the texts."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction

from app.cli.output import Output
from app.errors import AppError
from app.workflow.licences import Component, components


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's command."""
    licences = commands.add_parser("licences", help="what is shipped, and its licence texts")
    licences.add_argument("name", nargs="?", metavar="NAME", help="show the text of one part")
    licences.set_defaults(run=_licences)


def _licences(options: Namespace, output: Output) -> int:
    found = components()
    if options.name is not None:
        found = tuple(one for one in found if one.name.casefold() == options.name.casefold())
        if not found:
            raise AppError(f"Nothing named {options.name} is shipped.", "List all with licences.")
    for one in found:
        if output.as_json or options.name is not None:
            output.answer({**_told(one), "text": one.text()}, one.text())
    if options.name is None:
        rows = [[one.name, one.version, one.licence] for one in found]
        output.table(rows, ("Part", "Version", "Licence"))
    return 0


def _told(one: Component) -> dict[str, object]:
    return {"name": one.name, "version": one.version, "licence": one.licence}
