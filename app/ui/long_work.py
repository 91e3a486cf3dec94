"""Decides what the strip of long work shows. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.jobs.events import Event, Failed, Finished, Progress, Started, Stopped


@dataclass(frozen=True, slots=True)
class WorkState:
    """One piece of long work as the strip shows it.

    Attributes:
        parts: how far in thousandths; None where it cannot be known.
    """

    title: str
    amount: str = "waiting for its turn"
    parts: int | None = None
    stopping: bool = False


class LongWork:
    """Keeps the work that runs or waits, in the order in which it was begun."""

    def __init__(self, show: Callable[[tuple[WorkState, ...]], None]) -> None:
        self._show = show
        self._rows: dict[int, WorkState] = {}
        self._count = 0

    @property
    def running(self) -> bool:
        """Say whether anything runs or waits."""
        return bool(self._rows)

    def begun(self, title: str) -> int:
        """Show a new piece; gives the number by which it is spoken of."""
        self._count += 1
        self._rows[self._count] = WorkState(title)
        self._tell()
        return self._count

    def told(self, number: int, event: Event) -> None:
        """Take up what a piece of work says of itself."""
        row = self._rows.get(number)
        if row is None:
            return
        if isinstance(event, Finished | Stopped | Failed):
            del self._rows[number]
        elif isinstance(event, Started):
            self._rows[number] = replace(row, amount="")
        else:
            self._rows[number] = _moved(row, event)
        self._tell()

    def at(self, position: int) -> int | None:
        """Give the number of the piece shown at a position."""
        numbers = list(self._rows)
        return numbers[position] if 0 <= position < len(numbers) else None

    def stopping(self, number: int) -> None:
        """Say of a piece that it is to stop."""
        if number in self._rows:
            self._rows[number] = replace(self._rows[number], stopping=True)
            self._tell()

    def _tell(self) -> None:
        self._show(tuple(self._rows.values()))


def _moved(row: WorkState, progress: Progress) -> WorkState:
    if not progress.total:
        note = f"{progress.note} " if progress.note else ""
        return replace(row, amount=f"{note}{progress.done:,}".strip(), parts=None)
    parts = min(1000, progress.done * 1000 // progress.total)
    if progress.total > 5_000_000:
        amount = f"{parts // 10} %"
    else:
        amount = f"{progress.done:,} of {progress.total:,}"
    return replace(row, amount=f"{progress.note} {amount}".strip(), parts=parts)
