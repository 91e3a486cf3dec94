"""How long files and functions may be, how many arguments and branches they may have."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from law.house import files, nodes, place

FILE, FILE_MEDIAN = 400, 120
FUNCTION, FUNCTION_MEDIAN = 40, 8
ARGUMENTS, COMPLEXITY = 5, 8

Function = ast.FunctionDef | ast.AsyncFunctionDef
_BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler)
_NESTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def functions(path: Path) -> list[Function]:
    return [*nodes(path, ast.FunctionDef), *nodes(path, ast.AsyncFunctionDef)]


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def arguments(function: Function) -> int:
    given = function.args
    every = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    return sum(1 for one in every if one.arg not in {"self", "cls"})


def complexity(function: Function) -> int:
    return 1 + sum(_branches(node) for node in _own(function))


def _branches(node: ast.AST) -> int:
    if isinstance(node, ast.Match):
        last = node.cases[-1].pattern
        open_ended = isinstance(last, ast.MatchAs) and last.pattern is None
        return len(node.cases) - open_ended
    return int(isinstance(node, _BRANCHES))


def _own(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, _NESTED):
            yield child
            yield from _own(child)


def is_migration(path: Path) -> bool:
    """A migration is a list of statements, long by nature and never changed."""
    return "/migrations/versions/" in place(path)


@pytest.mark.parametrize("path", files(), ids=place)
def test_that_a_file_and_its_functions_stay_small(path: Path) -> None:
    assert lines(path) <= FILE
    too_long = [one.name for one in functions(path) if length(one) > FUNCTION]
    too_wide = [one.name for one in functions(path) if arguments(one) > ARGUMENTS]
    too_branched = [one.name for one in functions(path) if complexity(one) > COMPLEXITY]
    assert is_migration(path) or not too_long
    assert not too_wide
    assert not too_branched


def test_that_files_and_functions_are_small_as_a_rule() -> None:
    assert median(lines(path) for path in files()) <= FILE_MEDIAN
    every = [length(one) for path in files() for one in functions(path)]
    assert len(every) > 500
    assert median(every) <= FUNCTION_MEDIAN


def test_that_the_measures_measure() -> None:
    source = (
        "def f(self, a, *, b):\n    if a:\n        for _ in b:\n            pass\n    return 1\n"
    )
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    assert (length(function), arguments(function), complexity(function)) == (5, 2, 3)
