"""Outlook items from their files into the vault, by way of the child process."""

from __future__ import annotations

from pathlib import Path

from exports.msg_files import items

from app.domain.sources import Source, SourceState
from app.importers.base import ImportOptions
from app.jobs.finish import finish
from app.vault.folder import Vault
from app.workflow.import_export import ImportJob, Recognised, look_at
from app.workflow.search_records import Searcher


def test_that_a_folder_of_items_is_accounted_for_item_by_item(vault: Vault, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    made = items()
    for name, data in made.items():
        (folder / name).write_bytes(data)
    (what,) = look_at([folder])
    assert isinstance(what, Recognised)
    assert what.key == "msg"
    source = finish(ImportJob(vault, what, ImportOptions("Ofc. Diaz", "UTC")))
    assert isinstance(source, Source)
    assert source.state is SourceState.DONE
    counts = source.counts
    assert (counts.seen, counts.records, counts.unreadable) == (len(made), len(made) - 2, 2)
    found = Searcher(vault, "UTC")
    assert len(found.ask('tag:"Bay Street"').ids()) == 1
    assert len(found.ask("to:chief@example.com").ids()) == 2
    assert len(found.ask('"Inner words"').ids()) == 1
