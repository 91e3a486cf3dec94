"""Reads tables out of texts: a line that names columns, and the cells below; knows no kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.domain.spans import Span

SIGNS = "\t|,;"
LEAST_COLUMNS = 3
_LONGEST_HEAD = 40
_CELL = {sign: re.compile(rf'(?:"[^"\n]*"|[^{re.escape(sign)}"\n]+|"(?=[^\n]))*') for sign in SIGNS}
_RULE = re.compile(r"[\s|+:=-]*")
_HEAD_WORD = re.compile(r"[^\W_]+|#")

Heads = Callable[[str], str]
"""Gives what a column's name means, for example a kind; empty where it means nothing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell below a column's name.

    Attributes:
        means: what the column's name means.
    """

    means: str
    span: Span


def may_hold_table(text: str) -> bool:
    """Say whether a text has lines and enough signs between cells."""
    return "\n" in text and any(text.count(sign) >= LEAST_COLUMNS for sign in SIGNS)


def cells(text: str, means: Heads) -> Iterator[Cell]:
    """Give the cells whose column has a name that means something.

    A head is a line of three columns at least, of which two mean something and none holds
    a number; rows are the lines below that have as many columns.
    """
    head: list[str] = []
    sign = ""
    for start, line in _lines(text):
        if line and _RULE.fullmatch(line):
            continue
        row = _parted(line, sign) if head else []
        if row and abs(len(row) - len(head)) <= 1:
            yield from _filled(start, line, head, row)
        else:
            sign, head = _as_head(line, means)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _as_head(line: str, means: Heads) -> tuple[str, list[str]]:
    for sign in SIGNS:
        if line.count(sign) < LEAST_COLUMNS - 1:
            continue
        names = [line[a:b] for a, b in _parted(line, sign)]
        if any(len(name) > _LONGEST_HEAD or sum(map(str.isdigit, name)) > 1 for name in names):
            continue
        meant = [means(head_words(name)) for name in names]
        if len(names) >= LEAST_COLUMNS and sum(map(bool, meant)) > 1:
            return sign, meant
    return "", []


def head_words(name: str) -> str:
    """Give a column's name in small letters with single blanks: ``Driver's Lic. #``."""
    return " ".join(_HEAD_WORD.findall(name.lower().replace("'", "")))


def _parted(line: str, sign: str) -> list[tuple[int, int]]:
    """Give start and end of each cell of a line; a quoted cell may hold the sign."""
    found, at = [], 0
    if sign == "|":
        at, line = len(line) - len(line.lstrip(" |")), line.rstrip(" |")
    while at <= len(line):
        match = _CELL[sign].match(line, at)
        end = match.end() if match else at
        found.append((at, end))
        at = end + 1
    return found if len(found) >= LEAST_COLUMNS else []


def _filled(start: int, line: str, head: list[str], row: list[tuple[int, int]]) -> Iterator[Cell]:
    for meant, (a, b) in zip(head, row, strict=False):
        value = line[a:b].strip(' "\t')
        if meant and value:
            at = start + a + line[a:b].index(value)
            yield Cell(meant, Span(at, at + len(value)))
