"""Just enough of the program's search language to prove the clerk's decisions.

It knows words, prefixes*, "phrases", AND, OR, NOT, groups, with:, from:, on:, before: and after:.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from marks import plain
from planted import ZONE, Planted

WORD = re.compile(r"[^\W_]+")
PIECE = re.compile(r'\(|\)|(?:\w+:)?"[^"]*"|[^\s()"]+')
Test = Callable[[Planted], bool]


def words(text: str) -> list[str]:
    """Cut a text into words as the word index does."""
    return WORD.findall(text.casefold())


def matches(query: str, record: Planted) -> bool:
    """Tell whether a record answers a query."""
    return _Parser(query).test()(record)


class _Parser:
    """Reads a query from left to right; NOT binds closest, then AND (also unspoken), then OR."""

    def __init__(self, query: str) -> None:
        self.pieces = PIECE.findall(query)

    def test(self) -> Test:
        tests = [self._both()]
        while self.pieces and self.pieces[0] == "OR":
            self.pieces.pop(0)
            tests.append(self._both())
        return lambda record: any(test(record) for test in tests)

    def _both(self) -> Test:
        tests = [self._one()]
        while self.pieces and self.pieces[0] not in ("OR", ")"):
            if self.pieces[0] == "AND":
                self.pieces.pop(0)
            tests.append(self._one())
        return lambda record: all(test(record) for test in tests)

    def _one(self) -> Test:
        piece = self.pieces.pop(0)
        if piece == "NOT":
            test = self._one()
            return lambda record: not test(record)
        if piece == "(":
            inside = self.test()
            self.pieces.pop(0)
            return inside
        return _leaf(piece)


def _leaf(piece: str) -> Test:
    if piece == "*":
        return lambda _record: True
    field, colon, value = piece.partition(":")
    if not colon or field.startswith('"'):
        return lambda record: any(_holds(text, piece) for text in searched(record))
    if field in ("on", "before", "after"):
        return _by_day(field, date.fromisoformat(value))
    if field == "with":
        return lambda record: any(_holds(person, value) for person in record.people)
    if field == "from":
        return lambda record: any(_holds(person, value) for person in record.people[:2])
    raise ValueError(f"the sample's clerk does not use {field}:")


def _by_day(field: str, day: date) -> Test:
    def there(record: Planted) -> date:
        return record.sent.astimezone(ZONE).date()

    tests: dict[str, Test] = {
        "on": lambda record: there(record) == day,
        "before": lambda record: there(record) < day,
        "after": lambda record: there(record) > day,
    }
    return tests[field]


def searched(record: Planted) -> tuple[str, ...]:
    """Give every text of a record that a bare word looks through."""
    own = (plain(record.text), plain(record.subject), record.conversation, record.attachment_text)
    own = (*own, plain(record.paper))
    return (*own, *record.people, *record.attachments)


def _holds(text: str, sought: str) -> bool:
    wanted, found = words(sought), words(text)
    if sought.endswith("*"):
        return any(word.startswith(wanted[0]) for word in found)
    return any(found[at : at + len(wanted)] == wanted for at in range(len(found) - len(wanted) + 1))
