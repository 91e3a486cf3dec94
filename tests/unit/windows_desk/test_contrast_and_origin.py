"""High contrast as Windows tells it, and the mark of files that came from outside."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

import pytest
from windows_fakes import FakeLibrary

from app.windows_desk.contrast import SystemColours, high_contrast
from app.windows_desk.origin import MARK, mark_from_outside

BLACK = {5: 0x000000, 8: 0xFFFFFF, 13: 0xFFEB1A, 14: 0x000000, 17: 0x3FF23F, 26: 0x00FFFF}


def user(flags: int, *, given: int = 1) -> FakeLibrary:
    def asked(_what: int, size: int, where: Any, _write: int) -> int:
        ctypes.cast(where, ctypes.POINTER(ctypes.c_uint32))[1] = flags
        return given if size == 16 else 0

    return FakeLibrary(SystemParametersInfoW=asked, GetSysColor=BLACK.__getitem__)


def test_that_the_colours_of_high_contrast_are_those_of_the_system() -> None:
    colours = high_contrast({"user32": user(0x7F)}.get)
    assert colours == SystemColours(
        "#000000", "#ffffff", "#1aebff", "#000000", "#3ff23f", "#ffff00"
    )


def test_that_there_are_none_while_it_is_off() -> None:
    assert high_contrast({"user32": user(0x7E)}.get) is None
    assert high_contrast({"user32": user(0x7F, given=0)}.get) is None
    assert high_contrast() is None


def drive(flags: int, *, found: int = 1, told: int = 1) -> FakeLibrary:
    def information(*given: Any) -> int:
        ctypes.cast(given[5], ctypes.POINTER(ctypes.c_uint32))[0] = flags
        return told

    return FakeLibrary(GetVolumePathNameW=lambda *_: found, GetVolumeInformationW=information)


def test_that_a_file_from_outside_is_marked_beside_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"words")
    kernel = drive(0x00C700FF)
    mark_from_outside(path, {"kernel32": kernel}.get)
    assert Path(f"{path}:Zone.Identifier").read_bytes() == MARK
    assert path.read_bytes() == b"words"
    assert kernel.calls[0] == ("GetVolumePathNameW", (str(path), "", len(str(path)) + 2))


@pytest.mark.parametrize(
    "kernel", [drive(0x6), drive(0x00C700FF, found=0), drive(0x00C700FF, told=0)]
)
def test_that_a_drive_without_streams_keeps_the_file_unmarked(
    tmp_path: Path, kernel: FakeLibrary
) -> None:
    mark_from_outside(tmp_path / "letter.docx", {"kernel32": kernel}.get)
    mark_from_outside(tmp_path / "letter.docx")
    assert not list(tmp_path.iterdir())


def test_that_a_mark_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    mark_from_outside(tmp_path / "not there" / "letter.docx", {"kernel32": drive(0x40000)}.get)
    assert not list(tmp_path.iterdir())
