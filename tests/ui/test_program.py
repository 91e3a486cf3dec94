"""The program as a whole: long work in the strip, faults, settings, starting."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import builders
import pytest
from desk_fakes import TODAY, FakeSettings, FakeVaults, a_desk, a_full_desk
from PySide6.QtCore import QCoreApplication, QEvent

from app.domain.sources import SourceState
from app.errors import AppError
from app.jobs.events import Failed, Finished, Progress, Stopped
from app.jobs.runner import Lane
from app.settings.file import load
from app.settings.values import Settings
from app.ui.application import Bugs, Program
from app.ui.doors import Doors
from app.ui.frame import Frame, Place
from app.ui.keeper import SettingsKeeper
from app.ui.pages import catalogue
from app.ui.services import Services
from app.ui.theme import Look
from app.ui.ways import Where

ROOT = Path(__file__).resolve().parents[2]


class Waiting:
    """A job that waits at each step until a test lets it go on."""

    title = "Importing a.zip"
    result = None

    def __init__(self, fail: AppError | None = None) -> None:
        self.gate = threading.Semaphore(0)
        self.fail = fail

    def steps(self):
        for at in range(1000):
            self.gate.acquire(timeout=10)
            if self.fail:
                raise self.fail
            yield Progress(at + 1, 1000)


@pytest.fixture
def program(tmp_path, qapp):
    made = Program(Services(FakeVaults(a_full_desk), tmp_path / "s.toml", tmp_path), qapp)
    yield made
    made.end()
    made.window.deleteLater()


@pytest.fixture
def frame(program, qtbot):
    lane = Lane()
    desk = replace(a_full_desk(), lane=lane)
    made = Frame(desk, program.background, program.look, FakeSettings())
    qtbot.addWidget(made)
    made.show()
    made.begin(Place())
    yield made
    lane.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_that_long_work_is_stopped_from_the_strip(frame, qtbot):
    job, told = Waiting(), []
    frame.start(job, told.append)
    job.gate.release(2)
    qtbot.waitUntil(lambda: any(isinstance(event, Progress) for event in told))
    assert frame.busy
    assert frame._strip.isVisible()
    frame._strip._rows[0]._stop.click()
    assert frame._strip._rows[0]._amount.text() == "stopping at the next safe place"
    job.gate.release()
    qtbot.waitUntil(lambda: isinstance(told[-1], Stopped))
    assert not frame.busy
    assert not frame._strip.isVisible()


def test_that_closing_during_an_import_stops_it_at_a_safe_place_first(tmp_path, qtbot, qapp):
    closed, lane = [], Lane()
    desk = replace(a_full_desk(), lane=lane, close=lambda: closed.append(lane.running))
    program = Program(Services(FakeVaults(lambda: desk), tmp_path / "s.toml", tmp_path), qapp)
    window = program.window
    window.show()
    window.unlock.presenter.sample()
    qtbot.waitUntil(lambda: window.frame is not None)
    job = Waiting()
    window.frame.start(job, lambda _: None)
    job.gate.release()
    qtbot.waitUntil(lambda: window.frame.busy)
    window.close()
    assert window.isVisible()
    assert window.unlock.widget._busy.text() == "Locking the vault…"
    window.close()
    assert window.isVisible()
    job.gate.release()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert closed == [False]
    program.end()


def test_that_work_that_failed_is_told_over_the_page(frame, qtbot):
    job, told = Waiting(AppError("The disk is full.", "Make room.")), []
    frame.start(job, told.append)
    job.gate.release()
    qtbot.waitUntil(lambda: bool(told) and isinstance(told[-1], Failed))
    assert frame._notice._words.text() == "The disk is full. Make room."


def test_that_work_that_ended_is_told_in_the_status_line(frame, qtbot):
    job, told = Waiting(), []
    frame.start(job, told.append)
    job.gate.release(1000)
    qtbot.waitUntil(lambda: bool(told) and isinstance(told[-1], Finished))
    assert frame._status.text() == "Done: Importing a.zip."


def test_that_the_button_of_a_blocked_step_leads_where_it_is_unblocked(frame, qtbot):
    frame.open_request("2026-014")
    frame.go(Where.PACKET)
    qtbot.waitUntil(frame._notice.isVisible)
    frame._notice._button.click()
    qtbot.waitUntil(lambda: not frame._notice.isVisible() or frame._here is Where.REVIEW)


def test_that_everything_offers_requests_by_number(frame, qtbot):
    qtbot.waitUntil(lambda: bool(frame._presenter.rows))
    titles = [deed.title for deed in frame._deeds()]
    assert "Open request 2026-014 — Dana Whitlow" in titles
    assert "Lock the vault" in titles
    assert titles[0] == "New request"


@pytest.mark.parametrize("where", [w for w in Where if w in catalogue.PAGES])
def test_that_every_page_of_the_catalogue_can_be_imported(where):
    __import__(catalogue.PAGES[where])
    assert callable(sys.modules[catalogue.PAGES[where]].make)


def test_that_faults_open_one_dialog_at_a_time(qtbot, tmp_path, qapp):
    bugs = Bugs(Services(FakeVaults(a_desk), tmp_path / "s.toml", tmp_path))
    bugs.hook(ValueError, ValueError("a"), None)
    bugs.thread_hook(
        threading.ExceptHookArgs((KeyError, KeyError("b"), None, threading.current_thread()))
    )
    qtbot.waitUntil(lambda: bugs._open is not None)
    assert bugs.count == 2
    dialog = bugs._open
    dialog.accept()
    assert bugs._open is None
    dialog.deleteLater()


def test_that_an_interrupt_from_the_keyboard_is_no_fault(tmp_path, qapp, capsys):
    bugs = Bugs(Services(FakeVaults(a_desk), tmp_path / "s.toml", tmp_path))
    bugs.hook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert bugs.count == 0
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_that_settings_begin_with_the_computers_zone_and_are_kept(tmp_path, qapp):
    keeper = SettingsKeeper(tmp_path / "s.toml")
    assert keeper.now.zone
    told = []
    keeper.changed.connect(lambda: told.append(1))
    keeper.change(replace(keeper.now, clerk="M. Ortiz"))
    keeper.change(keeper.now)
    assert told == [1]
    assert load(tmp_path / "s.toml").settings.clerk == "M. Ortiz"
    keeper.keep_quietly(replace(keeper.now, window=(900, 600)))
    assert load(tmp_path / "s.toml").settings.window == (900, 600)


def test_that_the_size_of_the_window_is_no_reason_to_complain(tmp_path, qapp):
    (tmp_path / "file").write_text("", encoding="utf-8")
    keeper = SettingsKeeper(tmp_path / "file" / "s.toml")
    keeper.keep_quietly(Settings(window=(1, 1)))
    assert keeper.now.window == (1, 1)


def test_that_icons_are_drawn_in_the_colours_of_the_theme(program):
    icon = program.look.icon("lock", "accent")
    image = icon.pixmap(32, 32).toImage()
    colours = {image.pixelColor(x, y).name() for x in range(32) for y in range(32)}
    assert program.look.colours["accent"].name() in colours
    assert isinstance(program.look, Look)


def test_that_the_program_starts_paints_and_ends(tmp_path):
    script = (
        "import sys, datetime; from pathlib import Path\n"
        "from app.ui.application import self_test\n"
        "from app.ui.doors import Doors\n"
        "from app.ui.services import Services\n"
        "folder = Path(sys.argv[1])\n"
        "doors = Doors(lambda: None, datetime.date.today)\n"
        "sys.exit(self_test(Services(doors, folder / 's.toml', folder)))\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, env=environment, check=False
    )
    assert done.returncode == 0


def test_that_an_export_goes_into_a_real_vault_through_the_window(tmp_path, qtbot, qapp):
    export = tmp_path / "sms-20260401.xml"
    body = "".join(
        f'<sms protocol="0" address="+18505550101" date="{1_700_000_000_000 + n}" type="1" '
        f'subject="null" body="hello {n}" toa="null" sc_toa="null" service_center="null" '
        f'read="1" status="-1" locked="0" contact_name="Person" />\n'
        for n in range(1500)
    )
    export.write_text(f'<?xml version="1.0"?>\n<smses count="1500">\n{body}</smses>', "utf-8")
    doors = Doors(lambda _: builders.new_vault(tmp_path), lambda: TODAY)
    program = Program(Services(doors, tmp_path / "s.toml", tmp_path), qapp)
    window = program.window
    window.show()
    window.unlock.presenter.sample()
    qtbot.waitUntil(lambda: window.frame is not None)
    said, show = [], window.frame._status.set_whole
    window.frame._status.set_whole = lambda words: (said.append(words), show(words))
    window.frame.dropped((export,))
    page = window.frame._page(Where.SOURCES)
    qtbot.waitUntil(page.view.adding.isVisible)
    page.view.adding.custodian.setText("Ofc. R. Diaz")
    page.view.adding._go.click()
    qtbot.waitUntil(lambda: bool(page.view.table.rows.rowCount()), timeout=20_000)
    qtbot.waitUntil(lambda: not window.frame.busy, timeout=30_000)
    qtbot.waitUntil(lambda: page.presenter._sources[0].state is SourceState.DONE)
    (source,) = page.presenter._sources
    assert (source.counts.records, source.details.custodian) == (1500, "Ofc. R. Diaz")
    qtbot.waitUntil(lambda: any(words.startswith("sms-20260401.xml: 1,500") for words in said))
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    program.end()
    assert program.bugs.count == 0
