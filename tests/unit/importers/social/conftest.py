"""Opens the invented samples of Facebook, X and YouTube, and exports made inside a test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from app.importers.base import Export, Item
from app.importers.export_tree import open_export

EXPORTS = Path(__file__).resolve().parents[3] / "exports"


@pytest.fixture
def sample() -> Callable[[str], Export]:
    """Open a kept sample, named ``folder/name``."""

    def opened(name: str) -> Export:
        return open_export([EXPORTS / f"{name}.zip"])

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


@pytest.fixture
def accounted() -> Callable[[Export, list[Item]], set[str]]:
    """Give the members of an export that no item and no attachment accounts for."""

    def missing(export: Export, items: list[Item]) -> set[str]:
        named = {item.locator.split("#")[0] for item in items}
        for item in items:
            for attachment in getattr(item, "attachments", ()):
                if attachment.open is not None and attachment.open.args[0] in export.members():
                    named.add(attachment.open.args[0])
        return set(export.members()) - named

    return missing
