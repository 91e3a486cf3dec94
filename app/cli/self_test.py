"""``self-test``: proves on this computer that the installed program goes the whole way."""

from __future__ import annotations

import json
import platform
import secrets
import tempfile
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

import app
from app.cli.desk import finished
from app.cli.files import write_text
from app.cli.output import Output
from app.errors import AppError
from app.workflow import sample as bundled
from app.workflow.demo import Demo
from app.workflow.open_vault import clerk_name, create
from app.workflow.self_test import Steps, unlike, walk

OpenWindow = Callable[[Sequence[str]], int]
PrintFile = Callable[[bytes, int, Path], None]
"""Prints a PDF of so many pages into a file."""


def add_to(
    commands: _SubParsersAction[ArgumentParser],
    open_window: OpenWindow,
    print_file: PrintFile | None,
) -> None:
    """Add this room's command."""
    test = commands.add_parser("self-test", help="prove that the program works here")
    test.add_argument("--window", action="store_true", help="open the window and print too")
    test.add_argument("--report", type=Path, metavar="FILE", help="write the answer to a file too")
    test.set_defaults(run=partial(_self_test, open_window, print_file))


def _self_test(
    open_window: OpenWindow, print_file: PrintFile | None, options: Namespace, output: Output
) -> int:
    steps, demo = Steps(), Demo()
    with tempfile.TemporaryDirectory(prefix="sunshine-desk-", ignore_cleanup_errors=True) as folder:
        try:
            demo = _walked(Path(folder), steps, output)
        except AppError as error:
            output.say(str(error))
        if options.window:
            steps.try_out("window", lambda: _opened(open_window))
            if print_file is not None and demo.packet is not None:
                steps.try_out("print", partial(_printed, print_file, demo, Path(folder)))
    steps.try_out("clean", lambda: f"{folder} is still there." if Path(folder).exists() else "")
    answer = _answer(steps, demo, asked=options.window)
    if options.report is not None:
        write_text(options.report, json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    passed = bool(answer["passed"])
    output.answer(answer, "Everything works." if passed else "Something differs.")
    return 0 if passed else 1


def _walked(folder: Path, steps: Steps, output: Output) -> Demo:
    with steps.step("vault"):
        vault = create(folder / "self-test.vault", secrets.token_urlsafe(24), clerk_name()).vault
    try:
        return walk(vault, bundled.load(), steps, lambda job: finished(job, output))
    finally:
        vault.close()


def _opened(open_window: OpenWindow) -> str:
    return "" if open_window(["--self-test"]) == 0 else "The window did not open or met a fault."


def _printed(print_file: PrintFile, demo: Demo, folder: Path) -> str:
    """Print the packet, of invented records alone, and hold what came out against it."""
    if demo.packet is None:
        return "There is nothing to print."
    built, goal = demo.packet.built, folder / "printed.pdf"
    print_file(built.data, built.pages, goal)
    return unlike(built.data, goal.read_bytes())


def _answer(steps: Steps, demo: Demo, *, asked: bool) -> dict[str, object]:
    differs = [row.what for row in demo.rows if not row.agrees]
    window = next((step.ok for step in steps.done if step.name == "window"), False)
    return {
        "passed": steps.ok and not differs and demo.packet is not None,
        "differs": differs,
        "pages": demo.packet.built.pages if demo.packet else 0,
        "window": window if asked else None,
        "steps": [asdict(step) for step in steps.done],
        "version": app.__version__,
        "python": platform.python_version(),
        "system": platform.platform(),
    }
