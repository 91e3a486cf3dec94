"""Copies of a vault: made, brought back, checked, and saved from a damaged one."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from builders import CHEAP, PASSPHRASE, hold, message, new_request, new_vault

from app.domain.decisions import Dispose, Disposition
from app.domain.ids import BlobName
from app.domain.queries import Word
from app.errors import VaultBusy, VaultDamaged, VaultRefused, WrongSecret
from app.vault import backup
from app.vault.folder import Passphrase, RecoveryKey, Vault
from app.vault.incoming import StoredAttachment


def filled(folder: Path, count: int = 50) -> Vault:
    """Make a vault with records, an attachment, a request, a decision and an audit entry."""
    vault = new_vault(folder)
    put = vault.blobs.put(io.BytesIO(b"picture" * 1000))
    photo = StoredAttachment("a.jpg", put.size, "image/jpeg", put.sha256, put.name, "street sign")
    texts = [f"message {n} " + "filler words to fill a page " * 8 for n in range(count)]
    ids = hold(vault, [message(text, n) for n, text in enumerate(texts)], [[photo]])
    request = new_request(vault, ids[:5])
    with vault.write() as work:
        work.decisions.append(request.id, "Rosa", [Dispose(ids[0], Disposition.RELEASE)])
        work.audit.append("Rosa", "source.imported", source=1)
    return vault


def summary(vault: Vault) -> tuple[object, ...]:
    with vault.read() as work:
        record = work.records.get(work.requests.record_ids(work.requests.all()[0].id)[0])
        return (
            work.records.count(),
            work.sources.all(),
            work.requests.all(),
            work.audit.entries(),
            record,
            vault.blobs.read(record.attachments[0].blob),
            vault.index.find(Word("sign")).count,
        )


def test_that_a_backup_of_an_open_vault_comes_back_whole(tmp_path: Path) -> None:
    vault = filled(tmp_path)
    expected = summary(vault)
    backup.backup(vault, tmp_path / "copy")
    hold(vault, [message("after the backup", 99)], name="later.xml")
    vault.close()
    backup.restore(tmp_path / "copy", tmp_path / "back.vault")
    restored = Vault.open(tmp_path / "back.vault", PASSPHRASE)
    assert summary(restored) == expected
    assert backup.check(restored, deep=True) == []
    restored.close()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["back.vault", "copy", "test.vault"]


def test_that_a_backup_opens_by_itself_with_the_recovery_key(tmp_path: Path) -> None:
    vault, recovery = Vault.create(tmp_path / "a.vault", PASSPHRASE, CHEAP)
    backup.backup(vault, tmp_path / "b.vault")
    copy = Vault.open(tmp_path / "b.vault", RecoveryKey(recovery))
    copy.close()
    vault.close()


def test_that_nothing_is_overwritten(tmp_path: Path) -> None:
    vault = filled(tmp_path)
    (tmp_path / "copy").mkdir()
    with pytest.raises(VaultRefused, match="exists already"):
        backup.backup(vault, tmp_path / "copy")
    backup.backup(vault, tmp_path / "copy2")
    with pytest.raises(VaultRefused, match="exists already"):
        backup.restore(tmp_path / "copy2", vault.path)
    vault.close()


def test_that_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    vault = filled(tmp_path)
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(VaultRefused, match="cannot be written there"):
        backup.backup(vault, tmp_path / "file" / "copy")
    vault.close()


def test_that_a_copy_that_fails_halfway_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = filled(tmp_path)
    backup.backup(vault, tmp_path / "copy")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)
    for act in (
        lambda: backup.backup(vault, tmp_path / "copy2"),
        lambda: backup.restore(tmp_path / "copy", tmp_path / "back.vault"),
        lambda: backup.salvage(tmp_path / "copy", tmp_path / "saved", Passphrase(PASSPHRASE)),
    ):
        with pytest.raises(VaultRefused, match="cannot be written there"):
            act()
    vault.close()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copy", "test.vault"]


def test_that_an_open_vault_is_no_backup(tmp_path: Path) -> None:
    vault = filled(tmp_path)
    with pytest.raises(VaultBusy):
        backup.restore(vault.path, tmp_path / "back.vault")
    vault.close()


def test_that_a_backup_on_a_drive_that_cannot_be_locked_is_restored(tmp_path: Path) -> None:
    vault = filled(tmp_path)
    backup.backup(vault, tmp_path / "copy")
    vault.close()
    (tmp_path / "copy" / "vault.lock").mkdir()
    backup.restore(tmp_path / "copy", tmp_path / "back.vault")
    Vault.open(tmp_path / "back.vault", PASSPHRASE).close()


def test_that_half_a_backup_is_refused(tmp_path: Path) -> None:
    vault = filled(tmp_path)
    backup.backup(vault, tmp_path / "copy")
    vault.close()
    (tmp_path / "copy" / "vault.db").unlink()
    with pytest.raises(VaultDamaged, match="no database"):
        backup.restore(tmp_path / "copy", tmp_path / "back.vault")
    with pytest.raises(VaultDamaged, match=r"no vault\.db"):
        backup.salvage(tmp_path / "copy", tmp_path / "saved", Passphrase(PASSPHRASE))


def test_that_a_sound_vault_has_no_fault(tmp_path: Path) -> None:
    vault = filled(tmp_path)
    assert backup.check(vault) == []
    assert backup.check(vault, deep=True) == []
    vault.close()


def blob_path(vault: Vault) -> Path:
    return vault.blobs._path(next(iter(vault.blobs.names())))


def test_that_a_missing_and_a_damaged_attachment_are_named(tmp_path: Path) -> None:
    vault = filled(tmp_path)
    path = blob_path(vault)
    data = path.read_bytes()
    path.write_bytes(data[:-1] + b"?")
    assert backup.check(vault) == []
    assert backup.check(vault, deep=True) == ["An attachment of record 1 is damaged."]
    path.unlink()
    assert backup.check(vault) == ["An attachment of record 1 is missing."]
    vault.close()


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE sources SET taken = 7", "The account of source 1 does not add up."),
        (
            "UPDATE sources SET records = 7, ignored = 43",
            "Source 1 should have 7 records, but has others.",
        ),
        ("UPDATE audit SET who = 'Ben'", "The audit trail was changed from outside, at entry 1."),
        (
            "UPDATE records SET text = 'x' WHERE id = 3",
            "The text of record 3 is not the one that was imported.",
        ),
        ("UPDATE records SET subject = 'x'", "The word index does not agree with the records."),
        (
            "DELETE FROM dispositions",
            "What stands of decisions does not agree with their log.",
        ),
        ("UPDATE handles SET person_id = 99", "Some rows of the database belong to nothing."),
    ],
)
def test_that_each_fault_is_named(tmp_path: Path, statement: str, fault: str) -> None:
    vault = filled(tmp_path)
    with vault.database.alone() as raw:
        for (trigger,) in raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            raw.execute(f"DROP TRIGGER {trigger}")
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute(statement)
    assert fault in backup.check(vault, deep=True)
    vault.close()


def spoiled(vault: Vault, pages: range) -> None:
    """Overwrite pages of a closed vault's database."""
    with (vault.path / "vault.db").open("r+b") as file:
        for page in pages:
            file.seek(page * 4096 + 100)
            file.write(b"\xff" * 200)


