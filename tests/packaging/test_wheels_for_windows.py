"""The lock alone must be enough to build for Windows: a wheel for every package, with a hash."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import Marker
from winbuild import interpreter, sbom, wheels

ROOT = Path(__file__).resolve().parents[2]
LOCK: dict[str, Any] = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
WINDOWS = {
    "implementation_name": "cpython",
    "implementation_version": interpreter.VERSION,
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_release": "10",
    "platform_system": "Windows",
    "platform_version": "10.0.19045",
    "python_full_version": interpreter.VERSION,
    "python_version": wheels.PYTHON,
    "sys_platform": "win32",
    "extra": "",
}
OWN = "sunshine-desk"


def wanted(group: str = "windows") -> dict[str, dict[str, Any]]:
    """Follow the lock from the program and a group beside it, as uv does for Windows."""
    own = next(one for one in LOCK["package"] if one["name"] == OWN)
    waiting = [*own["dependencies"], *own["dev-dependencies"][group]]
    found: dict[str, dict[str, Any]] = {}
    while waiting:
        asked = waiting.pop()
        if not holds(asked.get("marker")) or asked["name"] in found:
            continue
        found[asked["name"]] = package = chosen(asked)
        waiting += package.get("dependencies", [])
        for extra in asked.get("extra", []):
            waiting += package["optional-dependencies"][extra]
    return found


def holds(marker: str | None) -> bool:
    return marker is None or Marker(marker).evaluate(WINDOWS)


def chosen(asked: dict[str, Any]) -> dict[str, Any]:
    """Give the version that the lock names for Windows, where it names several."""
    named = [one for one in LOCK["package"] if one["name"] == asked["name"]]
    fitting = [
        one
        for one in named
        if asked.get("version", one["version"]) == one["version"]
        and any(holds(marker) for marker in one.get("resolution-markers", [None]))
    ]
    assert len(fitting) == 1, asked["name"]
    return fitting[0]


@pytest.mark.parametrize(
    "package", (wanted() | wanted("dev")).values(), ids=lambda one: str(one["name"])
)
def test_that_every_package_has_a_wheel_for_windows(package: dict[str, Any]) -> None:
    named = {one["url"].rsplit("/", 1)[-1]: one for one in package.get("wheels", [])}
    taken = sbom.fitting(named)
    assert taken is not None
    assert named[taken]["hash"].startswith("sha256:")


def test_that_what_the_program_needs_is_among_them() -> None:
    assert {"pyside6-essentials", "sqlcipher3", "tesserocr", "pyinstaller", "pefile"} <= {*wanted()}


def test_that_what_the_tests_are_run_with_is_there_for_windows_too() -> None:
    assert {"pytest", "pytest-qt", "pytest-xdist", "hypothesis", "pypdf"} <= {*wanted("dev")}


def test_that_nothing_of_the_tests_is_shipped() -> None:
    assert not {"pytest", "hypothesis", "mypy", "pypdf", "ruff"} & {*wanted()}


@pytest.mark.parametrize(
    ("names", "taken"),
    [
        (["a-1-cp312-cp312-win_amd64.whl"], None),
        (["a-1-cp313-cp313t-win_amd64.whl"], None),
        (["a-1-cp313-cp313-win32.whl"], None),
        (["a-1-cp313-cp313-manylinux_2_28_x86_64.whl"], None),
        (["a-1-cp314-abi3-win_amd64.whl"], None),
        (["a-1-py3-none-any.whl"], "a-1-py3-none-any.whl"),
        (["a-1-py3-none-any.whl", "a-1-py3-none-win_amd64.whl"], "a-1-py3-none-win_amd64.whl"),
        (["a-1-cp39-abi3-win_amd64.whl", "a-1-py3-none-any.whl"], "a-1-cp39-abi3-win_amd64.whl"),
        (
            ["a-1-cp39-abi3-win_amd64.whl", "a-1-cp313-cp313-win_amd64.whl"],
            "a-1-cp313-cp313-win_amd64.whl",
        ),
        ([], None),
    ],
)
def test_that_the_nearest_wheel_is_taken(names: list[str], taken: str | None) -> None:
    assert sbom.fitting(names) == taken
