"""Does small tasks beside the window one after another; those wished last replace what waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.errors import AppError
from app.ui.ways import Asks

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Task(Generic[T]):
    """A question and who gets its answer."""

    question: Callable[[], T]
    came: Callable[[T], None]


class Turns:
    """One line of tasks. What was begun is finished; its answer is told unless all is dropped."""

    def __init__(self, asks: Asks, failed: Callable[[AppError], None]) -> None:
        self._asks = asks
        self._failed = failed
        self._waiting: list[Task[object]] = []
        self._busy = False

    def want(self, tasks: Sequence[Task[object]]) -> None:
        """Do these next, in this order, instead of those that wait."""
        self._waiting = list(tasks)
        self._next()

    def drop(self) -> None:
        """Forget everything; what was begun is not told."""
        self._waiting = []
        self._busy = False
        self._asks.silence()

    def _next(self) -> None:
        while self._waiting and not self._busy:
            task = self._waiting.pop(0)
            self._busy = True
            self._asks.ask(task.question, lambda found, t=task: self._came(t, found), self._fail)  # type: ignore[misc]  # mypy gives the default no type

    def _came(self, task: Task[object], found: object) -> None:
        self._busy = False
        task.came(found)
        self._next()

    def _fail(self, error: AppError) -> None:
        self._busy = False
        self._failed(error)
        self._next()
