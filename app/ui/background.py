"""The one bridge between work beside the window and the window; knows no page."""

from __future__ import annotations

import queue
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.errors import AppError
from app.jobs.events import Event, Failed, Finished, Job, Progress, Stopped
from app.ui.services import RunsJobs, StopsJob

T = TypeVar("T")
Deliver = Callable[[], None]

UPDATES_EACH_MS = 100
READERS = 2


class Background(QObject):
    """Carries events and answers from other threads into the window's thread.

    Everything goes through one queue that is emptied in the window's thread: at once for
    answers and ends, at most ten times a second for progress.
    """

    _rang = Signal()

    def __init__(self, bug: Callable[[BaseException], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bug = bug
        self._post: queue.SimpleQueue[Deliver] = queue.SimpleQueue()
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._running: dict[int, _Work] = {}
        self._rang.connect(self._empty, Qt.ConnectionType.QueuedConnection)
        self._clock = QTimer(self)
        self._clock.setInterval(UPDATES_EACH_MS)
        self._clock.timeout.connect(self._tell_progress)

    @property
    def busy(self) -> bool:
        """Say whether long work runs."""
        return bool(self._running)

    def start(self, lane: RunsJobs, job: Job, told: Callable[[Event], None]) -> StopsJob:
        """Hand a job to the lane; ``told`` is called in the window's thread."""
        work = _Work(told)
        handle = lane.submit(job, lambda event: self._take(work, event))
        self._running[id(work)] = work
        self._clock.start()
        return handle

    def asks(self) -> QueryRunner:
        """Make a new line of questions."""
        return QueryRunner(self)

    def aside(self, question: Callable[[], T], done: Callable[[Future[T]], None]) -> Future[T]:
        """Work out a question in a reader's thread; ``done`` is called in the window's."""
        future = self._readers.submit(question)
        future.add_done_callback(lambda ready: self._later(lambda: done(ready)))
        return future

    def bug(self, error: BaseException) -> None:
        """Hand a fault of the program's own to the crash dialog."""
        self._bug(error)

    def close(self) -> None:
        """End the readers; what was begun is answered now, what waits is not begun."""
        self._clock.stop()
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._empty()
        self._running.clear()

    def _take(self, work: _Work, event: Event) -> None:
        """Receive an event in the lane's thread."""
        if isinstance(event, Progress):
            work.latest = event
        else:
            self._later(lambda: self._told(work, event))

    def _later(self, deliver: Deliver) -> None:
        self._post.put(deliver)
        self._rang.emit()

    def _empty(self) -> None:
        while not self._post.empty():
            self._post.get()()

    def _told(self, work: _Work, event: Event) -> None:
        if isinstance(event, Finished | Stopped | Failed):
            self._running.pop(id(work), None)
            work.tell_progress()
        if not self._running:
            self._clock.stop()
        work.told(event)

    def _tell_progress(self) -> None:
        for work in list(self._running.values()):
            work.tell_progress()


class QueryRunner:
    """A line of questions in which a newer one silences the older."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._latest = 0
        self._cancel: Callable[[], object] | None = None

    def ask(
        self,
        question: Callable[[], T],
        answered: Callable[[T], None],
        failed: Callable[[AppError], None],
    ) -> None:
        """Work out ``question`` in another thread; then call one of the others in the window's."""
        self.silence()
        turn = self._latest

        def done(future: Future[T]) -> None:
            if turn != self._latest or future.cancelled():
                return
            error = future.exception()
            if error is None:
                answered(future.result())
            elif isinstance(error, AppError):
                failed(error)
            else:
                self._background.bug(error)

        self._cancel = self._background.aside(question, done).cancel

    def silence(self) -> None:
        """Forget the open question; it is not even begun where it still waits."""
        self._latest += 1
        if self._cancel is not None:
            self._cancel()
            self._cancel = None


class _Work:
    """One running job: whom to tell, and the latest progress not yet told."""

    def __init__(self, told: Callable[[Event], None]) -> None:
        self.told = told
        self.latest: Progress | None = None

    def tell_progress(self) -> None:
        progress, self.latest = self.latest, None
        if progress is not None:
            self.told(progress)
