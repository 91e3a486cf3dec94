"""The terminal of the tests of whole ways; knows commands, not what they do."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import redirect_stdout
from typing import Any

import builders
import pytest

from app.cli import main as command_line
from app.cli.secret import VARIABLE


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, list[Any]]]:
    """Give what runs one command: its exit code and the JSON objects that it printed."""
    monkeypatch.setenv(VARIABLE, builders.PASSPHRASE)

    def run_it(*arguments: object) -> tuple[int, list[Any]]:
        printed = io.StringIO()
        with redirect_stdout(printed):
            code = command_line.main([*map(str, arguments), "--json"], lambda _: 0)
        return code, [json.loads(line) for line in printed.getvalue().splitlines()]

    return run_it
