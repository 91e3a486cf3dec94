"""The window's times: ``uv run tests/bench/bench_window.py [--messages N]``.

Measures, offscreen: the time from the start of the interpreter to a painted unlock page (three
fresh processes), and the longest stall of the window while a vault is opened, while an SMS export
of N messages is imported right after that and another one later, and while every page is shown.
Then the sample is opened, once its pages are built the packet page is visited, and the time to
its first page is told: first, and again after another layout was chosen.
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
    from app.vault.folder import Vault

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PASSPHRASE = "copper lantern orbit maple"


def main() -> None:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--child", choices=["unlock", "stall", "preview"])
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    if options.child == "unlock":
        show_unlock(options.folder)
    elif options.child == "stall":
        measure_stalls(options.folder)
    elif options.child == "preview":
        measure_preview(options.folder)
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
        for _ in range(3):
            print(_child("preview", Path(folder)), end="")


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


def measure_preview(folder: Path) -> None:
    from app.ui.plain_imports import plain_imports

    with plain_imports():
        from PySide6.QtWidgets import QApplication

        from app.ui.application import Program
    from app.ui.doors import Doors
    from app.ui.pages.catalogue import PAGES
    from app.ui.services import Services
    from app.ui.ways import Where

    application = QApplication([])
    made = Path(tempfile.mkdtemp(dir=folder))
    doors = Doors(lambda _: _decided_sample(made), _today)
    program = Program(Services(doors, made / "s.toml", made), application)
    window = program.window
    window.show()
    window.unlock.presenter.sample()
    _wait(lambda: window.frame is not None)
    frame = window.frame
    frame.open_request("2026-014")
    _wait(lambda: not frame._building.isActive() and len(frame._pages) == len(PAGES))
    _wait_ms(3_000)
    began, worked = time.perf_counter(), time.process_time()
    frame.go(Where.PACKET)
    presenter = frame._page(Where.PACKET).presenter
    _wait(lambda: presenter.state.page is not None, 60)
    first = time.perf_counter() - began, time.process_time() - worked
    began = time.perf_counter()
    shown = presenter.state.page
    presenter.pages.preview(presenter.state.form.wishes)
    _wait(lambda: presenter.state.page is not shown, 60)
    again = time.perf_counter() - began
    print(f"first page of the packet: {first[0] * 1000:5.0f} ms, of it {first[1] * 1000:4.0f} ms")
    print(f"computed here; again: {again * 1000:5.0f} ms")
    window.close()
    _wait(lambda: not window.isVisible())
    program.end()


def _decided_sample(folder: Path) -> Vault:
    """Make the sample's vault with its request wholly decided, so that a packet can be built."""
    from app.jobs.finish import finish
    from app.workflow import check_request, demo, sample
    from app.workflow.keep_requests import Requests
    from app.workflow.law import Library
    from app.workflow.open_vault import create
    from app.workflow.search_records import Searcher
    from app.workflow.try_sample import CHEAP

    vault = create(folder / "Sample.vault", PASSPHRASE, "M. Ortiz", CHEAP).vault
    law, bundled, searcher = Library.load(), sample.load(), Searcher(vault, "America/New_York")
    demo.import_sample(vault, bundled, finish)
    request = demo.enter_sample_request(Requests(vault, law, _today), searcher, bundled)
    demo.decide_sample(vault, searcher, request, bundled)
    for found in check_request.check(vault, request, law):
        if found.kind == "unconfirmed_code":
            check_request.confirm_exemption(vault, request, found.code)
    return vault


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