def test_that_damaged_pages_are_named(tmp_path: Path) -> None:
    vault = filled(tmp_path, 400)
    vault.close()
    pages = (vault.path / "vault.db").stat().st_size // 4096
    spoiled(vault, range(pages - 2, pages))
    opened = Vault.open(vault.path, PASSPHRASE)
    assert "Some pages of the database are damaged." in backup.check(opened, deep=True)
    opened.close()


def test_that_what_is_left_of_a_damaged_vault_is_saved(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    empty = new_vault(tmp_path / "empty")
    empty.close()
    vault = filled(tmp_path, 600)
    vault.close()
    schema, pages = ((one.path / "vault.db").stat().st_size // 4096 for one in (empty, vault))
    middle = (schema + pages) // 2
    spoiled(vault, range(middle, middle + 3))
    before = (vault.path / "vault.db").read_bytes()
    saved = backup.salvage(vault.path, tmp_path / "saved.vault", Passphrase(PASSPHRASE))
    assert (vault.path / "vault.db").read_bytes() == before
    assert 300 <= saved["records"] <= 600
    assert (saved["requests"], saved["decisions"], saved["blobs"]) == (1, 1, 1)
    opened = Vault.open(tmp_path / "saved.vault", PASSPHRASE)
    with opened.read() as work:
        assert work.requests.all()[0].number == "2026-014"
    assert opened.index.find(Word("message")).count == saved["records"]
    opened.close()


def test_that_salvage_needs_the_right_passphrase(tmp_path: Path) -> None:
    vault = filled(tmp_path)
    vault.close()
    with pytest.raises(WrongSecret):
        backup.salvage(vault.path, tmp_path / "saved.vault", Passphrase("wrong"))
    assert not (tmp_path / "saved.vault").exists()


def test_that_salvage_leaves_damaged_attachments_behind(tmp_path: Path) -> None:
    vault = filled(tmp_path)
    path = blob_path(vault)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    vault.close()
    saved = backup.salvage(vault.path, tmp_path / "saved.vault", Passphrase(PASSPHRASE))
    assert (saved["records"], saved["blobs"]) == (50, 0)


def test_that_records_that_lost_what_they_share_are_saved_all_the_same(tmp_path: Path) -> None:
    vault = filled(tmp_path)
    with vault.database.alone() as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        for table in ("traits", "casts", "cast_members", "conversations", "sources"):
            raw.execute(f"DELETE FROM {table}")
    vault.close()
    saved = backup.salvage(vault.path, tmp_path / "saved.vault", Passphrase(PASSPHRASE))
    assert saved["records"] == 50
    opened = Vault.open(tmp_path / "saved.vault", PASSPHRASE)
    assert opened.index.find(Word("message")).count == 50
    with opened.read() as work:
        assert len(work.records.many(work.requests.record_ids(work.requests.all()[0].id))) == 5
    assert BlobName("") == ""
    opened.close()
