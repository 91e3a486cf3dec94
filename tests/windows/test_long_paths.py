"""Vaults, exports and packets at paths of 300 characters, which Windows opens in one form only."""

from __future__ import annotations

import os
from pathlib import Path

import builders
import pytest
from office_ways import delivered, imported

from app.cli.files import lines_of, write_text
from app.disk import of_any_length
from app.vault.backup import backup, restore
from app.vault.folder import Vault

pytestmark = pytest.mark.usefixtures("blind")


def test_that_the_guard_stands_where_windows_does(deep: Path) -> None:
    assert len(str(deep)) >= 300
    if os.name == "nt":
        with pytest.raises(FileNotFoundError, match="too long"):
            (deep / "plain.txt").write_text("x")
    of_any_length(deep / "long.txt").write_text("x")


@pytest.mark.parametrize("name", ["sms.xml", "folder/sms.xml"])
def test_that_an_export_is_imported(tmp_path: Path, deep: Path, name: str) -> None:
    path = of_any_length(deep) / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(builders.sms_xml(("one", "two")), encoding="utf-8")
    vault = builders.new_vault(tmp_path)
    source = imported(vault, deep / name.split("/", maxsplit=1)[0], keep=True)
    vault.close()
    assert (source.counts.records, source.kept) == (2, True)


def test_that_a_vault_is_made_used_and_opened_again(tmp_path: Path, deep: Path) -> None:
    export = tmp_path / "sms.xml"
    export.write_text(builders.sms_xml(("one", "two")), encoding="utf-8")
    vault = builders.new_vault(deep)
    imported(vault, export, keep=True)
    delivered(vault, tmp_path / "packet.pdf", tmp_path / "delivery")
    vault.change_passphrase("another horse, another battery")
    vault.close()
    vault = Vault.open(vault.path, "another horse, another battery")
    backup(vault, deep / "copy.vault")
    vault.close()
    restore(deep / "copy.vault", deep / "back.vault")
    Vault.open(deep / "back.vault", "another horse, another battery").close()


def test_that_a_vault_nearly_too_long_takes_its_attachments_all_the_same(
    tmp_path: Path, deep: Path
) -> None:
    export = tmp_path / "sms.xml"
    export.write_text(builders.sms_xml(("one",)), encoding="utf-8")
    folder = tmp_path / ("n" * max(1, 225 - len(str(tmp_path))))
    vault = builders.new_vault(folder)
    assert imported(vault, export, keep=True).kept
    vault.close()


def test_that_packet_and_delivery_are_written(tmp_path: Path, deep: Path) -> None:
    vault = builders.new_vault(tmp_path)
    delivered(vault, deep / "packet.pdf", deep / "delivery")
    vault.close()
    made = of_any_length(deep)
    assert (made / "packet.pdf").read_bytes().startswith(b"%PDF")
    assert (made / "delivery" / "packet.pdf").is_file()


def test_that_lists_on_the_command_line_are_read_and_written(deep: Path) -> None:
    write_text(deep / "list.csv", "Zoë\r\nBen\r\n")
    assert lines_of(deep / "list.csv") == ["Zoë", "Ben"]
