"""SQLite files read without the library: trees, overflow, the log, damage."""

from __future__ import annotations

import io
import random
import sqlite3
from pathlib import Path

import pytest

from app.importers.sqlite_file import MAGIC, DamagedRows, NotSqlite, Row, SqliteFile

ODD = [0, 1, -5, 2**40, -(2**63), 2**63 - 1, None, 300, 70_000, 2**30]


def rows_of(seed: int, count: int) -> list[tuple[object, ...]]:
    dice = random.Random(seed)
    return [
        (
            number,
            "é" * dice.randrange(3_000),
            dice.randbytes(dice.randrange(9_000)),
            dice.random(),
            dice.choice(ODD),
        )
        for number in range(1, count + 1)
    ]


def made(path: Path, *pragmas: str, count: int = 300) -> sqlite3.Connection:
    database = sqlite3.connect(path)
    for pragma in pragmas:
        database.execute(f"PRAGMA {pragma}")
    database.execute(
        'CREATE TABLE m(id INTEGER PRIMARY KEY, "a ""b" text default (1), [b b] blob, c real,'
        " `d` integer CHECK (d <> ','), UNIQUE(d, c, id))"
    )
    database.execute("CREATE TABLE empty(x)")
    database.execute("CREATE TABLE w(x PRIMARY KEY) WITHOUT ROWID")
    database.executemany("INSERT INTO m VALUES (?,?,?,?,?)", rows_of(1, count))
    database.commit()
    return database


def read(data: bytes, log: bytes | None = None, table: str = "m") -> list[Row | DamagedRows]:
    file = SqliteFile(io.BytesIO(data), io.BytesIO(log) if log is not None else None)
    return list(file.rows(table))


@pytest.mark.parametrize("pragma", ["page_size=512", "page_size=65536", "encoding='UTF-16le'"])
def test_that_every_row_is_read_as_sqlite_reads_it(tmp_path: Path, pragma: str) -> None:
    made(tmp_path / "x.db", pragma).close()
    data = (tmp_path / "x.db").read_bytes()
    found = [tuple(row.values.values()) for row in read(data) if isinstance(row, Row)]
    assert found == rows_of(1, 300)
    file = SqliteFile(io.BytesIO(data))
    assert file.columns("m") == ("id", 'a ""b', "b b", "c", "d")
    assert file.tables >= {"m", "empty"}
    assert not list(file.rows("empty"))
    assert not list(file.rows("nothing"))
    assert file.columns("nothing") == ()


def test_that_a_column_that_was_added_later_is_empty_in_older_rows(tmp_path: Path) -> None:
    database = made(tmp_path / "x.db", count=1)
    database.execute("ALTER TABLE m ADD COLUMN e text")
    database.commit()
    database.close()
    (row,) = read((tmp_path / "x.db").read_bytes())
    assert isinstance(row, Row)
    assert row.values["e"] is None


def test_that_rows_that_lie_in_the_log_alone_are_read_and_uncommitted_ones_not(
    tmp_path: Path,
) -> None:
    database = made(tmp_path / "x.db", "journal_mode=WAL", "wal_autocheckpoint=0", count=3)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.execute("INSERT INTO m(c) VALUES (1.5)")
    database.commit()
    database.execute("PRAGMA cache_size=2")
    database.executemany("INSERT INTO m([b b]) VALUES (?)", [(b"x" * 9000,)] * 50)
    data = (tmp_path / "x.db").read_bytes()
    log = (tmp_path / "x.db-wal").read_bytes()
    database.close()
    assert len(read(data)) == 3
    assert len(read(data, log)) == 4
    flipped = bytearray(log)
    flipped[60] ^= 1
    for bad in (bytes(flipped), b"", log[:20], b"\0" * 64, log[:8] + b"\0\0\2\0" + log[12:]):
        assert len(read(data, bad)) == 3
    wrong_sum = log[:24] + b"\0" * 8 + log[32:]
    assert len(read(data, wrong_sum)) == 3


@pytest.mark.parametrize(
    "data",
    [b"", b"no database", MAGIC + b"\0" * 100, MAGIC + b"\x10\0" + b"\0" * 5000],
)
def test_that_what_is_no_database_is_refused(data: bytes) -> None:
    with pytest.raises(NotSqlite):
        SqliteFile(io.BytesIO(data))


def test_that_a_damaged_page_costs_its_rows_and_no_others(tmp_path: Path) -> None:
    made(tmp_path / "x.db", "page_size=4096").close()
    data = bytearray((tmp_path / "x.db").read_bytes())
    leaves = (at for at in range(8192, len(data), 4096) if data[at] == 13)
    leaf = next(at for at in leaves if data[at + 4])
    data[leaf] = 99
    found = read(bytes(data))
    assert sum(isinstance(row, DamagedRows) for row in found) == 1
    assert len(found) > 250


def test_that_trees_that_bite_their_tail_end(tmp_path: Path) -> None:
    made(tmp_path / "x.db", "page_size=512").close()
    data = bytearray((tmp_path / "x.db").read_bytes())
    root = next(at for at in range(512, len(data), 512) if data[at] == 5)
    data[root + 8 : root + 12] = (root // 512 + 1).to_bytes(4, "big")
    assert any(isinstance(row, DamagedRows) for row in read(bytes(data)))


@pytest.mark.parametrize(("length", "fit"), [(200, 2), (60_000, 1)])
def test_that_rows_that_share_their_bytes_are_read_as_often_as_the_page_has_room(
    tmp_path: Path, length: int, fit: int
) -> None:
    path = tmp_path / "x.db"
    database = sqlite3.connect(path)
    database.execute("PRAGMA page_size=512")
    database.execute("CREATE TABLE m(b)")
    database.execute("INSERT INTO m VALUES (?)", [b"x" * length])
    database.commit()
    database.close()
    data = bytearray(path.read_bytes())
    cell = data[512 + 8 : 512 + 10]
    data[512 + 3 : 512 + 5] = (100).to_bytes(2, "big")
    data[512 + 8 : 512 + 208] = cell * 100
    found = read(bytes(data))
    assert [type(one) for one in found] == [Row] * fit + [DamagedRows] * (100 - fit)


def test_that_a_row_of_more_columns_than_sqlite_knows_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE m(b)")
    database.execute("INSERT INTO m VALUES (?)", [b"x" * 400_000])
    database.commit()
    database.close()
    data = bytearray(path.read_bytes())
    at = 4096 + int.from_bytes(data[4096 + 8 : 4096 + 10], "big")
    assert len(read(bytes(data))) == 1
    data[at + 4 : at + 8] = b"\x94\x80\x00\x00"
    (only,) = read(bytes(data))
    assert isinstance(only, DamagedRows)


def test_that_no_damage_stops_the_program(tmp_path: Path) -> None:
    made(tmp_path / "x.db", "page_size=512", count=40).close()
    whole = (tmp_path / "x.db").read_bytes()
    for seed in range(60):
        dice = random.Random(seed)
        data = bytearray(whole)
        for _ in range(200):
            data[dice.randrange(len(data))] = dice.randrange(256)
        data[:100] = whole[:100]
        try:
            found = read(bytes(data[: dice.randrange(2_000, len(data))]))
        except NotSqlite:
            continue
        assert all(isinstance(row, Row | DamagedRows) for row in found)
