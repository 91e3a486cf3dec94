"""Making, opening and closing a vault, and every way in which that can fail."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from builders import CHEAP, PASSPHRASE, hold, message, new_vault
from sqlalchemy.exc import OperationalError

from app.domain.ids import RecordId
from app.errors import VaultDamaged, VaultRefused, VaultTooNew, WrongSecret
from app.vault.folder import Passphrase, RecoveryKey, Vault


def closed_with_records(folder: Path, count: int = 3) -> Path:
    vault = new_vault(folder)
    hold(vault, [message(f"words number {n}", n) for n in range(count)])
    vault.close()
    return vault.path


def test_that_a_vault_opens_with_passphrase_and_recovery_key(tmp_path: Path) -> None:
    vault, recovery = Vault.create(tmp_path / "a.vault", Passphrase(PASSPHRASE), CHEAP)
    vault.close()
    for secret in (Passphrase(PASSPHRASE), RecoveryKey(recovery)):
        opened = Vault.open(tmp_path / "a.vault", secret)
        assert opened.name == "a"
        assert opened.format_version == 1
        opened.close()


def test_that_it_names_itself_and_nothing_else(vault: Vault) -> None:
    assert repr(vault) == "Vault('test')"


def test_that_a_wrong_passphrase_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    path = closed_with_records(tmp_path)
    for _ in range(3):
        with pytest.raises(WrongSecret, match="does not open this vault"):
            Vault.open(path, Passphrase("wrong"))
    opened = Vault.open(path, PASSPHRASE)
    with opened.read() as work:
        assert work.records.count() == 3
    opened.close()


def test_that_no_word_lies_in_the_clear(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    hold(vault, [message("unmistakable peppermint", 1, sender="Zebulon Quartz")])
    everything = b"".join(p.read_bytes() for p in vault.path.rglob("*") if p.is_file())
    vault.close()
    everything += b"".join(p.read_bytes() for p in vault.path.rglob("*") if p.is_file())
    for word in (b"peppermint", b"Zebulon", b"SQLite format", PASSPHRASE.encode()):
        assert word not in everything


def test_that_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.vault").mkdir()
    (tmp_path / "a.vault" / "letter.txt").write_text("mine", "utf-8")
    with pytest.raises(VaultRefused, match="not empty"):
        Vault.create(tmp_path / "a.vault", PASSPHRASE, CHEAP)


def test_that_a_place_where_nothing_can_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(VaultRefused, match="cannot be made"):
        Vault.create(tmp_path / "file" / "a.vault", PASSPHRASE, CHEAP)


def test_that_an_empty_passphrase_makes_no_vault(tmp_path: Path) -> None:
    with pytest.raises(VaultRefused):
        Vault.create(tmp_path / "a.vault", " ", CHEAP)
    assert not (tmp_path / "a.vault").exists()


def test_that_a_missing_database_is_one_sentence(tmp_path: Path) -> None:
    path = closed_with_records(tmp_path)
    (path / "vault.db").unlink()
    with pytest.raises(VaultDamaged, match="missing"):
        Vault.open(path, PASSPHRASE)
    assert not (path / "vault.db").exists()


@pytest.mark.parametrize("left", [0, 100, 4096])
def test_that_a_truncated_database_is_one_sentence(tmp_path: Path, left: int) -> None:
    path = closed_with_records(tmp_path)
    with (path / "vault.db").open("r+b") as file:
        file.truncate(left)
    with pytest.raises(VaultDamaged, match="database is damaged"):
        Vault.open(path, PASSPHRASE)


def test_that_an_overwritten_database_is_one_sentence(tmp_path: Path) -> None:
    path = closed_with_records(tmp_path)
    (path / "vault.db").write_bytes(b"something else" * 1000)
    with pytest.raises(VaultDamaged, match="database is damaged"):
        Vault.open(path, PASSPHRASE)


def test_that_a_database_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = closed_with_records(tmp_path)
    opened = Vault.open(path, PASSPHRASE)
    with opened.database.alone() as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    opened.close()
    with pytest.raises(VaultTooNew, match="newer version"):
        Vault.open(path, PASSPHRASE)


def test_that_an_emptied_form_is_damage(tmp_path: Path) -> None:
    path = closed_with_records(tmp_path)
    opened = Vault.open(path, PASSPHRASE)
    with opened.database.alone() as raw:
        raw.execute("DELETE FROM alembic_version")
    opened.close()
    with pytest.raises(VaultDamaged):
        Vault.open(path, PASSPHRASE)


def test_that_a_changed_audit_trail_is_told_at_the_door(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    with vault.write() as work:
        work.audit.append("Rosa", "vault.made")
    with vault.database.alone() as raw:
        raw.execute("DROP TRIGGER audit_no_update")
        raw.execute("UPDATE audit SET who = 'Ben'")
    vault.close()
    with pytest.raises(VaultDamaged, match="at entry 1"):
        Vault.open(vault.path, PASSPHRASE)


def test_that_half_written_blobs_are_cleared_at_the_door(tmp_path: Path) -> None:
    path = closed_with_records(tmp_path)
    (path / "blobs" / "abc.part").write_bytes(b"half")
    Vault.open(path, PASSPHRASE).close()
    assert list((path / "blobs").iterdir()) == []


def test_that_a_full_drive_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits of files are POSIX")
    vault = new_vault(tmp_path)
    hold(vault, [message("kept", 1)])
    with vault.database.alone() as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = sum(p.stat().st_size for p in vault.path.iterdir() if p.is_file())
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 200_000, before[1]))
    try:
        with pytest.raises(VaultRefused):
            hold(vault, [message("lost " * 200 + str(n), n) for n in range(2000)], name="b.xml")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    with vault.read() as work:
        assert work.records.count() == 1
    hold(vault, [message("kept as well", 2)], name="c.xml")
    assert vault.index.vocabulary().count("well") == 1
    vault.close()


def test_that_a_full_database_is_one_sentence(vault: Vault) -> None:
    def fill() -> None:
        with vault.database.write() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")
            connection.exec_driver_sql("CREATE TABLE big (x)")
            connection.exec_driver_sql("INSERT INTO big VALUES (zeroblob(9000000))")

    with pytest.raises(VaultRefused, match="full"):
        fill()


def test_that_readers_see_the_vault_as_it_was_while_it_is_written(vault: Vault) -> None:
    hold(vault, [message("first", 1)])
    seen: list[int] = []

    def look() -> None:
        with vault.read() as work:
            seen.append(work.records.count())

    with vault.read() as work:
        assert work.records.count() == 1
        with vault.write() as writing:
            source = writing.sources.all()[0].id
            writing.sources.mark_kept(source, "x")
            reader = threading.Thread(target=look)
            reader.start()
            reader.join()
            assert not work.sources.get(source).kept
    assert seen == [1]


def test_that_writers_wait_for_each_other(vault: Vault) -> None:
    hold(vault, [message("first", 1)])

    def add(number: int) -> None:
        for n in range(5):
            hold(vault, [message(f"from {number} {n}", 100 * number + n)], name=f"{number} {n}")

    threads = [threading.Thread(target=add, args=(number,)) for number in range(1, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with vault.read() as work:
        assert work.records.count() == 16


def test_that_what_fails_halfway_is_not_kept(vault: Vault) -> None:
    def fail() -> None:
        with vault.write() as work:
            work.requests.save_search("a", "b")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with vault.read() as work:
        assert work.requests.searches() == []


def test_that_a_vault_that_cannot_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(VaultRefused, match="cannot be made"):
            Vault.create(tmp_path / "a.vault", PASSPHRASE, CHEAP)
    assert not (tmp_path / "a.vault").exists()
    Vault.create(tmp_path / "a.vault", PASSPHRASE, CHEAP)[0].close()


def test_that_a_mistake_of_the_program_is_not_dressed_up(vault: Vault) -> None:
    with pytest.raises(OperationalError), vault.database.read() as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")
    with pytest.raises(Exception, match="no such table"), vault.database.alone() as raw:
        raw.execute("SELECT * FROM nowhere")


def test_that_one_bad_page_does_not_take_the_rest_away(tmp_path: Path) -> None:
    path = closed_with_records(tmp_path, 3000)
    pages = (path / "vault.db").stat().st_size // 4096
    with (path / "vault.db").open("r+b") as file:
        file.seek((pages // 2) * 4096 + 100)
        file.write(b"\xff" * 200)
    vault = Vault.open(path, PASSPHRASE)
    damaged = 0
    with vault.read() as work:
        assert len(work.sources.all()) == 1
    for number in range(1, 3001, 7):
        try:
            with vault.read() as work:
                work.records.many([RecordId(number)])
        except VaultDamaged:
            damaged += 1
    with vault.read() as work:
        assert len(work.sources.all()) == 1
    vault.close()
    assert damaged < 100


def test_that_a_spare_plate_opens_the_vault(tmp_path: Path) -> None:
    path = closed_with_records(tmp_path)
    (path / "vault.toml").unlink()
    Vault.open(path, PASSPHRASE).close()


def test_that_another_passphrase_opens_the_vault_and_the_old_one_no_more(tmp_path: Path) -> None:
    vault, recovery = Vault.create(tmp_path / "v.vault", "the first passphrase", CHEAP)
    vault.change_passphrase("the second passphrase")
    vault.close()
    with pytest.raises(WrongSecret):
        Vault.open(tmp_path / "v.vault", Passphrase("the first passphrase"))
    Vault.open(tmp_path / "v.vault", Passphrase("the second passphrase")).close()
    Vault.open(tmp_path / "v.vault", RecoveryKey(recovery)).close()


def test_that_a_reader_cannot_write(vault: Vault) -> None:
    def write_while_reading() -> None:
        with vault.read() as work:
            work.requests.save_search("a", "b")

    with pytest.raises(VaultRefused, match="cannot be written"):
        write_while_reading()
    with vault.write() as work:
        work.requests.save_search("a", "b")


def test_that_a_new_passphrase_opens_and_the_old_one_does_not(tmp_path: Path) -> None:
    vault, recovery = Vault.create(tmp_path / "a.vault", PASSPHRASE, CHEAP)
    with pytest.raises(VaultRefused):
        vault.change_passphrase("")
    vault.change_passphrase("a new one")
    vault.change_passphrase(Passphrase("a newer one"))
    vault.close()
    for old in (PASSPHRASE, "a new one"):
        with pytest.raises(WrongSecret):
            Vault.open(tmp_path / "a.vault", old)
    for secret in (Passphrase("a newer one"), RecoveryKey(recovery)):
        Vault.open(tmp_path / "a.vault", secret).close()
