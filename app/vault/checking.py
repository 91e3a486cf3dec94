"""Whether a vault is sound: database, word index, chain, accounts and blobs; changes nothing."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from sqlalchemy import func, select

from app.domain.ids import BlobName
from app.errors import VaultDamaged
from app.vault import tables as t
from app.vault.driver import driver
from app.vault.folder import Vault
from app.vault.identity import text_hash

_WORD_TABLES = ("words", "handle_words", "title_words")
_AT_ONCE = 500


def check_vault(vault: Vault, *, deep: bool) -> list[str]:
    """Give one sentence for each fault."""
    looking = check_parts(vault, deep=deep)
    while True:
        try:
            next(looking)
        except StopIteration as end:
            return list(end.value)


def check_parts(vault: Vault, *, deep: bool) -> Generator[tuple[int, int], None, list[str]]:
    """Check part by part; gives how many parts were looked at, and of how many."""
    parts = [_accounts(vault), _chain(vault), _blobs(vault, deep=deep)]
    if deep:
        parts.extend([_pages(vault), _index(vault), _texts(vault), _decisions(vault)])
    faults: list[str] = []
    for done, part in enumerate(parts):
        yield done, len(parts)
        faults.extend(_listed(part))
    return list(dict.fromkeys(faults))


def _listed(part: Iterator[str]) -> list[str]:
    """List the faults of one part, even where it cannot be read to its end."""
    faults: list[str] = []
    try:
        for fault in part:
            faults.append(fault)  # noqa: PERF402  what came before the damage is kept
    except VaultDamaged as error:
        faults.append(error.what)
    return faults


def _accounts(vault: Vault) -> Iterator[str]:
    """Compare each source's account with what lies in the tables."""
    with vault.database.read() as connection:
        for source in connection.execute(select(t.sources).order_by(t.sources.c.id)).all():
            seen = source.records + source.copies + source.unreadable + source.ignored
            if seen != source.taken:
                yield f"The account of source {source.id} does not add up."
            for table, stated in (
                (t.records, source.records),
                (t.occurrences, source.copies),
            ):
                held = select(func.count()).where(table.c.source_id == source.id)
                if connection.execute(held).scalar_one() != stated:
                    yield f"Source {source.id} should have {stated} {table.name}, but has others."


def _chain(vault: Vault) -> Iterator[str]:
    with vault.read() as work:
        broken = work.audit.verify()
    if broken is not None:
        yield f"The audit trail was changed from outside, at entry {broken}."


def _blobs(vault: Vault, *, deep: bool) -> Iterator[str]:
    """Look for every attachment's bytes; when deep, open and hash them."""
    a = t.attachments.c
    with vault.database.read() as connection:
        rows = connection.execute(
            select(a.blob, a.sha256, func.min(a.record_id)).where(a.blob != "").group_by(a.blob)
        ).all()
    for name, sha256, record in rows:
        if not vault.blobs.has(BlobName(name)):
            yield f"An attachment of record {record} is missing."
        elif deep and not _is_whole(vault, BlobName(name), sha256):
            yield f"An attachment of record {record} is damaged."


def _is_whole(vault: Vault, name: BlobName, sha256: str) -> bool:
    try:
        return vault.blobs.hash_of(name) == sha256 and vault.blobs.fits(name, sha256)
    except VaultDamaged:
        return False


def _pages(vault: Vault) -> Iterator[str]:
    """Check every page's seal, then SQLite's own structure and links."""
    with vault.database.alone() as raw:
        if raw.execute("PRAGMA cipher_integrity_check").fetchall():
            yield "Some pages of the database are damaged."
        elif raw.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            yield "The database is damaged."
        if raw.execute("PRAGMA foreign_key_check").fetchall():
            yield "Some rows of the database belong to nothing."


def _index(vault: Vault) -> Iterator[str]:
    """Let FTS5 compare its index with the texts."""
    for table in _WORD_TABLES:
        try:
            with vault.database.write() as connection:
                driver(connection).execute(
                    f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)"
                )
        except VaultDamaged:
            yield "The word index does not agree with the records."


def _texts(vault: Vault) -> Iterator[str]:
    with vault.database.read() as connection:
        rows = driver(connection).execute("SELECT id, text, text_hash FROM records ORDER BY id")
        for record, text, hashed in rows:
            if text_hash(text) != hashed:
                yield f"The text of record {record} is not the one that was imported."
        rows = driver(connection).execute("SELECT record_id, text, text_hash FROM sightings")
        for record, text, hashed in rows:
            if text_hash(text) != hashed:
                yield f"How another export tells record {record} is not what was imported."


def _decisions(vault: Vault) -> Iterator[str]:
    with vault.write() as work:
        agrees = work.decisions.agrees_with_log()
    if not agrees:
        yield "What stands of decisions does not agree with their log."
