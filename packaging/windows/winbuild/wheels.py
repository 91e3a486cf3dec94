"""Takes wheels for Windows by uv, every one checked by its hash; builds nothing from source."""

from __future__ import annotations

from pathlib import Path

from winbuild.shell import run

PLATFORM = "x86_64-pc-windows-msvc"
PYTHON = "3.13"


def locked(uv: Path, source: Path, into: Path) -> None:
    """Lay what the lock names for Windows, and what freezes it, into a folder."""
    _of_groups(uv, source, into, "--no-dev", "--group", "windows")


def for_tests(uv: Path, source: Path, into: Path) -> None:
    """Lay what the lock names for Windows, and what its tests are run with, into a folder."""
    _of_groups(uv, source, into, "--group", "dev")


def _of_groups(uv: Path, source: Path, into: Path, *groups: str) -> None:
    wanted = into.with_name("requirements.txt")
    choice = ["--frozen", "--no-emit-project", *groups]
    run([uv, "export", "-q", *choice, "-o", wanted], folder=source)
    install(uv, wanted, into)


def install(uv: Path, wanted: Path, into: Path, *options: str | Path) -> None:
    """Lay the wheels of a list with hashes into a folder."""
    target = ["--target", str(into), "--python-platform", PLATFORM, "--python-version", PYTHON]
    strict = ["--require-hashes", "--only-binary", ":all:", "--link-mode", "copy"]
    run([uv, "pip", "install", "-q", *options, *strict, *target, "-r", wanted])
