"""``update check | apply``: a signed file that was carried in; no network is asked."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from dataclasses import asdict
from pathlib import Path

import app
from app import paths
from app.cli.output import Output
from app.domain.updates import Update
from app.workflow.install_update import judge_for, plan, start
from app.workflow.update_file import UpdateRefused, check, take


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's commands."""
    update = commands.add_parser("update", help="check or install a signed update")
    verbs = update.add_subparsers(required=True, metavar="VERB")
    for name, run, words in (
        ("check", _check, "is it signed, whole and newer?"),
        ("apply", _apply, "check it, then install it or say how"),
    ):
        verb = verbs.add_parser(name, help=words)
        verb.add_argument("file", metavar="FILE.sdupdate", type=Path)
        verb.set_defaults(run=run)


def _check(options: Namespace, output: Output) -> int:
    try:
        update = check(options.file, judge_for(options.policy))
    except UpdateRefused as refused:
        output.answer({"good": False, "reason": refused.what}, str(refused))
        return 1
    words = f"Version {update.version} is signed and whole, and newer than {app.__version__}."
    output.answer({"good": True, **_told(update)}, words)
    return 0


def _apply(options: Namespace, output: Output) -> int:
    taken = take(options.file, judge_for(options.policy), paths.update_folder())
    what = plan(taken)
    if what.command:
        start(what.command)
    told = {**_told(taken.update), "installer": str(taken.installer), "started": bool(what.command)}
    output.answer(told, what.words)
    return 0


def _told(update: Update) -> dict[str, object]:
    return {**asdict(update), "installed": app.__version__}
