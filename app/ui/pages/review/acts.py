"""Does what the clerk decides in its order, and loses none of it. No PySide6."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

from app.errors import AppError
from app.ui.ways import Asks

T = TypeVar("T")


class _Act(Generic[T]):
    """One act; done once, whoever comes first."""

    def __init__(self, act: Callable[[], T]) -> None:
        self._act = act
        self._claim = threading.Lock()
        self._over = threading.Event()

    def __call__(self) -> T | None:
        if not self._claim.acquire(blocking=False):
            return None
        try:
            return self._act()
        finally:
            self._over.set()

    def finish(self) -> None:
        """Do it if nobody has begun, otherwise wait until it is done."""
        self()
        self._over.wait()


class Acts:
    """A line of acts, done one after another beside the window.

    A newer question silences an older one in a line of questions; an act must never be lost
    that way, so only one is asked at a time and the others wait here.
    """

    def __init__(self, asks: Asks, failed: Callable[[AppError], None]) -> None:
        self._asks = asks
        self._failed = failed
        self._waiting: deque[tuple[_Act[object], Callable[[object], None]]] = deque()
        self._now: _Act[object] | None = None
        self._then: list[Callable[[], None]] = []

    def do(self, act: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do an act when those before it are done; ``done`` gets what came of it."""
        self._waiting.append((_Act(act), done))  # type: ignore[arg-type]  # the pair belongs together
        if self._now is None:
            self._next()

    def then(self, follow: Callable[[], None]) -> None:
        """Do something in the window once all acts until now are done."""
        if self._now is None and not self._waiting:
            follow()
        else:
            self._then.append(follow)

    @property
    def waiting(self) -> bool:
        """Say whether a further act waits for its turn."""
        return bool(self._waiting)

    def rest(self) -> Callable[[], None] | None:
        """Give what must still be done before the vault is closed; None where nothing waits."""
        left = ([self._now] if self._now else []) + [act for act, _ in self._waiting]
        self._waiting.clear()
        if not left:
            return None

        def finish() -> None:
            for act in left:
                act.finish()

        return finish

    def _next(self) -> None:
        if not self._waiting:
            follow, self._then = self._then, []
            for one in follow:
                one()
            return
        act, done = self._waiting.popleft()
        self._now = act

        def answered(result: object) -> None:
            self._now = None
            done(result)
            if self._now is None:
                self._next()

        def failed(error: AppError) -> None:
            self._now = None
            self._failed(error)
            if self._now is None:
                self._next()

        self._asks.ask(act, answered, failed)
