"""Takes the pictures of the README on the sample: ``python tests/ui/shots_readme.py FOLDER``."""

from __future__ import annotations

import datetime as dt
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "ui")]

from PySide6.QtTest import QTest  # noqa: E402 - the path is set above
from PySide6.QtWidgets import QApplication  # noqa: E402
from shots_review import Camera  # noqa: E402

from app.domain.packets import Order, Talk  # noqa: E402
from app.settings.file import save  # noqa: E402
from app.settings.values import Settings, Theme  # noqa: E402
from app.ui.application import Program  # noqa: E402
from app.ui.doors import Doors  # noqa: E402
from app.ui.services import Services  # noqa: E402
from app.ui.ways import Where  # noqa: E402
from app.workflow.demo import decide_sample  # noqa: E402
from app.workflow.sample import load  # noqa: E402
from app.workflow.search_records import Searcher  # noqa: E402
from app.workflow.try_sample import make_sample_vault  # noqa: E402

TODAY = dt.date(2026, 11, 12)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        settings = Path(place) / "settings.toml"
        save(settings, Settings(theme=Theme.LIGHT, clerk="M. Ortiz", window=(1366, 720)))
        doors = Doors(lambda *_: make_sample_vault(Path(place)), lambda: TODAY)
        program = Program(Services(doors, settings, Path(place)), application)
        program.window.resize(1366, 720)
        program.window.show()
        QTest.qWaitForWindowExposed(program.window)
        camera = Camera(program, folder)
        program.window.unlock.presenter.sample()
        camera.until(lambda: program.window.frame is not None)
        camera.wait(1500)
        frame = program.window.frame
        frame.open_request("2026-014")
        camera.until(lambda: frame.request is not None)
        frame.go(Where.REVIEW, str(_record(frame)))
        camera.shoot("review", 2500)
        frame.go(Where.SEARCH)
        camera.wait(800)
        camera.keys("stop cedar")
        camera.shoot("search", 2500)
        _packet(camera, frame)
        program.end()


def _packet(camera: Camera, frame: object) -> None:
    """Decide as the careful clerk does, then show a verified packet with its bubbles."""
    desk = frame._context.desk  # type: ignore[attr-defined]
    decide_sample(desk.vault, Searcher(desk.vault, "America/New_York"), frame.request, load())  # type: ignore[attr-defined]
    frame.changed()  # type: ignore[attr-defined]
    camera.wait(800)
    frame.go(Where.PACKET)  # type: ignore[attr-defined]
    page = frame._page(Where.PACKET)  # type: ignore[attr-defined]
    camera.until(lambda: page.presenter.state.page is not None)
    form = page.presenter.state.form
    habits = replace(form.habits, talk=Talk.BUBBLES, order=Order.CONVERSATION)
    page.presenter.change(replace(form, habits=habits))
    page.presenter.build()
    camera.until(lambda: page.presenter.state.green is not None, 180)
    page.presenter.turn(1)
    camera.shoot("packet", 2500)


def _record(frame: object) -> int:
    """Find the message of the stop that holds a name, an address and a plate."""
    with frame._context.desk.vault.read() as work:  # type: ignore[attr-defined]
        (request,) = work.requests.all()
        ids = work.requests.record_ids(request.id)
        records = work.records.many(ids)
    return next(int(one.id) for one in records if "comes back expired" in one.text)


if __name__ == "__main__":
    main()
