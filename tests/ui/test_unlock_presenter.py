"""Opening, making and getting back into vaults."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from desk_fakes import FakeSettings, FakeVaults, Shown, a_desk

from app.errors import AppError, VaultBusy
from app.settings.values import Settings
from app.ui.at_once import AtOnce
from app.ui.pages.unlock.presenter import Mode, NewVault, UnlockPresenter
from app.ui.pages.unlock.strength import bits, strength
from app.ui.rows import Tone

GOOD = "open sesame please"


class Opening:
    """A presenter and everything around it."""

    def __init__(self, folder: Path, last: str = "") -> None:
        self.closed = []
        self.vaults = FakeVaults(lambda: a_desk(closed=lambda: self.closed.append(1)))
        self.settings = FakeSettings(Settings(last_vault=last, clerk="M. Ortiz"))
        self.shown: Shown = Shown()
        self.desks = []
        self.presenter = UnlockPresenter(
            self.vaults, AtOnce(), self.settings, self.shown, self.desks.append
        )
        self.presenter.begin(None, folder)

    def new(self, **changed: object) -> None:
        wanted = NewVault("Police", Path("C:/Vaults"), "M. Ortiz", GOOD, GOOD)
        self.presenter.create(replace(wanted, **changed))


@pytest.fixture
def known(tmp_path) -> Opening:
    return Opening(tmp_path, str(tmp_path / "Records.vault"))


@pytest.fixture
def fresh(tmp_path) -> Opening:
    return Opening(tmp_path)


def test_that_the_last_vault_is_offered_by_name(known):
    assert (known.shown.last.mode, known.shown.last.vault_name) == (Mode.UNLOCK, "Records")


def test_that_somebody_new_is_welcomed(fresh):
    assert fresh.shown.last.mode is Mode.WELCOME
    fresh.presenter.want_recovery()
    assert fresh.shown.last.mode is Mode.WELCOME


def test_that_the_right_passphrase_opens(known):
    known.presenter.unlock(GOOD)
    assert len(known.desks) == 1
    assert known.shown[-1].notice is None


def test_that_a_wrong_passphrase_is_told_in_one_sentence(known):
    known.presenter.unlock("wrong")
    assert known.desks == []
    assert known.shown.last.notice.sentence == "That passphrase does not open this vault."
    assert known.shown.last.busy == ""


def test_that_a_vault_in_a_folder_of_the_cloud_is_opened_with_a_warning(tmp_path, monkeypatch):
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path))
    known = Opening(tmp_path, str(tmp_path / "Records.vault"))
    assert known.shown.last.notice.sentence.startswith("OneDrive keeps this folder in step")
    assert known.shown.last.notice.tone is Tone.SOON
    known.presenter.unlock(GOOD)
    assert len(known.desks) == 1


def test_that_the_place_of_a_new_vault_is_judged_as_it_is_chosen(fresh, tmp_path, monkeypatch):
    monkeypatch.setenv("OneDrive", str(tmp_path / "OneDrive"))
    fresh.presenter.want_new()
    assert fresh.shown.last.notice is None
    fresh.presenter.keep_in(tmp_path / "OneDrive" / "Documents")
    assert fresh.shown.last.mode is Mode.NEW
    assert fresh.shown.last.notice.sentence.startswith("OneDrive keeps")
    fresh.presenter.keep_in(tmp_path / "Documents")
    assert fresh.shown.last.notice is None


@pytest.mark.parametrize("name", ["CON", "aux", "Nul.2026", "com1"])
def test_that_a_vault_is_not_named_as_windows_names_devices(fresh, name):
    fresh.presenter.want_new()
    fresh.new(name=name)
    assert fresh.vaults.asked == []
    assert fresh.shown.last.notice.sentence.startswith("Windows keeps this name for itself.")


def test_that_an_empty_passphrase_is_not_tried(known):
    known.presenter.unlock("")
    assert known.vaults.asked == []
    assert known.shown.last.notice is not None


def test_that_nothing_is_opened_where_no_vault_is_chosen(fresh):
    fresh.presenter.unlock(GOOD)
    fresh.presenter.recover("AAAA-BBBB", GOOD, GOOD)
    assert fresh.vaults.asked == []


def test_that_a_busy_vault_names_who_has_it(known):
    known.vaults.refusal = VaultBusy("M. Cole has this vault open.", "Ask them to lock it.")
    known.presenter.unlock(GOOD)
    assert "M. Cole" in known.shown.last.notice.sentence


def test_that_the_page_says_what_it_is_doing(known):
    known.presenter.unlock(GOOD)
    assert "Opening the vault…" in [state.busy for state in known.shown]


def test_that_another_vault_is_chosen(fresh, tmp_path):
    other = tmp_path / "Other.vault"
    other.mkdir()
    (other / "vault.toml").touch()
    fresh.presenter.choose(other)
    assert fresh.shown.last.vault_name == "Other"
    fresh.presenter.unlock(GOOD)
    assert fresh.settings.now.last_vault == str(other)


def test_that_a_folder_that_is_no_vault_is_refused(fresh, tmp_path):
    fresh.presenter.choose(tmp_path)
    assert "is no vault" in fresh.shown.last.notice.sentence


def test_that_a_new_vault_shows_its_recovery_key_before_it_opens(fresh):
    fresh.presenter.want_new()
    fresh.new()
    assert fresh.shown.last.mode is Mode.KEY
    assert fresh.shown.last.recovery_key.startswith("K7QM")
    assert fresh.desks == []
    fresh.presenter.key_kept()
    assert len(fresh.desks) == 1
    assert fresh.vaults.asked == [("create", Path("C:/Vaults/Police.vault"))]
    assert fresh.presenter.key_kept() is None
    assert len(fresh.desks) == 1


def test_that_the_recovery_key_is_forgotten_afterwards(fresh):
    fresh.new()
    fresh.presenter.key_kept()
    fresh.presenter.back()
    assert fresh.shown.last.recovery_key == ""


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": " "}, "has no name"),
        ({"name": "a/b"}, "cannot have this name"),
        ({"name": "a."}, "cannot have this name"),
        ({"clerk": " "}, "Your name is missing"),
        ({"passphrase": "short", "again": "short"}, "Too short: at least 3 more characters."),
        ({"passphrase": "sevench", "again": "sevench"}, "at least 1 more character."),
        ({"passphrase": "", "again": ""}, "Choose a passphrase"),
        ({"again": "another one"}, "differ"),
    ],
)
def test_that_what_is_missing_for_a_new_vault_is_told(fresh, changed, told):
    fresh.new(**changed)
    assert told in fresh.shown.last.notice.sentence
    assert fresh.vaults.asked == []


def test_that_a_place_that_will_not_do_is_told(fresh):
    fresh.vaults.refusal = AppError("There is a folder of that name.", "Choose another.")
    fresh.new()
    assert fresh.shown.last.notice.what == "There is a folder of that name."


def test_that_closing_the_window_over_the_recovery_key_closes_the_vault(fresh):
    fresh.new()
    fresh.presenter.abandon()
    fresh.presenter.abandon()
    assert fresh.closed == [1]


@pytest.mark.parametrize("verb", ["unlock", "create", "sample"])
def test_that_a_vault_that_opens_after_the_window_went_is_closed(known, verb):
    known.presenter.abandon()
    {"unlock": lambda: known.presenter.unlock(GOOD), "create": known.new}.get(
        verb, known.presenter.sample
    )()
    assert known.closed == [1]
    assert known.desks == []


def test_that_the_recovery_key_opens_and_sets_a_passphrase(known):
    known.presenter.want_recovery()
    known.presenter.recover(" AAAA-BBBB ", GOOD, GOOD)
    assert len(known.desks) == 1


def test_that_a_wrong_recovery_key_is_told_as_one(known):
    known.presenter.want_recovery()
    known.presenter.recover("ZZZZ", GOOD, GOOD)
    assert known.shown.last.notice.sentence == "That recovery key does not open this vault."


def test_that_recovery_needs_a_new_passphrase_first(known):
    known.presenter.recover("AAAA-BBBB", GOOD, "other")
    assert known.vaults.asked == []


def test_that_the_sample_opens_and_is_not_remembered(known):
    before = known.settings.now.last_vault
    known.presenter.sample()
    assert len(known.desks) == 1
    assert known.settings.now.last_vault == before


def test_that_the_sample_tells_its_steps_while_it_is_made(known):
    told = []

    def making(tell):
        tell("Importing phone.xml…")
        known.presenter.tell_step()
        known.presenter.tell_step()
        told.extend(state.busy for state in known.shown)
        raise AppError("Not made.", "")

    known.vaults.sample = making
    known.presenter.sample()
    assert told[-2:] == ["Making the sample vault…", "Importing phone.xml…"]
    known.presenter._note("Too late…")
    known.presenter.tell_step()
    assert known.shown.last.busy == ""


def test_that_settings_that_cannot_be_kept_do_not_keep_the_vault_closed(known):
    known.settings.refusal = AppError("Not saved.", "")
    known.presenter.unlock(GOOD)
    assert len(known.desks) == 1


def test_that_locking_is_told_and_then_the_vault_is_offered_again(known):
    known.presenter.locking()
    assert known.shown.last.busy == "Locking the vault…"
    known.presenter.locked()
    assert (known.shown.last.mode, known.shown.last.busy) == (Mode.UNLOCK, "")


def test_that_another_folder_is_taken_for_a_new_vault(fresh):
    fresh.presenter.keep_in(Path("D:/Safe"))
    assert fresh.shown.last.vault_folder == str(Path("D:/Safe"))


def test_that_no_state_shows_a_secret_when_it_is_printed(fresh):
    fresh.new()
    assert "K7QM" not in repr(fresh.shown.last)
    assert GOOD not in repr(NewVault("a", Path(), "b", GOOD, GOOD))


@pytest.mark.parametrize(
    ("passphrase", "level"),
    [
        ("", 0),
        ("abc", 0),
        ("password123", 1),
        ("aaaaaaaaaaaaaaa", 1),
        ("abcdefghijklmnop", 1),
        ("Sheriff2026", 1),
        ("tlq8 vwe3", 2),
        ("copper lantern orbit maple zebra", 3),
        ("x9!Kd0-2mQz;7Lp", 3),
    ],
)
def test_that_strength_is_judged_honestly(passphrase, level):
    found = strength(passphrase)
    assert found.level == level
    assert found.tone is {0: found.tone, 1: Tone.BAD, 2: Tone.SOON, 3: Tone.GOOD}[level]


def test_that_a_longer_passphrase_is_never_judged_weaker_for_one_more_odd_letter():
    assert bits("tlq8vwe3") < bits("tlq8vwe3#") < bits("tlq8vwe3#R")
