"""The lock: one program at a time, and a crash leaves nothing to clear up."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import psutil
import pytest
from builders import PASSPHRASE, new_vault
from second_process import hold_open, open_as_nobody, take_until_killed

from app.domain.queries import Word
from app.errors import VaultBusy, VaultRefused
from app.vault import lock
from app.vault.backup import check
from app.vault.folder import Vault
from app.vault.lock import FILE_NAME, Holder, VaultLock, this_process

SPAWN = multiprocessing.get_context("spawn")


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    vault = new_vault(tmp_path)
    vault.close()
    return vault.path


@pytest.fixture
def other(closed: Path) -> Iterator[tuple[BaseProcess, Connection]]:
    here, there = SPAWN.Pipe()
    process = SPAWN.Process(target=hold_open, args=(closed, PASSPHRASE, "Rosa Diaz", there))
    process.start()
    assert here.recv() == "open"
    yield process, here
    process.kill()
    process.join()
    here.close()
    there.close()


def test_that_a_second_program_is_told_who_and_where(
    closed: Path, other: tuple[BaseProcess, Connection]
) -> None:
    with pytest.raises(VaultBusy) as caught:
        Vault.open(closed, PASSPHRASE)
    assert caught.value.what == f"Rosa Diaz has this vault open on {socket.gethostname()}."


def test_that_it_opens_once_the_other_has_closed_it(
    closed: Path, other: tuple[BaseProcess, Connection]
) -> None:
    _, pipe = other
    pipe.send("close")
    assert pipe.recv() == "closed"
    Vault.open(closed, PASSPHRASE).close()


def test_that_a_killed_program_keeps_nobody_out(
    closed: Path, other: tuple[BaseProcess, Connection]
) -> None:
    process, _ = other
    process.kill()
    process.join()
    assert (closed / FILE_NAME).stat().st_size > 0
    Vault.open(closed, PASSPHRASE).close()


def test_that_an_import_that_is_killed_leaves_whole_batches(closed: Path) -> None:
    here, there = SPAWN.Pipe()
    process = SPAWN.Process(target=take_until_killed, args=(closed, PASSPHRASE, there))
    process.start()
    for _ in range(7):
        told = here.recv()
    process.kill()
    process.join()
    vault = Vault.open(closed, PASSPHRASE)
    with vault.read() as work:
        source = work.sources.all()[0]
        held = work.records.count()
    assert source.taken >= 50 * (told + 1)
    assert source.taken % 50 == 0
    assert (source.counts.records, held) == (source.taken, source.taken)
    assert vault.index.find(Word("word7")).count == source.taken // 50
    assert check(vault, deep=True) == []
    vault.close()


def test_that_the_same_program_cannot_open_it_twice(closed: Path) -> None:
    first = Vault.open(closed, PASSPHRASE, "Ben Cole")
    with pytest.raises(VaultBusy, match="Ben Cole"):
        Vault.open(closed, PASSPHRASE)
    first.close()


def test_that_letting_go_twice_does_no_harm(tmp_path: Path) -> None:
    held = VaultLock(tmp_path, this_process("Ben"))
    held.let_go()
    held.let_go()
    VaultLock(tmp_path, this_process()).let_go()


def test_that_a_wrong_passphrase_leaves_no_lock(closed: Path) -> None:
    with pytest.raises(VaultRefused):
        Vault.open(closed, "wrong")
    Vault.open(closed, PASSPHRASE).close()


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter there")
def test_that_a_read_only_folder_is_one_sentence(closed: Path) -> None:
    place = Path(tempfile.mkdtemp())
    try:
        copy = Path(shutil.copytree(closed, place / closed.name))
        for path in (place, copy):
            path.chmod(0o555)
        here, there = SPAWN.Pipe()
        process = SPAWN.Process(target=open_as_nobody, args=(copy, PASSPHRASE, there))
        process.start()
        said = here.recv()
        process.join()
        assert said == ("VaultRefused", "The vault's folder cannot be written to.")
    finally:
        for path in (place, copy):
            path.chmod(0o755)
        shutil.rmtree(place)


def no_locks(number: int) -> object:
    def refuse(*_: object) -> None:
        raise OSError(number, "as the drive says")

    return refuse


def written(folder: Path, holder: Holder) -> None:
    table = {"who": holder.who, "host": holder.host, "pid": holder.pid, "began": holder.began}
    (folder / FILE_NAME).write_text(json.dumps(table), "utf-8")


@pytest.fixture
def lockless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand for a drive whose locks do not work."""
    monkeypatch.setattr(lock, "_lock", lambda _: None)
    monkeypatch.setattr(lock, "_unlock", lambda _: None)


