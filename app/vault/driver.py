"""What the vault uses of SQLite's driver itself, where SQLAlchemy would be too slow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray
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


def numbers(raw: Driver, statement: str, values: Values = ()) -> list[NDArray[np.int64]]:
    """Give whole columns of numbers as arrays, three times faster than row by row.

    Args:
        raw: a connection.
        statement: gives one row of ``group_concat`` columns.
        values: what is bound to it.
    """
    row = raw.execute(statement, values).fetchone()
    return [np.fromstring(text or "", np.int64, sep=",") for text in row]


def driver(connection: Connection) -> Driver:
    """Give the driver's connection under a connection, in the same transaction."""
    return cast("Driver", connection.connection.driver_connection)
