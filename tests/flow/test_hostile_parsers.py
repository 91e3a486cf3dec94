"""A parser that crashes, eats memory, hangs or leaves costs one item; the import goes on."""

from __future__ import annotations

from pathlib import Path

import hostile
import pytest
from exports import document_files
from exports.msg_files import items
from exports.pst_files import Folder, Made, mailbox, note

from app.domain.sources import Source, SourceState
from app.importers.base import ImportOptions
from app.importers.files import documents
from app.importers.mail import outlook, pst
from app.jobs.finish import finish
from app.vault.folder import Vault
from app.workflow.import_export import ImportJob, Recognised, look_at
from app.workflow.search_records import Searcher

DEEDS = (b"CRASH", b"EAT", b"HANG", b"LEAVE")


def imported(vault: Vault, folder: Path) -> Source:
    (what,) = look_at([folder])
    assert isinstance(what, Recognised)
    source = finish(ImportJob(vault, what, ImportOptions("Ofc. Diaz", "UTC")))
    assert isinstance(source, Source)
    assert source.state is SourceState.DONE
    return source


def test_that_each_hostile_mail_is_listed_with_its_reason_and_the_others_come_in(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlook, "msg_as_mail", hostile.parse_or_die)
    monkeypatch.setattr(outlook, "_SECONDS", hostile.PATIENCE)
    good = next(data for name, data in sorted(items().items()) if name.endswith(".msg"))
    folder = tmp_path / "mail"
    folder.mkdir()
    for number, deed in enumerate(DEEDS):
        (folder / f"{2 * number} bad.msg").write_bytes(good + deed)
        (folder / f"{2 * number + 1} good.msg").write_bytes(good)
    source = imported(vault, folder)
    counts = source.counts
    assert (counts.seen, counts.records, counts.copies, counts.unreadable) == (8, 4, 0, 4)
    with vault.read() as work:
        told = work.sources.problems(source.id, "unreadable", 0, 10)
    assert [problem.locator for problem in told] == [f"{2 * number} bad.msg" for number in range(4)]
    assert len({problem.reason for problem in told}) >= 3


def test_that_a_paper_whose_parser_dies_is_a_record_all_the_same(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "told_by", hostile.tell_or_die)
    monkeypatch.setattr(documents, "_SECONDS", hostile.PATIENCE)
    folder = tmp_path / "case"
    folder.mkdir()
    for number, deed in enumerate(DEEDS):
        paper = document_files.paper(f"Fence {number}")
        (folder / f"{number} bad.pdf").write_bytes(paper + deed)
    (folder / "9 good.pdf").write_bytes(document_files.paper("Alder Street"))
    source = imported(vault, folder)
    assert source.counts.records == 5
    assert len(Searcher(vault, "UTC").ask("fence OR alder").ids()) == 5


def test_that_each_hostile_item_of_a_mailbox_is_listed_and_the_others_come_in(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pst, "item_as_mail", hostile.item_or_die)
    monkeypatch.setattr(pst, "_ITEM_SECONDS", hostile.PATIENCE)
    words = [word for deed in DEEDS for word in (deed.decode(), "good")]
    mails = [Made(note(word, number)) for number, word in enumerate(words)]
    (tmp_path / "mail.pst").write_bytes(mailbox([Folder("Inbox", mails)]))
    source = imported(vault, tmp_path / "mail.pst")
    counts = source.counts
    assert (counts.seen, counts.records, counts.unreadable) == (8, 4, 4)
    with vault.read() as work:
        told = work.sources.problems(source.id, "unreadable", 0, 10)
    assert len({problem.reason for problem in told}) >= 3
    assert len(Searcher(vault, "UTC").ask('tag:"Inbox"').ids()) == 4
