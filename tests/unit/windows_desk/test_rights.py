"""Who may change a file: the lists of Windows, as bytes and as the system hands them out."""

from __future__ import annotations

import ctypes
import os
import struct
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from windows_fakes import FakeLibrary

from app.windows_desk.descriptor import EVERYBODY, EVERYTHING, WRITE_DAC, Right, rights
from app.windows_desk.places import program_data
from app.windows_desk.rights import kept_by_administrators

SYSTEM, ADMINISTRATORS, USERS = "S-1-5-18", "S-1-5-32-544", "S-1-5-32-545"
DOMAIN_ADMINISTRATORS = "S-1-5-21-1-2-3-512"
INSTALLER = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"
CLERK = "S-1-5-21-1-2-3-1001"
READ, WRITE, ADD, DELETE, DELETE_CHILD = 0x1200A9, 0x2, 0x4, 0x10000, 0x40
INHERIT_ONLY, DENIED = 0x8, 1
ALL = 0x1F01FF
OURS = [(SYSTEM, ALL), (ADMINISTRATORS, ALL), (USERS, READ)]


def identifier(who: str) -> bytes:
    _, revision, authority, *numbers = who.split("-")
    head = bytes([int(revision), len(numbers)]) + int(authority).to_bytes(6, "big")
    return head + struct.pack(f"<{len(numbers)}I", *map(int, numbers))


def entry(who: str, mask: int, kind: int = 0, flags: int = 0) -> bytes:
    name = identifier(who)
    return struct.pack("<BBHI", kind, flags, 8 + len(name), mask) + name


def described(owner: str, *entries: bytes, control: int = 0x8004) -> bytes:
    listed = struct.pack("<BBHHH", 2, 0, 8 + sum(map(len, entries)), len(entries), 0)
    name = identifier(owner)
    head = struct.pack("<BBHIIII", 1, 0, control, 20, 0, 0, 20 + len(name))
    return head + name + listed + b"".join(entries)


def usual(owner: str = ADMINISTRATORS, *more: bytes) -> bytes:
    return described(owner, *(entry(who, mask) for who, mask in OURS), *more)


def test_that_a_list_is_read_with_its_owner() -> None:
    assert rights(usual(CLERK, entry(CLERK, WRITE))) == (
        Right(CLERK, WRITE_DAC),
        *(Right(who, mask) for who, mask in OURS),
        Right(CLERK, WRITE),
    )


def test_that_what_is_denied_or_only_handed_down_gives_nobody_a_right() -> None:
    more = [entry(CLERK, ALL, kind=DENIED), entry(CLERK, ALL, flags=INHERIT_ONLY)]
    assert CLERK not in {right.who for right in rights(usual(ADMINISTRATORS, *more))}


def test_that_no_list_and_an_unknown_entry_count_as_everybodys() -> None:
    free = described(SYSTEM, control=0x8000)
    assert Right(EVERYBODY, EVERYTHING) in rights(free)
    strange = usual(SYSTEM, entry(CLERK, WRITE, kind=5))
    assert rights(strange)[-1] == Right(EVERYBODY, WRITE)


@pytest.mark.parametrize("cut", [0, 4, 19, 21, 30, 40, 50])
def test_that_a_list_that_was_cut_short_is_none(cut: int) -> None:
    with pytest.raises(ValueError, match="no security descriptor"):
        rights(usual()[:cut])


class Security(FakeLibrary):
    """The library that tells the lists of files; by name where one has its own."""

    def __init__(self, usually: bytes | None = None, **others: bytes) -> None:
        super().__init__(GetFileSecurityW=self._told)
        self._usually = usual() if usually is None else usually
        self._others = others

    def _told(self, name: Any, what: int, held: Any, size: int, needed: Any) -> int:
        assert what == 5
        found = self._others.get(Path(name.value).stem, self._usually)
        ctypes.cast(needed, ctypes.POINTER(ctypes.c_uint32))[0] = len(found)
        if size < len(found) or not found:
            return 0
        ctypes.memmove(held, found, len(found))
        return 1


