"""What is saved of a damaged vault whose messages are told by several exports."""

from __future__ import annotations

from pathlib import Path

from builders import PASSPHRASE, new_vault
from two_custodians import Telling, begin, both, held, take

from app.domain.ids import RecordId
from app.domain.queries import Word
from app.vault import backup
from app.vault.checking import check_vault
from app.vault.folder import Passphrase, Vault

GROUP = ("Ben", "Cleo")


def filled(folder: Path) -> Vault:
    """Give a vault with a message that three telephones tell, and one that two tell."""
    vault = new_vault(folder)
    told = {phone: Telling(phone, "Ana", GROUP, "Meet at the dock", 0).parsed for phone in
            ("Ana", *GROUP)}  # fmt: skip
    sent, received = both("Bring the keys", 300)
    take(vault, begin(vault, "Ana"), [told["Ana"], sent])
    take(vault, begin(vault, "Ben"), [told["Ben"], received])
    take(vault, begin(vault, "Cleo"), [told["Cleo"]])
    return vault


def saved(vault: Vault, folder: Path, *damages: str) -> tuple[dict[str, int], Vault]:
    """Damage a vault and save what is left of it."""
    with vault.database.alone() as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        for damage in damages:
            raw.execute(damage)
    vault.close()
    counts = backup.salvage(vault.path, folder / "saved.vault", Passphrase(PASSPHRASE))
    return counts, Vault.open(folder / "saved.vault", PASSPHRASE)


def test_that_tellings_are_saved_with_their_records(tmp_path: Path) -> None:
    counts, vault = saved(filled(tmp_path), tmp_path)
    assert counts["records"] == 2
    assert sorted(map(len, held(vault))) == [2, 3]
    assert check_vault(vault, deep=True) == []
    vault.close()


def test_that_a_lost_record_stands_as_the_next_export_tells_it(tmp_path: Path) -> None:
    counts, vault = saved(
        filled(tmp_path), tmp_path, "DROP TRIGGER records_no_delete",
        "DELETE FROM records WHERE id = 1",
    )  # fmt: skip
    assert counts["records"] == 2
    assert list(vault.index.find(Word("dock")).ids) == [1]
    with vault.read() as work:
        record = work.records.get(RecordId(1))
    assert record.locator == "Ben sms 0"
    assert [(one.locator, one.sighting is None) for one in record.occurrences] == [
        ("Ben sms 0", True),
        ("Cleo sms 0", False),
    ]
    vault.close()


def test_that_tellings_that_lost_what_they_share_are_saved(tmp_path: Path) -> None:
    lost = [f"DELETE FROM {one}" for one in ("traits", "casts", "conversations", "sources")]
    _, vault = saved(filled(tmp_path), tmp_path, *lost)
    with vault.database.alone() as raw:
        assert raw.execute("PRAGMA foreign_key_check(sightings)").fetchall() == []
    assert list(vault.index.find(Word("dock")).ids) == [1]
    vault.close()


def test_that_a_changed_telling_is_found_by_the_check(tmp_path: Path) -> None:
    vault = filled(tmp_path)
    with vault.database.alone() as raw:
        raw.execute("DROP TRIGGER sightings_no_update")
        raw.execute("UPDATE sightings SET text = 'another' WHERE record_id = 2")
    assert check_vault(vault, deep=True) == [
        "How another export tells record 2 is not what was imported."
    ]
    vault.close()
