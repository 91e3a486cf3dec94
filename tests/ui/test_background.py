"""The one bridge between work beside the window and the window."""

from __future__ import annotations

import threading

import pytest

from app.errors import AppError
from app.jobs.events import Finished, Progress, Started
from app.jobs.runner import Lane
from app.ui.background import Background


@pytest.fixture
def bugs() -> list[BaseException]:
    return []


@pytest.fixture
def background(qapp, bugs):
    made = Background(bugs.append)
    yield made
    made.close()


@pytest.fixture
def lane():
    made = Lane()
    yield made
    made.close()


class Counting:
    """A job that counts fast, and waits where a test tells it to."""

    title = "Counting"
    result = "counted"

    def __init__(self, count: int) -> None:
        self.count = count
        self.go_on = threading.Event()
        self.go_on.set()

    def steps(self):
        for at in range(self.count):
            self.go_on.wait(10)
            yield Progress(at + 1, self.count)


def refuse(*_: object) -> None:
    raise AssertionError("this was not to be called")


def test_that_an_answer_comes_in_the_windows_thread(background, qtbot):
    came = []

    def answered(answer: int) -> None:
        came.append((answer, threading.current_thread()))

    background.asks().ask(threading.get_ident, answered, refuse)
    qtbot.waitUntil(lambda: bool(came))
    assert came[0][0] != threading.get_ident()
    assert came[0][1] is threading.current_thread()


def test_that_a_newer_question_silences_the_older_answer(background, qtbot):
    hold, began, came = threading.Event(), threading.Event(), []

    def slow() -> str:
        began.set()
        hold.wait(10)
        return "old"

    line = background.asks()
    line.ask(slow, came.append, refuse)
    assert began.wait(10)
    line.ask(lambda: "new", came.append, refuse)
    qtbot.waitUntil(lambda: came == ["new"])
    hold.set()
    after = []
    background.asks().ask(lambda: 1, after.append, refuse)
    qtbot.waitUntil(lambda: bool(after))
    assert came == ["new"]


def test_that_lines_do_not_silence_each_other(background, qtbot):
    came = []
    background.asks().ask(lambda: 1, came.append, refuse)
    background.asks().ask(lambda: 2, came.append, refuse)
    qtbot.waitUntil(lambda: sorted(came) == [1, 2])


def test_that_a_silenced_line_says_nothing(background, qtbot):
    hold, came = threading.Event(), []
    line = background.asks()
    line.ask(lambda: hold.wait(10), came.append, refuse)
    line.silence()
    hold.set()
    after = []
    background.asks().ask(lambda: 1, after.append, refuse)
    qtbot.waitUntil(lambda: bool(after))
    assert came == []


def test_that_an_error_a_clerk_can_act_on_is_an_answer(background, qtbot, bugs):
    errors = []

    def bad() -> None:
        raise AppError("No.", "Because.")

    background.asks().ask(bad, refuse, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].what == "No."
    assert bugs == []


def test_that_a_bug_goes_to_the_crash_dialog(background, qtbot, bugs):
    def bad() -> None:
        raise KeyError("x")

    background.asks().ask(bad, refuse, refuse)
    qtbot.waitUntil(lambda: bool(bugs))
    assert isinstance(bugs[0], KeyError)


def test_that_a_job_tells_start_and_end_and_little_between(background, qtbot, lane):
    told = []
    background.start(lane, Counting(20_000), told.append)
    assert background.busy
    qtbot.waitUntil(lambda: bool(told) and isinstance(told[-1], Finished), timeout=20_000)
    assert isinstance(told[0], Started)
    progress = [event for event in told if isinstance(event, Progress)]
    assert progress[-1] == Progress(20_000, 20_000)
    assert len(progress) < 500
    assert told[-1].result == "counted"
    assert not background.busy


def test_that_a_job_is_stopped_through_its_handle(background, qtbot, lane):
    told = []
    job = Counting(10_000_000)
    handle = background.start(lane, job, told.append)
    qtbot.waitUntil(lambda: any(isinstance(event, Progress) for event in told))
    handle.stop()
    qtbot.waitUntil(lambda: type(told[-1]).__name__ == "Stopped")


def test_that_after_closing_nothing_is_told(background, qtbot):
    came = []
    background.asks().ask(lambda: 1, came.append, refuse)
    background.close()
    qtbot.waitUntil(lambda: True)
    assert came in ([], [1])
