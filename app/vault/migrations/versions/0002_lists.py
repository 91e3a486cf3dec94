"""Lists that the clerk keeps; self-contained, and never changed once released."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

_TABLE = """
CREATE TABLE list_entries (
    id INTEGER NOT NULL PRIMARY KEY,
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    note TEXT NOT NULL,
    codes TEXT NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (list, name, kind, text)
)
"""


def upgrade() -> None:
    """Make the table of list entries; entries are added and taken away, never changed."""
    op.execute(_TABLE)
    op.execute(
        "CREATE TRIGGER list_entries_no_update BEFORE UPDATE ON list_entries "
        "BEGIN SELECT RAISE(ABORT, 'entries of lists are never changed'); END"
    )


def downgrade() -> None:
    """Refuse: a vault is never taken back to an older form."""
    raise NotImplementedError
