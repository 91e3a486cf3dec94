"""The steps of the build for Windows that need no Wine: lists, archives, packages, signatures."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import pytest
from winbuild import archive, closure, hashes, interpreter, licences, msi, sbom
from winbuild.freezing import files, settle
from winbuild.pe import Library
from winbuild.shell import BuildFailed
from winbuild.signing import Signer
from winbuild.source import Commit, note, recall

COMMIT = Commit("0123456789abcdef", 1_790_000_000, "0.1.0")
OLDER = Commit("fedcba", 1_780_000_000, "0.0.9")
HELPER = Path("arrange.exe")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Give a small program of the form that is frozen."""
    folder = tmp_path / "Sunshine Desk"
    for name in (
        "SunshineDesk.exe",
        "sunshine-desk.exe",
        "_internal/a/b/deep.txt",
        "_internal/one.dll",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return folder


def test_that_two_archives_of_the_same_files_are_the_same(program: Path, tmp_path: Path) -> None:
    archive.make(program, tmp_path / "one.zip", COMMIT.epoch)
    settle(program, 1)
    archive.make(program, tmp_path / "other.zip", COMMIT.epoch)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()


def test_that_an_archive_holds_the_program_and_the_mark_of_a_stick(
    program: Path, tmp_path: Path
) -> None:
    archive.make(program, tmp_path / "one.zip", COMMIT.epoch)
    with ZipFile(tmp_path / "one.zip") as made:
        held = {name.removeprefix("Sunshine Desk/") for name in made.namelist()}
    assert held == {path.relative_to(program).as_posix() for path in files(program)} | {
        archive.PORTABLE
    }


def test_that_lists_tell_what_differs(program: Path) -> None:
    before = hashes.of_folder(program)
    (program / "_internal" / "one.dll").write_bytes(b"other")
    (program / "more.txt").write_bytes(b"more")
    assert hashes.differing(before, before) == []
    assert hashes.differing(before, hashes.of_folder(program)) == ["_internal/one.dll", "more.txt"]


def test_that_a_package_removes_every_folder_it_makes(program: Path) -> None:
    made = msi.package(program, COMMIT, HELPER)
    for folder in _laid(made):
        emptied = [
            one for one in folder.findall("Component") if one.find("RemoveFolder") is not None
        ]
        assert len(emptied) == 1, folder.attrib


def test_that_a_package_holds_every_file_in_a_component_of_its_own(program: Path) -> None:
    made = msi.package(program, COMMIT, HELPER)
    assert sorted(one.attrib["Source"] for one in made.iter("File")) == [
        "SunshineDesk.exe", "_internal/a/b/deep.txt", "_internal/one.dll", "sunshine-desk.exe",
    ]  # fmt: skip
    guids = [one.attrib["Guid"] for one in made.iter("Component")]
    assert len(set(guids)) == len(guids)
    named = {one.attrib["Id"] for one in made.iter("ComponentRef")}
    assert named == {one.attrib["Id"] for one in made.iter("Component")}


def test_that_versions_of_a_package_are_one_program_to_windows(program: Path) -> None:
    older = msi.package(program, OLDER, HELPER).find("Product")
    newer = msi.package(program, COMMIT, HELPER).find("Product")
    assert older is not None
    assert newer is not None
    assert older.attrib["UpgradeCode"] == newer.attrib["UpgradeCode"]
    assert older.attrib["Id"] != newer.attrib["Id"]


def test_that_licence_texts_are_collected_with_an_index(tmp_path: Path) -> None:
    site = _wheel(tmp_path, "Some_Thing", text="free")
    parts = licences.of_wheels(site, ["some-thing"])
    licences.write(parts, tmp_path / "out")
    index = json.loads((tmp_path / "out" / licences.INDEX).read_text(encoding="utf-8"))
    assert index == [
        {
            "name": "some-thing",
            "version": "1.2",
            "licence": "MIT",
            "files": ["some-thing-1.2/LICENSE"],
        }
    ]
    assert (tmp_path / "out" / index[0]["files"][0]).read_text(encoding="utf-8") == "free"


def test_that_a_wheel_without_a_licence_text_stops_the_build(tmp_path: Path) -> None:
    site = _wheel(tmp_path, "Bare", text=None)
    with pytest.raises(BuildFailed, match="bare"):
        licences.of_wheels(site, ["bare"])


def test_that_the_list_of_parts_names_wheels_with_their_hashes(
    program: Path, tmp_path: Path
) -> None:
    root = Path(__file__).resolve().parents[2]
    part = licences.Part("six", "1.17.0", "MIT", ())
    sbom.write(tmp_path / "parts.json", COMMIT, [part], root / "uv.lock", program)
    told = json.loads((tmp_path / "parts.json").read_text(encoding="utf-8"))
    six, *code = told["components"]
    assert (six["purl"], len(six["hashes"][0]["content"])) == ("pkg:pypi/six@1.17.0", 64)
    assert [one["name"] for one in code] == [
        "SunshineDesk.exe",
        "_internal/one.dll",
        "sunshine-desk.exe",
    ]
    assert told["metadata"]["timestamp"] == "2026-09-21T14:13:20Z"


def test_that_a_standard_library_is_known_by_its_files_alone(tmp_path: Path) -> None:
    (tmp_path / "os.py").write_text("import sys\n", encoding="utf-8")
    whole = interpreter.digest_of(tmp_path)
    for name in ("__pycache__/os.pyc", "test/test_os.py", "site-packages/more.py", "config-3.13/x"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("other", encoding="utf-8")
    assert interpreter.digest_of(tmp_path) == whole
    (tmp_path / "os.py").write_text("import sys \n", encoding="utf-8")
    assert interpreter.digest_of(tmp_path) != whole


def test_that_a_signature_without_a_server_has_the_time_of_the_commit() -> None:
    own = Signer(Path("c.pem"), "k.pem", 7)
    proved = Signer(Path("c.pem"), "k.pem", 7, Path("p"), "http://time.example.com")
    assert " -time 7 " in " ".join(own.command("a", "b"))
    assert " -ts http://time.example.com " in " ".join(proved.command("a", "b"))
    assert " -readpass p " in " ".join(proved.command("a", "b"))


@pytest.mark.parametrize(
    ("version", "numbers"), [("0.1.0", "0.1.0.0"), ("2.10", "2.10.0.0"), ("1.2.3.4", "1.2.3.4")]
)
def test_that_windows_is_told_four_numbers(version: str, numbers: str) -> None:
    assert Commit("x", 0, version).four_numbers == numbers


def test_that_what_was_built_is_remembered(tmp_path: Path) -> None:
    note(COMMIT, tmp_path)
    assert recall(tmp_path) == COMMIT


def test_that_the_tables_of_a_library_are_read(tmp_path: Path) -> None:
    path = tmp_path / "small.dll"
    path.write_bytes(_library(["Alpha", "Beta"], "kernel32.dll", "Sleep"))
    read = Library(path)
    assert read.exports() == ["Alpha", "Beta"]
    assert read.imports() == {"kernel32.dll": ["Sleep"]}


def test_that_what_windows_has_not_must_be_shipped(tmp_path: Path) -> None:
    (tmp_path / "one.dll").write_bytes(_library([], "KERNEL32.dll", "Sleep"))
    (tmp_path / "two.pyd").write_bytes(_library([], "odd.dll", "Do"))
    assert closure.lacking(tmp_path) == {"odd.dll": ["two.pyd"]}
    (tmp_path / "Odd.dll").write_bytes(_library(["Do"], "api-ms-win-crt-heap-l1-1-0.dll", "free"))
    assert closure.lacking(tmp_path) == {}


def _laid(made: Element) -> list[Element]:
    folders = [one for one in made.iter("Directory") if one.attrib["Id"] == "INSTALLDIR"]
    return [inner for one in folders for inner in one.iter("Directory")]


def _wheel(folder: Path, name: str, text: str | None) -> Path:
    information = folder / "site" / f"{name}-1.2.dist-info"
    (information / "licenses").mkdir(parents=True)
    told = f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.2\nLicense-Expression: MIT\n\n"
    (information / "METADATA").write_text(told, encoding="utf-8")
    if text is not None:
        (information / "licenses" / "LICENSE").write_text(text, encoding="utf-8")
    return information.parent


def _library(exported: list[str], asked: str, name: str) -> bytes:
    """Give a library of one section that lies at the same place on disk and in memory."""
    start = 0x400
    body = bytearray(0x400)
    names_at = 0x100
    spots = []
    for one in (*exported, asked):
        spots.append(start + names_at)
        body[names_at : names_at + len(one)] = one.encode()
        names_at += len(one) + 1
    hint = start + names_at
    body[names_at + 2 : names_at + 2 + len(name)] = name.encode()
    struct.pack_into("<2I", body, 24, len(exported), 0)
    struct.pack_into("<I", body, 32, start + 0x40)
    struct.pack_into(f"<{len(exported)}I", body, 0x40, *spots[:-1])
    struct.pack_into("<5I", body, 0x80, start + 0x60, 0, 0, spots[-1], start + 0x60)
    struct.pack_into("<2Q", body, 0x60, hint, 0)
    head = bytearray(start)
    struct.pack_into("<I", head, 0x3C, 0x80)
    struct.pack_into("<4sHH", head, 0x80, b"PE\0\0", 0x8664, 1)
    struct.pack_into("<H", head, 0x80 + 20, 240)
    struct.pack_into("<4I", head, 0x80 + 24 + 112, start, 0x40, start + 0x80, 0x40)
    struct.pack_into("<8s4I", head, 0x80 + 24 + 240, b".data", 0x400, start, 0x400, start)
    return bytes(head + body)
