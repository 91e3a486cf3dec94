"""Opens invented exports of team chats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from app.importers.base import Export
from app.importers.export_tree import open_export

EXPORTS = Path(__file__).resolve().parents[3] / "exports"


@pytest.fixture
def sample() -> Callable[[str], Export]:
    """Open a kept sample, named ``folder/file``."""

    def opened(name: str) -> Export:
        return open_export([EXPORTS / name])

    return opened


@pytest.fixture
def tree(tmp_path: Path) -> Callable[[Mapping[str, bytes]], Export]:
    """Write members into a folder and open it."""

    def opened(members: Mapping[str, bytes]) -> Export:
        folder = tmp_path / "export"
        for name, data in members.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return open_export([folder])

    return opened
