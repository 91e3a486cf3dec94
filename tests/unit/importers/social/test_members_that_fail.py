"""Members that cannot be read: one sentence each, and the rest goes on."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from exports import facebook_files, x_archive_files, youtube_files
from exports.zipped import Tree, zipped

from app.importers.base import Importer, ImportOptions, Item, Parsed, Unreadable
from app.importers.export_tree import open_export
from app.importers.social.facebook import FacebookImporter
from app.importers.social.x_archive import XImporter
from app.importers.social.youtube import YouTubeImporter

CASES: list[tuple[Importer, Tree]] = [
    (FacebookImporter(), facebook_files.samples()["roots_to_2023"]),
    (XImporter(), x_archive_files.samples()["messages_and_groups"]),
    (XImporter(), x_archive_files.samples()["before_2018"]),
    (YouTubeImporter(), youtube_files.samples()["pages_before_2021"]),
    (YouTubeImporter(), youtube_files.samples()["videos_and_posts"]),
]


def damaged(data: bytes, member: str) -> bytes:
    """Flip the last byte of a stored member, so that its checksum is wrong."""
    changed = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo(member)
    name = len(entry.filename.encode())
    changed[entry.header_offset + 30 + name + entry.file_size - 1] ^= 0xFF
    return bytes(changed)


@pytest.mark.parametrize(("importer", "tree"), CASES)
def test_that_a_wrong_checksum_costs_one_member(
    importer: Importer, tree: Tree, tmp_path: Path
) -> None:
    whole = zipped(tree)
    for number, member in enumerate(tree):
        path = tmp_path / f"{number}.zip"
        path.write_bytes(damaged(whole, member))
        export = open_export([path])
        if not importer.recognises(export):
            continue
        items = list(importer.read(export, ImportOptions(), None))
        assert any(isinstance(item, Parsed) for item in items)
        assert _is_told(items, member), member


def _is_told(items: list[Item], member: str) -> bool:
    """Say whether an item tells the fault of a member that is looked into."""
    if not member.endswith((".json", ".js", ".csv", ".html")):
        return True
    return any(isinstance(one, Unreadable) and one.locator.startswith(member) for one in items)


@pytest.mark.parametrize(("importer", "tree"), CASES)
def test_that_members_that_the_tree_refuses_are_listed(
    importer: Importer, tree: Tree, tmp_path: Path
) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(zipped({**tree, "../../outside.txt": b"x"}))
    export = open_export([path])
    refused = {item.locator for item in export.rejected()}
    found = {item.locator for item in importer.read(export, ImportOptions(), None)}
    assert refused <= found
