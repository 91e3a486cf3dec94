"""Files are read under whatever names they have, and nothing leaves under one that cannot stay."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import builders
import pytest
from office_ways import imported

from app.delivery.archive import FolderTarget
from app.delivery.names import plain_name
from app.disk import of_any_length
from app.domain.requests import Request
from app.importers.tree import open_export
from app.ui.pages.packet.telling import name_of
from app.vault.folder import Vault

NAMES = (
    "Müller.txt",
    unicodedata.normalize("NFD", "Zoë Übelacker.txt"),
    "📞 call 🧑🏽‍⚖️.txt",
    "CON",
    "aux.txt",
    "nul.json",
    "Lpt1 .txt",
    "a dot at the end.",
    "a blank at the end ",
    "  blanks before.txt",
    "%TEMP% & ^caret^ (1).txt",
    "name.with.many.dots..txt",
)


def written(folder: Path, names: tuple[str, ...] = NAMES) -> Path:
    """Write a file of each name, as another system or an unpacked archive leaves them."""
    folder = of_any_length(folder)
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_bytes(f"What {name} holds".encode())
    return folder


def test_that_every_file_of_a_folder_is_found_and_read(tmp_path: Path) -> None:
    written(tmp_path / "export")
    export = open_export([tmp_path / "export"])
    assert (len(export.members()), export.rejected()) == (len(NAMES), ())
    for member in export.members():
        with export.open(member) as file:
            assert file.read().startswith(b"What ")


def test_that_a_folder_of_such_files_is_imported_whole(vault: Vault, tmp_path: Path) -> None:
    written(tmp_path / "Públic 🌞 export.")
    counts = imported(vault, tmp_path / "Públic 🌞 export.", keep=True).counts
    assert counts.seen == len(NAMES)
    assert counts.records + counts.copies + counts.unreadable + counts.ignored == counts.seen
    assert counts.unreadable == 0


@pytest.mark.parametrize("name", ["Zoë 📞.xml", "CON", "messages.xml.", "aux.xml"])
def test_that_one_file_of_any_name_is_imported(vault: Vault, tmp_path: Path, name: str) -> None:
    path = of_any_length(tmp_path) / name
    path.write_text(builders.sms_xml(("one", "two")), encoding="utf-8")
    assert imported(vault, path).counts.records == 2


def test_that_composed_and_decomposed_names_are_two_files(tmp_path: Path) -> None:
    composed, apart = (unicodedata.normalize(form, "Zoë.txt") for form in ("NFC", "NFD"))
    written(tmp_path / "export", (composed, apart))
    assert len(open_export([tmp_path / "export"]).members()) == 2


def test_that_the_end_of_a_line_makes_no_difference(vault: Vault, tmp_path: Path) -> None:
    text = builders.sms_xml(("one", "two"))
    folders = [tmp_path / "unix", tmp_path / "dos"]
    for folder, end in zip(folders, ("\n", "\r\n"), strict=True):
        folder.mkdir()
        body = text.replace("\r\n", "\n").replace("\n", end)
        (folder / "sms.xml").write_bytes(body.encode())
    assert [imported(vault, folder / "sms.xml").counts.records for folder in folders] == [2, 0]


def test_that_a_delivery_has_no_name_that_others_cannot_open(tmp_path: Path) -> None:
    target = FolderTarget(tmp_path / "Smith Co.")
    target.add("packet.pdf", b"%PDF-1.7 x")
    target.put_in_place()
    name = "Smith Co" if os.name == "nt" else "Smith Co."
    assert [one.name for one in tmp_path.iterdir()] == [name]
    assert (tmp_path / "Smith Co." / "packet.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("number", ["CON", "aux", "COM1", "2026.", "2026 ", "..", "a/b:c"])
def test_that_no_number_becomes_a_name_that_windows_refuses(tmp_path: Path, number: str) -> None:
    name = plain_name(number)
    target = FolderTarget(tmp_path / "answer")
    target.add(f"IMAGES/0001/{name}.tif", b"II*\0")
    (told,) = target.read_back()
    target.put_in_place()
    assert told[0] == f"IMAGES/0001/{name}.tif"
    assert (tmp_path / "answer" / "IMAGES" / "0001" / f"{name}.tif").is_file()


@pytest.mark.parametrize("number", ["2026/014", "PR:2026-14", 'CON"?<', "A|B*"])
def test_that_a_packet_is_proposed_a_name_that_any_drive_takes(number: str) -> None:
    request = SimpleNamespace(number=number)
    name = name_of(cast("Request", request), None)
    assert not set(name) & set('<>:"/\\|?*')
    assert name.endswith(" packet.pdf")
