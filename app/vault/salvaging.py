"""What can still be read of a damaged vault, row by row; knows no shelves."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import Table

from app.errors import VaultDamaged
from app.vault import tables as t
from app.vault.blobs import Blobs
from app.vault.database import FILE_NAME, Database
from app.vault.driver import Driver
from app.vault.faults import in_words
from app.vault.folder import BLOBS, Secret, unlocked
from app.vault.header import read_header, write_header
from app.vault.keys import sub_keys
from app.vault.schema import make_tables

_WORD_TABLES = ("words", "handle_words", "title_words")
_TOLD = ("sources", "records", "attachments", "requests", "decisions", "packets", "audit")

Row = tuple[Any, ...]


class Salvage:
    """Saves one damaged vault into an empty folder.

    Args:
        damaged: the vault's folder; nothing in it is changed, a copy of its database is read.
        place: an empty folder for the new vault.
        secret: opens both.
    """

    def __init__(self, damaged: Path, place: Path, secret: Secret) -> None:
        self._header = read_header(damaged)
        self._keys = sub_keys(unlocked(self._header, secret))
        self._damaged = damaged
        self._place = place

    def save(self) -> dict[str, int]:
        """Save rows and blobs; gives how many of which."""
        write_header(self._place, self._header)
        copy = self._place / "damaged.db"
        self._copy_damaged(copy)
        try:
            saved = self._save_rows(copy)
        finally:
            for path in self._place.glob("damaged.db*"):
                path.unlink()
        return saved | {"blobs": self._save_blobs()}

    def _copy_damaged(self, copy: Path) -> None:
        source = self._damaged / FILE_NAME
        if not source.is_file():
            raise VaultDamaged("There is no vault.db to save anything from.", "Use a backup.")
        shutil.copyfile(source, copy)
        log = source.with_name(f"{FILE_NAME}-wal")
        if log.is_file():
            shutil.copyfile(log, copy.with_name(f"{copy.name}-wal"))

    def _save_rows(self, copy: Path) -> dict[str, int]:
        database = Database(self._place / FILE_NAME, self._keys.database)
        make_tables(database)
        saved: dict[str, int] = {}
        with in_words():
            source, target = database.connect(copy), database.connect()
            try:
                target.execute("PRAGMA foreign_keys = OFF")
                target.execute("BEGIN IMMEDIATE")
                for table in t.metadata.sorted_tables:
                    count = _copied(source, target, table)
                    if table.name in _TOLD:
                        saved[table.name] = count
                _mend(target)
                target.execute("COMMIT")
            finally:
                source.close()
                target.close()
        database.close()
        return saved

    def _save_blobs(self) -> int:
        """Copy the blobs that open; a damaged one would only be found to be so later."""
        blobs = Blobs(self._damaged / BLOBS, self._keys.blobs, self._keys.names)
        count = 0
        for name in blobs.names():
            try:
                blobs.hash_of(name)
            except VaultDamaged:
                continue
            target = self._place / BLOBS / name[:2] / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self._damaged / BLOBS / name[:2] / name, target)
            count += 1
        return count


def _copied(source: Driver, target: Driver, table: Table) -> int:
    columns = [column.name for column in table.columns]
    marks = ", ".join("?" * len(columns))
    names = ", ".join(columns)
    rows = list(_readable(source, table.name, names, has_id="id" in columns))
    target.executemany(f"INSERT OR IGNORE INTO {table.name} ({names}) VALUES ({marks})", rows)
    return len(rows)


def _readable(source: Driver, table: str, names: str, *, has_id: bool) -> Iterator[Row]:
    """Read a table from both ends until something cannot be read, and what lies between by id."""
    if not has_id:
        yield from dict.fromkeys(_until_damage(source, f"SELECT {names} FROM {table}"))
        return
    forward = _until_damage(source, f"SELECT id, {names} FROM {table} ORDER BY id")
    backward = _until_damage(source, f"SELECT id, {names} FROM {table} ORDER BY id DESC")
    rows = {row[0]: row[1:] for row in (*forward, *backward)}
    between = range(_last(forward) + 1, _last(backward)) if forward and backward else ()
    for number in between:
        found = _until_damage(source, f"SELECT id, {names} FROM {table} WHERE id = {number}")
        rows.update({row[0]: row[1:] for row in found})
    for number in sorted(rows):
        yield rows[number]


def _until_damage(source: Driver, statement: str) -> Sequence[Row]:
    rows: list[Row] = []
    try:
        rows.extend(source.execute(statement))
    except sqlcipher3.DatabaseError:
        return rows
    return rows


def _last(rows: Sequence[Row]) -> int:
    return int(rows[-1][0])


def _mend(target: Driver) -> None:
    """Make up what saved records lost, and build the word index and the standing anew."""
    for statement in _STAND_INS.split(";"):
        target.execute(statement)
    for table in _WORD_TABLES:
        target.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")


_STAND_INS = """
INSERT INTO traits (id, platform, kind, zone, flags, labels)
SELECT DISTINCT traits_id, 'unknown', 'message', 'lost ' || traits_id, '[]', '[]'
FROM records WHERE traits_id NOT IN (SELECT id FROM traits);
INSERT INTO casts (id, key) SELECT DISTINCT cast_id, randomblob(16)
FROM records WHERE cast_id NOT IN (SELECT id FROM casts);
INSERT INTO conversations (id, platform, key, title)
SELECT DISTINCT conversation_id, 'unknown', 'lost ' || conversation_id, ''
FROM records WHERE conversation_id NOT IN (SELECT id FROM conversations);
INSERT INTO sources SELECT DISTINCT source_id, 'unknown', 'Lost', 'lost', 'lost ' || source_id,
0, '', '', 'UTC', '[]', 'failed', '', 0, 0, 0, '', 0, 0, 0, 0, 0, 0
FROM records WHERE source_id NOT IN (SELECT id FROM sources)
"""
