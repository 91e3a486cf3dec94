"""A Windows whose long paths are not switched on, and drives that stand for a network's."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

LONGEST = 259
"""Longest path that programs of Windows open without asking for more."""
_DEEP = 300
SHARE = "SUNSHINE_DESK_SHARE"
"""Names a folder on a share; without it a link into another folder stands for one."""
_TOUCHES = frozenset(
    {
        "open", "os.chmod", "os.listdir", "os.mkdir", "os.remove", "os.rename", "os.rmdir",
        "os.scandir", "os.truncate", "os.utime", "sqlite3.connect",
    }
)  # fmt: skip


class Guard:
    """Refuses what Windows refuses; a hook of the interpreter can be idle, but never leaves."""

    def __init__(self) -> None:
        self.is_on = False
        sys.addaudithook(self._heard)

    def _heard(self, event: str, told: tuple[object, ...]) -> None:
        if not self.is_on or event not in _TOUCHES:
            return
        for one in told:
            if isinstance(one, str | os.PathLike) and _is_refused(os.fspath(one)):
                raise FileNotFoundError(2, "The path is too long", str(one))


def _is_refused(plain: str | bytes) -> bool:
    text = os.fsdecode(plain)
    return len(text) > LONGEST and not text.startswith("\\\\?\\")


@pytest.fixture(scope="session")
def guard() -> Guard:
    """Give the one hook of this process."""
    return Guard()


@pytest.fixture
def deep(tmp_path: Path, guard: Guard) -> Iterator[Path]:
    """Give a folder whose path has 300 characters or a few more; only long forms are opened."""
    folder = tmp_path
    while len(str(folder)) < _DEEP:
        folder /= "Büro für Anträge, Straße 7"
    made = Path(f"\\\\?\\{folder}") if os.name == "nt" else folder
    made.mkdir(parents=True)
    guard.is_on = os.name == "nt"
    yield folder
    guard.is_on = False


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """Give a folder on another computer, or on what looks like one."""
    named = os.environ.get(SHARE)
    if named:
        folder = Path(named) / tmp_path.name
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    if os.name == "nt":
        pytest.skip(f"{SHARE} names no share")
    (tmp_path / "server").mkdir()
    (tmp_path / "share").symlink_to(tmp_path / "server", target_is_directory=True)
    return tmp_path / "share"
