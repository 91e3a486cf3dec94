"""What is done with a vault as a whole: another passphrase, a backup, a check, the trail."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import builders
import pytest

from app.errors import AppError, VaultRefused, WrongSecret
from app.jobs.events import Progress
from app.jobs.finish import finish
from app.vault import tables as t
from app.vault.folder import Passphrase, Vault
from app.vault.incoming import StoredAttachment
from app.workflow.keep_vault import (
    BackupJob,
    CheckVaultJob,
    backup_name,
    change_passphrase,
    save_trail,
)

NEW = "copper lantern orbit maple"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    made = builders.new_vault(tmp_path)
    put = made.blobs.put(io.BytesIO(b"picture" * 100))
    photo = StoredAttachment("a.jpg", put.size, "image/jpeg", put.sha256, put.name)
    builders.hold(made, [builders.message("hello", 1)], [[photo]])
    yield made
    made.close()


def test_that_a_new_passphrase_opens_the_vault_and_the_old_one_does_not(vault: Vault) -> None:
    change_passphrase(vault, builders.PASSPHRASE, NEW)
    vault.close()
    with pytest.raises(WrongSecret):
        Vault.open(vault.path, Passphrase(builders.PASSPHRASE))
    opened = Vault.open(vault.path, Passphrase(NEW))
    with opened.read() as work:
        assert "vault.passphrase_changed" in [entry.act for entry in work.audit.entries()]
        assert NEW not in repr(work.audit.entries())
    opened.close()


def test_that_nothing_is_changed_without_the_passphrase_that_holds(vault: Vault) -> None:
    with pytest.raises(WrongSecret):
        change_passphrase(vault, "not this one", NEW)
    with pytest.raises(VaultRefused, match="fewer than 8"):
        change_passphrase(vault, builders.PASSPHRASE, "short")
    vault.check_passphrase(builders.PASSPHRASE)


def test_that_a_backup_made_at_work_opens_with_the_same_passphrase(
    vault: Vault, tmp_path: Path
) -> None:
    place = tmp_path / backup_name(vault, dt.date(2026, 11, 23))
    assert place.name == f"{vault.name} backup 2026-11-23.vault"
    told: list[object] = []
    assert finish(BackupJob(vault, place), told.append) == place
    amounts = [(one.done, one.total) for one in told if isinstance(one, Progress)]
    assert amounts == [(0, None), (1, 1)]
    copy = Vault.open(place, Passphrase(builders.PASSPHRASE))
    with copy.read() as work:
        assert work.records.count() == 1
    copy.close()
    with vault.read() as work:
        assert work.audit.entries()[-1].act == "vault.backed_up"
    with pytest.raises(AppError, match="exists already"):
        finish(BackupJob(vault, place))


def test_that_a_backup_that_is_stopped_leaves_nothing(vault: Vault, tmp_path: Path) -> None:
    steps = BackupJob(vault, tmp_path / "copy.vault").steps()
    next(steps)
    steps.close()
    assert not list(tmp_path.glob("copy*"))


@pytest.mark.parametrize("deep", [False, True])
def test_that_a_sound_vault_has_no_fault(vault: Vault, deep: bool) -> None:
    told: list[object] = []
    assert finish(CheckVaultJob(vault, deep=deep), told.append) == ()
    assert len([one for one in told if isinstance(one, Progress)]) == (7 if deep else 3)


def test_that_a_fault_is_told_in_a_sentence(vault: Vault) -> None:
    with vault.database.write() as connection:
        connection.execute(t.sources.update().values(taken=99))
    (fault,) = finish(CheckVaultJob(vault, deep=False))
    assert "does not add up" in fault


def test_that_the_trail_is_saved_line_by_line(vault: Vault, tmp_path: Path) -> None:
    with vault.write() as work:
        work.audit.append("Rosa Müller", "source.imported", source=1)
    path = tmp_path / "trail.jsonl"
    entries, broken = save_trail(vault, path)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert (len(lines), broken) == (entries, None)
    assert lines[-1]["who"] == "Rosa Müller"
    assert lines[-1].keys() == {"id", "at", "who", "act", "detail", "seal"}
    with pytest.raises(AppError, match="could not be saved"):
        save_trail(vault, tmp_path / "no" / "trail.jsonl")
