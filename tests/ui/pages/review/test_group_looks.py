"""What is looked for on wish among the groups: begun once, and told only to its own request."""

from __future__ import annotations

from desk_fakes import FakeJob, FakeWays

from app.jobs.events import Failed, Finished, Stopped
from app.ui.pages.review.group_looks import Looks


class Jobs:
    """Makes jobs that are never run."""

    def face_job(self) -> FakeJob:
        return Found("Looking for faces")

    def page_job(self) -> FakeJob:
        return Counted("Reading pages")


class Found(FakeJob):
    result = ()


class Counted(FakeJob):
    result = 2


class Later(FakeWays):
    """Tells of a job when it is told to."""

    def start(self, job, told):
        self.told = told
        return super().start(job, told)


def looks_of() -> tuple[Looks, Later, list[int]]:
    ways, changed = Later(), []
    return Looks(ways, lambda: changed.append(1)), ways, changed


def test_that_what_goes_on_is_not_begun_again():
    looks, ways, _ = looks_of()
    for _ in range(2):
        looks.look_for_faces(Jobs())
        looks.read_pages(Jobs())
    assert [job.title for job in ways.jobs] == ["Looking for faces", "Reading pages"]
    assert (looks.looking, looks.reading, looks.reads) == (True, True, "")
    assert [row.key for row in looks.rows()] == ["pages", "faces"]


def test_that_the_end_is_told_and_what_was_stopped_is_not_called_done():
    looks, ways, changed = looks_of()
    looks.unread = 1
    assert looks.reads == "Rea&d pages of 1 file"
    looks.read_pages(Jobs())
    ways.told(Stopped("Reading pages"))
    assert (looks.reading, ways.said, changed) == (False, [], [1])
    looks.read_pages(Jobs())
    ways.told(Finished("Reading pages"))
    assert ways.said == ["The pages of 2 files were read."]
    looks.look_for_faces(Jobs())
    ways.told(Failed("Looking for faces", "No.", "Again."))
    assert (looks.looking, looks.faces) == (False, [])


def test_that_work_for_another_request_is_not_told():
    looks, ways, changed = looks_of()
    looks.read_pages(Jobs())
    looks.forget()
    ways.told(Finished("Reading pages"))
    assert (changed, ways.said, looks.is_open) == ([], [], True)
