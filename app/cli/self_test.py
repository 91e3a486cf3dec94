"""``self-test``: proves on this computer that the installed program goes the whole way."""

from __future__ import annotations

import secrets
import tempfile
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from app.cli.desk import desk_over, finished
from app.cli.output import Output
from app.workflow import sample as bundled
from app.workflow.demo import run_demo
from app.workflow.open_vault import clerk_name, create


def add_to(
    commands: _SubParsersAction[ArgumentParser], open_window: Callable[[Sequence[str]], int]
) -> None:
    """Add this room's command."""
    test = commands.add_parser("self-test", help="prove that the program works here")
    test.add_argument("--window", action="store_true", help="open the window too")
    test.set_defaults(run=partial(_self_test, open_window))


def _self_test(
    open_window: Callable[[Sequence[str]], int], options: Namespace, output: Output
) -> int:
    with tempfile.TemporaryDirectory(prefix="sunshine-desk-") as folder:
        vault = create(
            Path(folder) / "self-test.vault", secrets.token_urlsafe(24), clerk_name()
        ).vault
        try:
            desk = desk_over(vault, clerk_name())
            demo = run_demo(
                vault,
                desk.law,
                desk.requests,
                bundled.load(),
                lambda job: finished(job, output),
            )
        finally:
            vault.close()
    window = open_window(["--self-test"]) == 0 if options.window else None
    differs = [row.what for row in demo.rows if not row.agrees]
    passed = not differs and window is not False
    answer: dict[str, object] = {
        "passed": passed,
        "differs": differs,
        "pages": demo.packet.built.pages if demo.packet else 0,
        "window": window,
    }
    output.answer(answer, "Everything works." if passed else "Something differs.")
    return 0 if passed else 1
