"""The parts that a build for Windows begins with, and those that it replaces by empty ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from winbuild import interpreter, lightening
from winbuild.shell import BuildFailed
from winbuild.unpacking import unpack

ASKED = {
    "recogniser.pyd": {"engine.dll": ["read"], "kernel32.dll": ["sleep"]},
    "engine.dll": {"curl-1.dll": ["open", "close"], "pictures.dll": ["draw"]},
    "curl-1.dll": {"secure.dll": ["shake"]},
    "secure.dll": {},
    "pictures.dll": {"engine.dll": ["back"]},
    "helper.dll": {"curl-1.dll": ["close", "more"]},
}


def test_that_the_standard_library_in_the_checkout_is_that_of_python_org(tmp_path: Path) -> None:
    unpack(interpreter.LIBRARY, tmp_path)
    interpreter.refuse_other(tmp_path)
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in (tmp_path / "LICENSE.txt").read_text("utf-8")


def test_that_another_standard_library_is_refused(tmp_path: Path) -> None:
    unpack(interpreter.LIBRARY, tmp_path)
    (tmp_path / "os.py").write_text("import sys\n", encoding="utf-8")
    with pytest.raises(BuildFailed, match="is not the standard library"):
        interpreter.refuse_other(tmp_path)


def test_that_a_missing_library_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildFailed):
        interpreter.refuse_other(tmp_path / "nowhere")


def test_that_an_empty_library_has_every_function_that_is_asked_of_it() -> None:
    assert lightening.names_asked(ASKED, "Curl-1.dll") == ["close", "more", "open"]


def test_that_what_only_a_replaced_library_asked_for_is_no_longer_reached() -> None:
    emptied = {**ASKED, "curl-1.dll": {}}
    assert lightening.reached(emptied, ["Recogniser.pyd"]) == {
        "recogniser.pyd", "engine.dll", "curl-1.dll", "pictures.dll",
    }  # fmt: skip
    assert "secure.dll" in lightening.reached(ASKED, ["recogniser.pyd"])


def test_that_a_wheel_without_the_library_to_replace_stops_the_build(tmp_path: Path) -> None:
    for name in lightening.FOLDERS:
        (tmp_path / name).mkdir()
    with pytest.raises(BuildFailed, match="look at what tesserocr ships"):
        lightening.lighten(tmp_path)
