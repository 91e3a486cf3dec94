"""What is looked for on wish and shown among the groups: faces, and the words of pages. No PySide6.

Both are long work in the strip; what was found by one that was stopped is there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from app.jobs.events import Event, Failed, Finished, Job, Stopped
from app.ui.pages.review.group_state import faces_row, pages_row
from app.ui.rows import Row
from app.ui.ways import Ways
from app.ui.wording import count
from app.workflow.find_faces import FindFaces, FoundFace
from app.workflow.read_pages import ReadPages


class HasJobs(Protocol):
    """The verbs of the request under review, as far as something is looked for."""

    def face_job(self) -> FindFaces:
        """Make the job that looks for faces."""

    def page_job(self) -> ReadPages:
        """Make the job that reads pages."""


class Looks:
    """Remembers what was looked for in one request.

    Attributes:
        found: all faces that were found; None where nobody looked for them.
        faces: those of them that are open.
        unread: so many files whose pages nobody read.
        looking, reading: the work goes on.
    """

    def __init__(self, ways: Ways, changed: Callable[[], None]) -> None:
        self._ways = ways
        self._changed = changed
        self._turn = 0
        self.forget()

    def forget(self) -> None:
        """Begin anew with another request; what is still going on is not told."""
        self._turn += 1
        self.found: list[FoundFace] | None = None
        self.faces: list[FoundFace] | None = None
        self.unread = 0
        self.looking = False
        self.reading = False

    @property
    def is_open(self) -> bool:
        """Say whether something may still be found, or waits to be settled."""
        return self.faces != [] or bool(self.unread) or self.reading

    @property
    def reads(self) -> str:
        """Say what the button for reading pages does; empty where there is nothing to read."""
        waits = self.unread and not self.reading
        return f"Rea&d pages of {count(self.unread, 'file')}" if waits else ""

    def rows(self) -> list[Row]:
        """Give the rows below the groups."""
        rows = [faces_row(self.faces, looking=self.looking)]
        if self.unread or self.reading:
            rows.insert(0, pages_row(self.unread, reading=self.reading))
        return rows

    def look_for_faces(self, jobs: HasJobs) -> None:
        """Begin to look for faces."""
        if self.looking:
            return
        job = jobs.face_job()
        self.looking = True

        def ended() -> str:
            self.looking = False
            self.found = self.faces = list(job.result)
            return f"{count(len(job.result), 'face')} found."

        self._start(job, ended)

    def read_pages(self, jobs: HasJobs) -> None:
        """Begin to read pages."""
        if self.reading:
            return
        job = jobs.page_job()
        self.reading = True

        def ended() -> str:
            self.reading = False
            return f"The pages of {count(job.result, 'file')} were read."

        self._start(job, ended)

    def ticked(self, ticks: Sequence[bool]) -> list[FoundFace]:
        """Give the faces that are ticked; all where no ticks are shown."""
        faces = self.faces or []
        if not ticks:
            return list(faces)
        return [face for face, is_in in zip(faces, ticks, strict=True) if is_in]

    def _start(self, job: Job, ended: Callable[[], str]) -> None:
        turn = self._turn

        def told(event: Event) -> None:
            if isinstance(event, Finished | Stopped | Failed) and turn == self._turn:
                sentence = ended()
                if isinstance(event, Finished):
                    self._ways.say(sentence)
                self._changed()

        self._ways.start(job, told)
