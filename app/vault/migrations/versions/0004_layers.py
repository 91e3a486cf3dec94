"""Layers for audiences, for whom a packet was made; self-contained, not changed once released.

An older program does not know that an audience sees more or less than the public, nor that a
packet was made for one, so it must not open a vault that may say so: this step makes it refuse.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

_TABLE = """
CREATE TABLE layers (
    id INTEGER NOT NULL PRIMARY KEY REFERENCES decisions (id),
    request_id INTEGER NOT NULL REFERENCES requests (id),
    record_id INTEGER REFERENCES records (id),
    audience TEXT NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    codes TEXT NOT NULL,
    said TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL
)
"""
_INDEX = "CREATE INDEX ix_layers_record ON layers (request_id, audience, record_id)"


def upgrade() -> None:
    """Make the table of what stands in layers; every packet until now was the public's."""
    op.execute(_TABLE)
    op.execute(_INDEX)
    op.execute("ALTER TABLE packets ADD COLUMN audience TEXT NOT NULL DEFAULT 'public'")
    op.execute("ALTER TABLE packets ADD COLUMN made_for TEXT NOT NULL DEFAULT ''")


def downgrade() -> None:
    """Refuse: a vault is never taken back to an older form."""
    raise NotImplementedError
