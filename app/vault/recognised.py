"""The shelf of recognised words: what eyes read on pages and pictures, by the file's hash.

They are searched with the record that holds the file, and are derived: they can be read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from app.vault import tables as t
from app.vault.driver import Driver, driver
from app.vault.folding import spaced

_AT_ONCE = 500
_HOLDERS = "SELECT DISTINCT record_id FROM attachments WHERE sha256 = ?"
_TAKE_OUT = (
    "INSERT INTO words (words, rowid, text, subject, files) "
    "SELECT 'delete', id, text, subject, files FROM indexed_records WHERE id = ?"
)
_PUT_IN = (
    "INSERT INTO words (rowid, text, subject, files) "
    "SELECT id, text, subject, files FROM indexed_records WHERE id = ?"
)
_KEEP = "INSERT OR REPLACE INTO recognised (sha256, text, pages, at) VALUES (?, ?, ?, ?)"


class Recognised:
    """Keeps the recognised words of files.

    Args:
        connection: in a transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, sha256: str, text: str, pages: int, at: int) -> None:
        """Keep the words of a file, so that its records are found by them; replaces earlier ones.

        Args:
            sha256: of the file.
            text: empty where nothing was recognised on its pages.
            pages: how many were read.
            at: microseconds since 1970 UTC.
        """
        raw = driver(self._connection)
        holders = [(record,) for (record,) in raw.execute(_HOLDERS, (sha256,))]
        raw.executemany(_TAKE_OUT, holders)
        raw.execute(_KEEP, (sha256, text, pages, at))
        raw.executemany(_PUT_IN, holders)

    def of(self, files: Iterable[str]) -> dict[str, str]:
        """Give the words of those files that were read, by their hashes."""
        return recognised_in(driver(self._connection), sorted({one for one in files if one}))

    def count(self) -> int:
        """Count the files that were read."""
        return len(self._connection.execute(select(t.recognised.c.sha256)).all())


def recognised_in(raw: Driver, files: Sequence[str]) -> dict[str, str]:
    """Give the words of those files that were read, on the driver's own connection."""
    found: dict[str, str] = {}
    for at in range(0, len(files), _AT_ONCE):
        part = files[at : at + _AT_ONCE]
        marks = ", ".join("?" * len(part))
        rows = raw.execute(f"SELECT sha256, text FROM recognised WHERE sha256 IN ({marks})", part)
        found.update(dict(rows))
    return found


def indexed_file(name: str, text: str, recognised: str | None) -> str:
    """Give what the word index reads of one file; the same as the view ``indexed_records``."""
    return f"{name}\n{text}" if recognised is None else f"{name}\n{text}\n{recognised}"


def indexed_files(files: Iterable[str]) -> str:
    """Join what it reads of a record's files."""
    return spaced("\n".join(files))
