"""What can still be read of a damaged vault, row by row; knows no shelves."""

from __future__ import annotations

import shutil
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
from app.vault.rearranging import SAID
from app.vault.schema import make_tables

_MOST_MISSED = 5000
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
        with in_words():
            source, target = _Source(database, copy), database.connect()
            try:
                saved = _save_tables(source, target)
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


class _Source:
    """The damaged database; SQLCipher reads no more after a bad page, so it is opened again."""

    def __init__(self, database: Database, copy: Path) -> None:
        self._database = database
        self._copy = copy
        self._raw = database.connect(copy)

    def rows(self, statement: str) -> tuple[list[Row], bool]:
        """Give rows until something cannot be read, and whether all could be."""
        rows: list[Row] = []
        try:
            for row in self._raw.execute(statement):
                rows.append(row)  # noqa: PERF402  what came before the damage is kept
        except sqlcipher3.DatabaseError:
            self._raw.close()
            self._raw = self._database.connect(self._copy)
            return rows, False
        return rows, True

    def close(self) -> None:
        """Close it."""
        self._raw.close()


def _save_tables(source: _Source, target: Driver) -> dict[str, int]:
    saved: dict[str, int] = {}
    target.execute("PRAGMA foreign_keys = OFF")
    target.execute("BEGIN IMMEDIATE")
    for table in t.metadata.sorted_tables:
        count = _copied(source, target, table)
        if table.name in _TOLD:
            saved[table.name] = count
    _mend(target)
    saved["records"] = int(target.execute("SELECT count(*) FROM records").fetchone()[0])
    target.execute("COMMIT")
    return saved


def _copied(source: _Source, target: Driver, table: Table) -> int:
    columns = [column.name for column in table.columns]
    marks = ", ".join("?" * len(columns))
    names = ", ".join(columns)
    read = _by_id if "id" in columns else _from_both_ends
    rows = read(source, f"SELECT {names} FROM {table.name}")
    target.executemany(f"INSERT OR IGNORE INTO {table.name} ({names}) VALUES ({marks})", rows)
    return len(rows)


def _from_both_ends(source: _Source, select: str) -> list[Row]:
    forward, is_all = source.rows(select)
    if is_all:
        return forward
    backward, _ = source.rows(f"{select} ORDER BY 1 DESC")
    return list(dict.fromkeys([*forward, *backward]))


def _by_id(source: _Source, select: str) -> list[Row]:
    """Read on behind every damaged place; ``id`` is the first column."""
    rows: list[Row] = []
    at = missed = 0
    while missed < _MOST_MISSED:
        found, is_all = source.rows(f"{select} WHERE id > {at} ORDER BY id")
        rows.extend(found)
        if is_all:
            break
        missed = 0 if found else missed + 1
        at = found[-1][0] if found else at + 1
    return rows


def _mend(target: Driver) -> None:
    """Make up what saved records lost, and build the word index and the standing anew.

    A record that is lost while another export's telling of it is not stands as that one tells it.
    """
    for statement in _STAND_INS.split(";"):
        target.execute(statement)
    for table in _WORD_TABLES:
        target.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")


_STAND_INS = f"""
INSERT INTO records (id, {SAID}) SELECT record_id, {SAID} FROM sightings
WHERE id IN (SELECT min(id) FROM sightings WHERE record_id NOT IN (SELECT id FROM records)
GROUP BY record_id);
UPDATE occurrences SET sighting_id = NULL WHERE sighting_id IN (SELECT s.id FROM sightings AS s
JOIN records AS r ON r.identity = s.identity AND r.ordinal = s.ordinal);
DELETE FROM sightings WHERE EXISTS (SELECT 1 FROM records AS r
WHERE r.identity = sightings.identity AND r.ordinal = sightings.ordinal);
CREATE TEMP VIEW tellings AS SELECT traits_id, cast_id, conversation_id, source_id FROM records
UNION ALL SELECT traits_id, cast_id, conversation_id, source_id FROM sightings;
INSERT INTO traits (id, platform, kind, zone, flags, labels)
SELECT DISTINCT traits_id, 'unknown', 'message', 'lost ' || traits_id, '[]', '[]'
FROM tellings WHERE traits_id NOT IN (SELECT id FROM traits);
INSERT INTO casts (id, key) SELECT cast_id, randomblob(16)
FROM tellings WHERE cast_id NOT IN (SELECT id FROM casts) GROUP BY cast_id;
INSERT INTO conversations (id, platform, key, title)
SELECT DISTINCT conversation_id, 'unknown', 'lost ' || conversation_id, ''
FROM tellings WHERE conversation_id NOT IN (SELECT id FROM conversations);
INSERT INTO sources (id, format, label, name, sha256, size, place, custodian, zone, own_addresses,
state, failure, imported_at, seconds, peak_rss_mb, kept_blob, taken, records, copies, unreadable,
ignored, attachments, mapping)
SELECT DISTINCT source_id, 'unknown', 'Lost', 'lost', 'lost ' || source_id,
0, '', '', 'UTC', '[]', 'failed', '', 0, 0, 0, '', 0, 0, 0, 0, 0, 0, ''
FROM tellings WHERE source_id NOT IN (SELECT id FROM sources)
"""
