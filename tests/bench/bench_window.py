"""The window's times: ``uv run tests/bench/bench_window.py [--messages N]``.

Measures, offscreen: the time from the start of the interpreter to a painted unlock page (three
fresh processes), and the longest stall of the window while a vault is opened, while an SMS export
of N messages is imported right after that and another one later, and while every page is shown.
Beside each stall stands how much of it the program itself was computing; the rest of the time the
computer was busy with other programs. Modules are compiled before, as an installation has them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.frame import Frame
    from app.ui.heartbeat import Heartbeat
    from app.ui.pages.sources.page import SourcesPage

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PASSPHRASE = "copper lantern orbit maple"


def main() -> None:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--child", choices=["unlock", "stall"])
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    if options.child == "unlock":
        show_unlock(options.folder)
    elif options.child == "stall":
        measure_stalls(options.folder)
    else:
        measure_all(options.messages)


def measure_all(messages: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        _export(Path(folder) / "warm", 100)
        _child("stall", Path(folder) / "warm")
        for _ in range(3):
            began = time.time()
            shown = float(_child("unlock", Path(folder)).split()[0])
            print(f"unlock page after {(shown - began) * 1000:7.0f} ms")
        for run in range(3):
            place = Path(folder) / f"run{run}"
            _export(place, messages)
            print(_child("stall", place), end="")


def _export(folder: Path, messages: int) -> None:
    """Make two exports that differ."""
    folder.mkdir()
    for name, amount in (("first", messages), ("second", messages + 1)):
        maker = [HERE / "make_sms.py", str(amount), folder / f"sms-{name}.xml"]
        subprocess.run([sys.executable, *maker], check=True, stdout=subprocess.DEVNULL)


def _child(what: str, folder: Path) -> str:
    command = [sys.executable, __file__, "--child", what, "--folder", str(folder)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def show_unlock(folder: Path) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.ui.application import Program
    from app.ui.doors import Doors
    from app.ui.services import Services

    application = QApplication([])
    program = Program(Services(Doors(_no_sample, _today), folder / "s.toml", folder), application)
    program.window.show()
    program.window.grab()
    QTimer.singleShot(0, lambda: (print(time.time()), application.quit()))
    application.exec()
    program.end()


def measure_stalls(folder: Path) -> None:
    from app.ui.plain_imports import plain_imports

    with plain_imports():
        from PySide6.QtWidgets import QApplication

        from app.ui.application import Program
    from app.ui.doors import Doors
    from app.ui.heartbeat import Heartbeat
    from app.ui.pages.catalogue import PAGES
    from app.ui.pages.unlock.presenter import NewVault
    from app.ui.services import Services
    from app.ui.ways import Where

    application = QApplication([])
    program = Program(Services(Doors(_no_sample, _today), folder / "s.toml", folder), application)
    window = program.window
    window.show()
    heart = Heartbeat()
    presenter = window.unlock.presenter
    heart.start()
    began = time.perf_counter()
    presenter.create(NewVault("Bench", folder, "M. Ortiz", PASSPHRASE, PASSPHRASE))
    _wait(lambda: bool(window.unlock.widget.key.key.text()))
    presenter.key_kept()
    _wait(lambda: window.frame is not None)
    _tell("making and opening a vault", began, heart)
    frame = window.frame
    frame.go(Where.SOURCES)
    page = frame._page(Where.SOURCES)
    _import(page, frame, folder / "sms-first.xml", "importing at once", heart)
    _wait(lambda: not frame._building.isActive() and len(frame._pages) == len(PAGES))
    _import(page, frame, folder / "sms-second.xml", "importing later", heart)
    heart.start()
    began = time.perf_counter()
    for where in PAGES:
        frame.go(where)
        _wait_ms(150)
    _tell("going through the pages", began, heart)
    heart.start()
    began = time.perf_counter()
    window.close()
    _wait(lambda: not window.isVisible())
    _tell("locking and closing", began, heart)
    program.end()


def _import(page: SourcesPage, frame: Frame, path: Path, what: str, heart: Heartbeat) -> None:
    from app.ui.pages.sources.adding import Answers

    heart.start()
    began = time.perf_counter()
    page.dropped((path,))
    _wait(page.view.adding.isVisible)
    page.presenter.begin(Answers("Bench", "UTC", keep_export=False))
    _wait(lambda: frame.busy)
    _wait(lambda: not frame.busy)
    _tell(what, began, heart)


def _tell(what: str, began: float, heart: Heartbeat) -> None:
    seconds = time.perf_counter() - began
    longest = f"{heart.stop():6.0f} ms, {heart.own_ms:4.0f} ms of it the program's own"
    print(f"{what:28} {seconds:6.1f} s, longest stall {longest}")


def _wait(until: Callable[[], bool], seconds: float = 300) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop, clock, began = QEventLoop(), QTimer(), time.perf_counter()
    clock.timeout.connect(
        lambda: loop.quit() if until() or time.perf_counter() - began > seconds else None
    )
    clock.start(5)
    loop.exec()


def _wait_ms(milliseconds: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _today() -> object:
    import datetime as dt

    return dt.date(2026, 11, 23)


def _no_sample(_tell: object) -> object:
    raise NotImplementedError


if __name__ == "__main__":
    main()
