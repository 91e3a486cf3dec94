"""Files that another program has open: nothing is lost, and the clerk is told in a sentence."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import builders
import pytest
from held_files import ALONE, READERS, WRITERS, held, held_for
from office_ways import imported

from app import disk
from app.delivery.archive import FolderTarget, ZipTarget
from app.errors import AppError, ExportUnreadable, VaultRefused
from app.importers.base import Unreadable
from app.importers.tree import open_export
from app.settings.file import load, save
from app.settings.values import Settings
from app.vault.backup import backup
from app.vault.folder import Vault
from app.workflow.hand_over import write_whole

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="only Windows shuts others out")
SCAN = 0.15
"""Seconds for which a scanner looks at a file: less than is waited for it."""


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_that_an_export_that_is_open_elsewhere_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "mail.pst"
    path.write_bytes(b"!BDN")
    with (
        held(path, ALONE),
        pytest.raises(ExportUnreadable, match=r"does not permit mail\.pst") as told,
    ):
        open_export([path])
    assert "Close it if another program has it open." in told.value.remedy


def test_that_a_file_of_a_folder_that_is_open_elsewhere_is_listed_and_the_others_come_in(
    vault: Vault, tmp_path: Path
) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    for name in ("one.txt", "two.txt", "three.txt"):
        (folder / name).write_text(f"What {name} holds", encoding="utf-8")
    with held(folder / "two.txt", ALONE):
        source = imported(vault, folder, keep=True)
    with vault.read() as work:
        (problem,) = work.sources.problems(source.id, "unreadable", 0, 10)
    assert (source.counts.records, source.counts.seen) == (2, 3)
    assert "another program may have it open" in problem.reason


def test_that_an_export_that_is_only_looked_at_elsewhere_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sms.xml"
    path.write_text(builders.sms_xml(("one",)), encoding="utf-8")
    with held(path, READERS):
        export = open_export([path])
        assert export.head("sms.xml", 5) == b"<?xml"
        assert not [one for one in export.rejected() if isinstance(one, Unreadable)]


def test_that_a_packet_open_in_a_viewer_is_not_replaced_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk.give_name, "__defaults__", ((0,),))
    path = tmp_path / "2026-014 packet.pdf"
    path.write_bytes(b"%PDF old")
    with held(path, READERS), pytest.raises(AppError) as told:
        write_whole(path, b"%PDF new")
    assert told.value.what == "The packet could not be written to 2026-014 packet.pdf."
    assert "close the file if another program has it open" in told.value.remedy
    assert (left(tmp_path), path.read_bytes()) == ([path.name], b"%PDF old")


def test_that_a_packet_is_written_once_the_scanner_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "packet.pdf"
    path.write_bytes(b"%PDF old")
    with held_for(path, WRITERS, SCAN):
        write_whole(path, b"%PDF new")
    assert (left(tmp_path), path.read_bytes()) == ([path.name], b"%PDF new")


def test_that_a_delivery_gets_its_name_once_the_scanner_lets_go(tmp_path: Path) -> None:
    target = FolderTarget(tmp_path / "answer")
    target.add("natives/ATT-000001.txt", b"x")
    with held_for(tmp_path / "answer.part" / "natives" / "ATT-000001.txt", WRITERS, SCAN):
        target.put_in_place()
    assert left(tmp_path) == ["answer"]


def test_that_the_packet_before_does_not_stay_beside_though_a_scanner_holds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "packet.pdf"
    path.write_bytes(b"%PDF old")
    real = disk.take_file_away

    def scanned(old: Path) -> None:
        if not old.exists():
            return
        with held_for(old, WRITERS, SCAN):
            real(old)

    monkeypatch.setattr("app.workflow.hand_over.take_file_away", scanned)
    write_whole(path, b"%PDF new")
    assert (left(tmp_path), path.read_bytes()) == ([path.name], b"%PDF new")


def test_that_an_abandoned_delivery_leaves_nothing_though_a_scanner_holds_a_file(
    tmp_path: Path,
) -> None:
    target = FolderTarget(tmp_path / "answer")
    target.add("natives/ATT-000001.txt", b"x")
    with held_for(tmp_path / "answer.part" / "natives" / "ATT-000001.txt", WRITERS, SCAN):
        target.abandon()
    assert left(tmp_path) == []


def test_that_a_zip_that_is_open_elsewhere_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk.give_name, "__defaults__", ((0,),))
    path = tmp_path / "answer.zip"
    path.write_bytes(b"old")
    target = ZipTarget(path)
    target.add("packet.pdf", b"%PDF")
    with held(path, READERS), pytest.raises(OSError, match="answer"):
        target.put_in_place()
    target.abandon()
    assert (left(tmp_path), path.read_bytes()) == (["answer.zip"], b"old")


def test_that_an_attachment_is_put_away_while_a_scanner_follows_every_file(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, scans = disk.give_name, []

    def scanned(part: Path, path: Path) -> None:
        scans.append(part)
        with held_for(part, WRITERS, SCAN):
            real(part, path)

    monkeypatch.setattr("app.vault.blobs.give_name", scanned)
    put = vault.blobs.put(io.BytesIO(b"a photograph"))
    assert (vault.blobs.read(put.name), len(scans)) == (b"a photograph", 1)


def test_that_an_attachment_that_is_held_back_is_one_sentence(vault: Vault) -> None:
    put = vault.blobs.put(io.BytesIO(b"a photograph"))
    with (
        held(vault.home / "blobs" / put.name[:2] / put.name, ALONE),
        pytest.raises(VaultRefused, match="cannot be read or written now"),
    ):
        vault.blobs.read(put.name)
    assert vault.blobs.read(put.name) == b"a photograph"


def test_that_a_vault_opens_by_its_spare_while_the_name_plate_is_held(tmp_path: Path) -> None:
    vault = builders.new_vault(tmp_path)
    vault.close()
    with held(vault.path / "vault.toml", ALONE):
        Vault.open(vault.path, builders.PASSPHRASE).close()


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("vault.toml", "vault.spare.toml"), "The vault's name plate, vault.toml, cannot be read"),
        (("vault.db",), "The vault's database cannot be opened."),
        (("vault.lock",), "The vault's folder cannot be written to."),
    ],
)
def test_that_a_vault_whose_files_are_held_says_so(
    tmp_path: Path, names: tuple[str, ...], told: str
) -> None:
    vault = builders.new_vault(tmp_path)
    vault.close()
    (vault.path / "vault.lock").touch()
    holding = [held(vault.path / name, ALONE) for name in names]
    for one in holding:
        one.__enter__()
    try:
        with pytest.raises(VaultRefused) as refused:
            Vault.open(vault.path, builders.PASSPHRASE)
    finally:
        for one in holding:
            one.__exit__(None, None, None)
    assert refused.value.what.startswith(told)
    Vault.open(vault.path, builders.PASSPHRASE).close()


def test_that_what_a_crash_left_and_a_scanner_holds_does_not_keep_a_vault_shut(
    tmp_path: Path,
) -> None:
    vault = builders.new_vault(tmp_path)
    vault.close()
    left_over = vault.path / "blobs" / "left.part"
    left_over.write_bytes(b"half")
    with held(left_over, READERS):
        Vault.open(vault.path, builders.PASSPHRASE).close()
    Vault.open(vault.path, builders.PASSPHRASE).close()
    assert not left_over.exists()


def test_that_a_passphrase_is_changed_once_the_scanner_lets_go(tmp_path: Path) -> None:
    vault = builders.new_vault(tmp_path)
    with held_for(vault.path / "vault.toml", WRITERS, SCAN):
        vault.change_passphrase("another horse, another battery")
    vault.close()
    Vault.open(vault.path, "another horse, another battery").close()


def test_that_a_backup_gets_its_name_once_the_scanner_lets_go(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = disk.give_name

    def scanned(part: Path, path: Path) -> None:
        with held_for(part / "vault.db", WRITERS, SCAN):
            real(part, path)

    monkeypatch.setattr("app.vault.backup.give_name", scanned)
    backup(vault, tmp_path / "copy.vault")
    Vault.open(tmp_path / "copy.vault", builders.PASSPHRASE).close()


def test_that_settings_are_saved_once_the_scanner_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    save(path, Settings(clerk="Rosa Díaz 🌞"))
    with held_for(path, WRITERS, SCAN):
        save(path, Settings(clerk="Ben Cole"))
    assert load(path).settings.clerk == "Ben Cole"
