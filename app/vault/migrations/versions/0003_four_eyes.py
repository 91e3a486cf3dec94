"""The rule of four eyes; self-contained, and never changed once released.

An older program neither knows the rule nor what a second reader says, so it must not open a vault
that may hold them: this step makes it refuse.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

_TABLE = """
CREATE TABLE four_eyes (
    id INTEGER NOT NULL PRIMARY KEY,
    is_on INTEGER NOT NULL,
    least TEXT NOT NULL,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL
)
"""


def upgrade() -> None:
    """Make the table; its last entry is the rule, and none is ever changed or taken away."""
    op.execute(_TABLE)
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER four_eyes_no_{act.lower()} BEFORE {act} ON four_eyes "
            "BEGIN SELECT RAISE(ABORT, 'the rule of four eyes is only ever added to'); END"
        )


def downgrade() -> None:
    """Refuse: a vault is never taken back to an older form."""
    raise NotImplementedError
