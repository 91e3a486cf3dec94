"""The real window with a desk of fakes: keyboard paths, locking, what is shown."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from desk_fakes import FakeVaults, a_full_desk
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
)

from app.jobs.events import Progress
from app.settings.file import load, save
from app.settings.values import Settings, Theme
from app.ui.application import HAND_OVER_S, Program
from app.ui.clipboard import clear_ours
from app.ui.pages import catalogue
from app.ui.services import Services
from app.ui.ways import Where
from app.ui.widgets.ask_path import ask_files, ask_folder, ask_save

GOOD = "open sesame please"


class Seat:
    """A program on a chair of its own."""

    def __init__(self, folder: Path, qtbot) -> None:
        self.qtbot = qtbot
        self.closed: list[int] = []
        vault = folder / "Records.vault"
        vault.mkdir()
        (vault / "vault.toml").touch()
        self.settings = folder / "settings.toml"
        save(self.settings, Settings(last_vault=str(vault), clerk="M. Ortiz", theme=Theme.LIGHT))
        self.vaults = FakeVaults(self.desk)
        services = Services(self.vaults, self.settings, folder)
        self.program = Program(services, QApplication.instance())
        self.window = self.program.window
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def desk(self):
        return replace(a_full_desk(), close=lambda: self.closed.append(1))

    def unlock(self) -> None:
        field = self.window.unlock.widget.unlock.passphrase.field
        field.clear()
        self.qtbot.keyClicks(field, GOOD)
        self.qtbot.keyClick(field, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.window.frame is not None)
        self.qtbot.waitUntil(lambda: bool(self.home.table.rows.rowCount()))

    @property
    def frame(self):
        return self.window.frame

    @property
    def home(self):
        return self.frame._page(Where.REQUESTS).view

    def press(self, key: Qt.Key, modifier=Qt.KeyboardModifier.ControlModifier) -> None:
        self.qtbot.keyClick(self.window, key, modifier)

    def here(self) -> Where:
        return self.frame._here

    def open_first(self) -> None:
        self.qtbot.keyClick(self.home.table, Qt.Key.Key_Down)
        self.qtbot.keyClick(self.home.table, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.frame.request is not None)


PAGES_WITHOUT_A_VAULT = (
    Where.REQUESTS,
    Where.INTAKE,
    Where.SOURCES,
    Where.LIBRARY,
    Where.PREFERENCES,
)


@pytest.fixture
def seat(tmp_path, qtbot, monkeypatch):
    pages = {where: catalogue.PAGES[where] for where in PAGES_WITHOUT_A_VAULT}
    monkeypatch.setattr(catalogue, "PAGES", pages)
    made = Seat(tmp_path, qtbot)
    yield made
    if made.frame is not None:
        made.window.lock()
    qtbot.waitUntil(lambda: not made.window._locking)
    made.window.close()
    made.program.end()
    made.window.deleteLater()


def test_that_the_passphrase_field_has_the_focus(seat):
    field = seat.window.unlock.widget.unlock.passphrase.field
    assert seat.window.focusWidget() is field


def test_that_enter_unlocks_and_the_list_has_the_focus(seat):
    seat.unlock()
    assert seat.here() is Where.REQUESTS
    assert seat.window.focusWidget() is seat.home.table
    assert seat.window.unlock.widget.unlock.passphrase.text == ""


def test_that_a_wrong_passphrase_keeps_the_focus_in_the_field(seat, qtbot):
    field = seat.window.unlock.widget.unlock.passphrase.field
    qtbot.keyClicks(field, "nonsense")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(seat.window.unlock.widget._notice.isVisible)
    assert seat.window.focusWidget() is field
    assert field.selectedText()


def test_that_the_title_names_the_request_and_never_the_vault(seat, qtbot):
    seat.unlock()
    seat.open_first()
    qtbot.waitUntil(lambda: "2026-014" in seat.window.windowTitle())
    assert seat.window.windowTitle() == "Sunshine Desk — Request 2026-014"
    seat.window.lock()
    assert seat.window.windowTitle() == "Sunshine Desk"


def test_that_control_and_a_number_go_to_the_steps(seat, qtbot):
    seat.unlock()
    seat.press(Qt.Key.Key_2)
    assert seat.here() is Where.SOURCES
    seat.press(Qt.Key.Key_0)
    assert seat.here() is Where.REQUESTS
    seat.press(Qt.Key.Key_B)
    assert seat.here() is Where.LIBRARY


def test_that_control_1_without_a_request_shows_the_list(seat):
    seat.unlock()
    seat.press(Qt.Key.Key_2)
    seat.press(Qt.Key.Key_1)
    assert seat.here() is Where.REQUESTS


def test_that_a_blocked_step_stays_away_and_says_why(seat):
    seat.unlock()
    seat.press(Qt.Key.Key_6)
    assert seat.here() is Where.REQUESTS
    assert seat.frame._notice.isVisible()


def test_that_everything_finds_and_does(seat, qtbot):
    seat.unlock()
    seat.press(Qt.Key.Key_K)
    popup = next(w for w in QApplication.topLevelWidgets() if type(w).__name__ == "Everything")
    qtbot.keyClicks(popup._field, "go sources")
    qtbot.keyClick(popup._field, Qt.Key.Key_Return)
    assert seat.here() is Where.SOURCES


def test_that_arrows_move_in_everything_while_one_types(seat, qtbot):
    seat.unlock()
    seat.frame.open_everything()
    popup = next(w for w in QApplication.topLevelWidgets() if type(w).__name__ == "Everything")
    qtbot.keyClick(popup._field, Qt.Key.Key_Down)
    assert popup._list.currentIndex().row() == 1
    qtbot.keyClick(popup._field, Qt.Key.Key_PageDown)
    qtbot.keyClick(popup._field, Qt.Key.Key_Up)
    assert popup._list.currentIndex().row() == 8
    qtbot.keyClicks(popup._field, "no such thing")
    assert popup._none.isVisible()
    popup.close()


def test_that_locking_destroys_every_widget_that_held_text(seat, qtbot):
    seat.unlock()
    seat.open_first()
    frame = seat.frame
    gone = []
    frame.destroyed.connect(lambda: gone.append(1))
    seat.press(Qt.Key.Key_L)
    assert seat.frame is None
    qtbot.waitUntil(lambda: bool(gone))
    qtbot.waitUntil(lambda: seat.closed == [1])
    texts = [w.text() for w in seat.window.findChildren(QLineEdit)]
    assert "Dana" not in "".join(texts)


class Clipboard:
    """A clipboard that says whose it is; the offscreen platform's cannot."""

    def __init__(self, *, ours: bool) -> None:
        self.ours = ours
        self.cleared = False

    def ownsClipboard(self) -> bool:  # noqa: N802 - Qt's own name
        return self.ours

    def clear(self) -> None:
        self.cleared = True


