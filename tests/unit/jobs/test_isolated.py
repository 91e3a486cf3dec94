"""What a child process may do to the program: nothing but fail."""

from __future__ import annotations

import logging
import multiprocessing
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import hostile
import pytest

from app.errors import ChildFailed
from app.jobs import child as inside
from app.jobs.isolated import Child, _plain


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    kept = Child(memory_mb=600, seconds=60)
    yield kept
    kept.close()


def test_that_a_call_gives_the_answer_from_another_process_which_stays_warm(child: Child) -> None:
    assert child.call(hostile.double, 21) == 42
    first = child.call(hostile.process_id)
    assert first not in {0, os.getpid()}
    assert child.call(hostile.process_id) == first == child.pid


def test_that_large_data_goes_there_and_back(child: Child) -> None:
    data = os.urandom(1 << 20) * 8
    assert child.call(hostile.echo, data) == data


def test_that_a_crash_costs_one_call_and_a_new_process_goes_on(child: Child) -> None:
    before = child.call(hostile.process_id)
    with pytest.raises(ChildFailed, match="broke off"):
        child.call(hostile.crash)
    assert child.pid is None
    assert child.call(hostile.process_id) != before


def test_that_a_process_that_leaves_is_replaced(child: Child) -> None:
    with pytest.raises(ChildFailed):
        child.call(hostile.leave)
    assert child.call(hostile.double, 2) == 4


def test_that_eaten_memory_costs_one_call_and_the_process(child: Child) -> None:
    assert child.call(hostile.eat_memory, 50) == 50 << 20
    before = child.call(hostile.process_id)
    with pytest.raises(ChildFailed, match="more memory"):
        child.call(hostile.eat_memory, 5000)
    assert child.call(hostile.process_id) != before


def test_that_a_call_that_never_returns_is_ended(child: Child) -> None:
    with pytest.raises(ChildFailed, match="too long"):
        child.call(hostile.hang, seconds=0.2)
    assert child.call(hostile.double, 3) == 6


def test_that_each_of_several_calls_fails_for_itself_and_those_behind_it_go_on(
    child: Child,
) -> None:
    deeds = ["", "CRASH", "", "fail", "LEAVE", "HANG", ""]
    calls = [(deed,) for deed in deeds]
    answers = child.call_each(hostile.do_or_die, calls, seconds=hostile.PATIENCE)
    reasons = [getattr(answer, "reason", answer) for answer in answers]
    broke_off = "The program that reads such files broke off."
    assert reasons == [
        *("", broke_off, "", "It is damaged or of an unknown kind.", broke_off),
        *("It took too long to read.", ""),
    ]
    assert child.call_each(hostile.double, []) == []


def test_that_several_calls_are_done_by_one_process(child: Child) -> None:
    assert child.call_each(hostile.process_id, [()] * 3) == [child.pid] * 3


def test_that_an_error_keeps_the_process_and_its_words_out_of_log_and_reason(
    child: Child, caplog: pytest.LogCaptureFixture
) -> None:
    before = child.call(hostile.process_id)
    with caplog.at_level(logging.DEBUG), pytest.raises(ChildFailed) as caught:
        child.call(hostile.fail, "Maria Lopez")
    assert "ValueError" in caplog.text
    assert "hostile.py" in caplog.text
    assert "Maria" not in caplog.text + str(caught.value) + repr(caught.value)
    assert child.call(hostile.process_id) == before


def test_that_an_answer_with_more_than_plain_values_is_not_believed(child: Child) -> None:
    with pytest.raises(ChildFailed):
        child.call(hostile.forge)


@pytest.mark.parametrize(
    "answer", [b"", b"\x80\x04N.", b"\x80\x04]\x94(K\x01K\x02e.", b"0.", b"t.", b"Kx", b"\x95"]
)
def test_that_bytes_that_are_no_answer_are_refused(answer: bytes) -> None:
    with pytest.raises((pickle.UnpicklingError, EOFError)):
        _plain(answer)


def test_that_what_a_parser_prints_goes_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    child = Child(memory_mb=600)
    child.call(hostile.print_words, "Maria Lopez")
    child.close()
    assert capfd.readouterr() == ("", "")


def test_that_closing_ends_the_process_and_may_be_done_twice() -> None:
    child = Child(memory_mb=600)
    child.call(hostile.double, 1)
    process = child._process
    assert process is not None
    child.close()
    child.close()
    assert child.pid is None
    with pytest.raises(ValueError, match="closed"):
        process.is_alive()


def test_that_a_process_that_does_not_start_is_a_failure_with_a_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.jobs.isolated._START_SECONDS", 0)
    child = Child(memory_mb=600)
    with pytest.raises(ChildFailed, match="broke off"):
        child.call(hostile.double, 1)
    assert child.pid is None


def test_that_calls_of_several_threads_take_turns(child: Child) -> None:
    answers: dict[int, int] = {}

    def ask(number: int) -> None:
        answers[number] = child.call(hostile.double, number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: number * 2 for number in range(8)}


def test_that_the_loop_inside_answers_each_call_and_ends_with_the_line() -> None:
    near, far = multiprocessing.Pipe()
    thread = threading.Thread(target=inside.serve, args=(far,))
    thread.start()
    answers = [_plain(near.recv_bytes())]
    for name, calls in (("double", [(4,), (5,)]), ("fail", [("x",)]), ("none", [()])):
        near.send_bytes(pickle.dumps(("hostile", name, calls)))
        answers += [_plain(near.recv_bytes()) for _ in calls]
    near.close()
    thread.join()
    far.close()
    assert answers[:3] == [(inside.READY, None), (inside.DONE, 8), (inside.DONE, 10)]
    assert [kind for kind, _ in answers[3:]] == [inside.BROKEN, inside.BROKEN]


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX limit is tried on this process itself")
def test_that_memory_that_runs_out_inside_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def hungry() -> None:
        raise MemoryError

    monkeypatch.setattr(hostile, "double", hungry)
    assert _plain(inside._answer("hostile", "double", ())) == (inside.NO_MEMORY, None)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError("exception: access violation reading 0x0000000000000000"), True),
        (OSError(22, "exception: of a drive"), False),
        (OSError(), False),
        (ValueError("exception: of a parser"), False),
    ],
)
def test_that_a_library_that_broke_on_windows_ends_the_process(
    error: Exception, told: bool
) -> None:
    assert inside.is_crash(error) is told


def test_that_a_child_does_not_outlive_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, hostile\n"
        "from app.jobs.isolated import Child\n"
        "if __name__ == '__main__':\n"
        "    child = Child(memory_mb=600)\n"
        "    child.call(hostile.double, 1)\n"
        "    print(child.pid, flush=True)\n"
        "    child._line.send_bytes(__import__('pickle').dumps(('hostile', 'hang', ())))\n"
        "    os._exit(9)\n",
        encoding="utf-8",
    )
    root = Path(__file__).resolve().parents[3]
    paths = os.pathsep.join([str(root), str(root / "tests")])
    ran = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    psutil = pytest.importorskip("psutil")
    child_id = int(ran.stdout)
    if psutil.pid_exists(child_id):
        psutil.wait_procs([psutil.Process(child_id)], timeout=30)
    assert not psutil.pid_exists(child_id) or psutil.Process(child_id).status() == "zombie"
