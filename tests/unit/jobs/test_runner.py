"""How jobs are driven, stopped and told of."""

from __future__ import annotations

import errno
import logging
import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field

import pytest

from app.errors import AppError
from app.jobs.events import Event, Failed, Finished, Progress, Started, Stopped
from app.jobs.runner import Lane, run


@dataclass
class Counting:
    """A job that counts and notes what it did."""

    upto: int = 3
    title: str = "Count"
    result: object = None
    done: list[int] = field(default_factory=list)
    closed: bool = False
    before: Callable[[int], None] = lambda _: None

    def steps(self) -> Generator[Progress, None, None]:
        try:
            for number in range(1, self.upto + 1):
                self.before(number)
                self.done.append(number)
                yield Progress(number, self.upto)
            self.result = sum(self.done)
        finally:
            self.closed = True


@pytest.fixture
def lane() -> Iterator[Lane]:
    kept = Lane()
    yield kept
    kept.close()


def _told(job: Counting, stop: threading.Event | None = None) -> list[Event]:
    events: list[Event] = []
    assert run(job, events.append, stop or threading.Event()) is events[-1]
    return events


def test_that_a_job_tells_start_each_step_and_its_result() -> None:
    assert _told(Counting()) == [
        Started("Count"),
        Progress(1, 3),
        Progress(2, 3),
        Progress(3, 3),
        Finished("Count", 6),
    ]


def test_that_a_stopped_job_ends_at_its_next_yield_and_is_closed() -> None:
    stop = threading.Event()
    job = Counting(before=lambda number: stop.set() if number == 2 else None)
    assert _told(job, stop)[-1] == Stopped("Count")
    assert job.done == [1, 2]
    assert job.closed
    assert job.result is None


def test_that_a_job_stopped_before_its_turn_does_nothing() -> None:
    stop = threading.Event()
    stop.set()
    job = Counting()
    assert _told(job, stop) == [Started("Count"), Stopped("Count")]
    assert job.done == []


def _raising(error: Exception) -> Counting:
    def before(_: int) -> None:
        raise error

    return Counting(before=before)


def test_that_an_app_error_fails_with_its_two_sentences() -> None:
    events = _told(_raising(AppError("The export is cut off.", "Download it again.")))
    assert events[-1] == Failed("Count", "The export is cut off.", "Download it again.")


def test_that_a_bug_is_told_as_one_and_its_words_stay_out_of_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    job = _raising(KeyError("Maria Lopez, 555-0142"))
    with caplog.at_level(logging.DEBUG):
        end = _told(job)[-1]
    assert isinstance(end, Failed)
    assert end.bug
    assert "KeyError" in caplog.text
    assert "test_runner.py" in caplog.text
    assert "Maria" not in caplog.text + repr(end)
    assert job.closed


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "x"), "disk is full"),
        (FileNotFoundError(errno.ENOENT, "x"), "no longer there"),
        (PermissionError(errno.EACCES, "x"), "may not be read"),
        (OSError(errno.EROFS, "x"), "only be read"),
        (MemoryError(), "free memory"),
    ],
)
def test_that_a_fault_of_the_computer_is_no_bug_and_says_what_to_do(
    error: Exception, words: str
) -> None:
    end = _told(_raising(error))[-1]
    assert isinstance(end, Failed)
    assert not end.bug
    assert words in end.what
    assert end.remedy


def test_that_what_windows_says_of_a_lost_share_is_no_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.jobs.runner._IS_WINDOWS", True)
    end = _told(_raising(OSError(errno.EINVAL, "x")))[-1]
    assert isinstance(end, Failed)
    assert (end.bug, end.what) == (False, "A drive could not be read or written.")


def test_that_an_unknown_fault_of_the_system_is_a_bug() -> None:
    end = _told(_raising(OSError(errno.EDOM, "x")))[-1]
    assert isinstance(end, Failed)
    assert end.bug


def test_that_the_lane_does_one_job_after_another_in_one_thread(lane: Lane) -> None:
    seen: list[tuple[str, int]] = []

    def tell(event: Event) -> None:
        seen.append((type(event).__name__, threading.get_ident()))

    first = lane.submit(Counting(2), tell)
    second = lane.submit(Counting(1), tell)
    assert second.wait() == Finished("Count", 1)
    assert first.wait() == Finished("Count", 3)
    assert [name for name, _ in seen] == [
        *("Started", "Progress", "Progress", "Finished"),
        *("Started", "Progress", "Finished"),
    ]
    assert len({thread for _, thread in seen} | {threading.get_ident()}) == 2
    assert not lane.running
    assert not first.running


def test_that_a_handle_stops_its_own_job_alone(lane: Lane) -> None:
    started, go_on = threading.Event(), threading.Event()

    def before(_: int) -> None:
        started.set()
        go_on.wait()

    handle = lane.submit(Counting(1000, before=before), lambda _: None)
    other = lane.submit(Counting(1), lambda _: None)
    started.wait()
    assert handle.running
    assert lane.running
    assert handle.wait(timeout=0) is None
    handle.stop()
    go_on.set()
    assert handle.wait() == Stopped("Count")
    assert other.wait() == Finished("Count", 1)


def test_that_closing_stops_what_runs_and_what_waits() -> None:
    lane = Lane()
    started = threading.Event()
    running = Counting(10_000_000, before=lambda _: started.set())
    waiting = Counting()
    handles = [lane.submit(running, lambda _: None), lane.submit(waiting, lambda _: None)]
    started.wait()
    lane.close()
    assert [handle.wait(0) for handle in handles] == [Stopped("Count"), Stopped("Count")]
    assert running.closed
    assert waiting.done == []
    with pytest.raises(RuntimeError):
        lane.submit(Counting(), lambda _: None)
