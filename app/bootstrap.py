"""The composition root: makes each object once and joins the rooms."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, or run one command where one is named; gives the exit code."""
    multiprocessing.freeze_support()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given:
        return open_window([])
    from app.cli.main import main as run_command

    return run_command(given, open_window)


def open_window(arguments: Sequence[str]) -> int:
    """Open the window; imported late, so that commands never load PySide6."""
    from app.ui.application import run

    return run(arguments)
