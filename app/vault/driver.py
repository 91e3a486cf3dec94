"""What the vault uses of SQLite's driver itself, where SQLAlchemy would be too slow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol, cast

from sqlalchemy import Connection

Values = Sequence[Any]


class Rows(Protocol):
    """What a statement gives."""

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Give row after row."""

    def fetchone(self) -> tuple[Any, ...]:
        """Give the next row."""

    def fetchmany(self, size: int) -> list[tuple[Any, ...]]:
        """Give the next rows."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Give all rows."""


class Driver(Protocol):
    """A connection of the driver's own."""

    def execute(self, statement: str, values: Values = ()) -> Rows:
        """Run a statement."""

    def executemany(self, statement: str, values: Iterable[Values]) -> Rows:
        """Run a statement once for each row of values."""

    def backup(self, target: Driver) -> None:
        """Copy the whole database as it is now."""

    def close(self) -> None:
        """Close the connection."""


def driver(connection: Connection) -> Driver:
    """Give the driver's connection under a connection, in the same transaction."""
    return cast("Driver", connection.connection.driver_connection)
