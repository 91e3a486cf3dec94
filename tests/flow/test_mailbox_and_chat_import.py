"""Mailboxes, calendars, contacts and team chats from their files into the vault's search."""

from __future__ import annotations

from pathlib import Path

import pytest
from exports import discord_files, google_chat_files, slack_files, teams_files
from exports.personal_files import cards, office
from exports.pst_files import NAMES_USED, inbox, mailbox
from exports.zipped import zipped

from app.domain.sources import Source, SourceState
from app.importers.base import ImportOptions
from app.jobs.finish import finish
from app.vault.folder import Vault
from app.workflow.import_export import ImportJob, Recognised, look_at
from app.workflow.search_records import Searcher


def imported(vault: Vault, path: Path, key: str) -> Source:
    (what,) = look_at([path])
    assert isinstance(what, Recognised)
    assert what.key == key
    source = finish(ImportJob(vault, what, ImportOptions("Ofc. Diaz", "UTC")))
    assert isinstance(source, Source)
    assert source.state is SourceState.DONE
    counts = source.counts
    assert counts.seen == counts.records + counts.copies + counts.unreadable + counts.ignored
    return source


def test_that_a_mailbox_and_the_mails_beside_it_come_in_together(
    vault: Vault, tmp_path: Path
) -> None:
    path = tmp_path / "purview.zip"
    mail = b"From: a@example.com\nTo: b@example.com\nSubject: Beside\n\nWords beside.\n"
    tree = {"Exchange/diaz.pst": mailbox(inbox(), names=NAMES_USED), "loose/1.eml": mail}
    path.write_bytes(zipped({**tree, "loose/office.ics": office().encode()}))
    (what,) = look_at([path])
    assert isinstance(what, Recognised)
    finish(ImportJob(vault, what, ImportOptions("Ofc. Diaz", "UTC")))
    found = Searcher(vault, "UTC")
    assert len(found.ask('tag:"Inbox/Mill/Street"').ids()) == 1
    assert len(found.ask('"Words beside"').ids()) == 1
    assert len(found.ask('"Moved twice"').ids()) == 1
    assert len(found.ask("to:whitlow@example.org").ids()) >= 5


def test_that_a_mailbox_imported_again_adds_nothing(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "a.pst").write_bytes(mailbox(inbox(), names=NAMES_USED))
    (tmp_path / "b.pst").write_bytes(mailbox(inbox(), names=NAMES_USED) + bytes(512))
    first = imported(vault, tmp_path / "a.pst", "pst").counts
    second = imported(vault, tmp_path / "b.pst", "pst").counts
    assert (first.records, second.records) == (9, 0)
    assert second.copies == 9


SAMPLES = {
    "contacts": ("a.vcf", cards().encode()),
    "slack": ("a.zip", zipped(slack_files.samples()["workspace"])),
    "google_chat": ("a.zip", zipped(google_chat_files.samples()["takeout"])),
    "discord": ("a.zip", discord_files.samples()["chat_with_files.zip"]),
    "teams": ("a.zip", teams_files.samples()["purview.zip"]),
}


@pytest.mark.parametrize(
    ("key", "question"),
    [
        ("contacts", "with:whitlow@example.org"),
        ("slack", '"Regretted words"'),
        ("google_chat", '"First words"'),
        ("discord", '"Their words"'),
        ("teams", '"Dana: tide"'),
    ],
)
def test_that_chats_and_contacts_are_found(
    vault: Vault, tmp_path: Path, key: str, question: str
) -> None:
    name, whole = SAMPLES[key]
    (tmp_path / name).write_bytes(whole)
    source = imported(vault, tmp_path / name, key)
    assert source.counts.records
    assert len(Searcher(vault, "UTC").ask(question).ids()) == 1
