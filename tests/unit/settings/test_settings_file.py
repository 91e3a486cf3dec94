"""The settings file: what is kept, what is put right, what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.languages import Languages
from app.domain.packets import Letterhead
from app.errors import AppError
from app.settings.file import load, save
from app.settings.values import Settings, Theme


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_that_what_was_saved_is_read_again(tmp_path):
    chosen = Settings(
        last_vault="C:/Records.vault",
        clerk="M. Ortiz",
        letterhead=Letterhead("City of Ash Fork", ("1 Main St",), "555-0101", "M. Ortiz"),
        zone="America/Chicago",
        jurisdiction="FL",
        theme=Theme.DARK,
        page="a4",
        scans=Languages.ENGLISH_AND_SPANISH,
        auto_lock_minutes=0,
        text_percent=125,
        window=(1366, 720),
        maximised=True,
    )
    path = tmp_path / "deep" / "settings.toml"
    save(path, chosen)
    assert load(path).settings == chosen
    assert load(path).warnings == ()


def test_that_a_missing_file_gives_the_defaults_without_a_warning(tmp_path):
    assert load(tmp_path / "none.toml") == load(tmp_path / "none.toml")
    assert load(tmp_path / "none.toml").settings == Settings()
    assert load(tmp_path / "none.toml").warnings == ()


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("clerk", "7"),
        ("zone", '"Mars/Olympus"'),
        ("zone", "3"),
        ("zone", '"../../etc/passwd"'),
        ("theme", '"purple"'),
        ("theme", "1"),
        ("page", '"a5"'),
        ("scans", '"fra"'),
        ("scans", "1"),
        ("auto_lock_minutes", "-1"),
        ("auto_lock_minutes", "true"),
        ("auto_lock_minutes", '"15"'),
        ("text_percent", "117"),
        ("window", "[1]"),
        ("window", "[-1, 200]"),
        ("window", '["a", 200]'),
        ("maximised", '"yes"'),
        ("letterhead", '"City"'),
        ("letterhead", "{ department = 1 }"),
        ("letterhead", "{ address = [1] }"),
    ],
)
def test_that_a_bad_value_becomes_its_default_with_a_warning(tmp_path, name, bad):
    read = load(written(tmp_path, f'jurisdiction = "TX"\n{name} = {bad}\n'))
    assert getattr(read.settings, name) == getattr(Settings(), name)
    assert read.settings.jurisdiction == "TX"
    assert len(read.warnings) == 1
    assert name in read.warnings[0]


def test_that_keys_of_another_version_are_written_back(tmp_path):
    path = written(tmp_path, 'clerk = "A"\nnew_in_9 = [1, 2]\n[future]\nkey = "kept"\n')
    save(path, load(path).settings)
    assert load(path).settings.unknown == {"new_in_9": [1, 2], "future": {"key": "kept"}}


@pytest.mark.parametrize("broken", ["clerk = [", "\x00", 'clerk = "open'])
def test_that_a_broken_file_gives_the_defaults_with_a_warning(tmp_path, broken):
    read = load(written(tmp_path, broken))
    assert read.settings == Settings()
    assert len(read.warnings) == 1


def test_that_a_file_that_is_no_text_gives_the_defaults(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xff\xfe\x00")
    assert load(path).warnings


def test_that_settings_that_cannot_be_written_are_told(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(AppError, match="could not be saved"):
        save(tmp_path / "file" / "settings.toml", Settings())


def test_that_saving_leaves_no_draft_behind(tmp_path):
    save(tmp_path / "settings.toml", Settings())
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]
