"""Measures the longest time in which the window did not answer."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 5


class Heartbeat(QObject):
    """Beats in the window's thread; a late beat is a stall.

    Attributes:
        longest_ms, own_ms: the longest stall, and how much of it this process was computing; the
            rest the computer gave to other programs.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._last = 0.0
        self._longest = self._own = self._worked = 0.0

    @property
    def longest_ms(self) -> float:
        """Give the longest stall since the start in milliseconds."""
        return self._longest * 1000

    @property
    def own_ms(self) -> float:
        """Give the processor time of this process in the longest stall in milliseconds."""
        return self._own * 1000

    def start(self) -> None:
        """Begin to measure."""
        self._last, self._worked = time.perf_counter(), time.process_time()
        self._longest = self._own = 0.0
        self._timer.start()

    def stop(self) -> float:
        """Stop measuring; gives the longest stall in milliseconds."""
        self._beat()
        self._timer.stop()
        return self.longest_ms

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.process_time()
        late = now - self._last - BEAT_MS / 1000
        if late > self._longest:
            self._longest, self._own = late, worked - self._worked
        self._last, self._worked = now, worked
