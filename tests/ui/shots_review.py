"""Takes pictures of search, review, check and packet on the real sample, offscreen.

``python tests/ui/shots_review.py FOLDER [dark] [125] [small]``
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from builders import CHEAP, PASSPHRASE  # noqa: E402 - the path is set above
from PySide6.QtCore import QEventLoop, Qt, QTimer  # noqa: E402
from PySide6.QtGui import QPainter  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from app.jobs.events import Failed, Finished  # noqa: E402
from app.jobs.runner import run  # noqa: E402
from app.settings.file import save  # noqa: E402
from app.settings.values import Settings, Theme  # noqa: E402
from app.ui.application import Program  # noqa: E402
from app.ui.services import Services  # noqa: E402
from app.vault.folder import Vault  # noqa: E402

KEPT = Path(tempfile.gettempdir()) / "sunshine-shots.vault"


def done(job: object) -> object:
    events: list[object] = []
    run(job, events.append, threading.Event())
    if isinstance(events[-1], Failed):
        raise SystemExit(events[-1].what)
    assert isinstance(events[-1], Finished)
    return events[-1].result


def sample_vault() -> Path:
    """Import the sample once and keep it for the next pictures."""
    from app.errors import AppError
    from app.workflow import demo
    from app.workflow.keep_requests import Requests
    from app.workflow.law import Library
    from app.workflow.sample import load
    from app.workflow.search_records import Searcher

    if KEPT.exists():
        return KEPT
    sample = load()
    vault, _ = Vault.create(KEPT, PASSPHRASE, CHEAP)
    law = Library.load()
    began = time.monotonic()
    for export in sample.exports:
        try:
            demo.import_sample(vault, replace(sample, exports=(export,)), done)
        except AppError as error:
            print(f"left out {export.path.name}: {error}")
    requests = Requests(vault, law, lambda: sample.request.received)
    demo.enter_sample_request(requests, Searcher(vault, "America/New_York"), sample)
    print(f"imported in {time.monotonic() - began:.1f} s")
    vault.close()
    return KEPT


class Camera:
    """Waits until nothing is asked any more, then keeps what the window shows."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.program = program
        self.window = program.window
        self.folder = folder
        self.count = 0

    def wait(self, ms: int = 250) -> None:
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def until(self, what: Callable[[], bool], seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not what() and time.monotonic() < end:
            self.wait(50)

    def shoot(self, name: str, ms: int = 400) -> None:
        self.wait(ms)
        self.count += 1
        over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        picture = self.window.grab()
        if over is not None:
            painter = QPainter(picture)
            painter.drawPixmap(self.window.mapFromGlobal(over.pos()), over.grab())
            painter.end()
        picture.save(str(self.folder / f"{self.count:02d}_{name}.png"))

    def keys(self, text: str) -> None:
        for character in text:
            QTest.keyClick(QApplication.focusWidget() or self.window, character)
            self.wait(30)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        self.wait(60)


def _no_sample(_tell: object) -> Vault:
    raise NotImplementedError


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    theme = Theme.DARK if "dark" in sys.argv else Theme.LIGHT
    percent = 125 if "125" in sys.argv else 100
    size = (1100, 700) if "small" in sys.argv else (1366, 720)
    wanted = [word for word in sys.argv[2:] if word not in {"dark", "125", "small"}]
    kept = sample_vault()
    application = QApplication([])
    with tempfile.TemporaryDirectory() as place:
        vault = Path(place) / "Millbrook.vault"
        shutil.copytree(kept, vault)
        settings = Path(place) / "settings.toml"
        chosen = Settings(
            theme=theme, text_percent=percent, last_vault=str(vault), clerk="M. Ortiz",
            window=size,
        )  # fmt: skip
        save(settings, chosen)
        from app.ui.doors import Doors

        services = Services(Doors(_no_sample, lambda: dt.date(2026, 11, 12)), settings, Path(place))
        program = Program(services, application)
        sys.excepthook = sys.__excepthook__
        program.window.resize(*size)
        program.window.show()
        QTest.qWaitForWindowExposed(program.window)
        program.window.activateWindow()
        QTest.qWaitForWindowActive(program.window)
        camera = Camera(program, folder)
        program.window.unlock.presenter.unlock(PASSPHRASE)
        camera.until(lambda: program.window.frame is not None)
        camera.wait(600)
        frame = program.window.frame
        frame.open_request("2026-014")
        camera.until(lambda: frame.request is not None)
        import shots_walk

        for name in wanted or shots_walk.WALKS:
            shots_walk.WALKS[name](camera, frame)
        program.end()


if __name__ == "__main__":
    main()
