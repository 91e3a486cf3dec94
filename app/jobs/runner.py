"""Drives jobs to their end and tells how they go; knows nothing of what a job does."""

from __future__ import annotations

import errno
import logging
import os
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from contextlib import closing

from app.errors import AppError
from app.jobs.events import Event, Failed, Finished, Job, Started, Stopped

Tell = Callable[[Event], None]

_log = logging.getLogger(__name__)

_DISK = "Make room on the disk, then start it again; what was done so far is kept."
_DRIVE = "Connect the drive or folder again, then start it again; what was done so far is kept."
_MEMORY = "Close other programs, then start it again; what was done so far is kept."
_RIGHTS = (
    "Close it if another program has it open. If that is not it, ask for the right to use it, or "
    "choose another place."
)
_IS_WINDOWS = os.name == "nt"
_SYSTEM_FAULTS = {
    errno.ENOSPC: ("The disk is full.", _DISK),
    errno.EDQUOT: ("Your share of the disk is full.", _DISK),
    errno.ENOENT: ("A file or folder is no longer there.", _DRIVE),
    errno.ENODEV: ("A drive is no longer there.", _DRIVE),
    errno.ENXIO: ("A drive is no longer there.", _DRIVE),
    errno.EIO: ("A drive could not be read or written.", _DRIVE),
    errno.EACCES: ("A file or folder may not be read or written.", _RIGHTS),
    errno.EPERM: ("A file or folder may not be read or written.", _RIGHTS),
    errno.EROFS: ("The disk may only be read, not written.", _RIGHTS),
}


def run(job: Job, tell: Tell, stop: threading.Event) -> Event:
    """Drive a job to its end and tell every event, the last of which is also returned.

    A wish to stop is honoured at the job's next yield.
    """
    tell(Started(job.title))
    end = _driven(job, tell, stop)
    tell(end)
    return end


def _driven(job: Job, tell: Tell, stop: threading.Event) -> Event:
    if stop.is_set():
        return Stopped(job.title)
    try:
        with closing(job.steps()) as steps:
            for progress in steps:
                tell(progress)
                if stop.is_set():
                    return Stopped(job.title)
        return Finished(job.title, job.result)
    except AppError as error:
        return Failed(job.title, error.what, error.remedy)
    except Exception as error:  # noqa: BLE001 - whatever a job raises must end as an event, or the window waits for ever
        return _fault(job.title, error)


def _fault(title: str, error: Exception) -> Failed:
    known = _SYSTEM_FAULTS.get(_number(error)) if isinstance(error, OSError) else None
    if known:
        return Failed(title, *known)
    if isinstance(error, MemoryError):
        return Failed(title, "The computer has too little free memory for this.", _MEMORY)
    _log.error("job failed: %s", trace(error))
    return Failed(
        title,
        "The program met a fault of its own and could not go on.",
        "Start it again; if it happens again, report it with the log file.",
        bug=True,
    )


def _number(error: OSError) -> int:
    """Give the number of a fault; Windows has but one for all that can befall a share or cloud."""
    number = error.errno or 0
    return errno.EIO if _IS_WINDOWS and number == errno.EINVAL else number


def trace(error: BaseException) -> str:
    """Give the kind of an error and the places it came through, without its text.

    The text of an error may quote what was read, and a log holds no word of a record.
    """
    frames = traceback.extract_tb(error.__traceback__)
    places = " > ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{type(error).__name__} at {places}"


class Handle:
    """One job that was handed over: how to stop it and how to wait for it."""

    def __init__(self, future: Future[Event], stop: threading.Event) -> None:
        self._future = future
        self._stop = stop

    @property
    def running(self) -> bool:
        """Say whether its end has not yet come."""
        return not self._future.done()

    def stop(self) -> None:
        """Ask it to stop at its next safe place."""
        self._stop.set()

    def wait(self, timeout: float | None = None) -> Event | None:
        """Wait for its last event; None when ``timeout`` seconds pass before."""
        wait_for((self._future,), timeout)
        return self._future.result() if self._future.done() else None


class Lane:
    """One thread that does jobs one after another; the only one that writes."""

    def __init__(self, name: str = "writer") -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._lock = threading.Lock()
        self._open: set[Handle] = set()

    @property
    def running(self) -> bool:
        """Say whether a job runs or waits for its turn."""
        with self._lock:
            return any(handle.running for handle in self._open)

    def submit(self, job: Job, tell: Tell) -> Handle:
        """Queue a job; ``tell`` is called in the lane's own thread."""
        stop = threading.Event()
        handle = Handle(self._pool.submit(run, job, tell, stop), stop)
        with self._lock:
            self._open = {other for other in self._open if other.running} | {handle}
        return handle

    def close(self) -> None:
        """Stop the running job at its next safe place and those that wait, then end the thread."""
        with self._lock:
            handles = tuple(self._open)
        for handle in handles:
            handle.stop()
        self._pool.shutdown(wait=True)