@pytest.mark.usefixtures("lockless")
def test_that_words_alone_keep_a_running_program_in(tmp_path: Path) -> None:
    written(tmp_path, this_process("Ben Cole"))
    with pytest.raises(VaultBusy, match="Ben Cole"):
        VaultLock(tmp_path, this_process())


@pytest.mark.usefixtures("lockless")
def test_that_words_of_a_dead_program_keep_nobody_out(tmp_path: Path) -> None:
    gone = Holder("Ben Cole", socket.gethostname(), 2**22 - 3, 1.0)
    assert not psutil.pid_exists(gone.pid)
    written(tmp_path, gone)
    VaultLock(tmp_path, this_process()).let_go()


@pytest.mark.usefixtures("lockless")
def test_that_a_reused_process_number_is_told_apart(tmp_path: Path) -> None:
    before = Holder("Ben Cole", socket.gethostname(), os.getpid(), 1.0)
    written(tmp_path, before)
    VaultLock(tmp_path, this_process()).let_go()


@pytest.mark.usefixtures("lockless")
def test_that_another_computer_is_asked_to_close_it(tmp_path: Path) -> None:
    written(tmp_path, Holder("Ben Cole", "desk-2.example.com", 1, 1.0))
    with pytest.raises(VaultBusy) as caught:
        VaultLock(tmp_path, this_process())
    assert "desk-2.example.com" in caught.value.what
    assert FILE_NAME in caught.value.remedy


@pytest.mark.usefixtures("lockless")
@pytest.mark.parametrize("garbage", ["", "{", "[]", '{"who": 1}', "\ufffd"])
def test_that_an_unreadable_lock_of_nobody_is_taken_over(tmp_path: Path, garbage: str) -> None:
    (tmp_path / FILE_NAME).write_text(garbage, "utf-8")
    VaultLock(tmp_path, this_process()).let_go()


@pytest.mark.skipif(sys.platform == "win32", reason="the POSIX twin")
@pytest.mark.parametrize(
    ("number", "says"), [(errno.ENOLCK, None), (errno.EAGAIN, False), (errno.ENOTSUP, None)]
)
def test_that_the_system_says_held_or_knows_no_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, says: bool | None
) -> None:
    monkeypatch.setattr("fcntl.flock", no_locks(number))
    with (tmp_path / "x").open("wb") as file:
        assert lock._lock(file.fileno()) is says


@pytest.mark.skipif(sys.platform == "win32", reason="the POSIX twin")
def test_that_any_other_refusal_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fcntl.flock", no_locks(errno.EIO))
    with pytest.raises(VaultRefused, match="drive"):
        VaultLock(tmp_path, this_process())


def test_that_a_lock_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(VaultRefused, match="cannot be written"):
        VaultLock(tmp_path, this_process())


def test_that_a_process_that_may_not_be_looked_at_counts_as_running(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(_: int) -> None:
        raise psutil.AccessDenied

    monkeypatch.setattr(psutil, "Process", refused)
    assert Holder("x", "y", 1, 1.0).runs()


def test_that_somebody_without_a_name_is_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError

    monkeypatch.setattr("getpass.getuser", nameless)
    assert this_process().who == "somebody"
