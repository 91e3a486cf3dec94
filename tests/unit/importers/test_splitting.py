"""What is dropped on the window becomes the exports that are meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from exports import sms_files
from exports.bad_zips import write_plain

from app.errors import AppError, ExportUnreadable
from app.importers import registry, splitting
from app.importers.base import Cursor, Export, Importer, ImportOptions, Item
from app.importers.export_tree import open_export, split
from app.importers.registry import IMPORTERS, by_key, recognise

SMS = sms_files.backup(sms_files.sms("Hello")).encode()


class Knows:
    """An importer that knows an export by the ending of a member."""

    label = "made up"
    needs_zone = False
    experimental = True

    def __init__(self, key: str, ending: str) -> None:
        self.key = key
        self._ending = ending

    def recognises(self, export: Export) -> bool:
        return any(member.endswith(self._ending) for member in export.members())

    def read(self, _: Export, __: ImportOptions, ___: Cursor | None) -> list[Item]:
        return []


@pytest.fixture(autouse=True)
def made_importers(monkeypatch: pytest.MonkeyPatch) -> None:
    made = (
        Knows("account", "account.json"),
        by_key("sms_backup"),
        Knows("mbox", ".mbox"),
        Knows("eml", ".eml"),
    )
    monkeypatch.setattr(registry, "IMPORTERS", made)


def names(groups: list[list[Path]]) -> list[list[str]]:
    return [[path.name for path in group] for group in groups]


def filled(top: Path, *files: str) -> Path:
    for name in files:
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        odd = b"\0odd" if name.endswith(".bin") else b"some words"
        path.write_bytes(SMS if name.endswith(".xml") else odd)
    return top


def test_that_each_file_is_an_export_and_unknown_ones_come_last(tmp_path: Path) -> None:
    top = filled(tmp_path, "a.txt", "b.mbox", "c.xml", "d.xml")
    assert names(split(list(top.iterdir()))) == [["b.mbox"], ["c.xml"], ["d.xml"], ["a.txt"]]


def test_that_a_folder_of_several_kinds_is_taken_apart(tmp_path: Path) -> None:
    top = filled(tmp_path / "x", "a.mbox", "b.xml", "1.eml", "2.eml", "junk.txt", ".DS_Store")
    assert names(split([top])) == [["a.mbox"], ["b.xml"], ["1.eml", "2.eml"], ["junk.txt"]]


def test_that_a_folder_of_one_kind_is_one_export(tmp_path: Path) -> None:
    assert names(split([filled(tmp_path / "x", "1.eml", "2.eml", "z.txt")])) == [["x"]]
    assert names(split([filled(tmp_path / "y", "1.xml", "2.xml")])) == [["y"]]


def test_that_backups_of_phones_in_folders_of_their_own_are_several(tmp_path: Path) -> None:
    top = filled(tmp_path / "x", "Diaz/1.xml", "Diaz/2.xml", "Reyes/1.xml", "note.txt")
    assert names(split([top])) == [["Diaz"], ["Reyes"], ["note.txt"]]
    assert names(split([filled(tmp_path / "y", "1.xml", "old/1.xml")])) == [["y"]]


def test_that_an_account_stays_whole(tmp_path: Path) -> None:
    top = filled(tmp_path / "x", "account.json", "media/a.jpg", "media/b.txt")
    assert names(split([top])) == [["x"]]


def test_that_what_lies_beside_an_accounts_data_is_read_with_it_once(tmp_path: Path) -> None:
    top = filled(tmp_path / "Export", "account.json", "Mail/All.mbox", "notes.txt")
    assert names(split([top])) == [["Export"]]
    assert names(split([filled(tmp_path / "X", "data/account.json", "note/1.eml")])) == [["X"]]


def test_that_an_account_and_a_mailbox_in_folders_of_their_own_are_two(tmp_path: Path) -> None:
    top = filled(tmp_path / "Case", "You/account.json", "Mail/All.mbox", "notes.txt")
    assert names(split([top])) == [["Mail"], ["You"], ["notes.txt"]]


def test_that_two_phones_or_accounts_in_one_folder_are_two(tmp_path: Path) -> None:
    top = filled(tmp_path / "Case", "Diaz/data/account.js", "Reyes/data/account.js", "memo.txt")
    for child in ("Diaz", "Reyes"):
        filled(top, f"{child}/account.json")
    assert names(split([top])) == [["Diaz"], ["Reyes"], ["memo.txt"]]


def test_that_a_list_of_files_keeps_the_folders_it_lists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = filled(tmp_path / "VOL", "DATA/a.dat", "NATIVES/All.mbox")
    monkeypatch.setattr(registry, "IMPORTERS", (Knows("load_file", ".dat"), Knows("mbox", ".mbox")))
    assert names(split([top])) == [["VOL"]]


def test_that_archives_in_a_folder_are_exports_of_their_own(tmp_path: Path) -> None:
    top = filled(tmp_path / "x", "a.mbox", "papers/letter.txt")
    write_plain(top / "acc-1of2.zip", {"account.json": b"{}"})
    write_plain(top / "acc-2of2.zip", {"media.jpg": b"x"})
    write_plain(top / "other.zip", {"x.txt": b"x"})
    assert names(split([top])) == [
        ["a.mbox"], ["acc-1of2.zip", "acc-2of2.zip"], ["other.zip"], ["papers"],
    ]  # fmt: skip


def test_that_exports_deep_in_folders_are_found(tmp_path: Path) -> None:
    top = filled(tmp_path / "x", "y/z/a.mbox", "y/w/b.xml")
    assert sorted(names(split([top]))) == [["w"], ["z"]]


def test_that_a_folder_of_nothing_known_is_listed_as_one(tmp_path: Path) -> None:
    assert names(split([filled(tmp_path / "x", "a.txt", "b/c.txt")])) == [["x"]]
    (tmp_path / "void").mkdir()
    assert names(split([tmp_path / "void"])) == [["void"]]


def test_that_parts_that_make_no_export_are_looked_at_alone(tmp_path: Path) -> None:
    top = filled(tmp_path, "Memo 1 of 2.bin", "Memo 2 of 2.bin", "Box 1of2/a.bin", "Box 2of2/b.bin")
    assert [len(group) for group in split(sorted(top.iterdir()))] == [1, 1, 1, 1]


def test_that_unreadable_and_missing_files_are_listed(tmp_path: Path) -> None:
    filled(tmp_path, "a.mbox")
    (tmp_path / "empty.xml").write_bytes(b"")
    groups = split([tmp_path / "gone.xml", tmp_path / "empty.xml", tmp_path / "a.mbox"])
    assert names(groups) == [["a.mbox"], ["empty.xml"], ["gone.xml"]]


def test_that_folders_are_not_followed_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = filled(tmp_path / "x", "/".join("d" * 12) + "/a.mbox", "/".join("d" * 12) + "/b.xml")
    assert len(split([top])) == 1
    monkeypatch.setattr(splitting, "_children", lambda _: [])
    assert names(split([top])) == [["x"]]


def test_that_an_importer_is_found_by_its_key() -> None:
    assert by_key("sms_backup").label.startswith("Text messages")
    with pytest.raises(AppError, match="no export format of that name") as refused:
        by_key("fax")
    assert "sms_backup" in refused.value.remedy


def test_that_what_no_importer_knows_says_what_was_looked_for(tmp_path: Path) -> None:
    filled(tmp_path, "a.txt")
    with pytest.raises(ExportUnreadable, match=r"a\.txt is none of the exports") as refused:
        recognise(open_export([tmp_path / "a.txt"]))
    assert "SMS Backup & Restore" in refused.value.remedy


def test_that_an_export_of_only_bad_members_says_the_first_reason(tmp_path: Path) -> None:
    path = write_plain(tmp_path / "x.zip", {"../a": b"1"})
    with pytest.raises(ExportUnreadable, match="its name leads out of the export"):
        recognise(open_export([path]))


def test_that_the_first_importer_that_knows_an_export_reads_it(tmp_path: Path) -> None:
    filled(tmp_path / "x", "a.xml", "b.eml")
    assert recognise(open_export([tmp_path / "x"])).key == "sms_backup"


def test_that_every_key_is_there_once() -> None:
    keys = [importer.key for importer in IMPORTERS]
    assert len(set(keys)) == len(keys)
    importers: tuple[Importer, ...] = IMPORTERS
    assert all(importer.label for importer in importers)
