"""The shelf of recognised words: what eyes read on pages and pictures, by the file's hash.

They are searched with the record that holds the file, and are derived: they can be read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection, Select, func, or_, select, union

from app.domain.ids import RecordId, SourceId
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
        clock: gives microseconds since 1970 UTC.
    """

    def __init__(self, connection: Connection, clock: Callable[[], int]) -> None:
        self._connection = connection
        self._clock = clock

    def keep(self, sha256: str, text: str, pages: int) -> None:
        """Keep the words of a file, so that its records are found by them; replaces earlier ones.

        Args:
            sha256: of the file.
            text: empty where nothing was recognised on its pages.
            pages: how many were read.
        """
        raw = driver(self._connection)
        holders = [(record,) for (record,) in raw.execute(_HOLDERS, (sha256,))]
        raw.executemany(_TAKE_OUT, holders)
        raw.execute(_KEEP, (sha256, text, pages, self._clock()))
        raw.executemany(_PUT_IN, holders)

    def of(self, files: Iterable[str]) -> dict[str, str]:
        """Give the words of those files that were read, by their hashes."""
        return recognised_in(driver(self._connection), sorted({one for one in files if one}))

    def unread(self, media_types: Iterable[str], source: SourceId | None = None) -> list[RecordId]:
        """List the records with files of some types that nobody read yet, each once.

        Args:
            media_types: sniffed.
            source: only those of one source; records that were met in it again count too.
        """
        a, r, o = t.attachments.c, t.records.c, t.occurrences.c
        wanted = _unread(media_types).order_by(a.record_id)
        if source is not None:
            again = select(o.record_id).where(o.source_id == source)
            own = select(r.id).where(r.source_id == source)
            wanted = wanted.where(or_(a.record_id.in_(own), a.record_id.in_(again)))
        return [RecordId(record) for record in self._connection.scalars(wanted)]

    def count_unread(self, media_types: Iterable[str]) -> dict[SourceId, int]:
        """Count for each source what :meth:`unread` lists of it; sources without any are not in."""
        r, o, found = t.records.c, t.occurrences.c, _unread(media_types).subquery()
        own = select(r.source_id, r.id).join(found, found.c.record_id == r.id)
        again = select(o.source_id, o.record_id).join(found, found.c.record_id == o.record_id)
        met = union(own, again).subquery()
        counted = select(met.c.source_id, func.count()).group_by(met.c.source_id)
        return {SourceId(one): number for one, number in self._connection.execute(counted)}


def _unread(media_types: Iterable[str]) -> Select[int]:
    a = t.attachments.c
    is_read = select(t.recognised.c.sha256).where(t.recognised.c.sha256 == a.sha256).exists()
    wanted = a.media_type.in_(sorted(media_types))
    return select(a.record_id).where(wanted, a.sha256 != "", ~is_read).distinct()


def files_read(raw: Driver) -> int:
    """Count the files that were read, by which an older vocabulary is known."""
    return int(raw.execute("SELECT count(*) FROM recognised").fetchone()[0])


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
