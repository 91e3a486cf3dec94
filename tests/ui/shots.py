"""Takes pictures of the window, offscreen, into a folder.

``uv run tests/ui/shots.py FOLDER [dark] [125] [sample|first]``; with ``sample`` over the real
sample vault, with ``first`` as somebody sees it who begins, otherwise over a desk of fakes.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from desk_fakes import FakeVaults, a_full_desk  # noqa: E402 - the path is set above
from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from app.bootstrap import sample_vault  # noqa: E402
from app.jobs.events import Progress  # noqa: E402
from app.settings.file import save  # noqa: E402
from app.settings.values import Settings, Theme  # noqa: E402
from app.ui.application import Program  # noqa: E402
from app.ui.doors import Doors  # noqa: E402
from app.ui.pages import catalogue  # noqa: E402
from app.ui.services import Services  # noqa: E402
from app.ui.ways import Where  # noqa: E402


class Camera:
    """Clicks through the window and keeps what it sees."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.program = program
        self.window = program.window
        self.folder = folder
        self.count = 0

    def wait(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def shoot(self, name: str, *, wait_ms: int = 250) -> None:
        self.wait(wait_ms)
        self.count += 1
        over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        picture = self.window.grab()
        if over is not None:
            from PySide6.QtGui import QPainter

            painter = QPainter(picture)
            painter.drawPixmap(self.window.mapFromGlobal(over.pos()), over.grab())
            painter.end()
        picture.save(str(self.folder / f"{self.count:02d}_{name}.png"))


def walk(camera: Camera) -> None:
    window = camera.window
    unlock = window.unlock
    camera.shoot("unlock")
    unlock.widget.unlock.passphrase.field.setText("wrong passphrase")
    unlock.widget.unlock.wished.emit("wrong passphrase")
    camera.shoot("unlock_wrong")
    unlock.presenter.want_new()
    unlock.widget.new.pair.first.field.setText("summer records")
    camera.shoot("new_vault")
    unlock.presenter.want_recovery()
    camera.shoot("recover")
    unlock.presenter.back()
    unlock.presenter.unlock("open sesame please")
    camera.shoot("requests")
    frame = window.frame
    assert frame is not None
    for name, act in _acts(frame):
        act()
        camera.shoot(name)


def _acts(frame) -> list[tuple[str, Callable[[], None]]]:
    requests = frame._page(Where.REQUESTS)
    sources = frame._page(Where.SOURCES)
    files = (Path("sms-20260501.xml"), Path("page-download.zip"), Path("notes.dat"))
    return [
        ("requests_overdue", lambda: requests.view.chips.wished.emit("overdue")),
        ("requests_none", lambda: requests.view._find.setText("nobody")),
        ("everything", frame.open_everything),
        ("everything_typed", lambda: QApplication.activePopupWidget()._field.setText("2026-01")),
        ("sources", lambda: _close_popup(lambda: frame._open_and_go("2026-014"))),
        ("intake_edit", lambda: frame.go(Where.INTAKE)),
        ("intake_new", lambda: frame.go(Where.INTAKE, "new")),
        ("intake_wrong", frame._page(Where.INTAKE).presenter.save),
        ("sources_list", lambda: frame.go(Where.SOURCES)),
        ("sources_adding", lambda: sources.dropped(files)),
        ("sources_problems", lambda: _problems(sources)),
        ("blocked", lambda: _blocked(frame)),
        ("library", lambda: frame.go(Where.LIBRARY)),
        ("preferences", lambda: frame.go(Where.PREFERENCES)),
        ("work", lambda: _work(frame)),
        ("locked", frame.lock_wished.emit),
    ]


def _close_popup(then: Callable[[], None]) -> None:
    QApplication.activePopupWidget().close()
    then()


def _problems(page) -> None:
    page.presenter.leave_adding()
    page.presenter.open_problems("unreadable")


def _blocked(frame) -> None:
    frame._page(Where.SOURCES).presenter.close_problems()
    frame.go(Where.PACKET)


def _work(frame) -> None:
    number = frame._work.begun("Importing phone-backup.zip")
    frame._work.told(number, Progress(61_200, 100_000))
    frame._work.begun("Importing diaz-mailbox.mbox")
    frame.say("Undone: 3 redactions in 3 records.")


def walk_sample(camera: Camera) -> None:
    """Go through the sample's own vault, opened as a clerk would."""
    window = camera.window
    window.unlock.presenter.sample()
    while window.frame is None:
        camera.wait(100)
    camera.shoot("requests", wait_ms=800)
    number = window.frame._presenter.rows[0].request.number
    window.frame.open_request(number)
    camera.wait(500)
    for where in Where:
        if where in catalogue.PAGES and find_spec(catalogue.PAGES[where]):
            window.frame.go(where)
            camera.shoot(where.value.lower(), wait_ms=1500)
    page = window.frame._page(Where.LIBRARY)
    window.frame.go(Where.LIBRARY)
    page.presenter.find("home address of an officer")
    camera.shoot("library_found", wait_ms=1500)
    window.lock()
    camera.shoot("locked", wait_ms=1000)


def walk_first(camera: Camera) -> None:
    """Begin with nothing: welcome, a new vault, its key, empty pages, a fault."""
    window = camera.window
    unlock = window.unlock
    camera.shoot("welcome")
    unlock.presenter.want_new()
    pair = unlock.widget.new.pair
    pair.first.field.setText("copper lantern orbit maple")
    camera.shoot("new_vault")
    unlock.widget.new._go.click()
    camera.shoot("new_vault_wrong")
    pair.again.field.setText("copper lantern orbit maple")
    unlock.widget.new._go.click()
    camera.shoot("making", wait_ms=30)
    camera.shoot("recovery_key", wait_ms=1500)
    unlock.widget.key.ticked.click()
    unlock.widget.key._go.click()
    camera.shoot("requests_empty", wait_ms=1000)
    for where in (Where.SOURCES, Where.SEARCH):
        window.frame.go(where)
        camera.shoot(where.value.lower(), wait_ms=500)
    camera.program.bugs.met(ValueError("never shown"))
    camera.shoot("crash", wait_ms=500)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    theme = Theme.DARK if "dark" in sys.argv else Theme.LIGHT
    percent = 125 if "125" in sys.argv else 100
    application = QApplication([])
    with TemporaryDirectory() as place:
        vault = Path(place) / "Records.vault"
        if "first" not in sys.argv:
            vault.mkdir()
            (vault / "vault.toml").touch()
        settings = Path(place) / "settings.toml"
        chosen = Settings(
            theme=theme, text_percent=percent, clerk="M. Ortiz",
            last_vault="" if "first" in sys.argv else str(vault),
            window=(1366, 720),
        )  # fmt: skip
        save(settings, chosen)
        real = "sample" in sys.argv or "first" in sys.argv
        made = partial(sample_vault, Path(place))
        vaults = Doors(made, lambda: dt.date(2026, 5, 15)) if real else FakeVaults(a_full_desk)
        services = Services(vaults, settings, Path(place))
        program = Program(services, application)
        program.window.resize(1366, 720)
        program.window.show()
        walks = {"sample": walk_sample, "first": walk_first}
        if not real:
            for where in (Where.SEARCH, Where.REVIEW, Where.CHECK, Where.PACKET):
                catalogue.PAGES.pop(where, None)
        chosen_walk = next((walks[word] for word in sys.argv if word in walks), walk)
        chosen_walk(Camera(program, folder))
        program.end()


if __name__ == "__main__":
    main()
