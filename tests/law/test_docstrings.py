"""Every module says in its first sentence what it holds."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from law.house import ROOT, files, place, tree


@pytest.mark.parametrize("path", files(), ids=place)
def test_that_a_module_says_what_it_holds(path: Path) -> None:
    docstring = ast.get_docstring(tree(path)) or ""
    first = docstring.split("\n\n")[0]
    assert len(first) >= 20
    assert first[0].isupper() or first.startswith("``")
    assert first.rstrip().endswith((".", ":"))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests").rglob("test_*.py")), ids=lambda path: path.stem
)
def test_that_a_test_file_says_what_it_holds_and_names_its_tests_as_sentences(path: Path) -> None:
    parsed = tree(path)
    assert ast.get_docstring(parsed)
    tests = [
        node.name for node in ast.walk(parsed)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
    ]  # fmt: skip
    assert not [name for name in tests if name.count("_") < 3]
