"""Paths are opened at any length, and a file gets its name though others look at it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from app import disk


class Held(PermissionError):
    """What Windows raises while another program has a file open."""

    def __init__(self, winerror: int) -> None:
        super().__init__(13, "held")
        self.winerror = winerror


def refusing(patch: pytest.MonkeyPatch, times: int, error: OSError) -> list[Path]:
    """Let a file be given its name only after so many tries; lists the tries."""
    tries: list[Path] = []
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        tries.append(self)
        if len(tries) <= times:
            raise error
        return real(self, target)

    patch.setattr(Path, "replace", replace)
    return tries


@pytest.mark.parametrize(
    ("plain", "exact"),
    [
        ("C:\\x", "\\\\?\\C:\\x"),
        ("\\\\server\\share", "\\\\?\\UNC\\server\\share"),
        ("\\\\?\\C:\\x", "\\\\?\\C:\\x"),
        ("\\\\.\\CON", "\\\\.\\CON"),
    ],
)
def test_that_a_path_is_written_so_that_windows_opens_it_at_any_length(
    plain: str, exact: str
) -> None:
    assert disk.exact(plain) == exact


@pytest.mark.skipif(os.name == "nt", reason="paths have another form there")
def test_that_paths_stay_as_they_are_elsewhere(tmp_path: Path) -> None:
    assert disk.of_any_length(tmp_path) == tmp_path
    assert disk.to_be_made(tmp_path / "Smith Co.") == tmp_path / "Smith Co."
    assert disk.with_room(tmp_path / ("long" * 60)) == tmp_path / ("long" * 60)


@pytest.mark.skipif(os.name != "nt", reason="paths have another form elsewhere")
def test_that_a_way_up_is_gone_from_an_exact_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "sms.xml").touch()
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    assert disk.of_any_length(Path("..\\exports\\sms.xml")).is_file()
    assert disk.of_any_length(Path("CON.")).name == "CON."


def test_that_only_a_file_is_taken_away_as_a_file(tmp_path: Path) -> None:
    (tmp_path / "packet.pdf.old").mkdir()
    with pytest.raises(OSError, match="packet"):
        disk.take_file_away(tmp_path / "packet.pdf.old", (0,))
    assert (tmp_path / "packet.pdf.old").is_dir()
    (tmp_path / "x").touch()
    disk.take_file_away(tmp_path / "x")
    disk.take_file_away(tmp_path / "x")
    assert not (tmp_path / "x").exists()


@pytest.mark.skipif(os.name != "nt", reason="only Windows drops a dot at the end")
def test_that_a_folder_is_made_under_a_name_that_others_can_open(tmp_path: Path) -> None:
    made = disk.to_be_made(tmp_path / "Smith Co.")
    assert str(made) == f"\\\\?\\{tmp_path}\\Smith Co"
    assert disk.with_room(Path("C:\\short")) == Path("C:\\short")
    assert str(disk.with_room(tmp_path / ("long" * 60))).startswith("\\\\?\\")


def test_that_a_folder_of_one_drive_is_known_by_what_its_client_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not disk.is_in_one_drive(tmp_path)
    monkeypatch.setenv("OneDriveConsumer", str(tmp_path / "OneDrive"))
    assert disk.is_in_one_drive(tmp_path / "OneDrive" / "Documents")
    assert not disk.is_in_one_drive(tmp_path / "OneDrive of old")
    assert disk.outside_one_drive(tmp_path / "OneDrive" / "Documents") == Path.home()
    assert disk.outside_one_drive(tmp_path) == tmp_path


@pytest.mark.parametrize(("attributes", "away"), [(0x20, False), (0x1020, True), (0x400020, True)])
def test_that_a_placeholder_is_known_by_its_attributes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, attributes: int, away: bool
) -> None:
    told = SimpleNamespace(st_file_attributes=attributes)
    monkeypatch.setattr(Path, "stat", lambda *_, **__: told)
    assert disk.is_in_cloud(tmp_path / "x") is away


def test_that_what_is_not_there_is_no_placeholder(tmp_path: Path) -> None:
    assert not disk.is_in_cloud(tmp_path / "x")
    (tmp_path / "x").touch()
    assert not disk.is_in_cloud(tmp_path / "x")


@pytest.mark.parametrize(
    ("name", "told"),
    [("CON", True), ("con.txt", True), ("Lpt1 .pdf", True), ("CONSOLE", False), ("a.con", False)],
)
def test_that_names_of_devices_are_known(name: str, told: bool) -> None:
    assert disk.names_a_device(name) is told


@pytest.mark.parametrize("number", [5, 32, 33])
def test_that_a_file_gets_its_name_when_a_scanner_lets_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    part, place = tmp_path / "x.part", tmp_path / "x"
    part.write_text("new")
    place.write_text("old")
    tries = refusing(monkeypatch, 2, Held(number))
    disk.give_name(part, place, (0, 0, 0))
    assert (len(tries), place.read_text(), part.exists()) == (3, "new", False)


def test_that_a_file_that_stays_open_is_told_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = refusing(monkeypatch, 9, Held(32))
    with pytest.raises(Held):
        disk.give_name(tmp_path / "x.part", tmp_path / "x", (0, 0, 0))
    assert len(tries) == 4


def test_that_a_folder_goes_when_a_scanner_lets_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "answer.part"
    (folder / "natives").mkdir(parents=True)
    (folder / "natives" / "x").touch()
    real, tries = shutil.rmtree, []

    def busy(path: Path, *, ignore_errors: bool = False) -> None:
        tries.append(ignore_errors)
        if len(tries) == 1:
            raise Held(145)
        if not ignore_errors:
            real(path)

    monkeypatch.setattr("app.disk.shutil.rmtree", busy)
    disk.take_away(folder, (0,))
    assert (tries, folder.exists()) == ([False, True, False], False)
    disk.take_away(folder)


@pytest.mark.parametrize("error", [PermissionError(13, "no"), OSError(28, "full"), Held(112)])
def test_that_any_other_fault_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    tries = refusing(monkeypatch, 9, error)
    with pytest.raises(type(error)):
        disk.give_name(tmp_path / "x.part", tmp_path / "x")
    assert len(tries) == 1
