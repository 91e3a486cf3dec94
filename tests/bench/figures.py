"""Counts time and watches memory for the benches; knows nothing of what they measure."""

from __future__ import annotations

import contextlib
import threading
import time
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
        self._own = self._children = self._all_own = self._all_children = 0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._all_own = max(self._all_own, psutil.Process().memory_info().rss)
        self._end.set()
        self._thread.join()

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
                    held = sum(one.memory_info().rss for one in process.children(recursive=True))
                    self._children = max(self._children, held)
                    self._all_children = max(self._all_children, held)
