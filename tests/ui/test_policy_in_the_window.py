"""A policy in the window: fixed fields, ways out that are closed, warnings at the start."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from desk_fakes import FakeVaults, FakeWays, a_context, a_full_desk
from packing_desk import Packing
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel

from app.domain.packets import Letterhead
from app.domain.redacted import Encoding, Picture
from app.settings.file import load, save
from app.settings.policy import Policy
from app.settings.values import Settings, Theme
from app.settings.ways_out import WayOut
from app.ui.application import Program
from app.ui.keeper import SettingsKeeper
from app.ui.pages import catalogue
from app.ui.pages.packet.page import PacketPage
from app.ui.pages.preferences.page import PreferencesPage
from app.ui.services import Services
from app.ui.theme import Look
from app.ui.ways import Where
from app.ui.widgets.held import BY_IT

HEAD = Letterhead("City of Ash Fork", ("1 Main St",), "555-0101", "M. Ortiz")
POLICY = Policy(
    fixed={"zone": "America/Chicago", "page": "a4", "theme": Theme.LIGHT, "letterhead": HEAD},
    lock_at_most=15,
    ways_out=frozenset(),
    warnings=("The policy names “auto_look”, which this version does not know.",),
)
CLOSED = Policy(ways_out=frozenset())


@pytest.fixture
def look(qapp) -> Look:
    return Look(QApplication.instance())


def test_that_fixed_values_hold_and_never_stand_in_the_clerks_own_file(tmp_path, qapp):
    path = tmp_path / "s.toml"
    save(path, Settings(zone="UTC", auto_lock_minutes=60, clerk="A"))
    keeper = SettingsKeeper(path, POLICY)
    assert (keeper.now.zone, keeper.now.auto_lock_minutes) == ("America/Chicago", 15)
    keeper.change(replace(keeper.now, clerk="M. Ortiz", zone="UTC", page="legal"))
    assert (keeper.now.zone, keeper.now.page) == ("America/Chicago", "a4")
    keeper.keep_quietly(replace(keeper.now, window=(900, 600)))
    own = load(path).settings
    assert (own.clerk, own.zone, own.page) == ("M. Ortiz", "UTC", "letter")
    assert (own.auto_lock_minutes, own.letterhead) == (60, Letterhead(""))
    keeper.change(replace(keeper.now, auto_lock_minutes=5))
    assert load(path).settings.auto_lock_minutes == 5
    keeper.change(replace(keeper.now, auto_lock_minutes=0))
    assert keeper.now.auto_lock_minutes == 15


def test_that_preferences_show_what_is_fixed(tmp_path, qtbot, look):
    keeper = SettingsKeeper(tmp_path / "s.toml", POLICY)
    page = PreferencesPage(replace(a_context(settings=keeper), policy=POLICY), look)
    view = page.view
    qtbot.addWidget(view)
    view.resize(820, 900)
    view.show()
    page.arrive("")
    held = (view.department, view.address, view.contact, view.custodian, view.zone, view.paper)
    assert not any(field.isEnabled() for field in (*held, view.theme))
    assert all(field.isEnabled() for field in (view.clerk, view.scans, view.text_size, view.lock))
    assert view.department.text() == "City of Ash Fork"
    shown = [one.text() for one in view.findChildren(QLabel) if one.isVisible()]
    assert shown.count(BY_IT) == len(held) + 1
    assert "At most 15 minutes, set by your IT department" in shown
    assert offered(view.lock) == [5, 15]
    view.clerk.setText("M. Ortiz")
    view.clerk.editingFinished.emit()
    assert keeper.now.clerk == "M. Ortiz"


def offered(box: QComboBox) -> list[int]:
    return [box.itemData(at) for at in range(box.count())]


def test_that_without_a_policy_everything_may_be_chosen(tmp_path, qtbot, look):
    keeper = SettingsKeeper(tmp_path / "s.toml")
    page = PreferencesPage(a_context(settings=keeper), look)
    qtbot.addWidget(page.view)
    page.view.show()
    page.arrive("")
    assert offered(page.view.lock) == [5, 15, 30, 60, 0]
    shown = [one.text() for one in page.view.findChildren(QLabel) if one.isVisible()]
    assert BY_IT not in shown


def test_that_a_change_of_preferences_keeps_the_seal(tmp_path, qtbot, look):
    seal = Picture(2, 2, b"seal", Encoding.PNG)
    save(tmp_path / "s.toml", Settings(letterhead=Letterhead("Old", logo=seal)))
    keeper = SettingsKeeper(tmp_path / "s.toml")
    page = PreferencesPage(a_context(settings=keeper), look)
    qtbot.addWidget(page.view)
    page.arrive("")
    page.view.department.setText("New")
    page.view.department.editingFinished.emit()
    assert keeper.now.letterhead == Letterhead("New", logo=seal)


def test_that_a_closed_way_is_told_and_asks_for_no_place(look):
    ways, asked = FakeWays(), []
    context = replace(a_context(ways=ways), policy=CLOSED)
    for way in WayOut:
        context.let_out(way, lambda: asked.append(1))
    assert asked == []
    told = [f"{error.what} {error.remedy}" for error in ways.troubles]
    assert len(set(told)) == len(WayOut)
    a_context(ways=ways).let_out(WayOut.TABLES, lambda: asked.append(1))
    assert asked == [1]


class Seat:
    """A program over fakes, with the pages from which things are saved."""

    def __init__(self, folder: Path, qtbot, policy: Policy) -> None:
        services = Services(FakeVaults(a_full_desk), folder / "s.toml", folder, policy=policy)
        self.program = Program(services, QApplication.instance())
        self.window = self.program.window
        self.window.show()
        self.window.unlock.presenter.sample()
        qtbot.waitUntil(lambda: self.window.frame is not None)

    def page(self, where: Where):
        return self.window.frame._page(where)

    def told(self) -> str:
        return self.window.frame._notice._words.text()

    def end(self, qtbot) -> None:
        self.window.close()
        qtbot.waitUntil(lambda: not self.window.isVisible())
        self.program.end()
        self.window.deleteLater()


@pytest.fixture
def seat(tmp_path, qtbot, monkeypatch):
    pages = (Where.REQUESTS, Where.SOURCES, Where.LIBRARY)
    kept = {one: catalogue.PAGES[one] for one in pages}
    monkeypatch.setattr(catalogue, "PAGES", kept)
    made = Seat(tmp_path, qtbot, CLOSED)
    yield made
    made.end(qtbot)


def test_that_the_window_asks_for_no_place_where_tables_are_forbidden(seat, qtbot):
    sources, library = seat.page(Where.SOURCES), seat.page(Where.LIBRARY)
    sources._ask_account()
    qtbot.waitUntil(lambda: "as tables" in seat.told())
    seat.window.frame._presenter.dismiss()
    library.lists_view.save_wished.emit()
    qtbot.waitUntil(lambda: "as tables" in seat.told())
    assert seat.window.findChildren(QFileDialog) == []


def test_that_warnings_are_told_before_any_vault_is_opened(tmp_path, qtbot, qapp):
    (tmp_path / "s.toml").write_text('zone = "Mars/Olympus"\n', encoding="utf-8")
    services = Services(FakeVaults(a_full_desk), tmp_path / "s.toml", tmp_path, policy=POLICY)
    program = Program(services, qapp)
    program.window.show()
    notice = program.window.unlock.presenter._state.notice
    assert "auto_look" in notice.what
    assert "“zone”" in notice.remedy
    program.window.close()
    program.end()
    program.window.deleteLater()


@pytest.mark.usefixtures("blind")
class TestPacketPage:
    """The packet's own form under a policy."""

    @pytest.fixture
    def desk(self, tmp_path):
        bench = Packing(tmp_path)
        bench.decide()
        yield bench
        bench.close()

    @pytest.fixture
    def page(self, desk, look, qtbot):
        made = PacketPage(replace(desk.context, policy=POLICY), look)
        qtbot.addWidget(made.view)
        made.arrive("")
        yield made
        finish = made.put_away()
        if finish is not None:
            finish()

    def test_that_letterhead_and_paper_cannot_be_changed(self, page):
        form = page.view.form
        assert not form.letterhead.department.isEnabled()
        assert not form.looks.page.isEnabled()
        state = page.presenter.state
        page.presenter.change(replace(state.form, department="Somebody Else", page="legal"))
        after = page.presenter.state.form
        assert (after.letterhead, after.page) == (HEAD, "a4")

    def test_that_marked_copies_and_originals_are_refused(self, page, desk):
        page.ask_recipient()
        habits = replace(page.presenter.state.form.habits, natives=True)
        page.presenter.change(replace(page.presenter.state.form, habits=habits))
        page.ask_delivery()
        told = [error.what for error in desk.ways.troubles]
        assert ["marked copies" in told[0], "originals" in told[1], len(told)] == [True, True, 2]
        assert page.view.findChildren(QFileDialog) == []
