"""What SQLite and the drive say when they cannot go on, in a clerk's words; knows no tables."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3
from sqlalchemy.exc import DBAPIError

from app.errors import AppError, VaultBusy, VaultDamaged, VaultRefused

_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26

_SENTENCES: dict[int, tuple[type[AppError], str, str]] = {
    _BUSY: (VaultBusy, "The vault is busy.", "Wait a moment and try again."),
    _LOCKED: (VaultBusy, "The vault is busy.", "Wait a moment and try again."),
    _READONLY: (
        VaultRefused,
        "The vault cannot be written to.",
        "Ask for permission to change it, or copy the vault to a folder of yours.",
    ),
    _IOERR: (
        VaultRefused,
        "The drive that holds the vault could not be read or written.",
        "Check that the drive is still connected, then open the vault again.",
    ),
    _CORRUPT: (VaultDamaged, "The vault's database is damaged.", "Restore it from a backup."),
    _FULL: (
        VaultRefused,
        "The drive that holds the vault is full.",
        "Make room on it and try again; nothing that was saved before is lost.",
    ),
    _CANTOPEN: (
        VaultRefused,
        "The vault's database cannot be opened.",
        "Check that the drive is connected and that you may read and change the folder.",
    ),
    _NOTADB: (VaultDamaged, "The vault's database is damaged.", "Restore it from a backup."),
}


def held_back(what: str) -> VaultRefused:
    """Say that a file of the vault is there but is not handed out."""
    return VaultRefused(
        f"{what} cannot be read or written now.",
        "Check that its drive is connected, and close other programs that use the vault's folder. "
        "Where the cloud (OneDrive) keeps that folder, wait until its files are on this computer.",
    )


@contextmanager
def files_in_words(what: str) -> Iterator[None]:
    """Turn what the drive reports of a file of the vault into an AppError."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise VaultRefused(*_SENTENCES[_FULL][1:]) from error
        raise held_back(what) from error


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what SQLite reports of disk, locks and damage into an AppError."""
    try:
        yield
    except (DBAPIError, sqlcipher3.Error) as error:
        worded = _worded(error.orig if isinstance(error, DBAPIError) else error)
        if worded is None:
            raise
        raise worded from error


def _worded(error: BaseException | None) -> AppError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int) or code & 0xFF not in _SENTENCES:
        return None
    kind, what, remedy = _SENTENCES[code & 0xFF]
    return kind(what, remedy)
