"""Near-copies are looked for after imports, one look at a time; copies are explained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desk_fakes import FakeSources, FakeWays, a_source

from app.domain.sources import Counts
from app.jobs.events import Event, Finished, Progress, Started, Stopped
from app.ui.pages.sources.copies import copies_told
from app.ui.pages.sources.linking import Linking


class Waiting(FakeWays):
    """Lets a job begin, and tells of it when asked to."""

    def start(self, job: object, told: Callable[[Event], None]) -> None:
        self.jobs = [*getattr(self, "jobs", []), job]
        self.tell = told


def test_that_one_look_runs_at_a_time_and_says_what_it_found() -> None:
    ways = Waiting()
    linking = Linking(FakeSources(), ways)
    linking.begin(tells=True)
    linking.begin(tells=True)
    assert len(ways.jobs) == 1
    for event in (Started("x"), Progress(1, 2), Finished("x")):
        ways.tell(event)
    assert ways.said[-1] == "2 new pairs of near-copies found. A record tells how many it has."
    linking.begin(tells=False)
    ways.tell(Stopped("x"))
    assert len(ways.jobs) == 2
    assert len(ways.said) == 1


def test_that_the_copies_of_a_source_are_explained() -> None:
    source = replace(a_source(), counts=Counts(1, 5), sightings=0)
    assert copies_told(source) == ""
    assert copies_told(replace(source, sightings=5)) == (
        "5 items already held: 5 told by another custodian's export too."
    )
    assert copies_told(replace(source, sightings=2)) == (
        "5 items already held: 2 told by another custodian's export too; "
        "3 the very same item again."
    )
