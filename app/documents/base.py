"""What the rooms of documents need from outside: somewhere safe to open hostile files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, Self, TypeVar, TypeVarTuple

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")


class Isolated(Protocol):
    """A process of its own that may die without harm; ``app.jobs.isolated.Child`` is one."""

    def call(
        self,
        function: Callable[[*Arguments], Result],
        *arguments: *Arguments,
        seconds: float | None = None,
    ) -> Result:
        """Run a function there; raises :class:`app.errors.ChildFailed`."""

    def close(self) -> None:
        """End the process; a further call starts a new one."""


class Holder:
    """Something that works in such a process, and ends it when it is left as a context."""

    def __init__(self, isolated: Isolated) -> None:
        self._isolated = isolated

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process; a further call starts a new one."""
        self._isolated.close()
