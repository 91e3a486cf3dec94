"""Indexes by which a long log is read on; self-contained, and never changed once released."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

_INDEXES = (
    "CREATE INDEX ix_decisions_kind ON decisions (request_id, kind, record_id)",
    (
        "CREATE INDEX ix_decision_groups_undoes ON decision_groups (request_id, undoes) "
        "WHERE undoes IS NOT NULL"
    ),
)


def upgrade() -> None:
    """Make the indexes: entries of one kind, also on some records, and acts that take back."""
    for index in _INDEXES:
        op.execute(index)


def downgrade() -> None:
    """Refuse: a vault is never taken back to an older form."""
    raise NotImplementedError
