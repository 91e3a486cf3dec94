"""The page of the vault: what may be begun, what came of it, and that no passphrase stays."""

from __future__ import annotations

import builders
import pytest
from desk_fakes import FakeWays, Shown, a_context, a_desk
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from app.domain.decisions import Which
from app.domain.second_reading import FourEyes
from app.errors import AppError, WrongSecret
from app.jobs.events import Failed, Finished, Progress, Started, Stopped
from app.settings.values import Theme
from app.ui.at_once import AtOnce
from app.ui.doors import Doors
from app.ui.pages.vault.page import VaultPage
from app.ui.pages.vault.presenter import DIFFERENT, VaultPresenter
from app.ui.pages.vault.view import VaultView
from app.ui.rows import Tone
from app.ui.theme import Look
from app.workflow.second_reading import rule_of


class FakeKeeping:
    """Remembers what was asked of the vault."""

    name = "Records"
    fingerprint = "0A1B 2C3D 4E5F 6071 8293 A4B5 C6D7 E8F9"
    backup_name = "Records backup 2026-11-23.vault"

    def __init__(self, place) -> None:
        self.place = place / "Records.vault"
        self.changes: list[tuple[str, str]] = []
        self.refusal: AppError | None = None
        self.trail: tuple[int, int | None] = (3, None)
        self.begun: list[object] = []

    def change_passphrase(self, old: str, new: str) -> None:
        if self.refusal:
            raise self.refusal
        self.changes.append((old, new))

    def backing_up(self, folder):
        self.begun.append(folder)
        return "job"

    def checking(self, *, deep: bool):
        self.begun.append(deep)
        return "job"

    def save_trail(self, path) -> tuple[int, int | None]:
        if self.refusal:
            raise self.refusal
        self.begun.append(path)
        return self.trail


class Room:
    def __init__(self, place) -> None:
        self.work, self.ways, self.shown = FakeKeeping(place), FakeWays(), Shown()
        self.presenter = VaultPresenter(self.work, self.ways, AtOnce, self.shown)
        self.presenter.arrive()


@pytest.fixture
def room(tmp_path) -> Room:
    return Room(tmp_path)


def test_that_the_fingerprint_is_shown_and_copied(room, qtbot):
    assert room.shown.last.fingerprint == room.work.fingerprint
    view = VaultView()
    qtbot.addWidget(view)
    view.show_state(room.shown.last)
    assert view.fingerprint.signs == room.work.fingerprint
    view.fingerprint.copy.click()
    assert QApplication.clipboard().text() == room.work.fingerprint


def test_that_the_passphrase_is_changed_once_all_three_are_right(room):
    room.presenter.change_passphrase("old one here", "new one here", "new one hear")
    assert room.shown.last.wrong == DIFFERENT
    assert room.work.changes == []
    room.presenter.change_passphrase("old one here", "new one here", "new one here")
    assert room.work.changes == [("old one here", "new one here")]
    assert (room.shown.last.changed, room.shown.last.wrong) == (1, "")
    assert room.shown.last.notice.tone is Tone.GOOD
    assert "new one here" not in repr(room.shown)


def test_that_a_wrong_old_passphrase_and_a_short_new_one_are_told_at_the_fields(room):
    room.work.refusal = WrongSecret("Wrong.", "Again.")
    room.presenter.change_passphrase("a", "b", "b")
    assert "Nothing was changed" in room.shown.last.wrong
    room.work.refusal = AppError("Too short.", "Choose a longer one.")
    room.presenter.change_passphrase("a", "b", "b")
    assert room.shown.last.wrong == "Too short. Choose a longer one."
    assert not room.shown.last.changing


@pytest.mark.parametrize(
    ("end", "tone", "says"),
    [
        (Finished("x"), Tone.GOOD, "whole"),
        (Stopped("x"), Tone.SOON, "stopped"),
        (Failed("x", "The disk is full.", "Make room."), Tone.BAD, "full"),
    ],
)
def test_that_a_backup_says_how_it_ended(room, tmp_path, end, tone, says):
    room.ways.events = [Started("x"), Progress(1, 2), end]
    room.presenter.back_up(tmp_path)
    assert room.work.begun == [tmp_path]
    assert (room.shown.last.notice.tone, room.shown.last.copying) == (tone, False)
    assert says in room.shown.last.notice.sentence


