"""The register of custodians and what is said of gaps; self-contained, not changed once released.

An older program does not know that a gap keeps a packet back, so it must not open a vault that
may say so: this step makes it refuse.
"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"

_TABLE = """
CREATE TABLE coverage_log (
    id INTEGER NOT NULL PRIMARY KEY,
    act INTEGER NOT NULL,
    undoes INTEGER,
    request_id INTEGER REFERENCES requests (id),
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    stands INTEGER NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL
)
"""
_INDEX = "CREATE INDEX ix_coverage_log_kind ON coverage_log (request_id, kind)"


def upgrade() -> None:
    """Make the log; nothing in it is ever changed or taken away."""
    op.execute(_TABLE)
    op.execute(_INDEX)
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER coverage_log_no_{act.lower()} BEFORE {act} ON coverage_log "
            "BEGIN SELECT RAISE(ABORT, 'the register is only ever added to'); END"
        )


def downgrade() -> None:
    """Refuse: a vault is never taken back to an older form."""
    raise NotImplementedError
