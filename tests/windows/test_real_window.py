"""The real window of the program, told by another process what Windows tells windows."""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from ctypes import wintypes
from pathlib import Path

import builders
import psutil
import pytest

from app.domain.sources import SourceState
from app.errors import VaultBusy
from app.jobs.events import Finished
from app.jobs.runner import run
from app.vault.folder import Vault
from app.windows_desk.messages import COLOURS, END_SESSION, POWER, QUERY_END, SESSION
from app.workflow.import_export import ResumeJob, unfinished

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="only Windows sends such messages")

LOCKED, SUSPENDS, CLOSE_PROGRAM = 7, 4, 1
COMMAND, CANCEL = 0x0111, 2
PATIENCE_MS = 120_000
LONG = 6_000
THEMES = r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"


def user32() -> ctypes.CDLL:
    """Give the library with the kinds of what it is given."""
    library = ctypes.WinDLL("user32")
    handle, number = wintypes.HWND, wintypes.UINT
    sent = [handle, number, wintypes.WPARAM, wintypes.LPVOID]
    library.PostMessageW.argtypes = sent
    library.SendMessageTimeoutW.argtypes = [*sent, number, number, ctypes.POINTER(ctypes.c_size_t)]
    library.GetWindow.restype = library.FindWindowExW.restype = handle
    library.FindWindowExW.argtypes = [handle, handle, wintypes.LPCWSTR, wintypes.LPCWSTR]
    return library


class Window:
    """The other process with its window."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("real_window.py")), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._user = user32()
        self.told: list[dict[str, object]] = []
        self.number = self.hear("open")["window"]

    @property
    def pid(self) -> int:
        return self._process.pid

    def order(self, word: str) -> None:
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()

    def hear(self, name: str) -> dict[str, object]:
        """Wait until it tells of something."""
        for line in self._process.stdout:
            said = json.loads(line)
            self.told.append(said)
            if name in said:
                return said
        raise AssertionError(f"it ended before it told of {name!r}: {self.told}")

    def post(self, number: int, wish: int) -> None:
        assert self._user.PostMessageW(self.number, number, wish, None)

    def send(self, number: int, wish: int, more: object = None) -> int:
        answer = ctypes.c_size_t()
        given = ctypes.cast(more, ctypes.c_void_p) if more is not None else None
        done = self._user.SendMessageTimeoutW(
            self.number, number, wish, given, 0, PATIENCE_MS, ctypes.byref(answer)
        )
        assert done
        return answer.value

    def cancel_dialog(self) -> bool:
        """Answer a dialog of the system's over the window, if there is one, by no."""
        found = self._user.FindWindowExW(None, None, "#32770", None)
        return bool(found and self._user.PostMessageW(found, COMMAND, CANCEL, None))

    def end(self) -> dict[str, object]:
        self._process.stdin.close()
        return self.hear("ended")

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        with suppress(OSError):
            self._process.stdin.close()
        self._process.stdout.close()


def has_screen() -> bool:
    """Say whether a window can be made; Wine without a display makes none."""
    library = user32()
    library.CreateWindowExW.restype = wintypes.HWND
    nothing = [None] * 4
    made = library.CreateWindowExW(0, ctypes.c_wchar_p("STATIC"), None, 0, 0, 0, 9, 9, *nothing)
    return bool(made and library.DestroyWindow(wintypes.HWND(made)))


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    if not has_screen():
        pytest.skip("there is no screen on which a window could stand")
    texts = [f"message {number} about the water crew" for number in range(LONG)]
    (tmp_path / "sms-long.xml").write_text(builders.sms_xml(texts), encoding="utf-8")
    made = Window(tmp_path)
    yield made
    made.kill()


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return tmp_path / "test.vault"


def is_open_elsewhere(vault: Path) -> bool:
    try:
        Vault.open(vault, builders.PASSPHRASE).close()
    except VaultBusy:
        return True
    return False


def test_that_a_locked_session_locks_the_vault(window: Window, vault: Path) -> None:
    assert is_open_elsewhere(vault)
    window.post(SESSION, LOCKED)
    assert window.hear("open")["open"] is False
    assert window.end() == {"ended": 0, "bugs": 0}
    assert not is_open_elsewhere(vault)


def test_that_sleep_closes_the_vault_before_the_system_is_answered(
    window: Window, vault: Path
) -> None:
    window.send(POWER, SUSPENDS)
    assert not is_open_elsewhere(vault)


def test_that_a_log_off_that_is_only_asked_about_leaves_the_vault_open(
    window: Window, vault: Path
) -> None:
    assert window.send(QUERY_END, 0) == 1
    window.send(END_SESSION, 0)
    assert is_open_elsewhere(vault)


@pytest.mark.parametrize("why", [0, CLOSE_PROGRAM])
def test_that_a_log_off_in_an_import_ends_cleanly_and_the_import_goes_on(
    window: Window, vault: Path, why: int
) -> None:
    window.order("import")
    window.hear("importing")
    assert window.send(QUERY_END, 0, why) == 1
    window.send(END_SESSION, 1, why)
    opened = Vault.open(vault, builders.PASSPHRASE)
    (source,) = unfinished(opened)
    assert source.state is SourceState.STOPPED
    assert 0 < source.taken < LONG
    assert window.hear("ended") == {"ended": 0, "bugs": 0}
    job = ResumeJob(opened, source)
    assert isinstance(run(job, lambda _: None, threading.Event()), Finished)
    assert job.result.counts.records == LONG
    opened.close()


@pytest.fixture
def dark() -> Iterator[None]:
    import winreg

    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, THEMES) as key:
        try:
            before = winreg.QueryValueEx(key, "AppsUseLightTheme")[0]
        except FileNotFoundError:
            before = 1
        winreg.SetValueEx(key, "AppsUseLightTheme", 0, winreg.REG_DWORD, 0)
        yield
        winreg.SetValueEx(key, "AppsUseLightTheme", 0, winreg.REG_DWORD, before)


@pytest.mark.usefixtures("dark")
def test_that_the_window_is_dark_where_the_system_is(request: pytest.FixtureRequest) -> None:
    window = request.getfixturevalue("window")
    ground = str(window.told[-1]["ground"])
    assert max(bytes.fromhex(ground.removeprefix("#"))) < 0x60


def test_that_other_colours_of_the_system_do_no_harm(window: Window, vault: Path) -> None:
    window.send(COLOURS, 0)
    assert is_open_elsewhere(vault)
    assert window.end() == {"ended": 0, "bugs": 0}


def test_that_the_taskbar_takes_what_is_shown_on_it(window: Window) -> None:
    window.order("taskbar")
    assert window.hear("taskbar")["taskbar"] is True


def test_that_work_goes_on_and_the_vault_locks_while_a_printer_is_asked_for(
    window: Window, vault: Path
) -> None:
    window.order("printer")
    if not window.hear("printer")["printer"]:
        pytest.skip("this computer has no printer")
    window.order("work")
    window.hear("worked")
    window.post(SESSION, LOCKED)
    window.hear("answered")
    assert not any("answer" in one for one in window.told)
    assert window.end() == {"ended": 0, "bugs": 0}
    assert not is_open_elsewhere(vault)


def test_that_a_killed_window_takes_its_reading_child_along(window: Window, vault: Path) -> None:
    window.order("import")
    window.hear("importing")
    children = psutil.Process(window.pid).children(recursive=True)
    window.kill()
    assert psutil.wait_procs(children, timeout=60)[1] == []
    assert not is_open_elsewhere(vault)
