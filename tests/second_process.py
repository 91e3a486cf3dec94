"""What a second process does with a vault, for the tests of the lock."""

from __future__ import annotations

import os
from multiprocessing.connection import Connection
from pathlib import Path

from app.domain.parsed import Parsed
from app.domain.records import Kind
from app.domain.sources import NewSource
from app.errors import AppError
from app.vault.folder import Vault
from app.vault.incoming import IncomingRecord
from app.workflow.build_packet import PacketJob
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes


def hold_open(path: Path, passphrase: str, who: str, pipe: Connection) -> None:
    """Open a vault, say so, and keep it until told to close it."""
    vault = Vault.open(path, passphrase, who)
    pipe.send("open")
    pipe.recv()
    vault.close()
    pipe.send("closed")


def open_as_nobody(path: Path, passphrase: str, pipe: Connection) -> None:
    """Give up all rights, try to open a vault, and tell what was said."""
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    try:
        Vault.open(path, passphrase)
    except AppError as error:
        pipe.send((type(error).__name__, error.what))
        return
    pipe.send(("opened", ""))


def take_until_killed(path: Path, passphrase: str, pipe: Connection) -> None:
    """Take batch after batch into a vault and tell of each, until killed."""
    vault = Vault.open(path, passphrase)
    with vault.write() as work:
        source = work.sources.begin(NewSource("sms", "SMS", "a.xml", "ab", 1, "a.xml"))
    for batch in range(1000):
        items = [
            IncomingRecord(Parsed(f"{batch} {n}", "sms", Kind.MESSAGE, f"word{n} of {batch}"))
            for n in range(50)
        ]
        with vault.write(durable=False) as work:
            work.sources.take(source, items)
        pipe.send(batch)


def build_until_killed(path: Path, passphrase: str, wishes: PacketWishes, pipe: Connection) -> None:
    """Build the packet of a vault's request in parts and tell of each step, until killed."""
    vault = Vault.open(path, passphrase)
    with vault.read() as work:
        request = work.requests.by_number("2026-014")
    assert request is not None
    for told in PacketJob(vault, request, Library.load(), wishes).steps():
        pipe.send(told.note)
        if told.note.endswith(" verified"):
            pipe.recv()
