"""What a Python file imports, read and not run; knows no test."""

from __future__ import annotations

import ast
from pathlib import Path


def imported_by(path: Path) -> set[str]:
    """Give the names of the packages that a file imports anywhere in it."""
    asked = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            asked |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            asked.add(str(node.module).split(".")[0])
    return asked
