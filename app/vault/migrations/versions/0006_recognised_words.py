"""Words that were recognised on pages and pictures; self-contained, never changed once released."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

_STEPS = (
    """CREATE TABLE recognised (
        sha256 TEXT NOT NULL PRIMARY KEY,
        text TEXT NOT NULL,
        pages INTEGER NOT NULL,
        at INTEGER NOT NULL
    )""",
    "CREATE INDEX ix_attachments_sha256 ON attachments (sha256) WHERE sha256 <> ''",
    "DROP VIEW indexed_records",
    """CREATE VIEW indexed_records AS
    SELECT id, spaced(text) AS text, spaced(subject) AS subject, spaced(coalesce((
        SELECT group_concat(
            a.name || char(10) || a.text || coalesce(char(10) || r.text, ''),
            char(10) ORDER BY a.position
        )
        FROM attachments AS a LEFT JOIN recognised AS r ON r.sha256 = a.sha256
        WHERE a.record_id = records.id), '')) AS files
    FROM records""",
)


def upgrade() -> None:
    """Make their table, and let the word index hold them with the files they stand on."""
    for step in _STEPS:
        op.execute(step)


def downgrade() -> None:
    """Refuse: a vault is never taken back to an older form."""
    raise NotImplementedError
