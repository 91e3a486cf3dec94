"""Runs a job here and now, for callers that wait: the terminal, the demo, tests."""

from __future__ import annotations

import threading
from collections.abc import Callable

from app.errors import AppError
from app.jobs.events import Event, Failed, Finished, Job
from app.jobs.runner import run


def finish(job: Job, tell: Callable[[Event], None] | None = None) -> object:
    """Drive a job to its end and give its result; what it failed with is raised again."""
    last: list[Event] = []

    def heard(event: Event) -> None:
        last[:] = [event]
        if tell is not None and not isinstance(event, Failed):
            tell(event)

    run(job, heard, threading.Event())
    event = last[0]
    if isinstance(event, Failed):
        raise AppError(event.what, event.remedy)
    return event.result if isinstance(event, Finished) else None
