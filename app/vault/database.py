"""The encrypted database: connections, transactions and schema; knows no shelves."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import sqlcipher3
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from app.vault.driver import Driver, driver
from app.vault.faults import in_words
from app.vault.folding import spaced

FILE_NAME = "vault.db"
_CACHE_KIB = 64 * 1024
_CHECKPOINT_PAGES = 4000
_READERS = 4
_MORE_READERS = 12
_WAIT_MS = 10_000


class Database:
    """One SQLCipher file, many readers and one writer.

    Args:
        path: the file; made where it is missing.
        key: 32 bytes, given to SQLCipher as they are, so that a connection derives nothing.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self._key = key
        self._engine = self._made_engine()
        self._writing = threading.RLock()

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[Connection]:
        """Give a connection in a transaction that is kept when the block ends well.

        Writers wait for each other. With ``durable`` the drive confirms every commit; without,
        the last commits may be lost when the power fails, never half of one.
        """
        with self._writing, self._connected() as connection:
            connection.execution_options(begin="BEGIN IMMEDIATE")
            raw = driver(connection)
            raw.execute("PRAGMA query_only = OFF")
            raw.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            with connection.begin():
                yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees the vault as it is now, whatever is written meanwhile."""
        with self._connected() as connection:
            connection.execution_options(begin="BEGIN")
            driver(connection).execute("PRAGMA query_only = ON")
            with connection.begin():
                yield connection

    @contextmanager
    def alone(self) -> Iterator[Driver]:
        """Give the driver's own connection outside any transaction, for PRAGMAs and backups."""
        with in_words():
            raw = self.connect()
            try:
                yield raw
            finally:
                raw.close()

    def copy_to(self, path: Path) -> None:
        """Copy the whole database as it is now into a new file under the same key."""
        with in_words():
            source, target = self.connect(), self.connect(path)
            try:
                source.backup(target)
            finally:
                target.close()
                source.close()

    def connect(self, path: Path | None = None) -> Driver:
        """Open a connection of the driver's own, unlocked with the vault's key."""
        made = sqlcipher3.connect(
            str(path or self.path),
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        made.create_function("spaced", 1, spaced, deterministic=True)
        raw = cast("Driver", made)
        raw.execute("PRAGMA cipher_log_level = NONE")
        raw.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
        for pragma in _PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")
        return raw

    def close(self) -> None:
        """Close every connection; the write-ahead log is folded into the file."""
        self._engine.dispose()

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """Lend a connection; one that met damage is not lent again, as it would read no more."""
        with in_words(), self._engine.connect() as connection:
            try:
                yield connection
            except (DBAPIError, sqlcipher3.Error):
                connection.invalidate()
                raise

    def _made_engine(self) -> Engine:
        engine = create_engine(
            "sqlite://",
            creator=self.connect,
            module=sqlcipher3,
            poolclass=QueuePool,
            pool_size=_READERS,
            max_overflow=_MORE_READERS,
            pool_use_lifo=True,
            hide_parameters=True,
        )
        event.listen(engine, "begin", _begin)
        return engine


_PRAGMAS = (
    f"busy_timeout = {_WAIT_MS}",
    f"cache_size = -{_CACHE_KIB}",
    "temp_store = MEMORY",
    "foreign_keys = ON",
    "secure_delete = FAST",
    "journal_mode = WAL",
    f"wal_autocheckpoint = {_CHECKPOINT_PAGES}",
)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options()["begin"])
