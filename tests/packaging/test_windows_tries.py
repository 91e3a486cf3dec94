"""What the tries under Wine read, held against files made here: entries of the menu, packages."""

from __future__ import annotations

import re
import shutil
import struct
from pathlib import Path
from uuid import UUID

import pytest
from winbuild import msi, msi_tables, places, trying
from winbuild.arranger import APPLICATION
from winbuild.shell import BuildFailed, run
from winbuild.source import Commit
from winbuild.tries import for_all, interrupting, older, shortcuts, tables

PROGRAM = r"C:\Program Files\Sunshine Desk\SunshineDesk.exe"
MODEL = UUID("9f4c2855-9f79-4b39-a8d0-e1d42de1d5f3")
HAS_LIST, HAS_PLACE, HAS_FOLDER, IS_UNICODE = 0x1, 0x2, 0x10, 0x80
COMMIT = Commit("0123456789abcdef", 1_790_000_000, "0.1.0")
PACKAGING = pytest.mark.skipif(not shutil.which("msibuild"), reason="needs msitools")


def _entry(*extra: bytes) -> bytes:
    """Give an entry as Windows writes it, with a list of folders and a place to work in."""
    flags = HAS_LIST | HAS_PLACE | HAS_FOLDER | IS_UNICODE
    head = struct.pack("<I16sI", 76, b"", flags).ljust(76, b"\0")
    path = PROGRAM.encode() + b"\0"
    place = struct.pack("<7I", 28 + len(path), 28, 1, 0, 28, 0, 27 + len(path)) + path
    folder = struct.pack("<H", 2) + "C:".encode("utf-16-le")
    return head + b"\x04\0list" + place + folder + b"".join(extra) + bytes(4)


def _properties(family: UUID, number: int, text: str) -> bytes:
    letters = text.encode("utf-16-le") + b"\0\0"
    told = struct.pack("<IBHHI", number, 0, 31, 0, len(letters) // 2) + letters
    value = struct.pack("<I", 4 + len(told)) + told + bytes(4)
    store = b"1SPS" + family.bytes_le + value
    stores = struct.pack("<I", 4 + len(store)) + store + bytes(4)
    return struct.pack("<II", 8 + len(stores), 0xA0000009) + stores


def test_that_an_entry_tells_what_it_starts_and_for_whom() -> None:
    other = struct.pack("<II", 12, 0xA0000003) + b"more"
    made = _entry(other, _properties(MODEL, 5, APPLICATION))
    assert shortcuts.read(made) == shortcuts.Shortcut(PROGRAM, APPLICATION)


@pytest.mark.parametrize(
    "extra", [(), (_properties(MODEL, 2, "x"),), (_properties(UUID(int=1), 5, "x"),)]
)
def test_that_an_entry_without_an_application_says_so(extra: tuple[bytes, ...]) -> None:
    assert shortcuts.read(_entry(*extra)) == shortcuts.Shortcut(PROGRAM, None)


def test_that_rows_are_said_as_the_database_reads_them() -> None:
    told = msi_tables.queries("1.2.3", "FAMILY")
    assert (
        "INSERT INTO `Upgrade` (`UpgradeCode`, `VersionMax`, `Attributes`, `ActionProperty`) "
        "VALUES ('{FAMILY}', '1.2.3', 513, 'WIX_UPGRADE_DETECTED')"
    ) in told
    assert sum("folder-away" in query for query in told) == 1


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Give a package with one file, made by the tools of the build, as far as they are here."""
    program = tmp_path / "Sunshine Desk"
    for name in ("SunshineDesk.exe", "_internal/deep/one.dll", "_internal/deep/two.dll"):
        (program / name).parent.mkdir(parents=True, exist_ok=True)
        (program / name).write_bytes(name.encode())
    made = tmp_path / "made.msi"
    helper = tmp_path / "arrange.exe"
    helper.write_bytes(b"helper")
    msi.pack(program, made, COMMIT, helper)
    return made


@PACKAGING
def test_that_a_package_keeps_the_rules_of_windows_installer(package: Path) -> None:
    tables.demand_sane(package)


@PACKAGING
@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("DELETE FROM `FeatureComponents`", "one feature"),
        ("UPDATE `Component` SET `Directory_` = 'nowhere'", "lie in folders"),
        ("UPDATE `Component` SET `KeyPath` = 'nothing'", "known by a key"),
        ("UPDATE `File` SET `FileName` = 'one.dll'", "one name"),
        ("UPDATE `Media` SET `LastSequence` = 1", "holds them all"),
        (
            "UPDATE `InstallExecuteSequence` SET `Sequence` = 1401 WHERE `Sequence` = 1501",
            "InstallInitialize comes before RemoveExistingProducts",
        ),
        (
            "UPDATE `InstallExecuteSequence` SET `Sequence` = 4000 WHERE `Action` = 'MakeFolder'",
            "at one time",
        ),
        ("UPDATE `Property` SET `Value` = '2' WHERE `Property` = 'ALLUSERS'", "all who log on"),
        ("DELETE FROM `Upgrade`", "goes over every version"),
    ],
)
def test_that_a_package_that_breaks_a_rule_is_told(package: Path, query: str, what: str) -> None:
    run(["msibuild", package, "-q", query])
    with pytest.raises(BuildFailed, match=what):
        tables.demand_sane(package)


def test_that_the_older_version_has_an_older_schema() -> None:
    steps = "app/vault/migrations/versions"
    asked = ["git", "ls-tree", "--name-only", older.COMMIT, f"{steps}/"]
    held = run(asked, folder=places.ROOT, may_fail=True)
    if held.returncode:
        pytest.skip("this clone has no such commit")
    then = set(held.stdout.split())
    now = {f"{steps}/{path.name}" for path in (places.ROOT / steps).glob("*.py")}
    assert then
    assert then < now


def test_that_the_older_version_can_be_given_another_number() -> None:
    own = (places.ROOT / "app" / "__init__.py").read_text(encoding="utf-8")
    told = older.relabel(own)
    assert f'__version__ = "{older.VERSION}"' in told
    assert len(told.splitlines()) == len(own.splitlines())


def test_that_tries_expect_the_exit_codes_that_installers_have() -> None:
    told = (places.HERE / "desk.nsi").read_text(encoding="utf-8")
    expected = {
        interrupting.UNWRITTEN, interrupting.RUNNING, trying.NEWER_THERE, for_all.MSI_THERE
    }  # fmt: skip
    assert {int(code) for code in re.findall(r"SetErrorLevel (\d+)", told)} == expected
