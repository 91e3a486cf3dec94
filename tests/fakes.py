"""Fakes that several rooms' tests share; each does what the real thing does, without waiting."""

from __future__ import annotations

import threading
from collections.abc import Callable

from app.jobs.events import Event, Job
from app.jobs.runner import run


class LaneAtOnce:
    """A lane that does each job in the caller's thread, before ``submit`` returns."""

    def __init__(self) -> None:
        self.closed = False

    def submit(self, job: Job, tell: Callable[[Event], None]) -> StoppedAlready:
        """Do the job."""
        run(job, tell, threading.Event())
        return StoppedAlready()

    def close(self) -> None:
        """Remember that it was closed."""
        self.closed = True


class StoppedAlready:
    """The handle of a job that has ended."""

    def stop(self) -> None:
        """Do nothing, since it has ended."""


class Blind:
    """No eyes, for tests of very many packets; what eyes find has tests of its own."""

    def __enter__(self) -> None:
        """Give nothing that could look."""

    def __exit__(self, *_: object) -> None:
        """There is nothing to end."""


class Here:
    """Stands for the child process and does the call here."""

    def call(self, function: Callable[..., object], *arguments: object, **_: float) -> object:
        """Do the call."""
        return function(*arguments)

    def close(self) -> None:
        """There is nothing to end."""
