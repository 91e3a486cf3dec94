"""Counts what a backtracking search does, step by step, so that no clock is needed to judge it.

Runs the tree that :mod:`re` itself parses, the way its engine does (leftmost, greedy, trying
alternatives in order); one step is one node tried at one place of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from re import _constants as c  # the tree's own names
from re import _parser as parser
from typing import Any

Node = tuple[Any, Any]


class TooMany(Exception):
    """More steps were taken than allowed."""


class Steps:
    """One pattern, tried on texts.

    Attributes:
        taken: steps so far.
    """

    def __init__(self, pattern: re.Pattern[str], limit: int) -> None:
        self._tree = list(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
        self._small = bool(pattern.flags & re.IGNORECASE)
        self._limit = limit
        self.taken = 0
        self._text = ""

    def search_all(self, text: str) -> list[tuple[int, int]]:
        """Find as :meth:`re.Pattern.finditer` does."""
        self._text = text
        found, at = [], 0
        while at <= len(text):
            end = next(self._row(self._tree, 0, at, self._small), None)
            if end is None:
                at += 1
            else:
                found.append((at, end))
                at = end if end > at else at + 1
        return found

    def _row(self, row: Sequence[Node], index: int, at: int, small: bool) -> Iterator[int]:
        if index == len(row):
            yield at
            return
        for end in self._node(row[index], at, small):
            yield from self._row(row, index + 1, end, small)

    def _node(self, node: Node, at: int, small: bool) -> Iterator[int]:
        self.taken += 1
        if self.taken > self._limit:
            raise TooMany
        kind, value = node
        if kind in (c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN):
            if at < len(self._text) and self._fits(node, self._text[at], small):
                yield at + 1
        elif kind in (c.ASSERT, c.ASSERT_NOT, c.AT):
            if self._holds(node, at, small):
                yield at
        elif kind in (c.MAX_REPEAT, c.MIN_REPEAT):
            yield from self._repeat(kind is c.MAX_REPEAT, value, at, small)
        else:
            yield from self._inner(node, at, small)

    def _inner(self, node: Node, at: int, small: bool) -> Iterator[int]:
        kind, value = node
        if kind is c.BRANCH:
            for row in value[1]:
                yield from self._row(list(row), 0, at, small)
        elif kind is c.SUBPATTERN:
            _, more, less, row = value
            inner = (small or bool(more & re.IGNORECASE)) and not less & re.IGNORECASE
            yield from self._row(list(row), 0, at, inner)
        else:
            raise NotImplementedError(str(kind))

    def _holds(self, node: Node, at: int, small: bool) -> bool:
        kind, value = node
        if kind is c.AT:
            return self._is_at(value, at)
        return self._stands(value, at, small) is (kind is c.ASSERT)

    def _repeat(self, greedy: bool, value: Any, at: int, small: bool) -> Iterator[int]:
        least, most, row = value[0], value[1], list(value[2])
        if len(row) == 1 and row[0][0] in (c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN):
            yield from self._run(greedy, (least, most, row[0]), at, small)
            return
        yield from self._again(greedy, (least, most, row), at, 0, small)

    def _run(self, greedy: bool, value: Any, at: int, small: bool) -> Iterator[int]:
        least, most, node = value
        end = at
        while end < len(self._text) and end - at < most:
            self.taken += 1
            if not self._fits(node, self._text[end], small):
                break
            end += 1
        places = range(at + least, end + 1)
        for place in reversed(places) if greedy else places:
            self.taken += 1
            yield place

    def _again(self, greedy: bool, value: Any, at: int, done: int, small: bool) -> Iterator[int]:
        least, most, row = value
        if not greedy and done >= least:
            yield at
        if done < most:
            for end in self._row(row, 0, at, small):
                if end > at or done < least:
                    yield from self._again(greedy, value, end, done + 1, small)
        if greedy and done >= least:
            yield at

    def _stands(self, value: Any, at: int, small: bool) -> bool:
        direction, row = value
        start = at if direction > 0 else at - row.getwidth()[0]
        return start >= 0 and next(self._row(list(row), 0, start, small), None) is not None

    def _is_at(self, where: Any, at: int) -> bool:
        text = self._text
        if where in (c.AT_BEGINNING, c.AT_BEGINNING_STRING):
            return at == 0
        if where is c.AT_END:
            return at == len(text) or text[at:] == "\n"
        if where is c.AT_END_STRING:
            return at == len(text)
        before = at > 0 and _is_word(text[at - 1])
        behind = at < len(text) and _is_word(text[at])
        return (before != behind) is (where is c.AT_BOUNDARY)

    def _fits(self, node: Node, sign: str, small: bool) -> bool:
        kind, value = node
        if kind is c.ANY:
            return sign != "\n"
        signs = {sign, sign.lower(), sign.upper()} if small else {sign}
        if kind is c.LITERAL:
            return any(one == chr(value) for one in signs)
        if kind is c.NOT_LITERAL:
            return all(one != chr(value) for one in signs)
        negated = value[0][0] is c.NEGATE
        inside = any(
            _is_in(item, one) for item in value[negated:] for one in signs if len(one) == 1
        )
        return inside is not negated


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _is_in(item: Node, sign: str) -> bool:
    kind, value = item
    if kind is c.LITERAL:
        return sign == chr(value)
    if kind is c.RANGE:
        return value[0] <= ord(sign) <= value[1]
    name = str(value)
    answer = {"DIGIT": sign.isdecimal(), "SPACE": sign.isspace(), "WORD": _is_word(sign)}[
        name.rsplit("_", 1)[1]
    ]
    return answer is not ("_NOT_" in name)
