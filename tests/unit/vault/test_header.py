"""vault.toml: damaged, newer, foreign and spare ones."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import tomli_w

from app.errors import VaultDamaged, VaultRefused, VaultTooNew
from app.vault.header import FILE_NAME, SPARE_NAME, Header, read_header, write_header
from app.vault.keys import KeyCost, WrappedKey, digest

PLATE = Header(
    "abcd", KeyCost(1, 64, 1), WrappedKey(b"s", b"n", b"k"), WrappedKey(b"t", b"o", b"l")
)


def rewritten(folder: Path, **changed: object) -> None:
    """Change values and seal the file again, as a newer or hostile program would."""
    for name in (FILE_NAME, SPARE_NAME):
        table = tomllib.loads((folder / name).read_text("utf-8"))
        table.pop("check")
        table |= changed
        check = digest(tomli_w.dumps(table).encode("utf-8"))
        (folder / name).write_text(tomli_w.dumps(table | {"check": check}), "utf-8")


def test_that_a_name_plate_comes_back_as_written(tmp_path: Path) -> None:
    write_header(tmp_path, PLATE)
    assert read_header(tmp_path) == PLATE


def test_that_no_half_written_file_stays(tmp_path: Path) -> None:
    write_header(tmp_path, PLATE)
    assert sorted(path.name for path in tmp_path.iterdir()) == [SPARE_NAME, FILE_NAME]


@pytest.mark.parametrize("garbage", [b"", b"\xff\xfe", b"[kdf", b"format = 1\n", b"a = 1\0"])
def test_that_the_spare_stands_in_for_a_damaged_plate(tmp_path: Path, garbage: bytes) -> None:
    write_header(tmp_path, PLATE)
    (tmp_path / FILE_NAME).write_bytes(garbage)
    assert read_header(tmp_path) == PLATE


def test_that_one_changed_byte_in_both_is_named_damage(tmp_path: Path) -> None:
    write_header(tmp_path, PLATE)
    for name in (FILE_NAME, SPARE_NAME):
        text = (tmp_path / name).read_text("utf-8")
        (tmp_path / name).write_text(text.replace("time = 1", "time = 2"), "utf-8")
    with pytest.raises(VaultDamaged, match=r"vault\.toml, is damaged"):
        read_header(tmp_path)


def test_that_a_newer_vault_is_refused_with_a_sentence(tmp_path: Path) -> None:
    write_header(tmp_path, PLATE)
    rewritten(tmp_path, format=2, kdf="something else")
    with pytest.raises(VaultTooNew) as caught:
        read_header(tmp_path)
    assert "newer version" in caught.value.what
    assert "Update the program" in caught.value.remedy


def test_that_a_folder_without_a_plate_is_no_vault(tmp_path: Path) -> None:
    with pytest.raises(VaultRefused, match="is not a vault"):
        read_header(tmp_path)


@pytest.mark.parametrize(
    "kdf",
    [
        {"time": 1, "memory_kib": 2**40, "lanes": 1},
        {"time": 10**9, "memory_kib": 64, "lanes": 1},
        {"time": 1, "memory_kib": 64, "lanes": 1000},
        {"time": 1, "memory_kib": 4, "lanes": 1},
        {"time": "1", "memory_kib": 64, "lanes": 1},
        {"time": 1},
        "argon2id",
    ],
)
def test_that_absurd_figures_are_refused_and_not_run(tmp_path: Path, kdf: object) -> None:
    write_header(tmp_path, PLATE)
    rewritten(tmp_path, kdf=kdf)
    with pytest.raises(VaultDamaged):
        read_header(tmp_path)


def test_that_a_plate_without_a_number_of_its_form_is_damaged(tmp_path: Path) -> None:
    write_header(tmp_path, PLATE)
    rewritten(tmp_path, format="one")
    with pytest.raises(VaultDamaged):
        read_header(tmp_path)
