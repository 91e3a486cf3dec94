"""The command line: reads the arguments, runs one command, gives its exit code.

Exit codes: 0 done; 1 done, and the answer is no; 2 could not.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable, Sequence
from pathlib import Path

import app
from app.cli import (
    attachment_commands,
    audit_commands,
    certificate_commands,
    coverage_commands,
    deliver_command,
    demo_command,
    elsewhere_command,
    licence_commands,
    list_commands,
    mapping_commands,
    near_copies_command,
    packet_commands,
    people_commands,
    recognise_command,
    record_commands,
    register_commands,
    request_commands,
    review_pass_commands,
    self_test,
    source_commands,
    suggest_command,
    under_policy,
    update_commands,
    vault_commands,
    view_commands,
)
from app.cli.output import Output
from app.errors import AppError, QueryMistake
from app.settings.policy import Policy

OpenWindow = Callable[[Sequence[str]], int]
COULD_NOT = 2

_ROOMS = (
    vault_commands,
    source_commands,
    recognise_command,
    record_commands,
    request_commands,
    suggest_command,
    list_commands,
    mapping_commands,
    register_commands,
    coverage_commands,
    people_commands,
    elsewhere_command,
    near_copies_command,
    review_pass_commands,
    view_commands,
    packet_commands,
    deliver_command,
    attachment_commands,
    certificate_commands,
    audit_commands,
    demo_command,
    update_commands,
    licence_commands,
)


def main(
    arguments: Sequence[str],
    open_window: OpenWindow,
    policy: Policy | None = None,
    print_file: self_test.PrintFile | None = None,
) -> int:
    """Run one command under a policy.

    Args:
        arguments: the command's words.
        open_window: called where the command asks for the window.
        policy: what an IT department fixed on this computer.
        print_file: prints into a file, for the self-test with the window.
    """
    options = _parser(open_window, print_file).parse_args(arguments)
    output = Output(as_json=options.json)
    options.policy = policy or Policy()
    for warning in options.policy.warnings:
        output.say(warning)
    run: Callable[[Namespace, Output], int] = options.run
    try:
        under_policy.refuse(options.policy, options.command, options)
        under_policy.fix(options.policy, options)
        return run(options, output)
    except QueryMistake as mistake:
        output.say(f"{mistake} (at character {mistake.position + 1})")
        return COULD_NOT
    except AppError as error:
        output.say(str(error))
        return COULD_NOT
    except KeyboardInterrupt:
        output.say("Stopped. What was done so far is kept.")
        return COULD_NOT
    except BrokenPipeError:
        sys.stderr.close()
        return COULD_NOT


def _parser(
    open_window: OpenWindow, print_file: self_test.PrintFile | None = None
) -> ArgumentParser:
    parser = ArgumentParser(
        prog="sunshine-desk",
        description="Answers public-records requests from exports, offline.",
    )
    parser.add_argument("--version", action="version", version=app.__version__)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    window = commands.add_parser("window", help="open the window")
    window.add_argument("--close", action="store_true", help="close it soon, to measure")
    window.set_defaults(run=lambda asked, _: open_window(["--self-test"] if asked.close else []))
    for room in _ROOMS:
        room.add_to(commands)
    self_test.add_to(commands, open_window, print_file)
    for each in _leaves(commands):
        each.set_defaults(command=_words_of(each))
        each.add_argument("--json", action="store_true", help="answer in JSON")
        each.add_argument("--passphrase-file", type=Path, metavar="F", help="file with one line")
    return parser


def _words_of(command: ArgumentParser) -> str:
    """Give the words of a command as they are typed, without the names of its values."""
    return " ".join(word for word in command.prog.split()[1:] if word.islower())


def _leaves(commands: _SubParsersAction[ArgumentParser]) -> list[ArgumentParser]:
    """List the commands that have no commands of their own, each once."""
    leaves: dict[int, ArgumentParser] = {}
    for parser in commands.choices.values():
        nested = [a for a in parser._actions if isinstance(a, _SubParsersAction)]  # noqa: SLF001 - argparse has no public way to ask
        found = [leaf for action in nested for leaf in _leaves(action)] if nested else [parser]
        leaves.update((id(leaf), leaf) for leaf in found)
    return list(leaves.values())
