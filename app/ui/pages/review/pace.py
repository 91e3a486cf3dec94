"""How fast the clerk decides, and how long the rest will take at that pace. No PySide6."""

from __future__ import annotations

from collections.abc import Callable

LONGEST_PAUSE = 120.0
ENOUGH = 5


class Pace:
    """Counts decisions and the time they took; a long pause is somebody at the counter.

    Args:
        clock: gives seconds that only ever grow.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last = clock()
        self._seconds = 0.0
        self._decided = 0

    def decided(self, records: int) -> None:
        """Count a decision."""
        now = self._clock()
        self._seconds += min(now - self._last, LONGEST_PAUSE)
        self._last = now
        self._decided += records

    def words(self, left: int) -> str:
        """Say how long the rest takes; empty while too little was decided to tell."""
        if self._decided < ENOUGH or not left:
            return ""
        return f"{_duration(self._seconds / self._decided * left)} at your pace"


def _duration(seconds: float) -> str:
    minutes = seconds / 60
    if minutes < 1.5:
        return "about a minute"
    if minutes < 90:
        return f"about {round(minutes)} minutes"
    hours = minutes / 60
    return f"about {hours:.1f} h".replace(".0 h", " h") if hours < 10 else f"about {hours:.0f} h"
