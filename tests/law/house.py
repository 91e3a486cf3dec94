"""The program's own source, read as trees; what the laws of the house look at."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

Node = TypeVar("Node", bound=ast.AST)
ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"


@cache
def files() -> tuple[Path, ...]:
    return tuple(sorted(APP.rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def walked(path: Path) -> tuple[ast.AST, ...]:
    """Give every node of a module; each law looks at all of them."""
    return tuple(ast.walk(tree(path)))


def nodes(path: Path, kind: type[Node]) -> Iterator[Node]:
    return (node for node in walked(path) if isinstance(node, kind))


def imports(path: Path) -> Iterator[str]:
    """Give the full name of everything that a module imports."""
    for node in walked(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def names(path: Path) -> Iterator[tuple[str, int]]:
    """Give every name that a module gives to something, with its line."""
    for node in walked(path):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr, node.lineno


def parts(name: str) -> set[str]:
    """Split a name into its words: ``_MailStatus`` and ``mail_status`` are mail and status."""
    return {part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}
