"""Which mails are one thread; self-contained, and never changed once released.

What a record's export said of its conversation stays as it is. An older program would gather
less under a conversation than the clerk was shown, so it must not open such a vault.
"""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"

_TABLES = """
CREATE TABLE clues (
    record_id INTEGER NOT NULL REFERENCES records (id),
    clue BLOB NOT NULL,
    PRIMARY KEY (record_id, clue)
) WITHOUT ROWID;
CREATE TABLE threads (
    record_id INTEGER NOT NULL PRIMARY KEY REFERENCES records (id),
    conversation_id INTEGER NOT NULL REFERENCES conversations (id)
);
CREATE INDEX ix_threads_conversation ON threads (conversation_id);
INSERT INTO meta (key, value) SELECT 'clues.wanted', coalesce(max(id), 0) FROM records;
INSERT INTO meta (key, value) VALUES ('clues.gathered', '0')
"""


def upgrade() -> None:
    """Make the tables; the clues of older records are gathered when the vault is opened."""
    for statement in _TABLES.split(";"):
        op.execute(statement)


def downgrade() -> None:
    """Refuse: a vault is never taken back to an older form."""
    raise NotImplementedError
