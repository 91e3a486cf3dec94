"""Finds how far each answer stands under what it answers; it knows nothing but their numbers."""

from __future__ import annotations

DEEPEST = 4


class Threads:
    """The answers of one conversation, in the order in which they are printed."""

    def __init__(self) -> None:
        self._path: list[int] = []
        self._roots: dict[int, int] = {}

    def place(self, number: int, answers: int) -> tuple[int, bool]:
        """Give the depth of the next record, and whether its place alone tells what it answers.

        It does where that record, or another answer to it, stands right above it.
        """
        depth, is_clear = 0, not answers
        if answers in self._path:
            depth = self._path.index(answers) + 1
            is_clear = depth <= DEEPEST
        elif self._path and self._roots.get(answers) == self._path[0]:
            depth = 1
        self._path = [*self._path[:depth], number]
        self._roots[number] = self._path[0]
        return min(depth, DEEPEST), is_clear
