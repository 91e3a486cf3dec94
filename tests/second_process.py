"""What a second process does with a vault, for the tests of the lock."""

from __future__ import annotations

import os
from multiprocessing.connection import Connection
from pathlib import Path

from app.errors import AppError
from app.vault.folder import Vault


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
