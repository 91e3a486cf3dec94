"""A policy in the registry and in lists of rights, as Windows itself keeps them."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.settings import policy_places
from app.settings.policy import Policy
from app.settings.ways_out import WayOut
from app.windows_desk.descriptor import WRITE_DAC, Right, rights
from app.windows_desk.origin import MARK, mark_from_outside
from app.windows_desk.places import program_data
from app.windows_desk.rights import kept_by_administrators

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="only Windows has a registry")

KEY = r"SOFTWARE\Policies\Sunshine Desk, tests"
Add = Callable[..., None]


def reg(*words: str) -> bool:
    done = subprocess.run(["reg", *words], capture_output=True, check=False)
    return done.returncode == 0


@pytest.fixture
def add(monkeypatch: pytest.MonkeyPatch) -> Iterator[Add]:
    monkeypatch.setattr(policy_places, "REGISTRY", KEY)
    if not reg("add", f"HKLM\\{KEY}", "/f", "/reg:64"):
        pytest.skip("this user may not write where policies lie")

    def added(name: str, kind: str, value: str) -> None:
        words = ["/v", name] if name else ["/ve"]
        assert reg(
            "add", f"HKLM\\{KEY}", *words, "/t", kind, "/d", value, "/f", "/reg:64",
        )  # fmt: skip

    yield added
    reg("delete", f"HKLM\\{KEY}", "/f", "/reg:64")


def policy() -> Policy:
    return policy_places.policy_at([], for_all=lambda: None)


def test_that_every_type_of_the_registry_is_read(add: Add) -> None:
    add("auto_lock_minutes", "REG_DWORD", "7")
    add("Text_Percent", "REG_SZ", "125")
    add("zone", "REG_EXPAND_SZ", "America/Chicago")
    add("exports_allowed", "REG_MULTI_SZ", r"tables\0backups")
    add("letterhead", "REG_SZ", '{"department": "Büro für Akten ☀", "contact": "555-0101"}')
    add("", "REG_SZ", "nothing")
    held = policy()
    assert held.warnings == ()
    assert held.lock_at_most == 7
    assert held.fixed["text_percent"] == 125
    assert held.fixed["zone"] == "America/Chicago"
    assert held.ways_out == {WayOut.TABLES, WayOut.BACKUPS}
    assert held.letterhead is not None
    assert held.letterhead.department == "Büro für Akten ☀"


@pytest.mark.parametrize(
    ("kind", "value"), [("REG_BINARY", "0f00"), ("REG_SZ", "soon"), ("REG_DWORD", "0")]
)
def test_that_a_value_of_a_wrong_type_closes(add: Add, kind: str, value: str) -> None:
    add("auto_lock_minutes", kind, value)
    add("exports_allowed", "REG_DWORD", "1")
    add("update_key", "REG_BINARY", "00ff")
    held = policy()
    assert held.lock_at_most == 15
    assert held.ways_out == frozenset()
    assert held.no_updates
    assert len(held.warnings) == 3


def test_that_no_key_is_no_policy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy_places, "REGISTRY", f"{KEY}, none")
    assert policy() == Policy()


def test_that_no_variable_leads_past_the_folder_of_all_users(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = program_data()
    assert before is not None
    assert before.is_dir()
    for name in ("ProgramData", "ALLUSERSPROFILE", "WIN_PD_OVERRIDE_COMMON_APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    assert program_data() == before != tmp_path


def test_that_a_file_of_the_users_own_is_not_kept_by_administrators(tmp_path: Path) -> None:
    path = tmp_path / "policy.json"
    path.write_text("{}", encoding="utf-8")
    assert not kept_by_administrators(path)


def test_that_a_file_of_the_systems_is_kept_by_administrators() -> None:
    if hasattr(ctypes.WinDLL("ntdll"), "wine_get_version"):
        pytest.skip("under Wine every file is the user's")
    assert kept_by_administrators(Path(os.environ["SYSTEMROOT"]) / "System32" / "kernel32.dll")


def test_that_a_list_that_the_system_made_is_understood() -> None:
    library = ctypes.WinDLL("advapi32")
    made, size = ctypes.c_void_p(), ctypes.c_uint32()
    sentence = "O:BAG:SYD:PAI(D;;FA;;;BG)(A;;FA;;;SY)(A;OICIIO;FA;;;CO)(A;;0x1200a9;;;BU)"
    assert library.ConvertStringSecurityDescriptorToSecurityDescriptorW(
        ctypes.c_wchar_p(sentence), 1, ctypes.byref(made), ctypes.byref(size)
    )
    assert rights(ctypes.string_at(made, size.value)) == (
        Right("S-1-5-32-544", WRITE_DAC),
        Right("S-1-5-18", 0x1F01FF),
        Right("S-1-5-32-545", 0x1200A9),
    )


def test_that_a_mark_lies_in_a_stream_of_the_file_or_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"words")
    mark_from_outside(path)
    assert [one.name for one in tmp_path.iterdir()] == ["letter.docx"]
    assert path.read_bytes() == b"words"
    marked = Path(f"{path}:Zone.Identifier")
    keeps, told = ctypes.c_uint32(), ctypes.WinDLL("kernel32").GetVolumeInformationW
    assert told(path.anchor, None, 0, None, None, ctypes.byref(keeps), None, 0)
    assert (marked.read_bytes() == MARK) if keeps.value & 0x40000 else not marked.exists()
