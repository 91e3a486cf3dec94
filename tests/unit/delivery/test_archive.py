"""Folders and ZIPs that have their names only once they are whole."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest
import pyzipper

from app.delivery.archive import FolderTarget, Target, ZipTarget
from app.delivery.hashes import LIST, Sums
from app.delivery.names import attachment_name, ending_of, plain_name
from app.disk import to_be_made
from app.errors import AppError

FILES = {"packet.pdf": b"%PDF-1.7 x", "natives/ATT-000001.txt": "Grüße".encode(), "a.csv": b""}
SECRET = "twelve words or so"


def _filled(target: Target) -> Target:
    for name, data in FILES.items():
        target.add(name, data)
    return target


def _hashes() -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in FILES.items()}


def test_that_a_folder_has_its_name_only_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "answer"
    target = _filled(FolderTarget(path))
    assert not path.exists()
    assert dict(target.read_back()) == _hashes()
    target.put_in_place()
    target.abandon()
    there = {one.relative_to(path).as_posix() for one in path.rglob("*") if one.is_file()}
    assert there == set(FILES)
    assert [one.name for one in tmp_path.iterdir()] == ["answer"]


def test_that_originals_are_marked_as_from_outside_and_nothing_else_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked: list[Path] = []
    monkeypatch.setattr("app.delivery.archive.mark_from_outside", marked.append)
    _filled(FolderTarget(tmp_path / "answer")).put_in_place()
    assert [path.name for path in marked] == ["ATT-000001.txt"]
    _filled(ZipTarget(tmp_path / "answer.zip")).put_in_place()
    assert marked[1:] == [to_be_made(tmp_path / "answer.zip")]
    bare = ZipTarget(tmp_path / "bare.zip")
    bare.add("packet.pdf", b"%PDF-1.7 x")
    bare.put_in_place()
    assert len(marked) == 2


def test_that_an_abandoned_delivery_leaves_nothing(tmp_path: Path) -> None:
    _filled(FolderTarget(tmp_path / "answer")).abandon()
    _filled(ZipTarget(tmp_path / "answer.zip")).abandon()
    assert list(tmp_path.iterdir()) == []


def test_that_a_folder_that_holds_something_is_refused_and_an_empty_one_taken(
    tmp_path: Path,
) -> None:
    path = tmp_path / "answer"
    path.mkdir()
    target = _filled(FolderTarget(path))
    target.put_in_place()
    with pytest.raises(AppError, match="already"):
        FolderTarget(path)
    assert [one.name for one in tmp_path.iterdir()] == ["answer"]


def test_that_what_a_crash_left_is_taken_away_but_no_folder_of_somebody_else(
    tmp_path: Path,
) -> None:
    _filled(FolderTarget(tmp_path / "answer"))
    target = FolderTarget(tmp_path / "answer")
    assert list(target.read_back()) == []
    target.abandon()
    (tmp_path / "answer.part").mkdir()
    (tmp_path / "answer.part" / "mine.txt").touch()
    with pytest.raises(AppError, match="could not be written"):
        FolderTarget(tmp_path / "answer")
    assert (tmp_path / "answer.part" / "mine.txt").exists()


def test_that_a_zip_is_a_function_of_its_files(tmp_path: Path) -> None:
    made = []
    for name in ("one.zip", "two.zip"):
        target = _filled(ZipTarget(tmp_path / name))
        assert dict(target.read_back()) == _hashes()
        target.put_in_place()
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == FILES
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_that_a_sealed_zip_opens_with_its_passphrase_alone(tmp_path: Path) -> None:
    path = tmp_path / "sealed.zip"
    target = _filled(ZipTarget(path, SECRET))
    assert target.scratch is None
    assert dict(target.read_back()) == _hashes()
    target.put_in_place()
    assert b"%PDF-1.7" not in path.read_bytes()
    with pyzipper.AESZipFile(path) as archive:
        assert all(one.wz_aes_strength == 3 for one in archive.infolist())
        with pytest.raises(RuntimeError):
            archive.read("packet.pdf")
        archive.setpassword(b"not the right one")
        with pytest.raises(RuntimeError):
            archive.read("packet.pdf")
        archive.setpassword(SECRET.encode())
        assert archive.read("natives/ATT-000001.txt") == "Grüße".encode()


def test_that_a_short_passphrase_is_refused_before_anything_is_there(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="too short"):
        ZipTarget(tmp_path / "a.zip", "elevenchars")
    assert list(tmp_path.iterdir()) == []


def test_that_a_place_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="could not be written"):
        ZipTarget(tmp_path / "nowhere" / "a.zip")


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("CON", "n-CON"),
        ("com1", "n-com1"),
        ("../../etc/passwd", "etc-passwd"),
        ("MPD/2026:", "MPD-2026"),
        ("dots...", "dots"),
        ("invoice\u202efdp.exe", "invoice-fdp-exe"),
        ("\u0000", "file"),
        ("x" * 300, "x" * 60),
    ],
)
def test_that_hostile_words_become_plain_names(told: str, name: str) -> None:
    assert plain_name(told) == name


def test_that_attachments_are_named_by_number_and_sniffed_type() -> None:
    assert attachment_name(12) == "ATT-000012"
    assert ending_of("image/jpeg") == "jpg"
    assert ending_of("application/x-msdownload") == "bin"


def test_that_the_list_of_hashes_is_what_sha256sum_reads() -> None:
    sums = Sums()
    for name, data in FILES.items():
        sums.add(name, data)
    with pytest.raises(ValueError, match="two files"):
        sums.add("a.csv", b"")
    lines = sums.listed().decode("utf-8").split("\n")
    assert lines[0] == f"{hashlib.sha256(b'').hexdigest()} *a.csv"
    assert lines[-1] == ""
    assert (len(sums), sums.size, sums.size_of("a.csv"), sums.hash_of(LIST)) == (3, 17 + 0, 0, "")
