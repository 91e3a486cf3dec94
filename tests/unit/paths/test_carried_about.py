"""Where a program that is carried about keeps what is its own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from winbuild import archive

from app import paths


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of a frozen program on a stick."""
    folder = tmp_path / "stick" / "Sunshine Desk"
    folder.mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "SunshineDesk.exe"))
    return folder


def _own() -> list[Path]:
    return [paths.settings_file(), paths.log_folder(), paths.update_folder()]


def test_that_a_program_on_a_stick_keeps_all_of_its_own_there(home: Path) -> None:
    (home / archive.PORTABLE).touch()
    assert all(path.is_relative_to(home / "data") for path in _own())
    assert len(set(_own())) == 3
    assert paths.documents_folder() == home.parent


def test_that_an_installed_program_keeps_nothing_beside_itself(home: Path) -> None:
    assert not any(path.is_relative_to(home) for path in [*_own(), paths.documents_folder()])


def test_that_a_checkout_is_not_carried_about(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / archive.PORTABLE).touch()
    monkeypatch.delattr(sys, "frozen")
    assert not any(path.is_relative_to(home) for path in _own())


def test_that_the_mark_in_the_archive_is_the_one_looked_for() -> None:
    assert archive.PORTABLE == paths.PORTABLE
