"""How the columns of tables are read; self-contained, and never changed once released."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"

_TABLE = """
CREATE TABLE column_mappings (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    headings TEXT NOT NULL,
    mapping TEXT NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL
)
"""


def upgrade() -> None:
    """Make the table of kept mappings; a source remembers the one by which it was read."""
    op.execute(_TABLE)
    op.execute("ALTER TABLE sources ADD COLUMN mapping TEXT NOT NULL DEFAULT ''")


def downgrade() -> None:
    """Refuse: a vault is never taken back to an older form."""
    raise NotImplementedError
