"""Which form the tables have, and how an older vault is brought to today's; knows no rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from app.errors import VaultDamaged, VaultTooNew
from app.vault.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

STEPS = Path(__file__).parent / "migrations"
HEAD = "0012"


def make_tables(database: Database) -> None:
    """Make the tables of a new vault."""
    with database.write() as connection:
        _upgrade(connection, STEPS, HEAD)


def bring_up(database: Database, *, steps: Path = STEPS, head: str = HEAD) -> None:
    """Bring the tables of an older vault to today's form.

    The file is copied beside itself before an older vault is changed. A form that this program
    does not know raises VaultTooNew.
    """
    with database.read() as connection:
        stands = revision_of(connection)
    if stands == head:
        return
    _refuse_unknown(stands, steps)
    _copy_aside(database, stands)
    with database.write() as connection:
        _upgrade(connection, steps, head)


def revision_of(connection: Connection) -> str:
    """Give the form that the tables have; a database without one raises VaultDamaged."""
    known = "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
    if connection.execute(text(known)).scalar_one():
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if found is not None:
            return str(found)
    raise VaultDamaged("The vault's database is damaged.", "Restore it from a backup.")


def _upgrade(connection: Connection, steps: Path, head: str) -> None:
    from alembic import command  # takes a while to load, and most vaults are up to date

    config = _config(steps)
    config.attributes["connection"] = connection
    command.upgrade(config, head)


def _config(steps: Path) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    return config


def _refuse_unknown(stands: str, steps: Path) -> None:
    from alembic.script import ScriptDirectory

    known = {step.revision for step in ScriptDirectory.from_config(_config(steps)).walk_revisions()}
    if stands not in known:
        raise VaultTooNew(
            "This vault was made by a newer version of Sunshine Desk.",
            "Update the program on this computer, then open the vault again.",
        )


def _copy_aside(database: Database, stands: str) -> None:
    copy = database.path.with_name(f"{database.path.name}.before-{stands}")
    copy.unlink(missing_ok=True)
    database.copy_to(copy)
