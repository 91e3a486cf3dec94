"""Sightings of one message and near-copies of a text; self-contained, never changed once released.

Older records get the number by which their message is met in another export; what lies in the
vault already stays as it is. An older program would not count what became a sighting, so it must
not open such a vault.
"""

from __future__ import annotations

import unicodedata
import zlib

from alembic import op
from sqlalchemy import Connection

revision = "0012"
down_revision = "0011"

_TWO_WINDOWS = 240_000_000
_AT_ONCE = 5_000
_TEXTING = dict.fromkeys(("sms", "mms", "rcs", "imessage", "google_voice"), "texting")
_UNSEEN = ('"draft"', '"failed"', '"system"')
_LIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201f", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-"),
        **dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff\ufe0e\ufe0f", ""),
        "\u2026": "...",
    }
)

_TABLES = """
CREATE TABLE sightings (
    id INTEGER NOT NULL PRIMARY KEY,
    record_id INTEGER NOT NULL REFERENCES records (id),
    was INTEGER,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    traits_id INTEGER NOT NULL REFERENCES traits (id),
    conversation_id INTEGER REFERENCES conversations (id),
    cast_id INTEGER NOT NULL REFERENCES casts (id),
    sent INTEGER,
    sent_raw TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    text_hash BLOB NOT NULL,
    platform_id TEXT NOT NULL,
    parent_id TEXT NOT NULL,
    locator TEXT NOT NULL,
    identity BLOB NOT NULL,
    ordinal INTEGER NOT NULL,
    raw TEXT NOT NULL,
    meeting INTEGER,
    files TEXT NOT NULL,
    UNIQUE (identity, ordinal)
);
CREATE INDEX ix_sightings_record ON sightings (record_id);
CREATE INDEX ix_sightings_source ON sightings (source_id);
CREATE INDEX ix_sightings_conversation ON sightings (conversation_id);
CREATE INDEX ix_sightings_meeting ON sightings (meeting);
CREATE INDEX ix_sightings_was ON sightings (was) WHERE was IS NOT NULL;
ALTER TABLE occurrences ADD COLUMN sighting_id INTEGER REFERENCES sightings (id);
CREATE INDEX ix_occurrences_sighting ON occurrences (sighting_id) WHERE sighting_id IS NOT NULL;
ALTER TABLE records ADD COLUMN meeting INTEGER;
CREATE TABLE near_pairs (
    record_id INTEGER NOT NULL REFERENCES records (id),
    other_id INTEGER NOT NULL REFERENCES records (id),
    share FLOAT NOT NULL,
    PRIMARY KEY (record_id, other_id)
) WITHOUT ROWID;
CREATE INDEX ix_near_pairs_other ON near_pairs (other_id)
"""
_GUARDS = (
    "DROP TRIGGER records_no_delete",
    """CREATE TRIGGER records_no_delete BEFORE DELETE ON records
    WHEN NOT EXISTS (SELECT 1 FROM sightings AS s WHERE s.was = OLD.id
        AND s.identity = OLD.identity AND s.ordinal = OLD.ordinal AND s.text = OLD.text)
    OR EXISTS (SELECT 1 FROM request_records WHERE record_id = OLD.id)
    OR EXISTS (SELECT 1 FROM decisions WHERE record_id = OLD.id)
    BEGIN SELECT RAISE(ABORT, 'records is only ever added to'); END""",
    "DROP TRIGGER attachments_no_delete",
    """CREATE TRIGGER attachments_no_delete BEFORE DELETE ON attachments
    WHEN NOT EXISTS (SELECT 1 FROM sightings WHERE was = OLD.record_id)
    BEGIN SELECT RAISE(ABORT, 'attachments is only ever added to'); END""",
    """CREATE TRIGGER sightings_no_delete BEFORE DELETE ON sightings
    WHEN NOT EXISTS (SELECT 1 FROM records AS r WHERE r.identity = OLD.identity
        AND r.ordinal = OLD.ordinal AND r.text = OLD.text)
    BEGIN SELECT RAISE(ABORT, 'sightings are never lost'); END""",
    """CREATE TRIGGER sightings_no_update BEFORE UPDATE ON sightings
    WHEN NEW.identity <> OLD.identity OR NEW.text <> OLD.text OR NEW.sent IS NOT OLD.sent
    OR NEW.cast_id <> OLD.cast_id OR NEW.locator <> OLD.locator OR NEW.raw <> OLD.raw
    BEGIN SELECT RAISE(ABORT, 'sightings are never changed'); END""",
)
_INDEX = "CREATE INDEX ix_records_meeting ON records (meeting) WHERE meeting IS NOT NULL"
_OLDER = """
SELECT r.id, r.sent, r.text, t.platform, t.flags FROM records AS r
JOIN traits AS t ON t.id = r.traits_id
WHERE r.id > ? AND r.sent BETWEEN -288230376151711743 AND 288230376151711743 AND r.text <> ''
AND (t.kind = 'message' OR (t.kind = 'email' AND r.platform_id = ''))
ORDER BY r.id LIMIT ?"""


def upgrade() -> None:
    """Make the tables, and let older records be met."""
    for statement in _TABLES.split(";"):
        op.execute(statement)
    for statement in _GUARDS:
        op.execute(statement)
    op.execute("DROP TRIGGER records_no_update")
    _let_meet(op.get_bind())
    op.execute(_INDEX)
    op.execute(
        "CREATE TRIGGER records_no_update BEFORE UPDATE ON records "
        "BEGIN SELECT RAISE(ABORT, 'records is only ever added to'); END"
    )


def _let_meet(bind: Connection) -> None:
    after = 0
    while rows := bind.exec_driver_sql(_OLDER, (after, _AT_ONCE)).fetchall():
        told = [
            (_meeting(sent, text, platform), record)
            for record, sent, text, platform, flags in rows
            if not any(unseen in flags for unseen in _UNSEEN)
        ]
        if told:
            bind.exec_driver_sql("UPDATE records SET meeting = ? WHERE id = ?", told)
        after = rows[-1][0]


def downgrade() -> None:
    """Refuse: a vault is never taken back to an older form."""
    raise NotImplementedError


def _meeting(sent: int, text: str, platform: str) -> int:
    plain = text if text.isascii() else unicodedata.normalize("NFC", text).translate(_LIKE)
    family = zlib.crc32(_TEXTING.get(platform, platform).encode("utf-8", "replace"))
    told = " ".join(plain.split()).encode("utf-8", "replace")
    return (sent // _TWO_WINDOWS << 32) | zlib.crc32(told, family)
