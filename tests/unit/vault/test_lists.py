"""The shelf of lists: entries come and go, and are never changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import builders
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.domain.lists import EntryKind, ListEntry, ListEntryId, ListKind, list_in_words
from app.errors import AppError
from app.vault.folder import Vault

CALEB = ListEntry(ListKind.MINORS, EntryKind.NAME, "Caleb Delaney", "son", ("s. 1",))
DESK = ListEntry(ListKind.NEVER_REDACT, EntryKind.PHONE, "850-555-0100")
OWN = ListEntry(ListKind.OWN, EntryKind.LITERAL, "bait shop", name="places")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    vault = builders.new_vault(tmp_path)
    yield vault
    vault.close()


def test_that_entries_come_back_as_they_were_put_down(vault: Vault) -> None:
    with vault.write() as work:
        assert work.lists.mark() == (0, 0)
        assert work.lists.add([CALEB, DESK, OWN], "Rosa") == 3
        assert work.lists.add([DESK], "Rosa") == 0
    with vault.read() as work:
        kept = work.lists.all()
    assert [one.entry for one in kept] == [CALEB, DESK, OWN]
    assert {one.who for one in kept} == {"Rosa"}
    assert [list_in_words(one.entry) for one in kept] == ["minors", "never redact", "places"]
    assert "Caleb" not in repr(kept)


def test_that_an_entry_with_another_note_takes_the_place_of_the_kept_one(vault: Vault) -> None:
    other = ListEntry(CALEB.list, CALEB.kind, CALEB.text, "grandson", ("s. 2",))
    with vault.write() as work:
        work.lists.add([CALEB], "Rosa")
        before = work.lists.mark()
        assert work.lists.add([other], "Rosa") == 1
        assert work.lists.mark() != before
        assert [one.entry for one in work.lists.all()] == [other]


def test_that_entries_are_taken_away_by_number(vault: Vault) -> None:
    with vault.write() as work:
        work.lists.add([CALEB, DESK], "Rosa")
        first = work.lists.all()[0].id
        assert work.lists.remove([first, ListEntryId(99)]) == 1
        assert [one.entry for one in work.lists.all()] == [DESK]


def test_that_an_entry_cannot_be_changed_from_outside(vault: Vault) -> None:
    with vault.write() as work:
        work.lists.add([CALEB], "Rosa")
    with pytest.raises((DBAPIError, AppError)), vault.database.write() as connection:
        connection.execute(text("UPDATE list_entries SET text = 'x'"))
