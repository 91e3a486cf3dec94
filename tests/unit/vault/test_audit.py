"""The audit trail: sealed, only added to, and checked."""

from __future__ import annotations

import pytest

from app.domain.audit import broken_at
from app.vault.folder import Vault


def filled(vault: Vault, count: int = 5) -> None:
    with vault.write() as work:
        for number in range(count):
            work.audit.append("Rosa", "source.imported", source=number, ok=True, name="é")


def changed(vault: Vault, statement: str) -> None:
    """Change the trail the way somebody with the key and bad intent would."""
    with vault.database.alone() as raw:
        raw.execute("DROP TRIGGER IF EXISTS audit_no_update")
        raw.execute("DROP TRIGGER IF EXISTS audit_no_delete")
        raw.execute(statement)


def test_that_entries_come_back_and_the_chain_holds(vault: Vault) -> None:
    filled(vault)
    with vault.read() as work:
        entries = work.audit.entries()
        assert [entry.id for entry in entries] == [1, 2, 3, 4, 5]
        assert entries[2].detail == {"source": 2, "ok": True, "name": "é"}
        assert [entry.id for entry in work.audit.entries(after=3, limit=1)] == [4]
        assert broken_at(entries) is None
        assert work.audit.verify() is None


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'x'", "DELETE FROM audit"])
def test_that_entries_can_only_be_added(vault: Vault, statement: str) -> None:
    filled(vault)
    with vault.database.alone() as raw, pytest.raises(Exception, match="only ever added to"):
        raw.execute(statement)


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit SET who = 'Ben' WHERE id = 3", 3),
        ("UPDATE audit SET detail = '{}' WHERE id = 1", 1),
        ("UPDATE audit SET at = at + 1 WHERE id = 5", 5),
        ("DELETE FROM audit WHERE id = 3", 3),
        ("DELETE FROM audit WHERE id = 5", 5),
        ("DELETE FROM audit", 1),
        ("INSERT INTO audit SELECT 6, at, who, act, detail, seal FROM audit WHERE id = 5", 6),
    ],
)
def test_that_every_tampering_is_found(vault: Vault, statement: str, broken: int) -> None:
    filled(vault)
    changed(vault, statement)
    with vault.read() as work:
        assert work.audit.verify() == broken


def test_that_only_what_is_new_is_checked_at_the_door(vault: Vault) -> None:
    filled(vault, 2)
    with vault.write() as work:
        work.audit.mark_checked()
        work.audit.mark_checked()
    filled(vault, 2)
    with vault.read() as work:
        assert work.audit.verify_new() is None
    changed(vault, "UPDATE audit SET who = 'Ben' WHERE id = 1")
    with vault.read() as work:
        assert work.audit.verify_new() is None
        assert work.audit.verify() == 1
    changed(vault, "UPDATE audit SET who = 'Ben' WHERE id = 4")
    with vault.read() as work:
        assert work.audit.verify_new() == 4


def test_that_a_long_trail_is_read_in_parts(vault: Vault) -> None:
    filled(vault, 2100)
    with vault.read() as work:
        assert work.audit.verify() is None
        assert len(work.audit.entries()) == 1000


def test_that_an_empty_trail_holds(vault: Vault) -> None:
    with vault.read() as work:
        assert work.audit.verify() is None
        assert work.audit.entries() == []