@pytest.mark.parametrize("ours", [True, False])
def test_that_only_our_own_words_are_taken_off_the_clipboard(ours):
    clipboard = Clipboard(ours=ours)
    clear_ours(clipboard)
    assert clipboard.cleared is ours


def test_that_unlocking_again_shows_where_one_was(seat, qtbot):
    seat.unlock()
    seat.open_first()
    seat.press(Qt.Key.Key_2)
    qtbot.waitUntil(lambda: seat.here() is Where.SOURCES)
    seat.window.lock()
    qtbot.waitUntil(lambda: seat.closed == [1] and not seat.window._locking)
    field = seat.window.unlock.widget.unlock.passphrase.field
    assert seat.window.focusWidget() is field
    qtbot.keyClicks(field, GOOD)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seat.frame is not None and seat.here() is Where.SOURCES)
    assert seat.frame.request.number == "2026-014"


def test_that_a_request_is_opened_before_its_page_is_entered(seat, qtbot):
    seat.unlock()
    seat.home.table.choose("2026-014")
    seat.frame._open_and_go("2026-016")
    seat.frame.go(Where.SOURCES)
    qtbot.waitUntil(lambda: seat.here() is Where.SOURCES)
    assert seat.frame.request.number == "2026-016"


def test_that_file_dialogs_hand_over_what_was_chosen(seat, qtbot, tmp_path):
    seat.unlock()
    chosen = []
    ask_save(seat.window, "Save", tmp_path / "a.csv", chosen.append).fileSelected.emit("b.csv")
    ask_folder(seat.window, "Folder", tmp_path, chosen.append).fileSelected.emit("c")
    ask_files(seat.window, "Files", chosen.append).filesSelected.emit(["d", "e"])
    assert chosen == [Path("b.csv"), Path("c"), (Path("d"), Path("e"))]


