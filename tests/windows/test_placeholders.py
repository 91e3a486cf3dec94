"""Files that a cloud client shows but has not brought: the clerk is told where they are."""

from __future__ import annotations

import errno
import io
import sys
from pathlib import Path

import builders
import pytest
from held_files import put_offline

from app.errors import ExportUnreadable, VaultRefused
from app.importers import folder, tree
from app.importers.base import MemberUnreadable
from app.importers.tree import open_export
from app.vault.folder import Vault

NOT_BROUGHT = OSError(errno.EINVAL, "The cloud file provider is not running")
"""As Python tells the number 362 of Windows, which it does not know."""


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every file be a placeholder whose client does not answer."""

    def refuse(*_: object, **__: object) -> None:
        raise NOT_BROUGHT

    for room in (folder, tree):
        monkeypatch.setattr(room, "is_in_cloud", lambda _: True)
    monkeypatch.setattr(folder, "_FileReading", refuse)
    monkeypatch.setattr(Path, "open", refuse)


def test_that_an_export_that_is_not_brought_says_where_it_is(tmp_path: Path, cloud: None) -> None:
    with pytest.raises(ExportUnreadable) as told:
        open_export([tmp_path / "sms.xml"])
    assert told.value.what == (
        "sms.xml lies in the cloud and could not be brought to this computer."
    )
    assert "keep it always on this device" in told.value.remedy


def test_that_a_file_of_a_folder_that_is_not_brought_says_so(tmp_path: Path, cloud: None) -> None:
    with pytest.raises(MemberUnreadable, match="lies in the cloud"):
        folder.open_file(tmp_path / "photo.jpg")


def test_that_a_vault_that_is_not_brought_says_what_to_wait_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = builders.new_vault(tmp_path)
    vault.close()

    def refuse(*_: object, **__: object) -> None:
        raise NOT_BROUGHT

    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(VaultRefused, match="name plate") as told:
        Vault.open(vault.path, builders.PASSPHRASE)
    assert "wait until its files are on this computer" in told.value.remedy


def test_that_an_attachment_that_is_not_brought_is_no_fault_of_the_program(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = vault.blobs.put(io.BytesIO(b"a photograph"))

    def refuse(*_: object, **__: object) -> None:
        raise NOT_BROUGHT

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(VaultRefused, match="cannot be read or written now"):
        vault.blobs.read(put.name)


@pytest.mark.skipif(sys.platform != "win32", reason="such marks are known to Windows alone")
def test_that_a_placeholder_that_can_be_read_is_imported(tmp_path: Path) -> None:
    path = tmp_path / "sms.xml"
    path.write_text(builders.sms_xml(("one",)), encoding="utf-8")
    if not put_offline(path):
        pytest.skip("the drive does not keep the mark of a placeholder")
    assert open_export([path]).head("sms.xml", 5) == b"<?xml"
