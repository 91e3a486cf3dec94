"""The window in its session: lock, sleep and log-off; work on the taskbar."""

from __future__ import annotations

import ctypes
import threading

import builders
import pytest
from desk_fakes import TODAY
from PySide6.QtCore import QByteArray, QObject, Signal
from windows_fakes import FakeLibrary, posted, taskbar_list

from app.domain.sources import SourceState
from app.jobs.events import Finished
from app.jobs.runner import Lane, run
from app.ui import doors
from app.ui.application import Program
from app.ui.doors import Doors
from app.ui.long_work import WorkState
from app.ui.services import Services
from app.ui.system_events import SystemEvents
from app.ui.system_manners import SLEEP_PATIENCE_S, WAITS, SystemManners
from app.vault.folder import Vault
from app.windows_desk.messages import COLOURS, END_SESSION, KIND, POWER, QUERY_END, SESSION, Told
from app.workflow.import_export import (
    ImportJob,
    ImportOptions,
    ResumeJob,
    look_at,
    unfinished,
)

LOCKED, UNLOCKED, SUSPENDS = 7, 8, 4
CONNECTED, DISCONNECTED = 3, 4


class Window(QObject):
    """A window that only notes what is asked of it."""

    work_changed = Signal(tuple)
    work_failed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.busy = False
        self.asked: list[object] = []

    def lock(self) -> None:
        self.asked.append("lock")

    def lock_and_wait(self, seconds=None) -> bool:
        self.asked.append(seconds)
        self.work_changed.emit(())
        return True

    # Qt

    def winId(self) -> int:  # noqa: N802 - Qt's name
        return 7


class Seat:
    """A window with its manners and what they ask of a Windows of fakes."""

    def __init__(self, application) -> None:
        self.window = Window()
        self.user = FakeLibrary()
        self.bar = taskbar_list()
        libraries = {"user32": self.user, "wtsapi32": FakeLibrary(), "ole32": self.bar.ole()}
        self.manners = SystemManners(self.window, application, libraries.get)
        self.bar.calls.clear()
        self.user.calls.clear()

    def send(self, number: int, wish: int, kind: bytes = KIND) -> None:
        message = posted(number, wish)
        passed = self.manners._events.nativeEventFilter(QByteArray(kind), ctypes.addressof(message))
        assert passed == (False, 0)


@pytest.fixture
def seat(qapp):
    made = Seat(qapp)
    yield made
    made.bar.calls.clear()
    made.bar.answer = -1
    made.manners.close()


def test_that_a_locked_session_locks_the_vault(seat):
    seat.send(SESSION, LOCKED)
    assert seat.window.asked == ["lock"]


def test_that_messages_that_only_wait_their_turn_are_not_heard_twice(seat):
    seat.send(SESSION, LOCKED, b"windows_dispatcher_MSG")
    seat.send(QUERY_END, 0)
    assert seat.window.asked == []


def test_that_a_locked_session_locks_the_vault_when_long_work_is_done(seat, qtbot):
    seat.window.busy = True
    seat.send(SESSION, LOCKED)
    seat.window.work_changed.emit((WorkState("Importing a.zip"),))
    assert seat.window.asked == []
    seat.window.busy = False
    seat.window.work_changed.emit(())
    qtbot.waitUntil(lambda: seat.window.asked == ["lock"])


def test_that_who_comes_back_before_it_is_done_finds_the_vault_open(seat, qapp):
    seat.window.busy = True
    seat.send(SESSION, LOCKED)
    seat.send(SESSION, UNLOCKED)
    seat.window.busy = False
    seat.window.work_changed.emit(())
    qapp.processEvents()
    assert seat.window.asked == []


@pytest.mark.parametrize(
    ("changes", "locked"),
    [
        ([LOCKED, DISCONNECTED, CONNECTED], True),
        ([DISCONNECTED, LOCKED, CONNECTED], True),
        ([DISCONNECTED, CONNECTED], False),
        ([LOCKED, DISCONNECTED, CONNECTED, UNLOCKED], False),
    ],
)
def test_that_a_screen_that_is_joined_again_while_locked_still_locks_after_long_work(
    seat, qapp, changes, locked
):
    seat.window.busy = True
    for change in changes:
        seat.send(SESSION, change)
    seat.window.busy = False
    seat.window.work_changed.emit(())
    qapp.processEvents()
    assert seat.window.asked == ["lock"] * locked


def test_that_other_colours_of_the_system_are_told(seat):
    told = []
    seat.manners.looks_changed.connect(lambda: told.append(1))
    seat.send(COLOURS, 0)
    assert (told, seat.window.asked) == ([1], [])


def test_that_sleep_and_log_off_wait_for_no_work_to_be_done(seat):
    seat.window.busy = True
    seat.send(POWER, SUSPENDS)
    seat.send(END_SESSION, 0)
    seat.send(END_SESSION, 1)
    assert seat.window.asked == [SLEEP_PATIENCE_S, None]


