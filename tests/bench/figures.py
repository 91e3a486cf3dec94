"""Counts time and watches memory for the benches; knows nothing of what they measure."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterable
from typing import Self

import psutil


class Clock:
    """Counts from now on."""

    def __init__(self) -> None:
        self._begun, self._used = time.perf_counter(), time.process_time()

    @property
    def seconds(self) -> float:
        """Give the time that went by."""
        return time.perf_counter() - self._begun

    @property
    def cpu(self) -> float:
        """Give the processor's time of this process."""
        return time.process_time() - self._used

    def figures(self) -> dict[str, float]:
        """Give both."""
        return {"seconds": round(self.seconds, 1), "cpu_seconds": round(self.cpu, 1)}


class Peak:
    """Looks now and then how much memory this process and its children hold."""

    def __init__(self) -> None:
        self._used: dict[int, float] = {}
        self._own = self._children = self._all_own = self._all_children = 0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._all_own = max(self._all_own, _most_held(psutil.Process()))
        self._end.set()
        self._thread.join()

    @property
    def children_cpu(self) -> float:
        """Give the seconds that children used: as the system counts them, or else as seen."""
        ended = os.times()
        return max(ended.children_user + ended.children_system, sum(self._used.values()))

    def figures(self) -> dict[str, int]:
        """Give the most of both since this was asked last."""
        own, children = self._own, self._children
        self._own = self._children = 0
        return {"peak_mb": round(own / 1e6), "peak_children_mb": round(children / 1e6)}

    def of_all(self) -> dict[str, int]:
        """Give the most of both so far."""
        own, children = round(self._all_own / 1e6), round(self._all_children / 1e6)
        return {"peak_mb": own, "peak_children_mb": children}

    def _watch(self) -> None:
        process = psutil.Process()
        count = 0
        while not self._end.wait(0.05):
            self._own = max(self._own, process.memory_info().rss)
            self._all_own = max(self._all_own, self._own)
            count += 1
            if count % 10 == 0:
                with contextlib.suppress(psutil.Error):
                    self._look_at(process.children(recursive=True))

    def _look_at(self, children: Iterable[psutil.Process]) -> None:
        held = 0
        for one in children:
            held += one.memory_info().rss
            used = one.cpu_times()
            self._used[one.pid] = used.user + used.system
        self._children = max(self._children, held)
        self._all_children = max(self._all_children, held)


def _most_held(process: psutil.Process) -> int:
    """Give the most that a process ever held where the system tells it, else what it holds now."""
    held = process.memory_info()
    return int(getattr(held, "peak_wset", held.rss))
