"""Errors that nobody expected are caught in three places and nowhere else."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from law.house import files, nodes, place

MAY_CATCH_ALL = {
    "app/jobs/runner.py",  # a job must end as an event
    "app/jobs/child.py",  # the runner inside the child process
    "app/ui/crash_dialog.py",  # the crash hook
}


def caught(handler: ast.ExceptHandler) -> set[str]:
    if handler.type is None:
        return {"everything"}
    return {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}


def raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


@pytest.mark.parametrize("path", files(), ids=place)
def test_that_a_module_catches_only_what_it_knows(path: Path) -> None:
    too_much = [
        f"line {handler.lineno}"
        for handler in nodes(path, ast.ExceptHandler)
        if caught(handler) & {"Exception", "BaseException", "everything"}
        and not raises_again(handler)
    ]
    assert place(path) in MAY_CATCH_ALL or not too_much


def test_that_the_law_names_files_that_exist() -> None:
    known = {place(path) for path in files()}
    assert known >= MAY_CATCH_ALL
