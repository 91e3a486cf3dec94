"""Drafts are sealed, belong to one holder, and leave nothing behind."""

from __future__ import annotations

from pathlib import Path

import builders
import pytest

from app.errors import VaultDamaged
from app.vault.drafts import DRAFTS
from app.vault.folder import Vault

WORDS = b"%PDF-1.7 the words of a packet"


def files(vault: Vault) -> list[Path]:
    return [path for path in (vault.path / DRAFTS).rglob("*") if path.is_file()]


def test_that_a_draft_is_sealed_and_read_back(tmp_path: Path) -> None:
    vault = builders.new_vault(tmp_path)
    drafts = vault.new_drafts()
    name = drafts.keep(WORDS)
    assert drafts.read(name) == WORDS
    (file,) = files(vault)
    assert WORDS not in file.read_bytes()
    vault.close()
    assert files(vault) == []


def test_that_dropping_leaves_the_drafts_of_others(tmp_path: Path) -> None:
    vault = builders.new_vault(tmp_path)
    first, second = vault.new_drafts(), vault.new_drafts()
    name = first.keep(WORDS)
    assert second.keep(WORDS) == name
    first.drop()
    first.drop()
    assert second.read(name) == WORDS
    with pytest.raises(VaultDamaged):
        first.read(name)
    vault.close()


def test_that_drafts_go_with_their_holder(tmp_path: Path) -> None:
    vault = builders.new_vault(tmp_path)
    drafts = vault.new_drafts()
    drafts.keep(WORDS)
    del drafts
    assert files(vault) == []
    vault.close()


def test_that_what_a_crash_left_is_swept_at_the_next_opening(tmp_path: Path) -> None:
    vault = builders.new_vault(tmp_path)
    vault.close()
    left = vault.path / DRAFTS / "left"
    left.mkdir(parents=True)
    (left / "half").write_bytes(b"sealed")
    again = Vault.open(vault.path, builders.PASSPHRASE)
    assert not (vault.path / DRAFTS).exists()
    again.close()
