"""The shelf of recognised words: what eyes read on pages and pictures, by the file's hash.

They are searched with the record that holds the file, and are derived: they can be read again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, union

from app.domain.ids import RecordId, SourceId
from app.domain.languages import FilesRead, Languages
from app.vault import tables as t
from app.vault.driver import Driver, driver
from app.vault.folding import spaced

_AT_ONCE = 500
_HOLDERS = "SELECT DISTINCT record_id FROM attachments WHERE sha256 = ?"
TAKE_OUT_WORDS = (
    "INSERT INTO words (words, rowid, text, subject, files) "
    "SELECT 'delete', id, text, subject, files FROM indexed_records WHERE id = ?"
)
PUT_IN_WORDS = (
    "INSERT INTO words (rowid, text, subject, files) "
    "SELECT id, text, subject, files FROM indexed_records WHERE id = ?"
)
_KEEP = (
    "INSERT OR REPLACE INTO recognised (sha256, text, pages, at, languages) VALUES (?, ?, ?, ?, ?)"
)

ReadFiles = tuple[tuple[str, int], ...]
"""Of each choice of languages how many files were read in it."""


class Recognised:
    """Keeps the recognised words of files.

    Args:
        connection: in a transaction.
        clock: gives microseconds since 1970 UTC.
    """

    def __init__(self, connection: Connection, clock: Callable[[], int]) -> None:
        self._connection = connection
        self._clock = clock

    def keep(
        self, sha256: str, text: str, pages: int, languages: Languages = Languages.ENGLISH
    ) -> None:
        """Keep the words of a file, so that its records are found by them; replaces earlier ones.

        Args:
            sha256: of the file.
            text: empty where nothing was recognised on its pages.
            pages: how many were read.
            languages: in which.
        """
        raw = driver(self._connection)
        holders = [(record,) for (record,) in raw.execute(_HOLDERS, (sha256,))]
        raw.executemany(TAKE_OUT_WORDS, holders)
        raw.execute(_KEEP, (sha256, text, pages, self._clock(), languages.value))
        raw.executemany(PUT_IN_WORDS, holders)

    def of(self, files: Iterable[str]) -> dict[str, str]:
        """Give the words of those files that were read, by their hashes."""
        return recognised_in(driver(self._connection), sorted({one for one in files if one}))

    def languages(self, files: Iterable[str]) -> dict[str, Languages]:
        """Say in which languages those files were read that were read."""
        c, wanted = t.recognised.c, sorted(set(files))
        found: dict[str, Languages] = {}
        for at in range(0, len(wanted), _AT_ONCE):
            part = c.sha256.in_(wanted[at : at + _AT_ONCE])
            rows = self._connection.execute(select(c.sha256, c.languages).where(part))
            found.update({sha256: Languages(languages) for sha256, languages in rows})
        return found

    def unread(
        self,
        media_types: Iterable[str],
        source: SourceId | None = None,
        languages: Languages = Languages.ENGLISH,
    ) -> list[RecordId]:
        """List the records with files of some types that are still to be read, each once.

        Args:
            media_types: sniffed.
            source: only those of one source; records that were met in it again count too.
            languages: what was read in fewer is to be read once more.
        """
        a, r, o, k = t.attachments.c, t.records.c, t.occurrences.c, t.recognised.c
        enough = [one.value for one in Languages if one.holds(languages)]
        is_read = select(k.sha256).where(k.sha256 == a.sha256, k.languages.in_(enough)).exists()
        wanted = select(a.record_id).where(_is_there(media_types), ~is_read).distinct()
        if source is not None:
            again = select(o.record_id).where(o.source_id == source)
            own = select(r.id).where(r.source_id == source)
            wanted = wanted.where(or_(a.record_id.in_(own), a.record_id.in_(again)))
        listed = self._connection.execute(wanted.order_by(a.record_id))
        return [RecordId(record) for (record,) in listed]

    def files_read(self, media_types: Iterable[str]) -> dict[SourceId, FilesRead]:
        """Count the files of some types of each source by the languages they were read in.

        Copies of one file are one; sources without any are not in.
        """
        a, r, o, k = t.attachments.c, t.records.c, t.occurrences.c, t.recognised.c
        held = select(a.record_id, a.sha256).where(_is_there(media_types)).subquery()
        own = select(r.source_id, held.c.sha256).join(held, held.c.record_id == r.id)
        again = select(o.source_id, held.c.sha256).join(held, held.c.record_id == o.record_id)
        met = union(own, again).subquery()
        counted = (
            select(met.c.source_id, k.languages, func.count())
            .outerjoin(t.recognised, k.sha256 == met.c.sha256)
            .group_by(met.c.source_id, k.languages)
        )
        unread: Counter[SourceId] = Counter()
        read: dict[SourceId, dict[Languages, int]] = {}
        for source, languages, count in self._connection.execute(counted):
            of_source = read.setdefault(SourceId(source), {})
            if languages is None:
                unread[SourceId(source)] = count
            else:
                of_source[Languages(languages)] = count
        return {source: FilesRead(unread[source], found) for source, found in read.items()}


def _is_there(media_types: Iterable[str]) -> ColumnElement[bool]:
    a = t.attachments.c
    return and_(a.media_type.in_(sorted(media_types)), a.sha256 != "")


def state_of(raw: Driver) -> ReadFiles:
    """Count the files that were read in which languages, by which an older vocabulary is known."""
    counted = "SELECT languages, count(*) FROM recognised GROUP BY languages ORDER BY languages"
    return tuple((languages, count) for languages, count in raw.execute(counted))


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
