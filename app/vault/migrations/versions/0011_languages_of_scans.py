"""In which languages scans were read; self-contained, and never changed once released."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"

_STEPS = (
    "ALTER TABLE recognised ADD COLUMN languages TEXT NOT NULL DEFAULT 'eng'",
    "CREATE INDEX ix_recognised_languages ON recognised (languages, sha256)",
    "CREATE INDEX ix_attachments_media_type ON attachments (media_type, sha256, record_id)",
)


def upgrade() -> None:
    """Remember the languages, English until now; files that nobody read are found by an index."""
    for step in _STEPS:
        op.execute(step)


def downgrade() -> None:
    """Refuse: a vault is never taken back to an older form."""
    raise NotImplementedError
