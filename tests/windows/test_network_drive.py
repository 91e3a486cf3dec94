"""A vault on another computer's drive: made, used, locked against others, copied there and back."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import builders
import pytest
import second_process
from office_ways import delivered, imported

from app.errors import VaultBusy
from app.vault.backup import backup, restore
from app.vault.folder import Vault

pytestmark = pytest.mark.usefixtures("blind")


def test_that_a_vault_there_is_made_used_and_opened_again(share: Path, tmp_path: Path) -> None:
    export = share / "sms.xml"
    export.write_text(builders.sms_xml(("one", "two")), encoding="utf-8")
    vault = builders.new_vault(share)
    assert imported(vault, export, keep=True).counts.records == 2
    delivered(vault, share / "packet.pdf", share / "delivery")
    vault.close()
    vault = Vault.open(vault.path, builders.PASSPHRASE)
    backup(vault, tmp_path / "copy.vault")
    vault.close()
    restore(tmp_path / "copy.vault", share / "back.vault")
    with Vault.open(share / "back.vault", builders.PASSPHRASE).read() as work:
        assert work.records.count() == 4
    assert (share / "delivery" / "packet.pdf").is_file()


def test_that_a_vault_there_is_locked_against_another_program(share: Path) -> None:
    vault = builders.new_vault(share)
    vault.close()
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    words = (vault.path, builders.PASSPHRASE, "Zoë Díaz 🌞", there)
    process = context.Process(target=second_process.hold_open, args=words)
    process.start()
    try:
        assert here.recv() == "open"
        with pytest.raises(VaultBusy, match="Zoë Díaz 🌞 has this vault open"):
            Vault.open(vault.path, builders.PASSPHRASE)
        here.send("close")
        assert here.recv() == "closed"
    finally:
        process.join()
    Vault.open(vault.path, builders.PASSPHRASE).close()
