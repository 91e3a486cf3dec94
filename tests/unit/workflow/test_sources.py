"""Exports and what is done with them beside reading: recognising, sealing, accounting."""

from __future__ import annotations

import csv
import io
from functools import partial
from pathlib import Path

import builders
import pytest

from app.domain.sources import Source
from app.errors import AppError
from app.importers.base import ImportOptions
from app.importers.folder import open_file
from app.jobs.finish import finish
from app.vault.folder import Vault
from app.workflow import seal_export
from app.workflow.account import account_csv, safe_cell
from app.workflow.import_export import ImportJob, Recognised, Unrecognised, look_at

CUT = "<sms address='=cmd' date='x' body='cut"


def imported(vault: Vault, path: Path, *, keep: bool = False, custodian: str = "") -> Source:
    (what,) = look_at([path])
    assert isinstance(what, Recognised)
    options = ImportOptions(custodian, "UTC")
    source = finish(ImportJob(vault, what, options, keep_export=keep))
    assert isinstance(source, Source)
    return source


def test_that_a_folder_of_several_exports_is_several_and_the_rest_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "from the officer"
    folder.mkdir()
    (folder / "sms.xml").write_text(builders.sms_xml(["hello"]), encoding="utf-8")
    (folder / "mail.eml").write_bytes(b"From: a@example.com\r\nSubject: x\r\n\r\nhello\r\n")
    (folder / "notes.bin").write_bytes(bytes(range(256)))
    looked = look_at([folder])
    known = {one.key for one in looked if isinstance(one, Recognised)}
    assert known == {"sms_backup", "eml"}
    (unknown,) = [one for one in looked if isinstance(one, Unrecognised)]
    assert unknown.what
    assert unknown.remedy


def test_that_a_sealed_copy_is_kept_byte_for_byte(vault: Vault, tmp_path: Path) -> None:
    export = tmp_path / "sms.xml"
    export.write_text(builders.sms_xml(["hello"]), encoding="utf-8")
    source = imported(vault, export, keep=True)
    assert source.kept
    kept = [vault.blobs.read(name) for name in vault.blobs.names()]
    assert export.read_bytes() in kept


def test_that_a_sealed_copy_of_a_folder_keeps_files_that_hold_no_items(
    vault: Vault, tmp_path: Path
) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "one.txt").write_text("What one holds", encoding="utf-8")
    for name in (".DS_Store", "Thumbs.db"):
        (folder / name).write_bytes(name.encode())
    assert imported(vault, folder, keep=True).kept
    kept = [vault.blobs.read(name) for name in vault.blobs.names()]
    assert {b"What one holds", b".DS_Store", b"Thumbs.db"} <= set(kept)


def test_that_a_sealed_copy_that_lacks_a_file_the_import_has_read_is_told_and_made_again(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    for name in ("one.txt", "two.txt"):
        (folder / name).write_text(f"What {name} holds", encoding="utf-8")
    with monkeypatch.context() as patch:
        lost = [partial(open_file, folder / name) for name in ("one.txt", "gone.txt")]
        patch.setattr(seal_export, "own_files", lambda _: lost)
        with pytest.raises(AppError, match="can no longer be read"):
            imported(vault, folder, keep=True)
    source = imported(vault, folder, keep=True)
    assert source.kept
    assert source.counts.records == 2


def test_that_the_account_is_a_table_that_runs_no_formula(vault: Vault, tmp_path: Path) -> None:
    export = tmp_path / "sms.xml"
    whole = builders.sms_xml(["hello", "again"])
    export.write_text(whole.replace("</smses>", CUT), encoding="utf-8")
    source = imported(vault, export, custodian="=HYPERLINK(1)")
    out = io.StringIO(newline="")
    account_csv(vault, source.id, out)
    rows = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert rows[1][2] == "'=HYPERLINK(1)"
    seen, records, copies, unreadable, ignored = map(int, rows[3])
    assert seen == records + copies + unreadable + ignored
    assert (records, unreadable) == (2, 1)
    kinds = [row[0] for row in rows[5:]]
    assert kinds.count("unreadable") == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_that_a_cell_that_would_run_is_quoted(start: str) -> None:
    assert safe_cell(f"{start}1") == f"'{start}1"
    assert safe_cell(f"x{start}") == f"x{start}"


def test_that_attachments_are_kept_and_their_text_found(vault: Vault, tmp_path: Path) -> None:
    mail = (
        b"From: a@example.com\r\nSubject: papers\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nsee file\r\n--b\r\n"
        b"Content-Type: text/plain; name=list.txt\r\nContent-Disposition: attachment; "
        b"filename=list.txt\r\n\r\nthe zebra crossing\r\n--b--\r\n"
    )
    path = tmp_path / "papers.eml"
    path.write_bytes(mail)
    source = imported(vault, path)
    assert source.counts.attachments == 1
    with vault.read() as work:
        (record,) = work.records.many([builders.RecordId(1)])
    (attachment,) = record.attachments
    assert attachment.name == "list.txt"
    assert "zebra" in attachment.text
    assert vault.blobs.read(attachment.blob).strip() == b"the zebra crossing"


def test_that_the_number_of_open_imports_is_none_after_all_ended(
    vault: Vault, tmp_path: Path
) -> None:
    export = tmp_path / "sms.xml"
    export.write_text(builders.sms_xml(["hello"]), encoding="utf-8")
    what = look_at([export])[0]
    assert isinstance(what, Recognised)
    job = ImportJob(vault, what, ImportOptions())
    with pytest.raises(RuntimeError):
        _ = job.result
    assert job.title == "Importing sms.xml"
