"""Who the clerk says is one person; self-contained, and never changed once released.

An older program would find less under a joined name than the clerk was shown, so it must not
open a vault in which people are joined: this step makes it refuse.
"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"

_TABLE = """
CREATE TABLE people_acts (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    people TEXT NOT NULL,
    name TEXT NOT NULL,
    undoes INTEGER REFERENCES people_acts (id),
    who TEXT NOT NULL,
    at INTEGER NOT NULL
)
"""


def upgrade() -> None:
    """Make the log; an act is taken back by another act, and none is ever changed."""
    op.execute(_TABLE)
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER people_acts_no_{act.lower()} BEFORE {act} ON people_acts "
            "BEGIN SELECT RAISE(ABORT, 'acts on people are only ever added to'); END"
        )


def downgrade() -> None:
    """Refuse: a vault is never taken back to an older form."""
    raise NotImplementedError