def test_that_nothing_is_begun_twice(room, tmp_path):
    room.presenter.back_up(tmp_path)
    room.presenter.back_up(tmp_path)
    room.presenter.check(deep=True)
    room.presenter.check(deep=False)
    assert room.work.begun == [tmp_path, True]
    assert room.shown.last.copying
    assert room.shown.last.checking


def test_that_a_check_lists_its_faults(room):
    room.ways.events = [Finished("x", ("An attachment of record 3 is missing.",))]
    room.presenter.check(deep=False)
    assert room.shown.last.found.tone is Tone.BAD
    assert room.shown.last.faults == ("An attachment of record 3 is missing.",)
    room.ways.events = [Finished("x", ())]
    room.presenter.check(deep=False)
    assert room.shown.last.found.what == "Nothing is damaged."
    room.ways.events = [Stopped("x")]
    room.presenter.check(deep=False)
    assert room.shown.last.found is None


def test_that_a_broken_trail_is_told_when_it_is_saved(room, tmp_path):
    room.presenter.save_trail(tmp_path / "t.jsonl")
    assert "3 entries" in room.shown.last.notice.sentence
    room.work.trail = (3, 2)
    room.presenter.save_trail(tmp_path / "t.jsonl")
    assert room.shown.last.notice.tone is Tone.BAD
    room.work.refusal = AppError("Not there.", "Elsewhere.")
    room.presenter.save_trail(tmp_path / "t.jsonl")
    assert room.shown.last.notice.what == "Not there."


@pytest.fixture
def page(qtbot, tmp_path):
    look = Look(QApplication.instance())
    look.wear(Theme.LIGHT, 100)
    doors = Doors(lambda _: builders.new_vault(tmp_path), lambda: a_desk().today())
    desk = doors.sample(lambda _: None)
    made = VaultPage(a_context(desk), look)
    qtbot.addWidget(made.widget)
    made.arrive("")
    yield made
    desk.lane.close()
    desk.close()


def typed(page, old: str, new: str) -> None:
    page.view.old.field.setText(old)
    page.view.pair.first.field.setText(new)
    page.view.pair.again.field.setText(new)
    page.view._change.click()


def test_that_the_passphrase_of_a_real_vault_is_changed_and_forgotten(page):
    new = "copper lantern orbit maple"
    typed(page, "wrong", new)
    assert "Nothing was changed" in page.view._wrong.text()
    typed(page, builders.PASSPHRASE, new)
    assert (page.view.old.text, page.view.pair.first.text, page.view._wrong.text()) == ("", "", "")
    page.view.old.field.setText("half typed")
    page.leave()
    assert page.view.old.text == ""
    page.view.old.field.setText("half typed")
    assert page.put_away() is None
    assert page.view.old.text == ""


def test_that_the_jobs_of_the_page_are_those_of_the_vault(page, tmp_path):
    ways = page.presenter._ways
    page.presenter.back_up(tmp_path)
    page.view.deep.setChecked(True)
    page.view._check.click()
    assert [job.title for job in ways.jobs] == ["Backing up the vault", "Checking the vault"]
    page.presenter.save_trail(tmp_path / "trail.jsonl")
    assert (tmp_path / "trail.jsonl").is_file()
    assert page.presenter.beside == tmp_path


def test_that_the_buttons_and_everything_ask_where_to(page):
    for press in [
        *(
            deed.run
            for deed in page.deeds()
            if "…" in deed.title or "Save" in deed.title or "Back" in deed.title
        ),
        *(one.click for one in page.view.findChildren(QPushButton) if one.text().endswith("…")),
    ]:
        press()
        dialog = page.view.findChildren(QFileDialog)[-1]
        assert dialog.isVisible()
        dialog.close()


def test_that_the_rule_of_four_eyes_is_set_and_loosened_only_with_a_reason(page):
    box, vault = page.view.four_eyes, page.presenter._work._desk.vault
    assert not box.on.isChecked()
    page.deeds()[2].run()
    box.on.setChecked(True)
    box.least.setCurrentIndex(1)
    box.save.click()
    assert rule_of(vault) == FourEyes(is_on=True, least=Which.REDACTED)
    assert box._notice._words.text() == "The rule is on."
    box.on.setChecked(False)
    box.save.click()
    assert "not loosened without a reason" in box._notice._words.text()
    assert rule_of(vault).is_on
    assert not box.on.isChecked()
    box.reason.setText("one clerk left")
    box.reason.returnPressed.emit()
    assert not rule_of(vault).is_on
    assert box.reason.text() == ""
    page.arrive("")
    assert box._notice.isHidden()
