"""What SQLite says when it cannot go on, in a clerk's words; knows no tables."""

from __future__ import annotations

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