def test_that_an_idle_window_locks_itself(seat, qtbot):
    seat.unlock()
    seat.program.idle.fell.emit()
    qtbot.waitUntil(lambda: seat.closed == [1])


def test_that_an_idle_window_waits_for_long_work(seat):
    seat.unlock()
    seat.frame._work.begun("Importing a.zip")
    seat.program.idle.fell.emit()
    assert seat.frame is not None


def test_that_a_touch_begins_the_idle_time_afresh(seat, qtbot):
    seat.unlock()
    clock = seat.program.idle._clock
    assert clock.isActive()
    assert clock.interval() == 15 * 60_000
    for touch in (
        lambda: QTest.keyClick(seat.window.windowHandle(), Qt.Key.Key_Down),
        lambda: QTest.mouseClick(seat.window.windowHandle(), Qt.MouseButton.LeftButton),
    ):
        clock.stop()
        touch()
        assert clock.isActive()


def test_that_a_touch_of_another_window_begins_the_idle_time_afresh(seat, qtbot):
    seat.unlock()
    seat.program.bugs.met(ValueError("x"))
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    qtbot.waitUntil(dialog.isActiveWindow)
    clock = seat.program.idle._clock
    clock.stop()
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Tab)
    assert clock.isActive()
    dialog.close()


def test_that_a_locked_window_counts_no_idle_time(seat, qtbot):
    seat.unlock()
    seat.window.lock()
    QTest.keyClick(seat.window.windowHandle(), Qt.Key.Key_Down)
    assert not seat.program.idle._clock.isActive()


def test_that_pages_are_built_before_they_are_visited(seat, qtbot):
    spared = []
    seat.vaults.make = lambda: replace(seat.desk(), spare=lambda: spared.append(1))
    seat.unlock()
    qtbot.waitUntil(lambda: bool(spared))
    assert seat.frame._pages.keys() == catalogue.PAGES.keys()
    assert seat.here() is Where.REQUESTS
    assert spared == [1]


def test_that_no_page_is_built_ahead_while_long_work_runs(seat, qtbot):
    seat.unlock()
    seat.frame._work.begun("Importing a.zip")
    before = set(seat.frame._pages)
    for _ in range(3):
        seat.frame._build_one()
    assert set(seat.frame._pages) == before


def test_that_the_same_clothes_are_not_put_on_twice(seat):
    seen = []
    seat.program.look.changed.connect(lambda: seen.append(1))
    seat.window.settings.change(replace(seat.window.settings.now, clerk="R. Vega"))
    assert seen == []
    seat.window.settings.change(replace(seat.window.settings.now, theme=Theme.DARK))
    assert seen == [1]


def test_that_other_threads_hand_over_to_the_window_soon(seat):
    assert sys.getswitchinterval() == pytest.approx(HAND_OVER_S, rel=0.01)


def test_that_closing_the_window_locks_first(seat, qtbot):
    seat.unlock()
    seat.window.close()
    qtbot.waitUntil(lambda: not seat.window.isVisible())
    assert seat.closed == [1]
    assert load(seat.settings).settings.window[0] > 0


def test_that_the_strip_shows_work_wherever_one_is(seat):
    seat.unlock()
    number = seat.frame._work.begun("Importing a.zip")
    seat.frame._work.told(number, Progress(1, 2))
    for key in (Qt.Key.Key_2, Qt.Key.Key_B, Qt.Key.Key_0):
        seat.press(key)
        assert seat.frame._strip.isVisible()


def test_that_files_dropped_on_the_window_are_asked_about(seat, qtbot):
    seat.unlock()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/somewhere/sms-1.xml")])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    seat.window.dropEvent(event)
    assert seat.here() is Where.SOURCES
    view = seat.frame._page(Where.SOURCES).view
    qtbot.waitUntil(view.adding.isVisible)
    qtbot.waitUntil(lambda: seat.window.focusWidget() is view.adding.custodian)


