"""Putting sightings and records otherwise: rows are moved between their tables, none is lost."""

from __future__ import annotations

import json
from collections.abc import Sequence

from app.vault.driver import Driver
from app.vault.interning import next_id
from app.vault.recognised import PUT_IN_WORDS, TAKE_OUT_WORDS
from app.vault.reuniting import Changes
from app.vault.sightings import Place

SAID = (
    "source_id, traits_id, conversation_id, cast_id, sent, sent_raw, subject, text, text_hash, "
    "platform_id, parent_id, locator, identity, ordinal, raw, meeting"
)


def rearrange(raw: Driver, changes: Changes) -> None:
    """Carry out changes; records and sightings that arrived are written already."""
    for sighting, to in changes.raised:
        to.record = _raise(raw, sighting)
    for sighting, to in changes.moved:
        values = (to.record, sighting.sighting)
        raw.execute("UPDATE sightings SET record_id = ? WHERE id = ?", values)
        raw.execute("UPDATE occurrences SET record_id = ? WHERE sighting_id = ?", values)
    for record, lead in changes.folded:
        _fold(raw, record.record, lead.record)
    if changes.raised or changes.moved or changes.folded:
        raw.execute(_COUNT_UP)


def next_record(raw: Driver) -> int:
    """Give the number of the next record; one that was folded never becomes another's."""
    folded = raw.execute(_LAST_FOLDED).fetchone()
    return max(next_id(raw, "records"), int(folded[0]))


def _raise(raw: Driver, place: Place) -> int:
    """Make a sighting a record; gives its number."""
    record, sighting = next_record(raw), place.sighting
    raw.execute(
        f"INSERT INTO records (id, {SAID}) SELECT ?, {SAID} FROM sightings WHERE id = ?",
        (record, sighting),
    )
    source, locator, files = raw.execute(
        "SELECT source_id, locator, files FROM sightings WHERE id = ?", (sighting,)
    ).fetchall()[0]
    listed = json.loads(files)
    start = next_id(raw, "attachments")
    for position, (sha256, name, inline) in enumerate(listed):
        values = (start + position, record, position, name, inline, place.record, sha256)
        raw.execute(_SAME_FILE, values)
    raw.execute(_OWN_OCCURRENCE, (sighting, source, locator))
    raw.execute(
        "UPDATE occurrences SET record_id = ?, sighting_id = NULL WHERE sighting_id = ?",
        (record, sighting),
    )
    raw.execute("DELETE FROM sightings WHERE id = ?", (sighting,))
    raw.execute(PUT_IN_WORDS, (record,))
    raw.execute(
        "UPDATE problems SET record_id = ? WHERE source_id = ? AND locator = ? AND kind = 'odd'",
        (record, source, locator),
    )
    _account(raw, source, 1, len(listed))
    return record


def _fold(raw: Driver, record: int, lead: int) -> None:
    """Make a record a sighting of another one; its own sightings went elsewhere before."""
    files = raw.execute(
        "SELECT sha256, name, inline FROM attachments WHERE record_id = ? ORDER BY position",
        (record,),
    ).fetchall()
    sighting = next_id(raw, "sightings")
    raw.execute(
        f"INSERT INTO sightings (id, record_id, was, files, {SAID}) "
        f"SELECT ?, ?, id, ?, {SAID} FROM records WHERE id = ?",
        (sighting, lead, as_listed(files), record),
    )
    raw.execute(
        "UPDATE occurrences SET record_id = ?, sighting_id = ? WHERE record_id = ?",
        (lead, sighting, record),
    )
    raw.execute(_NEW_OCCURRENCE, (lead, sighting, record))
    source = raw.execute("SELECT source_id FROM records WHERE id = ?", (record,)).fetchall()[0][0]
    raw.execute(TAKE_OUT_WORDS, (record,))
    raw.execute("UPDATE problems SET record_id = NULL WHERE record_id = ?", (record,))
    raw.execute("DELETE FROM near_pairs WHERE record_id = ?1 OR other_id = ?1", (record,))
    raw.execute("DELETE FROM attachments WHERE record_id = ?", (record,))
    raw.execute("DELETE FROM records WHERE id = ?", (record,))
    _account(raw, source, -1, -len(files))


def as_listed(files: Sequence[Sequence[object]]) -> str:
    """Give the files of a sighting as they are kept: hash, name and whether within the text."""
    return json.dumps([list(one) for one in files], ensure_ascii=False) if files else "[]"


def _account(raw: Driver, source: int, records: int, attachments: int) -> None:
    raw.execute(
        "UPDATE sources SET records = records + ?1, copies = copies - ?1, "
        "attachments = attachments + ?2 WHERE id = ?3",
        (records, attachments, source),
    )


_LAST_FOLDED = "SELECT coalesce(max(was), 0) + 1 FROM sightings WHERE was IS NOT NULL"
_SAME_FILE = """
INSERT INTO attachments (id, record_id, position, name, size, media_type, sha256, blob, text,
    inline, missing, note)
SELECT ?1, ?2, ?3, ?4, size, media_type, sha256, blob, text, ?5, missing, note
FROM attachments WHERE record_id = ?6 AND sha256 = ?7 LIMIT 1"""
_OWN_OCCURRENCE = (
    "DELETE FROM occurrences WHERE id = (SELECT min(id) FROM occurrences "
    "WHERE sighting_id = ? AND source_id = ? AND locator = ?)"
)
_NEW_OCCURRENCE = """
INSERT INTO occurrences (record_id, source_id, locator, context, sighting_id)
SELECT ?1, r.source_id, r.locator, coalesce(c.title, ''), ?2
FROM records AS r LEFT JOIN conversations AS c ON c.id = r.conversation_id WHERE r.id = ?3"""
_COUNT_UP = """
INSERT INTO meta (key, value) VALUES ('rearranged', '1')
ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"""