def is_kept(path: Path, security: Security) -> bool:
    return kept_by_administrators(path, {"advapi32": security}.get)


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "desk" / "policy.json"
    path.parent.mkdir()
    path.write_text("{}", encoding="utf-8")
    return path


@pytest.mark.parametrize("owner", [SYSTEM, ADMINISTRATORS, INSTALLER, DOMAIN_ADMINISTRATORS])
def test_that_what_administrators_made_is_kept_by_them(policy: Path, owner: str) -> None:
    assert is_kept(policy, Security(usual(owner)))


@pytest.mark.parametrize("place", ["policy", "desk"])
@pytest.mark.parametrize("who", [CLERK, USERS, EVERYBODY, "S-1-5-11"])
@pytest.mark.parametrize("mask", [ALL, DELETE, WRITE_DAC, 0x80000, 0x10000000])
def test_that_who_may_replace_file_or_folder_keeps_it_as_well(
    policy: Path, place: str, who: str, mask: int
) -> None:
    assert not is_kept(policy, Security(**{place: usual(SYSTEM, entry(who, mask))}))


@pytest.mark.parametrize("place", ["policy", "desk"])
def test_that_an_owner_who_is_no_administrator_keeps_it(policy: Path, place: str) -> None:
    assert not is_kept(policy, Security(**{place: usual(CLERK)}))
    assert not is_kept(policy, Security(**{place: usual("S-1-5-21-1-2-3-5120")}))


def test_that_users_may_add_files_beside_it_and_not_change_it(policy: Path) -> None:
    assert is_kept(policy, Security(desk=usual(SYSTEM, entry(USERS, WRITE | ADD))))
    assert not is_kept(policy, Security(desk=usual(SYSTEM, entry(USERS, DELETE_CHILD))))
    assert not is_kept(policy, Security(policy=usual(SYSTEM, entry(USERS, WRITE))))
    assert not is_kept(policy, Security(policy=usual(SYSTEM, entry(USERS, ADD))))


def test_that_what_an_owner_is_granted_as_such_is_judged_by_who_owns_it(policy: Path) -> None:
    as_owner = [entry("S-1-3-0", ALL), entry("S-1-3-4", ALL)]
    assert is_kept(policy, Security(usual(SYSTEM, *as_owner)))


@pytest.mark.parametrize("told", [b"", b"\x01\x00"])
def test_that_a_list_that_is_not_told_is_not_believed(policy: Path, told: bytes) -> None:
    assert not is_kept(policy, Security(policy=told))


def test_that_a_link_to_another_place_is_not_believed(
    policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_kept(policy.with_name("gone.json"), Security())
    linked = SimpleNamespace(st_file_attributes=0x410)
    plain = os.lstat

    def lstat(path: Path) -> object:
        return linked if path.name == "desk" else plain(path)

    monkeypatch.setattr(Path, "lstat", lstat)
    assert not is_kept(policy, Security())


def test_that_a_system_without_such_lists_is_trusted(policy: Path) -> None:
    assert kept_by_administrators(policy, {}.get)


def test_that_the_folder_of_all_users_is_asked_of_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WIN_PD_OVERRIDE_COMMON_APPDATA", "/elsewhere")
    monkeypatch.setenv("ProgramData", "/elsewhere")
    kept = ctypes.create_unicode_buffer("/data of all")

    def told(*given: Any) -> int:
        ctypes.cast(given[3], ctypes.POINTER(ctypes.c_void_p))[0] = ctypes.addressof(kept)
        return 0

    shell, ole = FakeLibrary(SHGetKnownFolderPath=told), FakeLibrary()
    assert program_data({"shell32": shell, "ole32": ole}.get) == Path("/data of all")
    assert ole.names() == ["CoTaskMemFree"]
    failing = FakeLibrary(SHGetKnownFolderPath=lambda *_: -1)
    assert program_data({"shell32": failing, "ole32": ole}.get) is None
    assert program_data({}.get) is None
