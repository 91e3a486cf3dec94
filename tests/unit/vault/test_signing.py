"""The key that signs: made once, kept by every copy, never outside the database."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest
from builders import PASSPHRASE, new_vault
from sqlalchemy import delete, select, update

from app.domain.certificate import fingerprint_of
from app.errors import VaultDamaged
from app.vault import backup
from app.vault import tables as t
from app.vault.folder import Passphrase, Vault
from app.vault.signing import is_signed

KEY = t.meta.c.key == "signing.key"


def key_of(vault: Vault) -> str:
    with vault.read() as work:
        return work.signing.public_key


def opened(path: Path) -> Vault:
    return Vault.open(path, PASSPHRASE)


def test_that_a_vault_signs_what_anybody_can_check(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    with vault.read() as work:
        signature = work.signing.sign(b"packet")
        assert work.signing.fingerprint == fingerprint_of(signature.public_key)
    vault.close()
    assert is_signed(b"packet", signature.value, signature.public_key)
    assert not is_signed(b"packed", signature.value, signature.public_key)


def test_that_two_vaults_have_two_keys_and_neither_signs_for_the_other(tmp_path: Path) -> None:
    one, other = new_vault(tmp_path, "one"), new_vault(tmp_path, "other")
    with one.read() as work:
        signature = work.signing.sign(b"packet")
    assert not is_signed(b"packet", signature.value, key_of(other))
    one.close()
    other.close()


@pytest.mark.parametrize("wrong", ["", "no base64 !", "c2hvcnQ=", "é"])
def test_that_what_is_no_key_or_signature_signs_nothing(tmp_path: Path, wrong: str) -> None:
    vault = new_vault(tmp_path)
    with vault.read() as work:
        signature = work.signing.sign(b"packet")
    vault.close()
    assert not is_signed(b"packet", wrong, signature.public_key)
    assert not is_signed(b"packet", signature.value, wrong)


def test_that_backup_restore_and_salvage_keep_the_key(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    expected = key_of(vault)
    backup.backup(vault, tmp_path / "copy")
    vault.close()
    backup.restore(tmp_path / "copy", tmp_path / "back.vault")
    backup.salvage(tmp_path / "test.vault", tmp_path / "saved.vault", Passphrase(PASSPHRASE))
    for name in ("test.vault", "back.vault", "saved.vault"):
        again = opened(tmp_path / name)
        assert key_of(again) == expected
        again.close()


def test_that_a_vault_without_a_key_gets_one_when_it_is_opened(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    before = key_of(vault)
    with vault.database.write() as connection:
        connection.execute(delete(t.meta).where(KEY))
    vault.close()
    again = opened(tmp_path / "test.vault")
    after = key_of(again)
    again.close()
    assert after not in {before, ""}


def test_that_a_damaged_key_is_told(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    with vault.database.write() as connection:
        connection.execute(update(t.meta).where(KEY).values(value="c2hvcnQ="))
    with pytest.raises(VaultDamaged, match="signs certificates"):
        key_of(vault)
    vault.close()


def test_that_the_private_half_lies_in_no_file_in_the_clear(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    with vault.database.read() as connection:
        kept = str(connection.execute(select(t.meta.c.value).where(KEY)).scalar_one())
    with vault.read() as work:
        assert kept not in repr(work.signing)
    vault.close()
    for path in vault.path.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert kept.encode() not in data
            assert base64.b64decode(kept) not in data


def test_that_a_fingerprint_is_eight_groups_of_the_hash_of_the_key() -> None:
    key = base64.b64encode(bytes(32)).decode()
    groups = fingerprint_of(key)
    assert groups.replace(" ", "") == hashlib.sha256(bytes(32)).hexdigest()[:32].upper()
    assert [len(group) for group in groups.split()] == [4] * 8
    assert fingerprint_of("no key") == ""