def test_that_a_session_without_such_messages_is_ended_with_as_well(seat, qapp):
    seat.manners._session_ends(None)
    assert seat.window.asked == [None]


def test_that_a_log_off_is_told_why_it_waits_while_work_runs(seat):
    seat.window.work_changed.emit((WorkState("Importing a.zip"),))
    seat.window.work_changed.emit((WorkState("Importing a.zip", parts=5),))
    seat.window.work_changed.emit(())
    assert seat.user.calls == [
        ("ShutdownBlockReasonCreate", (7, WAITS)),
        ("ShutdownBlockReasonDestroy", (7,)),
    ]
    assert "a.zip" not in WAITS


def test_that_the_reason_stands_until_the_vault_is_closed(seat):
    seat.window.work_changed.emit((WorkState("Importing a.zip"),))
    seat.window.work_changed.connect(lambda _: seat.window.asked.append(seat.user.names()))
    seat.send(END_SESSION, 1)
    assert seat.window.asked == [None, ["ShutdownBlockReasonCreate"]]
    assert seat.user.names() == ["ShutdownBlockReasonCreate", "ShutdownBlockReasonDestroy"]


def test_that_the_taskbar_follows_the_strip(seat):
    seat.window.work_changed.emit((WorkState("Importing a.zip"),))
    seat.window.work_changed.emit((WorkState("Importing a.zip", parts=250),))
    seat.window.work_changed.emit(())
    assert seat.bar.calls == [(10, (7, 1)), (10, (7, 2)), (9, (7, 250, 1000)), (10, (7, 0))]


def test_that_failed_work_is_red_until_the_clerk_comes_back(seat, qapp):
    seat.window.work_failed.emit()
    assert seat.bar.calls == [(10, (7, 4)), (9, (7, 1000, 1000))]
    seat.bar.calls.clear()
    seat.manners._looked_at(None)
    assert seat.bar.calls == []
    seat.manners._looked_at(object())
    seat.manners._looked_at(object())
    assert seat.bar.calls == [(10, (7, 0))]


class HeldLane(Lane):
    """A lane whose work waits in the middle until the lane is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()

    def close(self) -> None:
        for handle in tuple(self._open):
            handle.stop()
        self.gate.set()
        super().close()


class HeldImport(ImportJob):
    """A real import that waits after its third batch."""

    def __init__(self, lane: HeldLane, *given) -> None:
        super().__init__(*given)
        self.lane, self.reached = lane, threading.Event()

    def steps(self):
        for progress in super().steps():
            if progress.done >= 30 and progress.note.startswith("sms"):
                self.reached.set()
                self.lane.gate.wait(60)
            yield progress


@pytest.fixture
def importing(tmp_path, qtbot, qapp, monkeypatch):
    """A real window on a real vault in the middle of a real import."""
    monkeypatch.setattr("app.workflow.import_export.BATCH", 10)
    monkeypatch.setattr(doors, "Lane", HeldLane)
    export = tmp_path / "sms-long.xml"
    export.write_text(builders.sms_xml([f"message {n}" for n in range(95)]), encoding="utf-8")
    vault = builders.new_vault(tmp_path)
    made = Doors(lambda _: vault, lambda: TODAY)
    program = Program(Services(made, tmp_path / "s.toml", tmp_path), qapp)
    program.window.unlock.presenter.sample()
    qtbot.waitUntil(lambda: program.window.frame is not None)
    lane = program.window.frame._desk.lane
    job = HeldImport(lane, vault, look_at([export])[0], ImportOptions("Diaz", "UTC"))
    program.window.frame.start(job, lambda _: None)
    qtbot.waitUntil(job.reached.is_set)
    yield program
    program.end()
    program.window.deleteLater()


def test_that_a_log_off_in_the_middle_of_an_import_ends_cleanly_and_it_goes_on(importing, tmp_path):
    window, message = importing.window, posted(END_SESSION, 1)
    assert window.busy
    importing.manners._events.nativeEventFilter(QByteArray(KIND), ctypes.addressof(message))
    assert window.frame is None
    assert window._closing.done()
    assert window._closing.exception() is None
    vault = Vault.open(tmp_path / "test.vault", builders.PASSPHRASE)
    (source,) = unfinished(vault)
    assert source.state is SourceState.STOPPED
    assert 30 <= source.taken < 95
    job = ResumeJob(vault, source)
    assert isinstance(run(job, lambda _: None, threading.Event()), Finished)
    assert job.result.counts.records == 95
    vault.close()


def test_that_the_filter_hears_what_is_sent_to_it():
    heard = []
    events = SystemEvents(heard.append)
    message = posted(SESSION, LOCKED)
    events.nativeEventFilter(KIND, ctypes.addressof(message))
    assert heard == [Told.LOCKED]