def test_that_a_request_is_entered_by_keyboard_alone(seat, qtbot):
    seat.unlock()
    qtbot.keyClick(seat.window, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: seat.here() is Where.INTAKE)
    view = seat.frame._page(Where.INTAKE).view
    qtbot.waitUntil(lambda: view.fields.number.text() == "2026-023")
    assert seat.window.focusWidget() is view.fields.requester
    qtbot.keyClicks(view.fields.requester, "Rosa Imai")
    seat.press(Qt.Key.Key_S)
    qtbot.waitUntil(lambda: seat.here() is Where.SOURCES)
    qtbot.waitUntil(lambda: "2026-023" in seat.window.windowTitle())


def test_that_every_control_has_a_name_and_every_caption_a_key(seat, qtbot):
    seat.unlock()
    for where in (Where.REQUESTS, Where.INTAKE, Where.SOURCES, Where.LIBRARY, Where.PREFERENCES):
        page = seat.frame._page(where)
        nameless = [
            (
                where,
                type(control).__name__,
                type(control.parent()).__name__,
                control.property("role"),
            )
            for kind in (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)
            for control in page.widget.findChildren(kind)
            if control.isVisibleTo(page.widget)
            and not control.accessibleName()
            and not control.objectName().startswith(("qt_", "_q_"))
            and type(control.parent()).__name__
            not in {"QComboBox", "QDateEdit", "QTableView", "Table", "QLineEdit", "QCalendarWidget"}
            and not (isinstance(control, QAbstractButton) and control.text())
        ]
        assert nameless == []


def mnemonics(widget) -> list[str]:
    """Give the letters that Alt leads to among what can be seen."""
    parts = [*widget.findChildren(QAbstractButton), *widget.findChildren(QLabel)]
    seen = [part.text() for part in parts if part.isVisible()]
    return sorted(found[1].casefold() for text in seen if (found := re.search(r"&(\w)", text)))


@pytest.mark.parametrize("where", PAGES_WITHOUT_A_VAULT)
def test_that_no_two_things_on_a_page_share_a_key(seat, qtbot, where):
    seat.unlock()
    seat.frame._work.begun("Importing a.zip")
    seat.frame.go(where, "new" if where is Where.INTAKE else "")
    qtbot.waitUntil(lambda: seat.here() is where)
    letters = mnemonics(seat.frame)
    assert len(letters) == len(set(letters))


def test_that_no_two_things_on_the_unlock_page_share_a_key(seat):
    unlock = seat.window.unlock
    for turn in (unlock.presenter.back, unlock.presenter.want_new, unlock.presenter.want_recovery):
        turn()
        letters = mnemonics(unlock.widget)
        assert letters
        assert len(letters) == len(set(letters))


def test_that_the_theme_and_the_text_size_change_while_one_works(seat):
    seat.unlock()
    before = QApplication.instance().font().pointSizeF()
    now = seat.window.settings.now
    seat.window.settings.change(replace(now, theme=Theme.DARK, text_percent=125))
    assert QApplication.instance().font().pointSizeF() > before
    assert seat.window.palette().window().color().lightness() < 60
    seat.window.settings.change(now)
    assert QApplication.instance().font().pointSizeF() == before


def test_that_nothing_is_wider_than_a_small_screen_with_large_text(seat):
    seat.unlock()
    now = seat.window.settings.now
    seat.window.settings.change(replace(now, text_percent=125))
    for where in (Where.INTAKE, Where.SOURCES, Where.LIBRARY, Where.PREFERENCES):
        seat.frame.go(where, "new" if where is Where.INTAKE else "")
    assert seat.frame.minimumSizeHint().width() <= 1366
    assert seat.frame.minimumSizeHint().height() <= 700
    seat.window.settings.change(now)


def test_that_the_window_stays_small_enough_with_large_text(seat):
    seat.unlock()
    seat.window.settings.change(replace(seat.window.settings.now, text_percent=200))
    assert seat.frame._rail.minimumSizeHint().height() < 200
    seat.window.settings.change(replace(seat.window.settings.now, text_percent=100))
